//! British telephone numbers.
//!
//! What is taken for granted here is little: a number begins with 0, or +44 in its place, and has 10 or 11 digits with
//! the 0, and those that begin with 02, 03, 05 or 07 have 11 (but for the old 0500). Source: Ofcom's National
//! Telephone Numbering Plan. Short codes such as 101, 111, 119, 999 and 116 123 are passed over.

use std::ops::Range;

use crate::check::Passage;

/// What is wrong with a number, to follow it, and how it is put right where there is no doubt.
pub(super) type Fault = (String, Option<String>);

/// The fewest digits of what is taken for a whole number in a text, and the most.
pub(super) const LIKELY: std::ops::RangeInclusive<usize> = 9..=14;

/// The digits of a number with a 0 in place of +44; `None` for one abroad.
pub(super) fn national(number: &str) -> Option<String> {
    let mut digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if number.trim_start().starts_with('+') {
        digits = digits.strip_prefix("44")?.to_string();
        Some(format!("0{}", digits.strip_prefix('0').unwrap_or(&digits)))
    } else if let Some(rest) = digits.strip_prefix("0044") {
        Some(format!("0{}", rest.strip_prefix('0').unwrap_or(rest)))
    } else {
        Some(digits)
    }
}

/// Whether a number is that of a mobile telephone.
pub(super) fn is_mobile(number: &str) -> bool {
    // 070 is a number that follows its owner, 076 a pager, but for the mobiles of the Isle of Man.
    national(number).is_some_and(|digits| {
        digits.len() == 11
            && digits.starts_with("07")
            && !digits.starts_with("070")
            && (!digits.starts_with("076") || digits.starts_with("07624"))
    })
}

/// What is wrong with the length of a number that begins with 0.
pub(super) fn fault_of_length(national: &str) -> Option<String> {
    let digits = national.len();
    // Childline, and the old line of the health service.
    if national == "08001111" || (digits == 8 && national.starts_with("084546")) {
        return None;
    }
    let fewest = match national.get(..2) {
        Some("02" | "03" | "07") => 11,
        Some("05") if !national.starts_with("0500") => 11,
        _ => 10,
    };
    let wrong = match digits {
        _ if digits < fewest => "few",
        12.. => "many",
        _ => return None,
    };
    let right = if fewest == 11 { "11" } else { "10 or 11" };
    Some(format!(
        "has {digits} digits, which is too {wrong}: with its 0 it has {right}"
    ))
}

/// What is wrong with a single number, without an extension and without words.
pub(super) fn fault_of_number(number: &str) -> Option<Fault> {
    let number = number.trim();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Some(("has no digits".into(), None));
    }
    if number.starts_with('+') && !digits.starts_with("44") {
        return (!(7..=15).contains(&digits.len())).then(|| {
            (
                format!(
                    "has {} digits, and a number abroad has 7 to 15",
                    digits.len()
                ),
                None,
            )
        });
    }
    if let Some(rest) = number.strip_prefix("+44")
        && rest.trim_start().starts_with('0')
    {
        let right = format!("+44 {}", rest.trim_start().trim_start_matches('0'));
        return Some((
            "has both +44 and the 0 that it replaces".into(),
            Some(right),
        ));
    }
    let national = national(number)?;
    if national.starts_with('0') {
        return fault_of_length(&national).map(|what| (what, None));
    }
    let short =
        matches!(national.as_bytes().first(), Some(b'1')) && (3..=6).contains(&national.len());
    if short || national == "999" || national.starts_with("18000") {
        return None;
    }
    let lost =
        national.len() == 10 && matches!(national.as_bytes()[0], b'1' | b'2' | b'3' | b'7' | b'8');
    if lost {
        return Some((
            "has lost the 0 at its beginning".into(),
            Some(format!("0{number}")),
        ));
    }
    Some(("does not begin with 0 or +44".into(), None))
}

/// A number before its extension, and the extension; `None` where no extension is given.
pub(super) fn extension(text: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 6] = ["extension", "ext", "extn", "option", "opt", "x"];
    let lower = text.to_ascii_lowercase();
    let at = lower.find(|c: char| c.is_ascii_alphabetic())?;
    let word: &str = &lower[at..];
    let length = word
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(word.len());
    if !WORDS.contains(&&word[..length]) {
        return None;
    }
    let before = text[..at].trim_end_matches([' ', ',', ';', '(']);
    let rest = text[at + length..].trim_matches([' ', '.', ':', ')', '#']);
    Some((before, rest))
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<'t> {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// As it is written.
    pub(super) text: &'t str,
}

/// What looks like telephone numbers in a passage.
pub(super) fn numbers<'a>(passage: &Passage<'a>) -> impl Iterator<Item = Found<'a>> {
    let text = passage.text;
    let numbers = passage.reading.telephones.get_or_init(|| {
        let text = Some(text).filter(|_| passage.signs().has_one_of("0+"));
        let found = text.into_iter().flat_map(numbers_of);
        found.map(|number| number.range).collect()
    });
    numbers.iter().map(move |range| Found {
        range: range.clone(),
        text: &text[range.clone()],
    })
}

