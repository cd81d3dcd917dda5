//! The blocks of a document.

use serde::Serialize;

use super::{Change, ExhibitPage, Inline, Line, Picture, Table};

/// One piece of a document, drawn below the one before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A heading, listed in the bookmarks.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Its words; never empty.
        content: Vec<Inline>,
    },
    /// Somebody else's words, set apart.
    Quotation {
        /// Paragraphs and lists; never empty.
        blocks: Vec<Block>,
    },
    /// A bulleted or numbered list.
    List(List),
    /// Numbered clauses of a policy that follow each other.
    Clauses {
        /// The clauses; never empty.
        clauses: Vec<Clause>,
    },
    /// Words in a frame, such as whom to contact.
    Panel {
        /// What stands at its top in bold; empty leaves it out.
        title: Vec<Inline>,
        /// What it says; never empty, and without headings and panels.
        blocks: Vec<Block>,
    },
    /// The table of contents: every heading of the document down to a level, with its page.
    Contents {
        /// The deepest level that is listed.
        depth: HeadingLevel,
    },
    /// A page of a file of evidence, as a page of its own.
    Exhibit(ExhibitPage),
    /// Labels with their values, such as the five-field head of a RAG plan.
    Fields(Fields),
    /// A table.
    Table(Table),
    /// Blocks that only one of two editions has.
    Changed {
        /// What became of them.
        change: Change,
        /// The blocks, without further changes; never empty.
        blocks: Vec<Block>,
    },
}

impl Block {
    /// A paragraph of plain words.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph {
            content: vec![Inline::text(text)],
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// How deep it lies; levels are not skipped.
    pub level: HeadingLevel,
    /// Its number, where it has one.
    pub number: Option<Number>,
    /// What cross-references call it.
    pub anchor: Option<String>,
    /// Its words; never empty.
    pub content: Vec<Inline>,
}

impl Heading {
    /// A heading without a number.
    #[must_use]
    pub fn plain(level: HeadingLevel, content: Vec<Inline>) -> Self {
        Self {
            level,
            number: None,
            anchor: None,
            content,
        }
    }
}

/// What a numbered heading counts.
///
/// Within one document the labels of a series count up from its first without a gap, so that a writer may let the
/// reader's program count: `1`, `2`, `3`, and `Annex A`, `Annex B`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Number {
    /// Which series it belongs to.
    pub series: Series,
    /// What is printed before the heading, without a full stop: `3`, `Annex A`.
    pub label: Line,
}

/// A series of numbered headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Series {
    /// Sections of a policy: 1, 2, 3. Their clauses are 1.1, 1.2.
    Section,
    /// Annexes: Annex A, Annex B.
    Annex,
}

/// A numbered clause of a policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clause {
    /// Its number: `3.6`. The first part is the number of the section heading before it; the second counts up from 1
    /// in each section, also over headings without a number.
    pub label: Line,
    /// What cross-references call it.
    pub anchor: Option<String>,
    /// What it says; its first block is a paragraph.
    pub blocks: Vec<Block>,
}

/// How deep a heading lies: 1 is a chapter, 6 the deepest that PDF and Word both know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The highest level.
    pub const TOP: Self = Self(1);

    /// A level from `1..=6`; `None` for any other number.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (1..=6).contains(&level).then_some(Self(level))
    }

    /// The level as a number, `1..=6`.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A bulleted or numbered list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List {
    /// What stands before each item.
    pub kind: ListKind,
    /// In how many columns of the page it is set, `1..=3`; it reads down the first column, then down the next.
    pub columns: u8,
    /// The items; each holds at least one block, and its first block is a paragraph.
    pub items: Vec<Vec<Block>>,
}

impl List {
    /// A list of texts in one column; none where no text says anything.
    ///
    /// A number or a bullet stands before words. So a text that begins with a list gives its items, and one that begins
    /// with a quotation or a frame gives what stands in it.
    #[must_use]
    pub fn of(kind: ListKind, texts: impl IntoIterator<Item = Vec<Block>>) -> Option<Self> {
        let mut items = Vec::new();
        for text in texts {
            push_item(text, &mut items);
        }
        (!items.is_empty()).then_some(Self {
            kind,
            columns: 1,
            items,
        })
    }
}

fn push_item(mut text: Vec<Block>, items: &mut Vec<Vec<Block>>) {
    match text.first() {
        None => {}
        Some(Block::List(_) | Block::Quotation { .. } | Block::Panel { .. }) => {
            let rest = text.split_off(1);
            for block in text {
                match block {
                    Block::List(list) => items.extend(list.items),
                    Block::Quotation { blocks }
                    | Block::Panel { blocks, .. }
                    | Block::Changed { blocks, .. } => {
                        push_item(blocks, items);
                    }
                    Block::Paragraph { .. }
                    | Block::Heading(_)
                    | Block::Clauses { .. }
                    | Block::Contents { .. }
                    | Block::Exhibit(_)
                    | Block::Fields(_)
                    | Block::Table(_) => {}
                }
            }
            match items.last_mut() {
                Some(last) => last.extend(rest),
                None => push_item(rest, items),
            }
        }
        Some(
            Block::Paragraph { .. }
            | Block::Heading(_)
            | Block::Clauses { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. },
        ) => items.push(text),
    }
}

/// What stands before each item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// A bullet.
    Bullet,
    /// 1., 2., 3.; every list starts at 1.
    Number,
}

/// Labels with their values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fields {
    /// As lines ("Date: November 2026") or as a table of two columns.
    pub layout: FieldsLayout,
    /// What a screen reader says the table is; used by the table layout.
    pub summary: String,
    /// The fields, in order; never empty.
    pub fields: Vec<Field>,
}

/// How labels and values are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldsLayout {
    /// One line each: the label in bold, a colon, the value.
    Lines,
    /// A table of two columns; the label is the row's heading.
    Table,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// The label, without a colon.
    pub label: Line,
    /// The value; empty leaves room to write it in by hand.
    pub value: Vec<Inline>,
}

/// The first page: who approved what, and until when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TitleSheet {
    /// How large the paper is.
    pub paper: super::Paper,
    /// Which way the paper lies; a sheet with table fields is usually portrait.
    pub orientation: super::Orientation,
    /// The logos, at the top: the brand's own, and at most one beside it.
    pub logos: Vec<Picture>,
    /// The organisation's name, above the title; `None` where the template puts it elsewhere.
    pub organisation: Option<Line>,
    /// The document's title; it is the one block that PDF and Word mark as the title.
    pub title: Vec<Inline>,
    /// A line below the title.
    pub subtitle: Vec<Inline>,
    /// Who approved the document, or that nobody has yet.
    pub statement: Option<Line>,
    /// Approval and review dates.
    pub fields: Option<Fields>,
    /// What else stands below them: signature blocks, earlier versions. Without headings.
    pub blocks: Vec<Block>,
    /// Motto of the organisation, at the foot of the page.
    pub strapline: Option<Line>,
}
