//! The values that a PDF is made of (ISO 32000-1, 7.2 and 7.3).

use crate::evidence::limits::DEEPEST;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    /// Nothing, true or false.
    Plain,
    /// A number.
    Number(f64),
    /// The number of another object.
    Reference(u32),
    /// A name, without its slash.
    Name(String),
    /// Some bytes.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Object>),
    /// A group of named values.
    Group(Vec<(String, Object)>),
    /// A command, or a word that marks something.
    Word(String),
}

impl Object {
    /// What a group has under a name; the first, where it has several.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Group(entries) => {
                let entry = entries.iter().find(|(key, _)| key == name);
                entry.map(|(_, value)| value)
            }
            Self::Plain
            | Self::Number(_)
            | Self::Reference(_)
            | Self::Name(_)
            | Self::Bytes(_)
            | Self::List(_)
            | Self::Word(_) => None,
        }
    }

    /// The name that it is.
    pub(super) fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self {
            Some(name)
        } else {
            None
        }
    }

    /// The number that it is.
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The whole number, none below nought, that it is.
    pub(super) fn count(&self) -> Option<usize> {
        let number = self.number().filter(|number| (0.0..4e9).contains(number))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it was looked at just now"
        )]
        let count = number as usize;
        Some(count)
    }

    /// The list that it is.
    pub(super) fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self {
            Some(list)
        } else {
            None
        }
    }
}

/// The most values that lie in one another; a page tree of ten thousand pages is one such list.
const MOST_VALUES: usize = 500_000;

/// Reads values one after the other.
pub(super) struct Parser<'a> {
    bytes: &'a [u8],
    /// Where it is.
    pub(super) at: usize,
    /// Whether lists were too deep or too long.
    pub(super) is_endless: bool,
    left: usize,
}

impl<'a> Parser<'a> {
    /// Begins at a place.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            is_endless: false,
            left: MOST_VALUES,
        }
    }

    /// The next value with everything in it; `None` at the end, or where no value stands.
    pub(super) fn value(&mut self) -> Option<Object> {
        self.left = MOST_VALUES;
        let first = self.any(0)?;
        Some(self.whole(first))
    }

    /// The next value or command of the content of a page, where there are no references.
    pub(super) fn command(&mut self) -> Option<Object> {
        self.left = MOST_VALUES;
        self.any(0)
    }

    /// The word that stands next, without passing it.
    pub(super) fn sees(&mut self, word: &[u8]) -> bool {
        self.blanks();
        self.bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word))
    }

    /// Makes a reference of `12 0 R`, where that is what stands there.
    fn whole(&mut self, first: Object) -> Object {
        let Some(number) = first.count().and_then(|count| u32::try_from(count).ok()) else {
            return first;
        };
        let back = self.at;
        let mut digits = 0;
        self.blanks();
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) && digits < 6 {
            self.at += 1;
            digits += 1;
        }
        let after = self.at;
        self.blanks();
        let ends = self
            .bytes
            .get(self.at + 1)
            .is_none_or(|byte| !is_regular(*byte));
        if digits > 0 && self.at > after && self.byte() == Some(b'R') && ends {
            self.at += 1;
            return Object::Reference(number);
        }
        self.at = back;
        first
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte) = self.byte() {
            match byte {
                b'%' => {
                    while self
                        .byte()
                        .is_some_and(|byte| !matches!(byte, b'\n' | b'\r'))
                    {
                        self.at += 1;
                    }
                }
                byte if is_blank(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn any(&mut self, depth: usize) -> Option<Object> {
        self.blanks();
        self.left = self.left.saturating_sub(1);
        if depth > DEEPEST || self.left == 0 {
            self.is_endless = true;
            return None;
        }
        match self.byte()? {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.name()))
            }
            b'(' => Some(Object::Bytes(self.string())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.group(depth)
            }
            b'<' => Some(Object::Bytes(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                self.list(depth)
            }
            b')' | b']' | b'>' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Word(String::new()))
            }
            _ => Some(self.word()),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Object> {
        let mut list = Vec::new();
        loop {
            if self.sees(b"]") {
                self.at += 1;
                return Some(Object::List(list));
            }
            let next = self.any(depth + 1)?;
            list.push(self.whole(next));
        }
    }

    fn group(&mut self, depth: usize) -> Option<Object> {
        let mut entries = Vec::new();
        loop {
            if self.sees(b">>") {
                self.at += 2;
                return Some(Object::Group(entries));
            }
            match self.any(depth + 1)? {
                Object::Name(key) => {
                    let value = self.any(depth + 1)?;
                    entries.push((key, self.whole(value)));
                }
                // What stands there is no name; programs pass over it.
                Object::Word(word) if is_mark(&word) => return None,
                Object::Plain
                | Object::Number(_)
                | Object::Reference(_)
                | Object::Bytes(_)
                | Object::List(_)
                | Object::Group(_)
                | Object::Word(_) => {}
            }
        }
    }

    fn name(&mut self) -> String {
        let mut name = Vec::new();
        while let Some(byte) = self.byte().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let digits = self.bytes.get(self.at..self.at + 2);
            let escaped =
                digits.and_then(|digits| Some(digit(digits[0])? << 4 | digit(digits[1])?));
            match escaped.filter(|_| byte == b'#') {
                Some(sign) => {
                    name.push(sign);
                    self.at += 2;
                }
                None => name.push(byte),
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn string(&mut self) -> Vec<u8> {
        let mut string = Vec::new();
        let mut open = 0_usize;
        while let Some(byte) = self.byte() {
            self.at += 1;
            match byte {
                b'(' => {
                    if open > 0 {
                        string.push(byte);
                    }
                    open += 1;
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    string.push(byte);
                }
                b'\\' => string.extend(self.escaped()),
                _ => string.push(byte),
            }
        }
        string
    }

    fn escaped(&mut self) -> Option<u8> {
        let byte = self.byte()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.byte() == Some(b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut sign = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.byte() else {
                        break;
                    };
                    sign = sign * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                u8::try_from(sign & 0xff).ok()
            }
            _ => Some(byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.byte() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(digit(byte));
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        let (pairs, _) = digits.as_chunks::<2>();
        pairs.iter().map(|pair| pair[0] << 4 | pair[1]).collect()
    }

    fn word(&mut self) -> Object {
        let start = self.at;
        while self.byte().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(&self.bytes[start..self.at]);
        let is_number =
            word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
        if let Some(number) = word.parse::<f64>().ok().filter(|_| is_number) {
            return Object::Number(number);
        }
        match word.as_ref() {
            "null" | "true" | "false" => Object::Plain,
            _ => Object::Word(word.chars().take(40).collect()),
        }
    }
}

/// Whether a word ends an object, whatever is still open in it.
fn is_mark(word: &str) -> bool {
    matches!(
        word,
        "obj" | "endobj" | "stream" | "endstream" | "xref" | "trailer" | "startxref"
    )
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

/// What a hexadecimal digit stands for.
pub(super) fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}
