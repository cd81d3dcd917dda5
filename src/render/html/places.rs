//! What links within the page lead to: headings and clauses.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Change, Document, HeadingLevel, change_of, without};

/// A heading as the table of contents lists it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its id on the page.
    pub(super) id: String,
    /// How deep it lies.
    pub(super) level: HeadingLevel,
    /// Its number, where it has one.
    pub(super) label: Option<String>,
    /// Its words.
    pub(super) words: String,
    /// Whether it stands right above the table of contents, which does not list it.
    heads_contents: bool,
}

/// The headings and anchors of a document, with ids that a page has once.
///
/// Anchors keep their names, so that `page.html#clause-3-6` leads where its writer means. Ids of our own have an
/// underscore, which no anchor has.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    headings: Vec<Entry>,
    drawn: usize,
    anchors: BTreeMap<&'a str, String>,
    claimed: BTreeSet<&'a str>,
}

impl<'a> Places<'a> {
    /// Those of the document.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut places = Self::default();
        if let Some(sheet) = &document.title_sheet {
            places.visit(&sheet.blocks);
        }
        for section in &document.sections {
            places.visit(&section.blocks);
        }
        places
    }

    /// The heading that is drawn next.
    pub(super) fn next_heading(&mut self) -> Option<Entry> {
        let next = self.headings.get(self.drawn).cloned();
        self.drawn += 1;
        next
    }

    /// The headings that a table of contents of that depth lists.
    pub(super) fn entries(&self, depth: HeadingLevel) -> Vec<Entry> {
        let entries = self.headings.iter();
        entries
            .filter(|entry| entry.level <= depth && !entry.heads_contents)
            .cloned()
            .collect()
    }

    /// The id of the heading that was drawn last, where it stands right above the table of contents.
    pub(super) fn title_of_contents(&self) -> Option<&str> {
        let last = self.headings.get(self.drawn.checked_sub(1)?)?;
        last.heads_contents.then_some(&*last.id)
    }

    /// The id that a clause gets for its anchor; none where something before it has the same anchor.
    pub(super) fn clause(&mut self, anchor: &'a str) -> Option<String> {
        let id = self.anchors.get(anchor)?;
        self.claimed.insert(anchor).then(|| id.clone())
    }

    /// Where a reference to `anchor` leads; `None` where the document has no such place.
    pub(super) fn target(&self, anchor: &str) -> Option<&str> {
        self.anchors.get(anchor).map(String::as_str)
    }

    fn visit(&mut self, blocks: &'a [Block]) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => {
                    let anchor = heading.anchor.as_deref();
                    let known = anchor.filter(|anchor| self.claimed.insert(anchor));
                    let id = match known {
                        Some(anchor) => self.name(anchor),
                        None => format!("heading_{}", self.headings.len() + 1),
                    };
                    self.headings.push(Entry {
                        id,
                        level: heading.level,
                        label: heading
                            .number
                            .as_ref()
                            .and_then(|number| number.label.without(Change::Deleted)),
                        words: without(&heading.content, Change::Deleted),
                        heads_contents: matches!(
                            blocks.get(index + 1),
                            Some(Block::Contents { .. })
                        ),
                    });
                }
                Block::Quotation { blocks }
                | Block::Panel { blocks, .. }
                | Block::Changed {
                    change: Change::Inserted,
                    blocks,
                } => self.visit(blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.visit(item)),
                Block::Clauses { clauses } => {
                    for clause in clauses {
                        let gone = change_of(&clause.blocks) == Some(Change::Deleted);
                        if let Some(anchor) = clause.anchor.as_ref().filter(|_| !gone) {
                            self.name(anchor);
                        }
                        self.visit(&clause.blocks);
                    }
                }
                Block::Table(table) => {
                    let body = table.groups.iter().flat_map(|group| &group.rows);
                    let rows = table.head.iter().chain(body);
                    let standing = rows.filter(|row| row.change != Some(Change::Deleted));
                    for cell in standing.flat_map(|row| &row.cells) {
                        self.visit(&cell.blocks);
                    }
                }
                // Nothing leads to what is deleted.
                Block::Changed {
                    change: Change::Deleted,
                    ..
                }
                | Block::Paragraph { .. }
                | Block::Contents { .. }
                | Block::Exhibit(_)
                | Block::Fields(_) => {}
            }
        }
    }

    /// Gives an anchor its id: its own name, where that is one.
    fn name(&mut self, anchor: &'a str) -> String {
        let number = self.anchors.len() + 1;
        let plain = |character: char| character.is_ascii_alphanumeric() || character == '-';
        let fits = anchor.starts_with(|first: char| first.is_ascii_alphabetic())
            && anchor.chars().all(plain);
        let id = self.anchors.entry(anchor).or_insert_with(|| {
            if fits {
                anchor.to_owned()
            } else {
                format!("place_{number}")
            }
        });
        id.clone()
    }
}
