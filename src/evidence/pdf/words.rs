//! The words on the pages of a PDF (ISO 32000-1, 9.4).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;
use crate::evidence::limits::MOST_COMMANDS;

use super::file::File;
use super::font::Font;
use super::object::{Object, Parser, is_blank};
use super::pages::Page;

/// How deep drawings lie in each other.
const DEEPEST_DRAWING: usize = 8;
/// The most bytes that the contents of all pages may have together.
const LARGEST_CONTENT: usize = 100_000_000;
/// How many states may wait to come back.
const MOST_STATES: usize = 64;
/// The longest text of one page, in bytes.
const LONGEST_PAGE: usize = 1_000_000;

/// What is said of a PDF that is a picture throughout.
pub(crate) const SCANNED: &str =
    "has no words that can be looked through: it is a scan, or its letters are drawn";

/// Takes the words of all pages.
pub(super) fn take(file: &File<'_>, pages: &[Page], findings: &mut Findings) {
    let mut reader = Reader {
        file,
        fonts: BTreeMap::new(),
        commands: MOST_COMMANDS,
        bytes: LARGEST_CONTENT,
        text: String::new(),
        end: None,
        signs: 0,
        unknown: 0,
    };
    let before = findings.texts.len();
    for (number, page) in (1..).zip(pages) {
        reader.page(page);
        let text = std::mem::take(&mut reader.text);
        if !findings.text(|| format!("page {number}"), &text) {
            return;
        }
        if reader.commands == 0 || reader.bytes == 0 {
            let message = format!(
                "takes so much work that its words were looked through only up to page {number}"
            );
            return findings.fault(FaultSort::Unread, message);
        }
    }
    if findings.texts.len() == before {
        findings.fault(FaultSort::Unread, SCANNED);
    } else if reader.unknown > 20 && reader.unknown > reader.signs / 10 {
        findings.fault(
            FaultSort::Unread,
            "has letters that nobody can tell, so not all of its words were looked through",
        );
    }
}

/// Six numbers that turn, stretch and move what is drawn.
type Matrix = [f64; 6];

const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

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

struct Reader<'f, 'a> {
    file: &'f File<'a>,
    /// By the number of their object.
    fonts: BTreeMap<u32, Rc<Font>>,
    /// How many more commands are read.
    commands: usize,
    /// How many more bytes are unpacked.
    bytes: usize,
    text: String,
    /// Where the last sign ended.
    end: Option<(f64, f64)>,
    signs: usize,
    unknown: usize,
}

impl Reader<'_, '_> {
    fn page(&mut self, page: &Page) {
        let contents = match page.group.get("Contents") {
            Some(Object::Reference(number)) => match self.file.object(*number) {
                Some(Object::List(list)) => list,
                Some(_) | None => vec![Object::Reference(*number)],
            },
            Some(Object::List(list)) => list.clone(),
            Some(_) | None => Vec::new(),
        };
        let mut content = Vec::new();
        for part in contents {
            if let Object::Reference(number) = part {
                content.extend(
                    self.unpacked(number)
                        .map(|(_, bytes)| bytes)
                        .unwrap_or_default(),
                );
                content.push(b'\n');
            }
        }
        let resources = self.file.resolved(page.resources.as_ref());
        self.end = None;
        self.content(&content, resources.as_ref(), PLAIN, 0);
    }

    fn unpacked(&mut self, number: u32) -> Option<(Object, Vec<u8>)> {
        let found = self.file.stream(number, self.bytes)?;
        self.bytes = self.bytes.saturating_sub(found.1.len() + 1_000);
        Some(found)
    }

    fn content(&mut self, content: &[u8], resources: Option<&Object>, page: Matrix, depth: usize) {
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
                "ID" => parser.at = behind_picture(content, parser.at),
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
        let group = self.file.object(number);
        let is_form = group.and_then(|group| {
            group
                .get("Subtype")
                .and_then(Object::name)
                .map(|kind| kind == "Form")
        });
        if is_form != Some(true) {
            return;
        }
        let Some((group, content)) = self.unpacked(number) else {
            return;
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
            depth + 1,
        );
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
