//! Messages as words on paper.

use std::fmt::Write as _;

use crate::document::{Block, Inline};

/// A message as words that a font has: names stand in quotation marks and no longer in backticks, and a character that
/// the font lacks is named by its number.
pub(super) fn plain(message: &str, prints: &dyn Fn(char) -> bool) -> String {
    let mut text = String::new();
    let mut open = false;
    for letter in message.chars() {
        match letter {
            '`' => {
                text.push(if open { '’' } else { '‘' });
                open = !open;
            }
            _ if letter.is_whitespace() => text.push(' '),
            _ if letter.is_control() || !(letter.is_ascii() || prints(letter)) => {
                let _ = write!(text, "U+{:04X}", u32::from(letter)); // a String takes everything
            }
            _ => text.push(letter),
        }
    }
    text
}

/// A paragraph; none where nothing is said, for a paragraph has words.
pub(super) fn paragraph(text: String) -> Vec<Block> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph {
        content: vec![Inline::text(text)],
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_quotation_marks_and_every_character_prints() {
        let prints = |letter| letter != '✓';
        assert_eq!(
            plain("`led` is ✓\u{7},\nno `key`", &prints),
            "‘led’ is U+2713U+0007, no ‘key’"
        );
    }
}
