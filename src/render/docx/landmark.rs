//! Headings and clauses: their numbers, and the bookmarks that fields lead to.

use std::collections::BTreeMap;

use docx_rs as word;
use word::ParagraphChild;

use super::counting::{Counted, Counting};
use super::numbering::Numbering;
use super::tracked::line_and;
use crate::document::{
    Block, Change, Clause, Document, Heading, HeadingLevel, Inline, Line, change_of, plain_text,
};

/// A heading or a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Landmark {
    label: Option<Line>,
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
    /// What became of the heading as a whole.
    pub(super) change: Option<Change>,
    /// Its number, where it has one.
    pub(super) label: Option<Line>,
    /// Its words.
    pub(super) words: Line,
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
        let mut countings = Countings::default();
        let mut bookmarks = 0;
        let mut standing = 0;
        for (place, change) in &found.places {
            let label = match place {
                Place::Heading(Heading { number, .. }, _) => {
                    number.as_ref().map(|number| number.label.clone())
                }
                Place::Clause(Clause { label, .. }) => Some(label.clone()),
            };
            let counted = countings.count(place, *change, numbering);
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
                let stands = *change != Some(Change::Deleted);
                landmarks.entries.push(Entry {
                    level: heading.level,
                    change: *change,
                    label: landmark.label.clone(),
                    words: one_line(&heading.content),
                    bookmark: if found.listed { mark(name) } else { name },
                    page: pages.get(standing).copied().filter(|_| stands),
                    heads_contents: *heads_contents,
                });
                standing += usize::from(stands);
            }
            if let Some(anchor) = place.anchor()
                && *change != Some(Change::Deleted)
                && !landmarks.targets.contains_key(anchor)
            {
                let target = Target {
                    bookmark: mark(format!("_Ref{:06}", landmarks.targets.len() + 1)),
                    counted: landmark
                        .label
                        .as_ref()
                        .filter(|_| counted.is_some())
                        .and_then(|label| label.without(Change::Deleted)),
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
        let label = self.label.as_ref().map(Line::words);
        label.as_deref().is_some_and(is_short)
    }
}

/// The words of a heading on one line, without formats.
fn one_line(content: &[Inline]) -> Line {
    let changed = content
        .iter()
        .any(|run| matches!(run, Inline::Changed { .. }));
    if !changed {
        return Line::Plain(plain_text(content));
    }
    let plain = content.iter().map(|run| match run {
        Inline::Changed { change, content } => Inline::Changed {
            change: *change,
            content: vec![Inline::text(plain_text(content))],
        },
        Inline::Text { .. }
        | Inline::Strong { .. }
        | Inline::Emphasis { .. }
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::Reference { .. }
        | Inline::LineBreak => Inline::text(plain_text(std::slice::from_ref(run))),
    });
    Line::Marked(plain.collect())
}

/// How Word counts in this edition and in the other, each without what it has not.
#[derive(Default)]
struct Countings {
    this: Counting,
    other: Counting,
}

impl Countings {
    /// How Word counts a heading or a clause; `None` where not all editions that have it count it alike.
    fn count(
        &mut self,
        place: &Place<'_>,
        change: Option<Change>,
        numbering: &mut Numbering,
    ) -> Option<Counted> {
        let mut count = |counting: &mut Counting, gone| match place {
            Place::Heading(Heading { number, .. }, _) => {
                let number = number.as_ref()?;
                counting.heading(number.series, &number.label.without(gone)?, numbering)
            }
            Place::Clause(Clause { label, .. }) => counting.clause(&label.without(gone)?),
        };
        let this = &mut self.this;
        let other = &mut self.other;
        match change {
            Some(Change::Inserted) => count(this, Change::Deleted),
            Some(Change::Deleted) => count(other, Change::Inserted),
            // So far both count alike, and go on so.
            None if this == other && place.is_numbered_alike() => {
                let counted = count(this, Change::Deleted);
                other.clone_from(this);
                counted
            }
            None => {
                let now = count(this, Change::Deleted);
                let before = count(other, Change::Inserted);
                now.filter(|_| now == before)
            }
        }
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
            let label = self.label.as_ref()?;
            children.extend(line_and(label, |run| {
                if label.words().contains(' ') {
                    run.add_text(" ")
                } else {
                    run.add_tab()
                }
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
    /// Whether both editions give it the same number, or none.
    fn is_numbered_alike(&self) -> bool {
        let label = match self {
            Self::Heading(heading, _) => heading.number.as_ref().map(|number| &number.label),
            Self::Clause(clause) => Some(&clause.label),
        };
        !matches!(label, Some(Line::Marked(_)))
    }

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
    places: Vec<(Place<'a>, Option<Change>)>,
    /// What became of the blocks that are visited.
    change: Option<Change>,
    /// Whether there is a table of contents.
    listed: bool,
}

impl<'a> Found<'a> {
    fn visit_changed(&mut self, change: Option<Change>, blocks: &'a [Block]) {
        let around = std::mem::replace(&mut self.change, change);
        self.visit(blocks);
        self.change = around;
    }

    fn visit(&mut self, blocks: &'a [Block]) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => {
                    let heads_contents =
                        matches!(blocks.get(index + 1), Some(Block::Contents { .. }));
                    let place = Place::Heading(heading, heads_contents);
                    self.places.push((place, self.change));
                }
                Block::Changed { change, blocks } => self.visit_changed(Some(*change), blocks),
                Block::Quotation { blocks } | Block::Panel { blocks, .. } => self.visit(blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.visit(item)),
                Block::Clauses { clauses } => {
                    for clause in clauses {
                        let change = change_of(&clause.blocks).or(self.change);
                        self.places.push((Place::Clause(clause), change));
                        self.visit(&clause.blocks);
                    }
                }
                Block::Contents { .. } => self.listed = true,
                Block::Table(table) => {
                    let body = table.groups.iter().flat_map(|group| &group.rows);
                    for row in table.head.iter().chain(body) {
                        for cell in &row.cells {
                            self.visit_changed(row.change.or(self.change), &cell.blocks);
                        }
                    }
                }
                Block::Paragraph { .. } | Block::Exhibit(_) | Block::Fields(_) => {}
            }
        }
    }
}
