//! The parser's faults, in words for somebody who has never heard of YAML.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::build::{DEPTH, Stop};
use super::characters::is_special_space;
use super::form::Line;
use super::pairs::{after_quote, backslash, missing_comma, unclosed_bracket, unclosed_quote};
use super::text::{Text, quoted, short};
use crate::diagnostic::Diagnostic;

/// Explains why the parser stopped, and which part of the line has to go for it to read on.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's own list; the kinds without words of their own are rare"
)]
pub(super) fn explain(text: Text<'_>, error: &ScanError) -> Stop {
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or(0)
        .min(text.text.len());
    let line = Line::of(text, at);
    match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => tab(text, at, &line),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => unclosed_quote(text, at),
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => after_quote(text, at, &line),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => backslash(text, at),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => unclosed_bracket(text, at, &line),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            missing_comma(text, at, &line)
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => no_key(text, &line),
        ErrorKind::MappingValueNotAllowed => colon(text, at, &line),
        ErrorKind::BlockSequenceEntryNotAllowed => dash(text, at, &line),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedDocumentStart => misplaced(text, at, &line),
        ErrorKind::CommentInterceptedScalar => note_inside_text(text, at),
        ErrorKind::RecursionLimitExceeded => Stop {
            diagnostic: too_deep(text, at),
            blank: None,
        },
        _ if line.starts_value(at) => special_start(text, at, &line),
        _ if text.before(at).trim_end().ends_with(['[', '{', ',']) => special_item(text, at, &line),
        _ => Stop {
            diagnostic: Diagnostic::error(
                "yaml-unreadable",
                text.place(at, at + 1),
                "this line cannot be read",
            )
            .help(
                "Check the quotes, brackets and colons of this line and the one above it. Text that holds such signs \
                 is safest in \"quotes\".",
            ),
            blank: None,
        },
    }
}

/// More lists and groups inside one another than anybody can mean.
pub(super) fn too_deep(text: Text<'_>, at: usize) -> Diagnostic {
    Diagnostic::error(
        "yaml-too-deep",
        text.place(at, at + 1),
        format!("more than {DEPTH} lists and groups stand inside one another here"),
    )
    .help("Check the dashes, brackets and spaces at the start of this line: a plan needs fewer than ten.")
}

fn tab(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let tab = text.text[at..line.end]
        .find('\t')
        .map_or(at, |index| at + index);
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-tab",
            text.place(tab, tab + 1),
            "a Tab stands here, where only spaces may stand",
        )
        .help("Delete the Tab and press the space bar instead."),
        blank: None,
    }
}

fn no_key(text: Text<'_>, line: &Line<'_>) -> Stop {
    let content = &text.text[line.content..line.end];
    let diagnostic = match content.find(':') {
        Some(colon) if content[colon + 1..].starts_with(' ') || content.len() == colon + 1 => {
            Diagnostic::error(
                "yaml-long-name",
                text.place(line.content, line.content + colon),
                "the name of this field is too long",
            )
            .help("Check that the right colon is meant: text that holds a colon and a space needs quotes.")
        }
        Some(colon) => {
            let at = line.content + colon;
            let (name, value) = (&content[..colon], &content[colon + 1..]);
            let special = value.starts_with(is_special_space);
            let value = value.trim_start_matches(is_special_space);
            if special {
                let end = line.end - value.len();
                Diagnostic::error(
                    "yaml-special-space",
                    text.place(at + 1, end),
                    "a special space follows this colon, so the line is not read as a field",
                )
                .help("It was probably copied from Word or a web page. Delete it and press the space bar instead.")
            } else {
                Diagnostic::error(
                    "yaml-colon",
                    text.place(at, at + 1),
                    "a space is missing after this colon",
                )
                .help(format!("Write `{}: {}`.", short(name), short(value)))
            }
        }
        None => Diagnostic::error(
            "yaml-no-key",
            text.place(line.content, line.end),
            "this line has no colon, so it is not clear what it is",
        )
        .help(if text.text[..line.start].trim().is_empty() {
            "If it is a field, write its name, a colon and a space before the text: `title: Our plan`. If it is a \
             note, start it with `# `."
        } else {
            "If it goes on with the text of the line above, start it with more spaces than that line. If it is a \
             field, write its name, a colon and a space before the text: `title: Our plan`."
        }),
    };
    Stop {
        diagnostic,
        blank: line.whole(),
    }
}

/// A colon where no field can start: a second one in a line, or one in a line that the parser took for text.
fn colon(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    if let Some(value) = line.value().or_else(|| line.value_to_end())
        && value.start < at
    {
        return Stop {
            diagnostic: Diagnostic::error(
                "yaml-colon",
                text.place(at, at + 1),
                "text with a colon and a space in it needs quotes",
            )
            .help(format!("Write {}.", quoted(&text.text[value]))),
            blank: line.value(),
        };
    }
    let above = text.text[..line.start].trim_end().len();
    let above = Line::of(text, above);
    let content = text.text[above.content..above.end].trim_end();
    if line.start > 0 && above.value_to_end().is_none() && !content.ends_with(':') {
        return no_key(text, &above);
    }
    does_not_line_up(text, line)
}

