//! Something that somebody was to fill in has been left.

use std::ops::Range;

use crate::check::phrases::{has_one_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Signs;

pub(super) const RULE: Rule = Rule {
    code: "left-to-fill-in",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text such as [insert name], XXXX or TBC has been left to fill in",
    why: "It shows that a template was signed and not read.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: Ask [insert name] or ring XXXX, as <school name> agreed.
  #                 ^                     ^        ^
  purpose: Owner TBC.
  #              ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: Ask the [deputy](https://example.org/deputy) or ring 01632 960123, as <https://example.org> says.
  purpose: The safeguarding lead owns it.",
    },
    find,
};

/// The longest that is left to fill in, in bytes: longer brackets hold sentences.
const LONGEST: usize = 60;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        let left = passage.reading.left.get_or_init(|| {
            if may_be_left(passage.text, passage.signs()) {
                left(passage.text)
            } else {
                Vec::new() // most texts
            }
        });
        for range in left {
            let words = &passage.text[range.clone()];
            if !passage.written.contains(words) {
                continue;
            }
            let message = format!("`{words}` is left to fill in");
            findings.push(
                RULE.finding(subject.place(passage, range), message)
                    .help("Write what belongs here, or take the sentence out."),
            );
        }
    }
    findings
}

/// Whether anything can be left to fill in, in a text with some signs.
fn may_be_left(text: &str, signs: &Signs) -> bool {
    signs.has_one_of("[<_X")
        || signs.has_one_of("T") && signs.has_one_of("B")
        || signs.has_one_of("x") && text.contains("xxxx")
        || text.contains("ipsum")
}

/// What is left to fill in, in a text.
fn left(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut word_start = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => found.extend(bracketed(text, at, ']')),
            b'<' => found.extend(bracketed(text, at, '>')),
            _ => {}
        }
        let in_word = byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        match (in_word, word_start) {
            (true, None) => word_start = Some(at),
            (false, Some(start)) => {
                word_start = None;
                found.extend(word(text, &(start..at)));
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found.extend(word_start.and_then(|start| word(text, &(start..text.len()))));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    // `[XXXX]` is one thing.
    found.dedup_by(|inner, outer| inner.start < outer.end);
    found
}

/// `[insert name]` or `<school name>`; no link and no address.
fn bracketed(text: &str, start: usize, close: char) -> Option<Range<usize>> {
    let inside = &text[start + 1..];
    let length = inside.find(['[', ']', '<', '>', '\n'])?;
    let words = &inside[..length];
    let end = start + 1 + length;
    let closed = inside[length..].starts_with(close);
    let link = text[end..].starts_with("](") || words.contains("://") || words.contains('@');
    let wanted = words
        .chars()
        .all(|c| c == '.' || c == ' ' || c == '…' || c == '_')
        || has_one_of(words, &phrases().fill_in);
    // “[The school] will …” completes a quotation.
    let quoted = words
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("the "));
    let fits = closed && !link && !quoted && !words.trim().is_empty() && words.len() <= LONGEST;
    (fits && wanted).then_some(start..end + 1)
}

/// `XXXX`, `TBC`, `____` or the first word of what printers set for want of a text.
fn word(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    // Quotation marks and dashes are no ASCII, and were taken for letters.
    let outside = |c: char| !c.is_alphanumeric() && c != '_';
    let typed = &text[range.clone()];
    if !typed.starts_with(|c: char| !c.is_ascii() || matches!(c, 'X' | 'x' | '_' | 'T' | 'L' | 'l'))
    {
        return None; // nearly every word
    }
    let start = range.end - typed.trim_start_matches(outside).len();
    let range = start..start + typed.trim_matches(outside).len();
    let word = text.get(range.clone())?;
    let repeated = |letter: u8, times: usize| {
        (times..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte == letter)
    };
    let latin =
        word.eq_ignore_ascii_case("lorem") && text[range.end..].trim_start().starts_with("ipsum");
    let left = repeated(b'X', 3)
        || repeated(b'x', 4)
        || repeated(b'_', 4)
        || matches!(word, "TBC" | "TBA" | "TBD")
        || latin;
    left.then_some(range)
}

#[cfg(test)]
mod tests {
    use super::left;

    fn found(text: &str) -> Vec<&str> {
        left(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_left_is_told_from_what_is_meant() {
        for (text, words) in [
            ("Ask [NAME OF LEAD] first", "[NAME OF LEAD]"),
            ("ring xxxx", "xxxx"),
            ("[XXXX] leads", "XXXX"),
            ("Signed ______", "______"),
            ("due [ … ]", "[ … ]"),
            ("Lorem ipsum dolor", "Lorem"),
            ("Headteacher (TBC)", "TBC"),
            ("Headteacher – “TBC”", "TBC"),
        ] {
            assert_eq!(found(text), [words], "{text}");
        }
        for text in [
            "see [the form](https://example.org/form)",
            "mail <office@example.org>",
            "“[We] ask” who came",
            "“[The school] asks”",
            "size XXL or XIX",
            "a < b and c > d",
            "naïve [é]",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
