//! Quotes and brackets: opened and not closed, closed too early, or of the wrong kind.

use super::build::Stop;
use super::form::{Line, closes_elsewhere, open_bracket, open_quote};
use super::syntax::misplaced;
use super::text::{Text, quoted};
use crate::diagnostic::Diagnostic;

pub(super) fn unclosed_quote(text: Text<'_>, at: usize) -> Stop {
    let open = open_quote(text, at);
    let line = Line::of(text, open);
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-quote",
            text.place(open, open + 1),
            "this quote is opened and never closed",
        )
        .help(format!(
            "Write the same quote again where the text ends. If the quote belongs to the text, write {}.",
            quoted(&text.text[open..line.end])
        )),
        blank: line.value(),
    }
}

pub(super) fn after_quote(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let close = text.text[..at].rfind(['"', '\'']).unwrap_or(at);
    if line.starts_value(close) {
        return unclosed_quote(text, close);
    }
    let typed = line.value_to_end().unwrap_or(line.content..line.end);
    let typed = &text.text[typed];
    let quote = &text.text[close..=close];
    let inner = typed
        .strip_prefix(quote)
        .and_then(|rest| rest.strip_suffix(quote));
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-quote",
            text.place(close, close + 1),
            "this quote ends the text, but more text follows it",
        )
        .help(format!(
            "Put the whole text in one pair of quotes that it does not hold itself. Write {}.",
            quoted(inner.unwrap_or(typed))
        )),
        blank: line.value(),
    }
}

pub(super) fn backslash(text: Text<'_>, at: usize) -> Stop {
    let line = Line::of(text, at);
    let slash = text.text[at..].find('\\').map_or(at, |index| at + index);
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-backslash",
            text.place(slash, slash + 2),
            "a backslash in double quotes has a special meaning",
        )
        .help("Use single quotes for text with a backslash: 'H:\\plans'."),
        blank: line.value(),
    }
}

pub(super) fn unclosed_bracket(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let itself = text.text[at..].starts_with(['[', '{']).then_some(at);
    let Some(open) = itself.or_else(|| open_bracket(text, at)) else {
        return misplaced(text, at, line);
    };
    let line = Line::of(text, open);
    let bracket = &text.text[open..=open];
    let close = if bracket == "[" { "]" } else { "}" };
    let (message, help) = match closes_elsewhere(text, open) {
        Some(wrong) => (
            format!("`{bracket}` is opened here and closed with `{wrong}`"),
            format!("Close it with `{close}`."),
        ),
        None => (
            format!("`{bracket}` is opened here and never closed"),
            format!("Write `{close}` where it ends."),
        ),
    };
    Stop {
        diagnostic: Diagnostic::error("yaml-bracket", text.place(open, open + 1), message).help(
            format!("{help} If the bracket belongs to the text, put the whole text in \"quotes\"."),
        ),
        blank: line.value(),
    }
}

pub(super) fn missing_comma(text: Text<'_>, at: usize, line: &Line<'_>) -> Stop {
    let bracket = open_bracket(text, at).unwrap_or(at);
    let first = Line::of(text, bracket);
    let next_field = line.start > first.start && line.width() <= first.width();
    if next_field {
        return unclosed_bracket(text, at, line);
    }
    let close = if text.text[bracket..].starts_with('[') {
        "]"
    } else {
        "}"
    };
    Stop {
        diagnostic: Diagnostic::error(
            "yaml-bracket",
            text.place(at, at + 1),
            format!("a comma or a closing `{close}` is missing before this"),
        )
        .related(text.place(bracket, bracket + 1), "the bracket is opened here")
        .help("Put a comma between the items. A text that holds a comma, a colon or a bracket needs quotes of its own."),
        blank: None,
    }
}