fn dash(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let typed = quoted(&text.text[at..line.end]);
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-dash",
            text.place(at, at + 1),
            "a list cannot start on the same line as its name",
        )
        .help(format!(
            "Start a new line with two spaces more for each item of the list. If the dash belongs to the text, write {typed}."
        )),
        blank: line.value(),
    }
}

/// Something stands where only a new line of the group or list could stand.
pub(super) fn misplaced(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let value = line.value_to_end().filter(|value| value.start < at);
    if let Some(value) = value
        && let Some(first) = text.text[value.clone()].chars().next()
        && matches!(first, '[' | '{' | ']' | '}' | '*' | '"' | '\'')
    {
        return Stop {
            diagnostic: Diagnostic::error(
                "yaml-special-start",
                text.place(value.start, value.start + 1),
                format!("text that starts with `{first}` needs quotes"),
            )
            .help(format!("Write {}.", quoted(&text.text[value]))),
            blank: line.value(),
        };
    }
    does_not_line_up(text, line)
}

fn does_not_line_up(text: Text<'_>, line: &Line<'_>) -> Stop {
    let above = text.text[..line.start].trim_end().len();
    let above = Line::of(text, above);
    let is_item = |line: &Line<'_>| text.text[line.content..line.end].starts_with('-');
    let (item, item_above) = (is_item(line), is_item(&above));
    let (width, width_above) = (line.width(), above.width());
    let place = text.place(line.content, line.end);
    let diagnostic = if item != item_above && width == width_above && line.start > 0 {
        let (this, other) = if item {
            ("an item of a list", "a field")
        } else {
            ("a field", "an item of a list")
        };
        Diagnostic::error(
            "yaml-indentation",
            place,
            format!("{this} stands right below {other}, and the two do not mix"),
        )
        .related(text.place(above.content, above.end), other)
        .help(
            "Items belong two spaces further right, below the name of their list. A field of an item belongs two \
             spaces further right than its dash.",
        )
    } else {
        let diagnostic = Diagnostic::error(
            "yaml-indentation",
            place,
            "this line does not line up with the lines above it",
        )
        .help(
            "Change the spaces at its start, so that it stands exactly under the line it belongs with. What belongs to \
             a name stands two spaces further right than the name.",
        );
        if line.start > 0 && width != width_above {
            diagnostic.related(
                text.place(above.content, above.end),
                format!(
                    "starts with {}, and the other line with {}",
                    spaces(width_above),
                    spaces(width)
                ),
            )
        } else {
            diagnostic
        }
    };
    Stop {
        diagnostic,
        blank: None,
    }
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    }
}

/// A value that starts with a sign of YAML's own.
fn special_start(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let first = text.text[at..].chars().next().unwrap_or(' ');
    let help = format!("Write {}.", quoted(&text.text[at..line.end]));
    let help = match first {
        '|' | '>' => {
            format!("{help} Or leave `{first}` alone on its line and start the text on the next.")
        }
        _ => help,
    };
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-special-start",
            text.place(at, at + first.len_utf8()),
            format!("text that starts with `{first}` needs quotes"),
        )
        .help(help),
        blank: if line.content == at {
            line.whole()
        } else {
            line.value()
        },
    }
}

/// The same inside brackets, where the value ends with the next comma or bracket.
fn special_item(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let typed = &text.text[at..line.end];
    let first = typed.chars().next().unwrap_or(' ');
    let end = typed.find([',', ']', '}']).unwrap_or(typed.len());
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-special-start",
            text.place(at, at + first.len_utf8()),
            format!("text that starts with `{first}` needs quotes"),
        )
        .help(format!("Write {}.", quoted(&typed[..end]))),
        blank: line.value(),
    }
}

/// `Train staff #1 priority` with more text on the next line.
fn note_inside_text(text: Text<'_>, at: usize) -> Stop {
    let note = text.text[at..].find('#').map_or(at, |index| at + index);
    let line = Line::of(text, note);
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-comment",
            text.place(note, line.end),
            "a note starts here, in the middle of a text",
        )
        .help(
            "A `#` after a space starts a note that is not printed. If it belongs to the text, put the whole text, up \
             to its last line, in \"quotes\"; if it is a note, move it to a line of its own above the text.",
        ),
        blank: None,
    }
}

/// The blank that takes the place of what cannot be read, of the same length, so that all places stay.
pub(super) fn blank(text: &str, range: Range<usize>) -> String {
    let spaces = " ".repeat(range.len());
    [&text[..range.start], &spaces, &text[range.end..]].concat()
}
