//! The words of a text.

use std::ops::Range;

use super::shape::Shape;
use super::words::Word;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// How it is written.
    pub(crate) shape: Shape,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Whether it stands within quotation marks.
    pub(crate) quoted: bool,
}

/// What stands between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing, or the end of a sentence or line: a word begins with a capital here.
    Start,
    /// A comma, a bracket or another sign within a sentence.
    Sign,
    /// A space.
    Space,
    /// A hyphen.
    Hyphen,
    /// A slash.
    Slash,
}

impl Gap {
    /// Whether the words on both sides belong together.
    pub(crate) fn joins(self) -> bool {
        match self {
            Self::Space | Self::Hyphen => true,
            Self::Start | Self::Sign | Self::Slash => false,
        }
    }
}

impl Token {
    /// The bytes of the word within its text, without a possessive ending.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The word.
    pub(crate) fn word<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether a capital at its beginning says nothing: a sentence begins with it.
    pub(crate) fn starts(&self) -> bool {
        self.gap == Gap::Start
    }
}

/// The words of a text, without addresses, names of files, code, and words that are marked as another language. `words`
/// are all of the text.
pub(crate) fn tokens(text: &str, words: &[Word]) -> Vec<Token> {
    let mut reader = Reader {
        text,
        at: 0,
        gap: Gap::Start,
        quoted: false,
        links: Vec::new(),
        has_addresses: may_have_addresses(text),
        tokens: Vec::with_capacity(words.len()),
    };
    reader.read(words);
    reader.tokens
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    gap: Gap,
    quoted: bool,
    /// How many words there were before each `[` that is open.
    links: Vec<usize>,
    /// Whether the text has the signs of an address at all.
    has_addresses: bool,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn read(&mut self, words: &[Word]) {
        for word in words {
            let start = word.range().start;
            self.signs(start);
            // Else the word is a part of what was passed over, or of the word before it.
            if self.at == start && !(self.has_addresses && self.address()) {
                self.word(word);
            }
        }
        self.signs(self.text.len());
    }

    /// Signs up to a word.
    fn signs(&mut self, end: usize) {
        if end == self.at + 1 && self.text.as_bytes()[self.at] == b' ' {
            self.at = end; // as between most words; whatever else stands before a word is weightier
            return;
        }
        while self.at < end
            && let Some(c) = self.text[self.at..].chars().next()
        {
            if c == ' ' {
                self.at += 1;
            } else {
                self.sign(c);
            }
        }
    }

    /// Signs before the next word. Of several the weightiest counts.
    fn sign(&mut self, c: char) {
        let rest = &self.text[self.at..];
        if rest.starts_with("](") {
            self.target();
            return;
        }
        if c == '`' {
            let end = rest[1..].find('`').map_or(1, |end| end + 2);
            self.at += end;
            self.gap = Gap::Sign;
            return;
        }
        if c == '[' {
            self.links.push(self.tokens.len());
        }
        self.quoted = match c {
            '“' => true,
            '”' => false,
            '"' => !self.quoted,
            _ => self.quoted,
        };
        self.gap = match (self.gap, c) {
            (Gap::Start, _) | (_, '.' | '!' | '?' | ':' | '\n' | '“' | '•' | '‘' | '–' | '—') => {
                Gap::Start
            }
            // A dash, as it is typed.
            (_, '-') if self.text[..self.at].ends_with(' ') => Gap::Start,
            (gap, '*' | '_' | '[') => gap,
            (Gap::Space, '-' | '\u{2011}') => Gap::Hyphen,
            (Gap::Space, '/') => Gap::Slash,
            (gap, c) if c.is_whitespace() => gap,
            _ => Gap::Sign,
        };
        self.at += c.len_utf8();
    }

    /// The target of a link, which nobody reads; one that names a language takes its words along.
    fn target(&mut self) {
        let rest = &self.text[self.at + 2..];
        let Some(end) = rest.find(')') else {
            self.at += 2;
            return;
        };
        let open = self.links.pop();
        if rest.starts_with("lang:") {
            self.tokens.truncate(open.unwrap_or(usize::MAX));
            self.gap = Gap::Sign;
        }
        self.at += 2 + end + 1;
    }

    /// Goes past an address; `false` where there is none.
    fn address(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| {
                c.is_whitespace()
                    || matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '"' | '“' | '”')
            })
            .unwrap_or(rest.len());
        let chunk =
            rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '’', '\'']);
        let found = is_address(chunk);
        if found {
            self.at += chunk.len();
            self.gap = Gap::Sign;
        }
        found
    }

    fn word(&mut self, word: &Word) {
        let Range { start, end } = word.range();
        let (end, after, shape) = match self.text.as_bytes().get(end) {
            Some(b'\'' | 128..) => {
                let (end, after) = self.ends(start);
                (end, after, Shape::of(&self.text[start..end]))
            }
            Some(_) | None => (end, end, word.shape),
        };
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        self.tokens.push(Token {
            start: number(start),
            end: number(end),
            shape,
            gap: self.gap,
            quoted: self.quoted,
        });
        self.at = after;
        self.gap = Gap::Space;
    }

    /// Where a word ends that an apostrophe or a letter with an accent of its own may be a part of: without a possessive
    /// ending, and with it.
    fn ends(&self, start: usize) -> (usize, usize) {
        let rest = &self.text[start..];
        let mut end = letters(rest);
        let mut after = end;
        if let Some(mark) = rest[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, '\'' | '’'))
        {
            let tail = letters(&rest[end + mark.len_utf8()..]);
            let whole = end + mark.len_utf8() + tail;
            after = whole;
            let owns = matches!(&rest[end + mark.len_utf8()..whole], "s" | "S" | "");
            if !owns || is_contracted(&rest[..end]) && tail > 0 {
                end = whole; // don’t, o’clock, it’s
            }
        }
        (start + end, start + after)
    }
}

