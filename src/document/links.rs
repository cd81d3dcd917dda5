//! Web addresses, e-mail addresses and telephone numbers that were typed as plain words become links.

use linkify::{LinkFinder, LinkKind};

use super::Inline;

/// How many digits a British number has at most, with 44 and the nought in brackets.
const MOST_DIGITS: usize = 13;

/// What addresses begin with that open a page, a message or a call. Anything else, such as `javascript:` or `file:`, is
/// no link in any format.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Whether an address opens a page, a message or a call, and nothing else.
pub(crate) fn is_safe_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
        && !address.contains(|character: char| character.is_control() || character == ' ')
}

/// Whether an address is that of a file beside the document or in a folder below it: plain names and nothing else.
///
/// Texts of plans cannot say such a link. Reports that are handed over with files have them.
pub(crate) fn is_beside(address: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    address
        .split('/')
        .all(|name| !name.is_empty() && !name.starts_with('.') && name.chars().all(plain))
}

/// The runs with a link around each address and each British telephone number; links stay as they are.
pub(super) fn linked(runs: Vec<Inline>) -> Vec<Inline> {
    runs.into_iter()
        .flat_map(|run| match run {
            Inline::Text { text } => linked_text(text),
            Inline::Strong { content } => vec![Inline::Strong {
                content: linked(content),
            }],
            Inline::Emphasis { content } => vec![Inline::Emphasis {
                content: linked(content),
            }],
            Inline::Foreign { language, content } => vec![Inline::Foreign {
                language,
                content: linked(content),
            }],
            Inline::Link { .. }
            | Inline::Reference { .. }
            | Inline::LineBreak
            | Inline::Changed { .. } => vec![run],
        })
        .collect()
}

fn linked_text(text: String) -> Vec<Inline> {
    // Most runs hold nothing that could be an address or a number.
    if !text.contains(['@', '/', '0']) && !text.contains("www.") {
        return vec![Inline::Text { text }];
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut runs = Vec::new();
    for span in finder.spans(&text) {
        let target = match span.kind() {
            Some(LinkKind::Email) => Some(format!("mailto:{}", span.as_str())),
            Some(LinkKind::Url) => web_address(span.as_str()),
            Some(_) | None => None,
        };
        match target {
            Some(target) => runs.push(link(span.as_str(), target)),
            None => push_telephones(span.as_str(), &mut runs),
        }
    }
    runs
}

fn link(words: &str, target: String) -> Inline {
    Inline::Link {
        target,
        content: vec![Inline::text(words)],
    }
}

/// The address of a page; `None` for words with a dot in them, such as the name of a file.
fn web_address(words: &str) -> Option<String> {
    let lower = words.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        Some(words.to_string())
    } else {
        lower
            .starts_with("www.")
            .then(|| format!("https://{words}"))
    }
}

/// Adds words, with a link around each telephone number.
fn push_telephones(words: &str, runs: &mut Vec<Inline>) {
    let mut rest = words;
    let mut plain = String::new();
    while let Some(at) = rest.find(['0', '+']) {
        let before = rest[..at].chars().next_back().or(plain.chars().next_back());
        let free = before
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '-' | ':' | '#'));
        let number = free.then(|| telephone(&rest[at..])).flatten();
        plain.push_str(&rest[..at]);
        if let Some(number) = number {
            push_text(&mut plain, runs);
            runs.push(link(&number.replace(' ', "\u{a0}"), dialled(number)));
            rest = &rest[at + number.len()..];
        } else {
            plain.push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
    }
    plain.push_str(rest);
    push_text(&mut plain, runs);
}

fn push_text(plain: &mut String, runs: &mut Vec<Inline>) {
    let text = std::mem::take(plain);
    match runs.last_mut() {
        Some(Inline::Text { text: last }) => last.push_str(&text),
        _ if !text.is_empty() => runs.push(Inline::text(text)),
        _ => {}
    }
}

