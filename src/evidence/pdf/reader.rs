//! Reads the commands that draw a page of a PDF, for the words in them (ISO 32000-1, 9.4).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::evidence::limits::MOST_COMMANDS;

use super::behind::gather;
use super::file::{File, Stream};
use super::font::Font;
use super::object::{Object, Parser, is_blank};

/// How deep drawings lie in each other.
const DEEPEST_DRAWING: usize = 8;
/// The most bytes that the contents of all pages may have together.
const LARGEST_CONTENT: usize = 100_000_000;
/// How many states may wait to come back.
const MOST_STATES: usize = 64;
/// The longest text of one page, in bytes.
const LONGEST_PAGE: usize = 1_000_000;

/// Six numbers that turn, stretch and move what is drawn.
pub(super) type Matrix = [f64; 6];

pub(super) const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_signs: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
}

/// Reads drawings.
pub(super) struct Reader<'f, 'a> {
    pub(super) file: &'f File<'a>,
    /// By the number of their object.
    fonts: BTreeMap<u32, Rc<Font>>,
    /// How many more commands are read.
    pub(super) commands: usize,
    /// How many more bytes are unpacked.
    pub(super) bytes: usize,
    text: String,
    /// What drawings tell of their words.
    told: String,
    /// Where the last sign ended.
    end: Option<(f64, f64)>,
    pub(super) signs: usize,
    /// How many of them stand for nobody knows what.
    pub(super) unknown: usize,
    /// Whether a picture was drawn.
    pub(super) has_picture: bool,
    /// Whether a drawing is packed in a way that is not read, or is too large.
    pub(super) is_packed: bool,
}

