//! What the body collects for the other parts of the package, and what docx-rs cannot carry itself.
//!
//! docx-rs carries a short key where it cannot say a thing; the finishing pass looks up here what the key stands for.
//! No words of the document ever reach a field that docx-rs writes without escaping.

use crate::document::{ListKind, PictureFormat};

/// What the body collects while it is built.
#[derive(Default)]
pub(super) struct Collected {
    tables: Vec<TableFacts>,
    pictures: Vec<PictureFacts>,
    links: Vec<String>,
    numbered: Vec<NumberedList>,
    omissions: Vec<String>,
}

/// What docx-rs cannot say of a table.
#[derive(Clone, Debug)]
pub(super) struct TableFacts {
    /// What a screen reader says the table is.
    pub(super) summary: String,
    /// How many rows return on every page.
    pub(super) head_rows: usize,
    /// Whether the first column heads the rows.
    pub(super) first_column: bool,
}

/// What docx-rs cannot say of a picture, and the picture itself.
#[derive(Clone, Debug)]
pub(super) struct PictureFacts {
    /// What it shows.
    pub(super) alt: String,
    /// The format of `bytes`: PNG or JPEG.
    pub(super) format: PictureFormat,
    /// The file that every reader can draw.
    pub(super) bytes: Vec<u8>,
    /// The same picture as SVG, for readers that can draw it sharp.
    pub(super) svg: Option<Vec<u8>>,
}

/// A numbered list, which starts at 1 whatever came before.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberedList {
    /// How deep it lies in other lists, `0..=2`.
    pub(super) depth: usize,
    /// Whether it lies in a table's cell.
    pub(super) compact: bool,
}

/// The mark of a key; no style, relationship or colour starts with it.
const MARK: char = '\u{a7}';

impl Collected {
    /// Keeps the facts of a table and returns the key to carry as its style.
    pub(super) fn table(&mut self, facts: TableFacts) -> String {
        self.tables.push(facts);
        format!("{MARK}{}", self.tables.len())
    }

    /// The facts of the table that carries `key`.
    pub(super) fn table_of(&self, key: &str) -> Option<&TableFacts> {
        self.tables.get(place(key)?)
    }

    /// Keeps a picture and returns the key to carry as its id.
    pub(super) fn picture(&mut self, facts: PictureFacts) -> String {
        self.pictures.push(facts);
        format!("{MARK}{}", self.pictures.len())
    }

    /// The picture that carries `key`, with its place from 1.
    pub(super) fn picture_of(&self, key: &str) -> Option<(usize, &PictureFacts)> {
        let place = place(key)?;
        Some((place + 1, self.pictures.get(place)?))
    }

    /// The pictures in order of appearance.
    pub(super) fn pictures(&self) -> &[PictureFacts] {
        &self.pictures
    }

    /// The id of the relationship to an address; one address has one relationship.
    pub(super) fn link(&mut self, target: &str) -> String {
        let known = self.links.iter().position(|link| link == target);
        let place = known.unwrap_or_else(|| {
            self.links.push(target.to_owned());
            self.links.len() - 1
        });
        link_id(place)
    }

    /// The ids and addresses of all links in order of appearance.
    pub(super) fn links(&self) -> impl Iterator<Item = (String, &str)> {
        self.links
            .iter()
            .enumerate()
            .map(|(place, target)| (link_id(place), target.as_str()))
    }

    /// The number that the paragraphs of a list carry.
    pub(super) fn list(&mut self, kind: ListKind, list: NumberedList) -> usize {
        match kind {
            ListKind::Bullet if list.compact => 2,
            ListKind::Bullet => 1,
            ListKind::Number => {
                self.numbered.push(list);
                FIRST_NUMBERED + self.numbered.len() - 1
            }
        }
    }

    /// The numbered lists in order of appearance, with the number their paragraphs carry.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, NumberedList)> {
        (FIRST_NUMBERED..).zip(self.numbered.iter().copied())
    }

    /// Notes what the file cannot show; the same sentence once.
    pub(super) fn omit(&mut self, sentence: &str) {
        if !self.omissions.iter().any(|known| known == sentence) {
            self.omissions.push(sentence.to_owned());
        }
    }

    /// What the file cannot show.
    pub(super) fn into_omissions(self) -> Vec<String> {
        self.omissions
    }
}

/// The numbers below belong to the styles: body bullets, cell bullets, body numbers, cell numbers.
const FIRST_NUMBERED: usize = 5;

fn place(key: &str) -> Option<usize> {
    key.strip_prefix(MARK)?
        .parse::<usize>()
        .ok()?
        .checked_sub(1)
}

fn link_id(place: usize) -> String {
    format!("rIdLink{}", place + 1)
}