/// The British telephone number that some words begin with: 10 or 11 digits from 0, or +44 and 9 or 10 more, in groups
/// with a space between them.
fn telephone(words: &str) -> Option<&str> {
    let mut end = 0;
    let mut digits = 0;
    for (at, c) in words.char_indices() {
        let first = at == 0;
        match c {
            '0'..='9' if digits == MOST_DIGITS => return None, // longer than any number
            '0'..='9' => {
                digits += 1;
                end = at + 1;
            }
            '+' if first => {}
            '(' | ')' if words.starts_with('+') => {}
            ' ' | '\u{a0}' if end == at || words[..at].ends_with(')') => {}
            _ => break,
        }
    }
    let number = &words[..end];
    let national = number.starts_with('0') && (10..=11).contains(&digits);
    let abroad = number.starts_with("+44") && (11..=13).contains(&digits);
    (national || abroad).then_some(number)
}

/// The number as a telephone dials it.
fn dialled(number: &str) -> String {
    let digits: String = number
        .replace("(0)", "")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let significant = digits
        .strip_prefix('0')
        .or(digits.strip_prefix("44"))
        .unwrap_or(&digits);
    format!("tel:+44{significant}")
}

#[cfg(test)]
mod tests {
    use super::super::plain_text;
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        let runs = linked(vec![Inline::text(text)]);
        let words = plain_text(&runs).replace('\u{a0}', " "); // a number is not parted
        assert_eq!(words, text, "no word is lost");
        let links = runs.into_iter().filter_map(|run| match run {
            Inline::Link { target, .. } => Some(target),
            Inline::Text { .. }
            | Inline::Strong { .. }
            | Inline::Emphasis { .. }
            | Inline::Foreign { .. }
            | Inline::Reference { .. }
            | Inline::Changed { .. }
            | Inline::LineBreak => None,
        });
        links.collect()
    }

    #[test]
    fn addresses_and_numbers_are_found_where_people_write_them() {
        for (text, wanted) in [
            ("Ring 01632 960011.", "tel:+441632960011"),
            ("Ring 0163 296 0011 (day or night)", "tel:+441632960011"),
            ("+44 (0)1632 960011", "tel:+441632960011"),
            (
                "Write to dsl@oakfield.example.org.",
                "mailto:dsl@oakfield.example.org",
            ),
            (
                "(see www.example.org/prevent)",
                "https://www.example.org/prevent",
            ),
            (
                "at https://example.org/a?b=1, then",
                "https://example.org/a?b=1",
            ),
        ] {
            assert_eq!(targets(text), [wanted], "{text}");
        }
        assert_eq!(
            targets("01632 960011 / 07700 900123; a@example.org"),
            [
                "tel:+441632960011",
                "tel:+447700900123",
                "mailto:a@example.org"
            ]
        );
    }

    #[test]
    fn other_words_with_digits_and_dots_stay_words() {
        for text in [
            "on 03/11/2026 at 09:00",
            "plan.yaml and and/or",
            "£10 000 000 000",
            "UPN A0163296001100",
            "in 2026/27",
            "LGB 26/0163296001",
            "00000",
            "0163 296",
        ] {
            assert_eq!(targets(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_link_is_not_linked_again() {
        let runs = vec![link("01632 960011", "https://example.org".into())];
        assert_eq!(linked(runs.clone()), runs);
    }

    #[test]
    fn only_plain_names_below_are_beside() {
        assert!(is_beside("evidence/01-minutes.pdf") && is_beside("index.html"));
        for target in [
            "",
            "/etc",
            "../a.pdf",
            "a//b",
            "a/./b",
            "javascript:x",
            "C:/a",
            "a b",
            "a?b",
            "a%2e",
            ".a",
        ] {
            assert!(!is_beside(target), "{target}");
        }
    }

    #[test]
    fn only_pages_messages_and_calls_are_linked() {
        for target in [
            "https://example.org/a?b=1&c=2",
            "HTTP://example.org",
            "mailto:dsl@example.org",
            "tel:+441632960011",
        ] {
            assert!(is_safe_address(target), "{target}");
        }
        for target in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "https:example.org",
            "https://example.org/a b",
            "https://example.org/\u{0}",
            "",
        ] {
            assert!(!is_safe_address(target), "{target}");
        }
    }
}