/// What looks like telephone numbers in a text: 9 to 14 digits in groups, from 0 or +44.
fn numbers_of(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text[at..].find(['0', '+']) {
            let start = at + offset;
            let end = end_of_number(text, start);
            at = end.max(start + 1);
            let number = &text[start..end];
            if begins_free(text, start) && ends_free(text, end) && is_likely(number) {
                return Some(Found {
                    range: start..end,
                    text: number,
                });
            }
        }
        None
    })
}

/// The byte after the last digit of the groups of digits that begin somewhere.
pub(super) fn end_of_number(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut gap = 0;
    for (offset, c) in text[start..].char_indices() {
        match c {
            '0'..='9' => {
                end = start + offset + 1;
                gap = 0;
            }
            '+' if offset == 0 => {}
            ' ' | '\u{a0}' | '-' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    end
}

pub(super) fn begins_free(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_none_or(|c| {
        !c.is_alphanumeric()
            && !matches!(c, '/' | '.' | '-' | '#' | '£' | '$' | '€' | '_' | '=' | '+')
    })
}

pub(super) fn ends_free(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some('/' | '_' | '%') => false,
        Some('.' | ',' | ':' | '-') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}

pub(super) fn is_time(group: &&str) -> bool {
    group.len() == 4 && **group < *"2400" && group[2..] < *"60"
}

/// Whether groups of digits are a telephone number rather than dates, times or the number of an account.
fn is_likely(number: &str) -> bool {
    let groups: Vec<&str> = number
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let digits = groups.iter().map(|group| group.len()).sum();
    if !LIKELY.contains(&digits) {
        return false;
    }
    if number.starts_with('+') {
        return number.starts_with("+44");
    }
    let first = groups[0];
    let begins = matches!(
        number.get(..2),
        Some("01" | "02" | "03" | "05" | "07" | "08")
    );
    begins && first.len() >= 3 && (groups.len() == 1 || !groups.iter().all(is_time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_numbers_pass() {
        for number in [
            "01632 960011",
            "016977 2345",
            "(01632) 960 011",
            "+44 1632 960011",
            "+44 (0)1632 960011",
            "0044 1632 960011",
            "07700 900123",
            "020 7946 0000",
            "0800 1111",
            "0808 800 5000",
            "0800 555 111",
            "101",
            "111",
            "999",
            "116 123",
            "+353 1 234 5678",
        ] {
            assert_eq!(fault_of_number(number), None, "{number}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_and_put_right_where_there_is_no_doubt() {
        for (number, said, right) in [
            ("07700 90012", "too few", None),
            ("07700 9001234", "too many", None),
            ("01632 9600", "too few", None),
            ("020 7946 000", "too few", None),
            ("0300 123 456", "too few", None),
            ("1632 960011", "lost the 0", Some("01632 960011")),
            (
                "+44 01632 960011",
                "both +44 and the 0",
                Some("+44 1632 960011"),
            ),
            ("2286", "does not begin", None),
            ("960011", "does not begin", None),
            ("TBC", "no digits", None),
            ("+1 555", "abroad", None),
        ] {
            let (what, put_right) = fault_of_number(number).unwrap();
            assert!(what.contains(said), "{number}: {what}");
            assert_eq!(put_right.as_deref(), right, "{number}");
        }
    }

    #[test]
    fn extensions_stand_apart() {
        assert_eq!(extension("101 ext. 2286"), Some(("101", "2286")));
        assert_eq!(extension("01632 960011 x12"), Some(("01632 960011", "12")));
        assert_eq!(
            extension("01632 960011 (extension 12)"),
            Some(("01632 960011", "12"))
        );
        assert_eq!(extension("01632 96O011"), None);
        assert_eq!(extension("01632 960011"), None);
    }

    #[test]
    fn numbers_are_found_in_texts_and_other_digits_are_not() {
        let found = |text| numbers_of(text).map(|found| found.text).collect::<Vec<_>>();
        assert_eq!(
            found("Ring 01632 960011, or 07700 900123 (out of hours)."),
            ["01632 960011", "07700 900123"]
        );
        assert_eq!(
            found("(01632) 960011; +44 1632 960011"),
            ["01632) 960011", "+44 1632 960011"]
        );
        for text in [
            "on 03/11/2026 at 09:00",
            "from 0830 1200 to 0900 1530 1600",
            "UPN A0163296001100",
            "LGB 26/0163296001",
            "£01632960011",
            "0.163296001",
            "00000 000000",
            "2026-01-02 03-04-2026 0",
            "0163 296",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn only_mobiles_are_mobiles() {
        assert!(
            is_mobile("07700 900123")
                && is_mobile("+44 (0)7700 900123")
                && is_mobile("0044 7700 900123")
        );
        assert!(
            !is_mobile("01632 960011") && !is_mobile("07700 90012") && !is_mobile("070 1234 5678")
        );
    }
}
