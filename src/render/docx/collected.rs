//! What the body collects for the other parts of the package, and what docx-rs cannot carry itself.
//!
//! docx-rs carries a short key where it cannot say a thing; the finishing pass looks up here what the key stands for.
//! No words of the document ever reach a field that docx-rs writes without escaping.

use super::derived::DerivedStyles;
use super::landmark::Landmarks;
use super::lengths::Lengths;
use super::numbering::Numbering;
use super::tracked::Reviewer;
use crate::document::{Design, Document, PictureFormat, Tones};

/// What the body collects while it is built.
pub(super) struct Collected {
    /// The sizes and distances.
    pub(super) design: Design,
    /// The same lengths as Word measures them.
    pub(super) lengths: Lengths,
    /// The colours of ratings.
    pub(super) tones: Tones,
    /// The styles that the house has not.
    pub(super) styles: DerivedStyles,
    tables: Vec<TableFacts>,
    pictures: Vec<PictureFacts>,
    links: Vec<String>,
    omissions: Vec<String>,
    /// Who made the changes.
    pub(super) reviewer: Reviewer,
    /// How lists, headings and clauses are numbered.
    pub(super) numbering: Numbering,
    /// The headings and clauses, and what leads to them.
    pub(super) landmarks: Landmarks,
}

/// What docx-rs cannot say of a table.
#[derive(Clone, Debug)]
pub(super) struct TableFacts {
    /// How it looks.
    pub(super) style: &'static str,
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

/// The mark of a key; no style, relationship or colour starts with it.
const MARK: char = '\u{a7}';

impl Collected {
    /// What is known of a document before it is built; `heading_pages` as for [`render`](super::render).
    pub(super) fn new(document: &Document, heading_pages: &[usize]) -> Self {
        let mut numbering = Numbering::default();
        let landmarks = Landmarks::of(document, heading_pages, &mut numbering);
        Self {
            design: document.theme.design.clone(),
            lengths: Lengths::of(&document.theme.design),
            tones: document.theme.palette.tones,
            styles: DerivedStyles::default(),
            tables: Vec::new(),
            pictures: Vec::new(),
            links: Vec::new(),
            omissions: Vec::new(),
            reviewer: Reviewer::of(document),
            numbering,
            landmarks,
        }
    }

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

fn place(key: &str) -> Option<usize> {
    key.strip_prefix(MARK)?
        .parse::<usize>()
        .ok()?
        .checked_sub(1)
}

fn link_id(place: usize) -> String {
    format!("rIdLink{}", place + 1)
}
