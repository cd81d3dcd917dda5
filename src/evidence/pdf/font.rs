//! Which words the codes of a font stand for, and how wide they are (ISO 32000-1, 9.6 to 9.10).

use std::collections::BTreeMap;

use super::file::File;
use super::names::{sign, usual};
use super::object::{Object, Parser};

/// The most codes that one font tells the words of; there are no more of two bytes.
const MOST_CODES: usize = 65_535;
/// The most bytes of the list that tells them.
const LARGEST_LIST: usize = 4_000_000;

/// A font, as far as its words go.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Whether a code has two bytes.
    pub(super) wide: bool,
    words: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// How large a unit of its widths is.
    unit: f64,
}

impl Font {
    /// Reads what a font says of its codes.
    pub(super) fn read(file: &File<'_>, font: &Object) -> Self {
        let name = |key: &str| {
            file.resolved(font.get(key))
                .and_then(|it| it.name().map(str::to_string))
        };
        let mut read = Self {
            wide: name("Subtype").as_deref() == Some("Type0"),
            default_width: 500.0,
            unit: 0.001,
            ..Self::default()
        };
        if read.wide {
            read.wide_widths(file, font);
        } else {
            read.simple(file, font);
        }
        if name("Subtype").as_deref() == Some("Type3") {
            let matrix = file.resolved(font.get("FontMatrix"));
            let unit = matrix
                .as_ref()
                .and_then(|matrix| matrix.list()?.first()?.number());
            read.unit = unit.unwrap_or(0.001).abs();
        }
        if let Some(Object::Reference(number)) = font.get("ToUnicode")
            && let Some((_, list)) = file.stream(*number, LARGEST_LIST)
        {
            read.learn_words(&list);
        }
        read
    }

    /// The words of a code; `None` where nobody can tell.
    pub(super) fn words(&self, code: u32) -> Option<&str> {
        self.words.get(&code).map(String::as_str)
    }

    /// How wide a code is, for text of size 1.
    pub(super) fn width(&self, code: u32) -> f64 {
        self.widths
            .get(&code)
            .copied()
            .unwrap_or(self.default_width)
            * self.unit
    }

    /// How many codes it tells something of.
    pub(super) fn size(&self) -> usize {
        self.words.len() + self.widths.len()
    }

    fn simple(&mut self, file: &File<'_>, font: &Object) {
        for byte in 0..=u8::MAX {
            self.words
                .extend(usual(byte).map(|sign| (u32::from(byte), sign.to_string())));
        }
        let encoding = file.resolved(font.get("Encoding"));
        let differences = encoding.and_then(|encoding| file.resolved(encoding.get("Differences")));
        let mut code = 0;
        for item in differences
            .as_ref()
            .and_then(Object::list)
            .unwrap_or_default()
        {
            match item {
                Object::Number(_) => {
                    code = item
                        .count()
                        .and_then(|code| u32::try_from(code).ok())
                        .unwrap_or(0);
                }
                Object::Name(name) => {
                    match sign(name) {
                        Some(words) => self.words.insert(code, words),
                        None => self.words.remove(&code),
                    };
                    code = code.saturating_add(1);
                }
                Object::Plain
                | Object::Reference(_)
                | Object::Bytes(_)
                | Object::List(_)
                | Object::Group(_)
                | Object::Word(_) => {}
            }
        }
        let first = file
            .resolved(font.get("FirstChar"))
            .and_then(|first| first.count());
        let widths = file.resolved(font.get("Widths"));
        let widths = widths.as_ref().and_then(Object::list).unwrap_or_default();
        let first = u32::try_from(first.unwrap_or(0)).unwrap_or(0);
        let widths = (first..).zip(widths.iter().take(256));
        self.widths
            .extend(widths.filter_map(|(code, width)| Some((code, width.number()?))));
    }

    fn wide_widths(&mut self, file: &File<'_>, font: &Object) {
        let below = file.resolved(font.get("DescendantFonts"));
        let below = below
            .as_ref()
            .and_then(|list| file.resolved(list.list()?.first()));
        let Some(below) = below else {
            return;
        };
        let default = file
            .resolved(below.get("DW"))
            .and_then(|width| width.number());
        self.default_width = default.unwrap_or(1000.0);
        let widths = file.resolved(below.get("W"));
        let mut widths = widths
            .as_ref()
            .and_then(Object::list)
            .unwrap_or_default()
            .iter();
        while let (Some(first), Some(second)) = (code(widths.next()), widths.next()) {
            if let Some(each) = second.list() {
                let each = (first..).zip(each.iter().take(MOST_CODES));
                self.widths
                    .extend(each.filter_map(|(code, width)| Some((code, width.number()?))));
            } else if let (Some(last), Some(width)) =
                (code(Some(second)), widths.next().and_then(Object::number))
            {
                self.widths
                    .extend((first..=last.min(0xffff)).map(|code| (code, width)));
            }
            if self.widths.len() > MOST_CODES {
                return;
            }
        }
    }

    /// Reads the list that tells which words codes stand for.
    fn learn_words(&mut self, list: &[u8]) {
        let mut parser = Parser::new(list, 0);
        let mut held: Vec<Object> = Vec::new();
        // The list of one font may say the same codes again and again.
        let mut left = 4 * MOST_CODES;
        while let Some(next) = parser.command() {
            let Object::Word(word) = &next else {
                held.push(next);
                if held.len() > 1_000 {
                    held.clear();
                }
                continue;
            };
            match word.as_str() {
                "endbfchar" => {
                    for pair in held.chunks(2) {
                        if let [Object::Bytes(from), Object::Bytes(to)] = pair {
                            self.words.insert(big(from), utf16(to));
                        }
                    }
                }
                "endbfrange" => {
                    for range in held.chunks(3) {
                        self.range(range, &mut left);
                    }
                }
                _ => {}
            }
            held.clear();
        }
    }

    fn range(&mut self, range: &[Object], left: &mut usize) {
        let [Object::Bytes(first), Object::Bytes(last), to] = range else {
            return;
        };
        let (first, last) = (big(first), big(last).min(0xffff));
        for (step, code) in (0_u32..).zip(first..=last) {
            if *left == 0 || self.words.len() > MOST_CODES {
                return;
            }
            *left -= 1;
            let words = match to {
                Object::Bytes(to) => {
                    let mut to = to.clone();
                    if let [.., high, low] = to.as_mut_slice() {
                        let next = u32::from(*high) << 8 | u32::from(*low);
                        let next = next.wrapping_add(step).to_be_bytes();
                        (*high, *low) = (next[2], next[3]);
                    }
                    utf16(&to)
                }
                Object::List(each) => {
                    let nth = usize::try_from(step).ok().and_then(|step| each.get(step));
                    match nth {
                        Some(Object::Bytes(words)) => utf16(words),
                        Some(_) | None => return,
                    }
                }
                Object::Plain
                | Object::Number(_)
                | Object::Reference(_)
                | Object::Name(_)
                | Object::Group(_)
                | Object::Word(_) => return,
            };
            self.words.insert(code, words);
        }
    }
}

fn code(value: Option<&Object>) -> Option<u32> {
    u32::try_from(value?.count()?).ok()
}

/// The number that some bytes are, the greatest first.
fn big(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let letters = char::decode_utf16(pairs.iter().take(16).map(|pair| u16::from_be_bytes(*pair)));
    letters.flatten().collect()
}
