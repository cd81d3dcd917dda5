//! Headings and clauses: their numbers, and the bookmarks that fields lead to.

use std::collections::BTreeMap;

use docx_rs as word;
use word::ParagraphChild;

use super::counting::{Counted, Counting};
use super::field::child;
use super::inline::text;
use super::numbering::Numbering;
use crate::document::{Block, Clause, Document, Heading, HeadingLevel, plain_text};

/// A heading or a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Landmark {
    label: Option<String>,
    counted: Option<Counted>,
    bookmarks: Vec<Bookmark>,
    heads_contents: bool,
}

#[derive(Clone, Debug)]
struct Bookmark {
    id: usize,
    name: String,
}

/// A heading as the table of contents lists it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// How deep it lies.
    pub(super) level: HeadingLevel,
    /// Its number, where it has one.
    pub(super) label: Option<String>,
    /// Its words.
    pub(super) words: String,
    /// The bookmark on it.
    pub(super) bookmark: String,
    /// The page that it stands on, where that is known.
    pub(super) page: Option<usize>,
    /// Whether it stands right above the table of contents, which does not list it.
    heads_contents: bool,
}

/// Where a reference leads.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The bookmark.
    pub(super) bookmark: String,
    /// The number that Word counts there.
    pub(super) counted: Option<String>,
}

/// The headings and clauses of a document in reading order.
#[derive(Default)]
pub(super) struct Landmarks {
    all: Vec<Landmark>,
    drawn: usize,
    entries: Vec<Entry>,
    targets: BTreeMap<String, Target>,
}

impl Landmarks {
    /// Those of the document; `pages` are the pages of its headings in reading order, as far as they are known.
    pub(super) fn of(document: &Document, pages: &[usize], numbering: &mut Numbering) -> Self {
        let mut found = Found::default();
        if let Some(sheet) = &document.title_sheet {
            found.visit(&sheet.blocks);
        }
        for section in &document.sections {
            found.visit(&section.blocks);
        }
        let mut landmarks = Self::default();
        let mut counting = Counting::default();
        let mut bookmarks = 0;
        for place in &found.places {
            let (label, counted) = match place {
                Place::Heading(Heading { number, .. }, _) => (
                    number.as_ref().map(|number| number.label.clone()),
                    number
                        .as_ref()
                        .and_then(|number| counting.heading(number, numbering)),
                ),
                Place::Clause(Clause { label, .. }) => {
                    (Some(label.clone()), counting.clause(label))
                }
            };
            let mut landmark = Landmark {
                label,
                counted,
                bookmarks: Vec::new(),
                heads_contents: matches!(place, Place::Heading(_, true)),
            };
            let mut mark = |name: String| {
                bookmarks += 1;
                let id = bookmarks;
                landmark.bookmarks.push(Bookmark {
                    id,
                    name: name.clone(),
                });
                name
            };
            if let Place::Heading(heading, heads_contents) = place {
                let number = landmarks.entries.len();
                let name = format!("_Toc{:06}", number + 1);
                landmarks.entries.push(Entry {
                    level: heading.level,
                    label: landmark.label.clone(),
                    words: plain_text(&heading.content),
                    bookmark: if found.listed { mark(name) } else { name },
                    page: pages.get(number).copied(),
                    heads_contents: *heads_contents,
                });
            }
            if let Some(anchor) = place.anchor()
                && !landmarks.targets.contains_key(anchor)
            {
                let target = Target {
                    bookmark: mark(format!("_Ref{:06}", landmarks.targets.len() + 1)),
                    counted: landmark.label.clone().filter(|_| counted.is_some()),
                };
                landmarks.targets.insert(anchor.to_owned(), target);
            }
            landmarks.all.push(landmark);
        }
        landmarks
    }

    /// The heading or clause that is drawn next.
    pub(super) fn next(&mut self) -> Landmark {
        let next = self.all.get(self.drawn).cloned();
        self.drawn += 1;
        next.unwrap_or_default()
    }