impl<'f, 'a> Reader<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>) -> Self {
        Self {
            file,
            fonts: BTreeMap::new(),
            commands: MOST_COMMANDS,
            bytes: LARGEST_CONTENT,
            text: String::new(),
            told: String::new(),
            end: None,
            signs: 0,
            unknown: 0,
            has_picture: false,
            is_packed: false,
        }
    }

    /// Takes what was read since it was last taken: what is drawn, and behind that what is told of it.
    pub(super) fn taken(&mut self) -> String {
        let mut text = std::mem::take(&mut self.text);
        let told = std::mem::take(&mut self.told);
        if !told.is_empty() {
            text.push('\n');
            text.push_str(&told);
        }
        self.end = None;
        text
    }

    /// The group and the bytes of a stream, if they can be read.
    pub(super) fn unpacked(&mut self, stream: &Stream<'_, '_>) -> Option<(Object, Vec<u8>)> {
        let found = stream.unpacked(self.bytes);
        let length = found.as_ref().map_or(0, |(_, bytes)| bytes.len());
        self.bytes = self.bytes.saturating_sub(length + 1_000);
        self.is_packed |= found.is_none();
        found
    }

    /// Reads all versions of a drawing that stand in the file.
    pub(super) fn form(
        &mut self,
        number: u32,
        resources: Option<&Object>,
        page: Matrix,
        depth: usize,
    ) {
        for stream in self.file.streams(number) {
            let kind = stream.group().and_then(|group| {
                let kind = self.file.resolved(group.get("Subtype"))?;
                kind.name().map(str::to_string)
            });
            match kind.as_deref() {
                Some("Image") => {
                    self.has_picture = true;
                    continue;
                }
                Some("Form") => {}
                Some(_) | None => continue,
            }
            let Some((group, content)) = self.unpacked(&stream) else {
                continue;
            };
            let matrix = self.file.resolved(group.get("Matrix"));
            let mut own = PLAIN;
            for (at, number) in matrix
                .as_ref()
                .and_then(Object::list)
                .unwrap_or_default()
                .iter()
                .take(6)
                .enumerate()
            {
                own[at] = number.number().unwrap_or(own[at]);
            }
            let inner = self.file.resolved(group.get("Resources"));
            self.content(
                &content,
                inner.as_ref().or(resources),
                times(own, page),
                depth,
            );
        }
    }

    /// Reads the commands of a drawing.
    pub(super) fn content(
        &mut self,
        content: &[u8],
        resources: Option<&Object>,
        page: Matrix,
        depth: usize,
    ) {
        let mut state = State {
            page,
            font: None,
            size: 1.0,
            between_signs: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
        };
        let mut waiting: Vec<State> = Vec::new();
        let (mut text, mut line) = (PLAIN, PLAIN);
        let mut held: Vec<Object> = Vec::new();
        let mut parser = Parser::new(content, 0);
        loop {
            let Some(rest) = self.commands.checked_sub(1) else {
                return;
            };
            self.commands = rest;
            let Some(next) = parser.command() else {
                return;
            };
            let Object::Word(word) = next else {
                if held.len() < 256 {
                    held.push(next);
                }
                continue;
            };
            let number = |at: usize| held.get(at).and_then(Object::number).unwrap_or(0.0);
            let matrix = || [0, 1, 2, 3, 4, 5].map(number);
            let mut shown: Option<&Object> = None;
            match word.as_str() {
                "q" if waiting.len() < MOST_STATES => waiting.push(state.clone()),
                "Q" => state = waiting.pop().unwrap_or(state),
                "cm" => state.page = times(matrix(), state.page),
                "BT" => (text, line) = (PLAIN, PLAIN),
                "Tf" => {
                    state.font = self.font(resources, held.first());
                    state.size = number(1);
                }
                "Tc" => state.between_signs = number(0),
                "Tw" => state.between_words = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Td" | "TD" => {
                    if word == "TD" {
                        state.leading = -number(1);
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, number(0), number(1)], line);
                    text = line;
                }
                "Tm" => {
                    line = matrix();
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    shown = held.last().filter(|_| word != "T*");
                }
                "Tj" | "TJ" => shown = held.last(),
                "Do" if depth < DEEPEST_DRAWING => {
                    self.drawing(resources, held.first(), state.page, depth);
                }
                "ID" => {
                    self.has_picture = true;
                    parser.at = behind_picture(content, parser.at);
                }
                "BDC" | "DP" => {
                    if let Some(Object::Group(entries)) = held.last() {
                        self.tell(entries);
                    }
                }
                _ => {}
            }
            if let Some(shown) = shown {
                let parts = shown.list().unwrap_or(std::slice::from_ref(shown));
                for part in parts {
                    match part {
                        Object::Bytes(codes) => self.show(codes, &state, &mut text),
                        Object::Number(back) => {
                            let wide = -back / 1000.0 * state.size * state.stretch;
                            text = times([1.0, 0.0, 0.0, 1.0, wide, 0.0], text);
                        }
                        Object::Plain
                        | Object::Reference(_)
                        | Object::Name(_)
                        | Object::List(_)
                        | Object::Group(_)
                        | Object::Word(_) => {}
                    }
                }
            }
            held.clear();
        }
    }

    /// What a name stands for among resources of a kind. To look through many names takes as long as many commands.
    fn named(
        &mut self,
        resources: Option<&Object>,
        kind: &str,
        name: Option<&Object>,
    ) -> Option<Object> {
        let kind = resources?.get(kind)?;
        let kind = if let Object::Reference(number) = kind {
            Cow::Owned(self.file.object(*number)?)
        } else {
            Cow::Borrowed(kind)
        };
        if let Object::Group(entries) = kind.as_ref() {
            self.commands = self.commands.saturating_sub(entries.len());
        }
        kind.get(name?.name()?).cloned()
    }

    fn font(&mut self, resources: Option<&Object>, name: Option<&Object>) -> Option<Rc<Font>> {
        let found = self.named(resources, "Font", name)?;
        let Object::Reference(number) = found else {
            return Some(self.read_font(&found));
        };
        if let Some(font) = self.fonts.get(&number) {
            return Some(Rc::clone(font));
        }
        let font = self.file.object(number)?;
        let font = self.read_font(&font);
        self.fonts.insert(number, Rc::clone(&font));
        Some(font)
    }

    fn read_font(&mut self, font: &Object) -> Rc<Font> {
        let font = Font::read(self.file, font);
        self.commands = self.commands.saturating_sub(font.size());
        Rc::new(font)
    }

    /// Reads a drawing that is used in another one.
    fn drawing(
        &mut self,
        resources: Option<&Object>,
        name: Option<&Object>,
        page: Matrix,
        depth: usize,
    ) {
        let Some(Object::Reference(number)) = self.named(resources, "XObject", name) else {
            return;
        };
        self.form(number, resources, page, depth + 1);
    }

    /// Takes what a drawing tells of its own words, such as those that are read aloud in their place.
    fn tell(&mut self, entries: &[(String, Object)]) {
        let mut texts = Vec::new();
        for (_, value) in entries.iter().filter(|(key, _)| key != "Lang") {
            gather(value, &mut texts);
        }
        for text in texts {
            if self.told.len() < LONGEST_PAGE {
                self.told.push_str(&text);
                self.told.push(' ');
            }
        }
    }

    fn show(&mut self, codes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = &state.font else {
            return;
        };
        let wide = if font.wide { 2 } else { 1 };
        for code in codes.chunks(wide) {
            let is_blank = code == [b' '];
            let code = code
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte));
            let place = times(*text, state.page);
            self.before(place, state.size);
            self.signs += 1;
            match font.words(code) {
                Some(words) if self.text.len() < LONGEST_PAGE => self.text.push_str(words),
                Some(_) => {}
                None => self.unknown += 1,
            }
            let space = state.between_signs + if is_blank { state.between_words } else { 0.0 };
            let advance = (font.width(code) * state.size + space) * state.stretch;
            *text = times([1.0, 0.0, 0.0, 1.0, advance, 0.0], *text);
            let end = times(*text, state.page);
            self.end = Some((end[4], end[5]));
        }
    }

    /// Puts a blank or a new line before a sign that does not stand where the last one ended.
    fn before(&mut self, place: Matrix, size: f64) {
        let Some((x, y)) = self.end else {
            return;
        };
        let (right, up) = ((place[0], place[1]), (place[2], place[3]));
        let height = size.abs() * up.0.hypot(up.1);
        let along = right.0.hypot(right.1);
        if !(height > 0.0 && along > 0.0) {
            return;
        }
        let (dx, dy) = (place[4] - x, place[5] - y);
        let ahead = (dx * right.0 + dy * right.1) / along;
        let aside = (dy * right.0 - dx * right.1) / along;
        let ends_blank = self.text.ends_with([' ', '\n']);
        if aside.abs() > height * 0.5 {
            if !self.text.ends_with('\n') {
                self.text.push('\n');
            }
        } else if !ends_blank && (ahead > height * 0.15 || ahead < -height) {
            self.text.push(' ');
        }
    }
}

/// Behind a picture that stands among the commands.
fn behind_picture(content: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = super::position(content, b"EI", at) {
        let before = found.checked_sub(1).and_then(|before| content.get(before));
        let after = content.get(found + 2);
        if before.is_some_and(|byte| is_blank(*byte)) && after.is_none_or(|byte| is_blank(*byte)) {
            return found + 2;
        }
        at = found + 2;
    }
    content.len()
}
