//! How a file stores its letters, so that a changed text can be stored in the same way.

use super::decode::fold_line_ends;

/// How a file stores its letters, and how its lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// UTF-8, perhaps with a byte order mark.
    Utf8 { mark: bool },
    /// UTF-16 of either order, perhaps with a byte order mark.
    Utf16 { little: bool, mark: bool },
}

/// A file as it is stored: its text with the line ends that it has, and how to store it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    letters: Letters,
    text: String,
}

/// A change to a text: the bytes of a range become others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Splice {
    /// The first byte, in the decoded text that places speak of.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What takes their place; its lines end with a line feed.
    pub with: String,
}

impl Stored {
    /// How a file is stored; `None` where its bytes would not come back from its text, so that it cannot be changed.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let letters = Letters::of(bytes);
        let text = letters.text(bytes)?;
        let stored = Self { letters, text };
        (stored.bytes() == bytes).then_some(stored)
    }

    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.letters.bytes(&self.text)
    }

    /// The text that places speak of: with line ends folded to a line feed.
    #[must_use]
    pub fn decoded(&self) -> String {
        fold_line_ends(&self.text).into_owned()
    }

    /// The file with some changes, which are sorted and do not overlap; `None` where one of them does not lie in the
    /// text.
    #[must_use]
    pub fn changed(&self, splices: &[Splice]) -> Option<Self> {
        let line_end = self.line_end();
        let mut text = String::with_capacity(self.text.len());
        let mut done = 0;
        let mut offsets = Offsets::new(&self.text);
        for splice in splices {
            let (start, end) = (offsets.stored(splice.start)?, offsets.stored(splice.end)?);
            text.push_str(self.text.get(done..start)?);
            text.push_str(&splice.with.replace('\n', line_end));
            done = end;
        }
        text.push_str(self.text.get(done..)?);
        Some(Self {
            letters: self.letters,
            text,
        })
    }

    /// How its lines end; those of a file of one line with a line feed.
    fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else if self.text.contains('\r') && !self.text.contains('\n') {
            "\r"
        } else {
            "\n"
        }
    }
}

/// Finds offsets of the folded text in the stored one; they must be asked for in rising order.
struct Offsets<'a> {
    text: &'a str,
    stored: usize,
    folded: usize,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            stored: 0,
            folded: 0,
        }
    }

    fn stored(&mut self, folded: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while self.folded < folded {
            let pair = bytes.get(self.stored..)?.starts_with(b"\r\n");
            self.stored += if pair { 2 } else { 1 };
            self.folded += 1;
        }
        (self.folded == folded && self.stored <= bytes.len()).then_some(self.stored)
    }
}

impl Letters {
    /// Told by the byte order mark, or by the zero in the first letter.
    fn of(bytes: &[u8]) -> Self {
        match *bytes {
            [0xff, 0xfe, ..] => Self::Utf16 {
                little: true,
                mark: true,
            },
            [0xfe, 0xff, ..] => Self::Utf16 {
                little: false,
                mark: true,
            },
            [1..=255, 0, 1..=255, 0, ..] => Self::Utf16 {
                little: true,
                mark: false,
            },
            [0, 1..=255, 0, 1..=255, ..] => Self::Utf16 {
                little: false,
                mark: false,
            },
            _ => Self::Utf8 {
                mark: bytes.starts_with(b"\xef\xbb\xbf"),
            },
        }
    }

    fn text(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf8 { mark } => {
                let rest = bytes.get(if mark { 3 } else { 0 }..)?;
                std::str::from_utf8(rest).ok().map(str::to_string)
            }
            Self::Utf16 { little, mark } => {
                let rest = bytes.get(if mark { 2 } else { 0 }..)?;
                let order = if little {
                    u16::from_le_bytes
                } else {
                    u16::from_be_bytes
                };
                let (pairs, half) = rest.as_chunks::<2>();
                let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
                let text = String::from_utf16(&units).ok();
                text.filter(|_| half.is_empty())
            }
        }
    }

    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 { mark } => {
                let mark: &[u8] = if mark { b"\xef\xbb\xbf" } else { b"" };
                [mark, text.as_bytes()].concat()
            }
            Self::Utf16 { little, mark } => {
                let mark = mark.then_some('\u{feff}');
                let units = mark.into_iter().chain(text.chars()).flat_map(|letter| {
                    let mut buffer = [0; 2];
                    letter.encode_utf16(&mut buffer).to_vec()
                });
                let bytes = |unit: u16| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                };
                units.flat_map(bytes).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored_in_every_way(text: &str) -> [Vec<u8>; 6] {
        let utf16 = |mark: bool, little: bool| Letters::Utf16 { little, mark }.bytes(text);
        [
            text.into(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16(true, true),
            utf16(true, false),
            utf16(false, true),
            utf16(false, false),
        ]
    }

    #[test]
    fn a_change_leaves_everything_else_as_it_is_stored() {
        for line_end in ["\n", "\r\n", "\r"] {
            let lines = |name: &str| format!("name: {name}{line_end}# Zoë 😀{line_end}a: b");
            let (before, after) = (lines("Zoë"), lines(&"José\nX: y".replace('\n', line_end)));
            let splice = Splice {
                start: 6,
                end: 10,
                with: "José\nX: y".into(),
            };
            for (before, after) in stored_in_every_way(&before)
                .iter()
                .zip(stored_in_every_way(&after))
            {
                let stored = Stored::new(before).unwrap();
                assert!(!stored.decoded().contains('\r'));
                let changed = stored.changed(std::slice::from_ref(&splice)).unwrap();
                assert_eq!(changed.bytes(), after, "{line_end:?}");
            }
        }
    }

    #[test]
    fn what_would_not_come_back_cannot_be_changed() {
        for bytes in [&b"name: caf\xe9"[..], b"\xff\xfea\0b", b"\xff\xfe\0\xd8a\0"] {
            assert_eq!(Stored::new(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_change_outside_the_text_is_none() {
        let stored = Stored::new(b"a: b").unwrap();
        let splice = Splice {
            start: 3,
            end: 9,
            with: String::new(),
        };
        assert_eq!(stored.changed(&[splice]), None);
    }
}