    /// The headings that a table of contents of that depth lists.
    pub(super) fn entries(&self, depth: HeadingLevel) -> Vec<Entry> {
        let entries = self.entries.iter();
        entries
            .filter(|entry| entry.level <= depth && !entry.heads_contents)
            .cloned()
            .collect()
    }

    /// Whether some entries have numbers that are set out before their words.
    pub(super) fn has_numbers(&self) -> bool {
        self.entries.iter().any(Entry::is_set_out)
    }

    /// Where a reference to `anchor` leads; `None` where the document has no such place.
    pub(super) fn target(&self, anchor: &str) -> Option<&Target> {
        self.targets.get(anchor)
    }
}

impl Entry {
    /// Whether its words begin below those of the other entries, beside its number.
    pub(super) fn is_set_out(&self) -> bool {
        self.label.as_deref().is_some_and(is_short)
    }
}

/// Whether a label is set out before the words of its heading: `12`, but not `Annex A`.
fn is_short(label: &str) -> bool {
    label.chars().count() < 4
}

impl Landmark {
    /// Whether it is the heading right above the table of contents, which does not list it.
    pub(super) fn heads_contents(&self) -> bool {
        self.heads_contents
    }

    /// The paragraph with its number and its bookmarks. A number that Word would count otherwise is written out.
    pub(super) fn mark(self, mut paragraph: word::Paragraph) -> word::Paragraph {
        let mut children = Vec::with_capacity(paragraph.children.len() + 4);
        for Bookmark { id, name } in &self.bookmarks {
            children.push(ParagraphChild::BookmarkStart(word::BookmarkStart::new(
                *id, name,
            )));
        }
        let counted = self.counted.or_else(|| {
            let label = self.label.as_deref()?;
            children.push(child(if label.contains(' ') {
                text(label).add_text(" ")
            } else {
                text(label).add_tab()
            }));
            Some(Counted::NOT)
        });
        children.append(&mut paragraph.children);
        for Bookmark { id, .. } in self.bookmarks.iter().rev() {
            children.push(ParagraphChild::BookmarkEnd(word::BookmarkEnd::new(*id)));
        }
        paragraph.children = children;
        match counted {
            Some(Counted { number, level }) => paragraph.numbering(
                word::NumberingId::new(number),
                word::IndentLevel::new(level),
            ),
            None => paragraph,
        }
    }
}

enum Place<'a> {
    /// A heading, and whether it stands right above the table of contents.
    Heading(&'a Heading, bool),
    Clause(&'a Clause),
}

impl<'a> Place<'a> {
    fn anchor(&self) -> Option<&'a str> {
        match self {
            Self::Heading(heading, _) => heading.anchor.as_deref(),
            Self::Clause(clause) => clause.anchor.as_deref(),
        }
    }
}

/// What some blocks hold, in reading order.
#[derive(Default)]
struct Found<'a> {
    places: Vec<Place<'a>>,
    /// Whether there is a table of contents.
    listed: bool,
}

impl<'a> Found<'a> {
    fn visit(&mut self, blocks: &'a [Block]) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => {
                    let heads_contents =
                        matches!(blocks.get(index + 1), Some(Block::Contents { .. }));
                    self.places.push(Place::Heading(heading, heads_contents));
                }
                Block::Quotation { blocks } | Block::Panel { blocks, .. } => self.visit(blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.visit(item)),
                Block::Clauses { clauses } => {
                    for clause in clauses {
                        self.places.push(Place::Clause(clause));
                        self.visit(&clause.blocks);
                    }
                }
                Block::Contents { .. } => self.listed = true,
                Block::Table(table) => {
                    let body = table.groups.iter().flat_map(|group| &group.rows);
                    for cell in table.head.iter().chain(body).flat_map(|row| &row.cells) {
                        self.visit(&cell.blocks);
                    }
                }
                Block::Paragraph { .. } | Block::Fields(_) => {}
            }
        }
    }
}
