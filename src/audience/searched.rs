//! A text in which something hidden is looked for.

use std::cell::OnceCell;

use super::folded::Folded;
use super::numbers::{Number, numbers};
use super::sought::Sought;

/// What parts texts that are searched together; nothing is found across it.
pub(super) const APART: &str = " \u{0} ";

/// A text in which something is looked for. Each way of looking at it is worked out when it is first needed.
#[derive(Debug, Default)]
pub(super) struct Searched {
    exact: String,
    small: OnceCell<String>,
    folded: OnceCell<Folded>,
    numbers: OnceCell<Vec<Number>>,
}

impl Searched {
    pub(super) fn new(text: &str) -> Self {
        let mut exact = plain(text);
        if let Some(decoded) = decoded(&exact) {
            exact.push_str(APART);
            exact.push_str(&decoded);
        }
        Self {
            exact,
            small: OnceCell::new(),
            folded: OnceCell::new(),
            numbers: OnceCell::new(),
        }
    }

    /// Whether it holds what is sought.
    pub(super) fn holds(&self, sought: &Sought) -> bool {
        match sought {
            Sought::Words(words) => stands_free(self.small(), words),
            Sought::Exactly(words) => stands_free(&self.exact, words),
            Sought::Title(words) => stands_as_title(&self.exact, words),
            Sought::Address(address) => stands_as_address(self.small(), address),
            Sought::Person(name) => {
                let folded = self.folded.get_or_init(|| Folded::new(&self.exact));
                name.stands_in(folded)
            }
            Sought::Number(number) => {
                let numbers = self.numbers.get_or_init(|| numbers(&self.exact));
                numbers.iter().any(|found| found.tells(number))
            }
        }
    }

    /// The same text without some others, as they are written.
    pub(super) fn without<'a>(&self, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut rest = self.exact.clone();
        for other in others {
            rest = rest.replace(&plain(other), APART);
        }
        Self::new(&rest)
    }

    fn small(&self) -> &str {
        self.small.get_or_init(|| self.exact.to_lowercase())
    }
}

/// A text without what a typesetter changes: quotation marks, dashes, spaces, invisible characters.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut space = true;
    for c in text.chars() {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201f}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && space {
            continue;
        }
        space = c == ' ';
        plain.push(c);
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// What addresses say whose characters are written as numbers: `Ada%20Quill`; `None` where there is none.
fn decoded(plain: &str) -> Option<String> {
    if !plain.contains('%') {
        return None;
    }
    let encoded = plain.split(' ').filter(|word| word.contains('%'));
    let decoded = encoded.filter_map(|word| {
        let bytes = word.as_bytes();
        let mut out = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let digits = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%');
            let number = digits
                .and_then(|digits| std::str::from_utf8(digits).ok())
                .and_then(|digits| u8::from_str_radix(digits, 16).ok());
            out.push(number.unwrap_or(*byte));
            at += if number.is_some() { 3 } else { 1 };
        }
        (out.len() < bytes.len()).then(|| String::from_utf8_lossy(&out).into_owned())
    });
    let decoded: Vec<String> = decoded.collect();
    (!decoded.is_empty()).then(|| self::plain(&decoded.join(APART)))
}

/// Whether words stand in a text without another word grown to them.
fn stands_free(text: &str, words: &str) -> bool {
    standing(text, words).next().is_some()
}

/// What is before and behind words wherever they stand free.
fn standing<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let grown = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins = words.chars().next();
    let ends = words.chars().next_back();
    let found = (!words.is_empty()).then(|| text.match_indices(words));
    let around = found
        .into_iter()
        .flatten()
        .map(|(start, found)| (&text[..start], &text[start + found.len()..]));
    around.filter(move |(before, after)| {
        let (before, after) = (before.chars().next_back(), after.chars().next());
        !(grown(before) && grown(begins) || grown(after) && grown(ends))
    })
}

/// Whether a short title stands somewhere as a title. At the beginning of a sentence everything has its capital, so that
/// other words may be meant, unless nothing follows.
fn stands_as_title(text: &str, title: &str) -> bool {
    let has_capital = title.chars().skip(1).any(char::is_uppercase);
    standing(text, title).any(|(before, after)| {
        let begins = before
            .trim_end()
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\u{0}'));
        let after = after.trim_start_matches('.').trim_start();
        has_capital || !begins || after.is_empty() || after.starts_with('\u{0}')
    })
}

/// Whether an address stands somewhere and ends there; neither behind the `@` of an e-mail address nor as the end of
/// another site's name.
fn stands_as_address(text: &str, address: &str) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-_%@~".contains(c));
    standing(text, address).any(|(before, after)| {
        let before = before.strip_suffix("www.").unwrap_or(before);
        let mut next = after.chars();
        let ends = match next.next() {
            Some('/' | '.') => !goes_on(next.next()),
            next => !goes_on(next),
        };
        ends && !before.ends_with(['@', '.', '-', '_'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_writes_as_numbers_is_read() {
        assert_eq!(decoded("100% of it, 5 %"), None);
        assert_eq!(
            decoded("see x/Ada%20Quill.pdf and a%40b").as_deref(),
            Some("x/Ada Quill.pdf \u{0} a@b")
        );
        assert_eq!(decoded("%é0 %C3%A9").as_deref(), Some("é"));
    }
}
