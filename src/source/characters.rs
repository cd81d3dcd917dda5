//! Letters that nobody sees and that harm all the same: Tabs, special spaces, control characters.

use super::text::{Text, short};
use crate::diagnostic::Diagnostic;

/// The most such faults reported of one file.
const MOST: usize = 20;

/// Spaces other than the one of the space bar, as Word and web pages use them.
pub(super) fn is_special_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// Reports the letters of a text that no editor shows: each line's first, of [`MOST`] lines.
pub(super) fn check(text: Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut start = 0;
    let mut found = 0;
    for line in text.text.split('\n') {
        if let Some(diagnostic) = fault(text, start, line) {
            diagnostics.push(diagnostic);
            found += 1;
            if found == MOST {
                return;
            }
        }
        start += line.len() + 1;
    }
}

fn fault(text: Text<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    // Nearly every line; the letters of a line that needs a closer look are looked at one by one.
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let is_space = |letter: char| letter == ' ' || letter == '\t' || is_special_space(letter);
    let content = line.trim_start_matches(is_space);
    let indentation = &line[..line.len() - content.len()];
    let odd = indentation
        .char_indices()
        .find(|(_, letter)| *letter != ' ');
    if let Some((index, letter)) = odd
        && !(letter == '\t' && (content.is_empty() || content.starts_with('#')))
    {
        let place = text.place(start + index, start + index + letter.len_utf8());
        return Some(if letter == '\t' {
            Diagnostic::error("yaml-tab", place, "this line starts with a Tab").help(
                "Delete the Tab and press the space bar instead, until the line stands exactly under its neighbours.",
            )
        } else {
            Diagnostic::error(
                "yaml-special-space",
                place,
                "this line starts with a special space that looks like an ordinary one",
            )
            .help(
                "It was probably copied from Word or a web page. Delete the spaces at the start of the line and press \
                 the space bar instead.",
            )
        });
    }
    let unusual = |letter: char| !matches!(letter, ' '..='~');
    let letters = line.char_indices().filter(|(_, letter)| unusual(*letter));
    let mut found = letters.filter_map(|(index, letter)| {
        let (code, message, help) = hidden(letter, &line[..index])?;
        let place = text.place(start + index, start + index + letter.len_utf8());
        let diagnostic = match code {
            "yaml-text-direction" => Diagnostic::warning(code, place, message),
            _ => Diagnostic::error(code, place, message),
        };
        Some(diagnostic.help(help))
    });
    let first = found.next()?;
    // A warning must not hide an error, for the parser cannot be trusted with what stands behind one.
    if first.is_error() {
        Some(first)
    } else {
        found.find(Diagnostic::is_error).or(Some(first))
    }
}

/// The fault in a letter: code, message and help.
fn hidden(letter: char, before: &str) -> Option<(&'static str, String, &'static str)> {
    match letter {
        '\t' => None,
        '\r' => Some((
            "yaml-hidden-line-break",
            format!(
                "a line break that editors do not show follows `{}`",
                short(before)
            ),
            "Put the cursor there, press Delete, and type a space or a new line instead.",
        )),
        '\u{b}' | '\u{c}' => Some((
            "yaml-control-character",
            "a page or line break from Word is hidden here".to_owned(),
            "Put the cursor there, press Delete, and type a space or a new line instead.",
        )),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some((
            "yaml-control-character",
            format!(
                "a control character (U+{:04X}) is hidden here",
                u32::from(letter)
            ),
            "It usually comes from copying out of another program. Delete the letters around it and type them again.",
        )),
        '\u{fffd}' => Some((
            "yaml-damaged-letter",
            "a letter was lost here when the file was saved or copied".to_owned(),
            "Type the letter again in place of the `\u{fffd}`.",
        )),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some((
            "yaml-text-direction",
            format!(
                "a hidden character (U+{:04X}) changes the order in which this line is shown",
                u32::from(letter)
            ),
            "What is printed may differ from what you see. If you did not mean it, delete the line and type it again.",
        )),
        _ => None,
    }
}