/// Whether an `’s` behind a word stands for “is” or “has”, and for no owner.
fn is_contracted(word: &str) -> bool {
    word.eq_ignore_ascii_case("it") || word.eq_ignore_ascii_case("who")
}

/// How many bytes of a text are letters and digits, from its start.
fn letters(text: &str) -> usize {
    let mut bytes = text.bytes();
    let plain = bytes.position(|byte| !byte.is_ascii_alphanumeric());
    match plain {
        Some(end) if text.as_bytes()[end].is_ascii() => end,
        Some(start) => {
            let rest = &text[start..];
            let belongs = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
            start + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
        }
        None => text.len(),
    }
}

/// Whether a text has what makes one of its words an address: most have not.
fn may_have_addresses(text: &str) -> bool {
    let bytes = text.as_bytes();
    let goes_on = |at: usize| {
        let next = bytes.get(at + 1);
        next.is_some_and(|next| next.is_ascii_lowercase() || next.is_ascii_digit())
    };
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'@' => true,
        b'.' => goes_on(at),
        b':' => bytes.get(at + 1) == Some(&b'/'),
        _ => false,
    }) || text.contains("www.")
}

/// An e-mail address, a web address, or the name of a file.
fn is_address(chunk: &str) -> bool {
    let bytes = chunk.as_bytes();
    let dotted = || {
        let inner = |at: usize| {
            at > 0
                && bytes[at - 1].is_ascii_alphanumeric()
                && bytes
                    .get(at + 1)
                    .is_some_and(|next| next.is_ascii_lowercase() || next.is_ascii_digit())
        };
        let mut dots = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'.');
        dots.any(|(at, _)| inner(at))
    };
    chunk.contains('@') || chunk.contains("://") || chunk.starts_with("www.") || dotted()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::numbered_words;

    fn read(text: &str) -> Vec<Token> {
        tokens(text, &numbered_words(text))
    }

    fn words(text: &str) -> Vec<&str> {
        read(text).iter().map(|token| token.word(text)).collect()
    }

    #[test]
    fn what_nobody_reads_as_words_is_left_out() {
        let text = "Write to dsl@school.example.org or see [our page](https://example.org/a), [Croeso i chi](lang:cy) \
                    and `code`; plan.docx, the school’s own. Don’t.";
        assert_eq!(
            words(text),
            [
                "Write", "to", "or", "see", "our", "page", "and", "the", "school", "own", "Don’t"
            ]
        );
    }

    #[test]
    fn words_know_what_stands_before_them() {
        let gaps: Vec<Gap> = read("A *whole*-school, and/or B. End\nnew")
            .iter()
            .map(|token| token.gap)
            .collect();
        assert_eq!(
            gaps,
            [
                Gap::Start,
                Gap::Space,
                Gap::Hyphen,
                Gap::Sign,
                Gap::Slash,
                Gap::Space,
                Gap::Start,
                Gap::Start
            ]
        );
    }
}
