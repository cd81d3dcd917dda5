//! Blocks of text: headings, paragraphs, lists and fields.

use docx_rs as word;

use super::collected::{Collected, NumberedList};
use super::inline::{Ink, runs, text};
use super::table::{fields_table, table};
use crate::document::{Block, Field, Fields, FieldsLayout, Inline, List, ListKind, TableFault};

/// How deep lists have styles of their own; what lies deeper looks like the deepest.
const DEEPEST_LIST: usize = 3;

/// White space below a whole list, in twentieths of a point; between its items there is less.
const AFTER_LIST: u32 = 120;

/// A block as docx-rs types.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are paragraphs, and a document has some hundreds of them"
)]
pub(super) enum Content {
    /// A paragraph.
    Paragraph(word::Paragraph),
    /// A table.
    Table(word::Table),
}

/// Where blocks lie, and so how they look.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// How wide the text may be, in twentieths of a point.
    pub(super) width: usize,
    /// The styles of its paragraphs.
    pub(super) styles: &'static Styles,
    /// What the ground asks of the text's colour.
    pub(super) ink: Ink,
    /// Whether paragraphs are centred.
    pub(super) centred: bool,
}

/// The styles of the paragraphs in one kind of place.
pub(super) struct Styles {
    paragraph: &'static str,
    bullet: [&'static str; DEEPEST_LIST],
    number: [&'static str; DEEPEST_LIST],
    continued: [&'static str; DEEPEST_LIST],
    compact: bool,
}

/// Text on the page itself.
pub(super) const BODY: Styles = Styles {
    paragraph: "Normal",
    bullet: ["ListBullet", "ListBullet2", "ListBullet3"],
    number: ["ListNumber", "ListNumber2", "ListNumber3"],
    continued: ["ListContinue", "ListContinue2", "ListContinue3"],
    compact: false,
};
/// Text in a cell of a table.
pub(super) const CELL: Styles = Styles {
    paragraph: "CellText",
    bullet: ["CellBullet", "CellBullet2", "CellBullet3"],
    number: ["CellNumber", "CellNumber2", "CellNumber3"],
    continued: ["CellContinue", "CellContinue2", "CellContinue3"],
    compact: true,
};
/// The heading of a column.
pub(super) const COLUMN_HEADING: Styles = Styles {
    paragraph: "ColumnHeading",
    ..CELL
};
/// The heading of a row.
pub(super) const ROW_HEADING: Styles = Styles {
    paragraph: "RowHeading",
    ..CELL
};
/// The heading of a group of rows.
pub(super) const BAND: Styles = Styles {
    paragraph: "BandHeading",
    ..CELL
};

impl Place {
    /// A place on the page itself.
    pub(super) fn page(width: usize) -> Self {
        Self::new(width, &BODY)
    }

    /// A place whose ground asks nothing of the text's colour.
    pub(super) fn new(width: usize, styles: &'static Styles) -> Self {
        Self {
            width,
            styles,
            ink: Ink::default(),
            centred: false,
        }
    }

    /// An empty paragraph of the place.
    pub(super) fn empty(self) -> word::Paragraph {
        self.styled(self.styles.paragraph)
    }

    /// A paragraph of the place.
    pub(super) fn paragraph(
        self,
        style: &str,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let mut paragraph = self.styled(style);
        paragraph.children = runs(content, self.ink, collected);
        paragraph
    }

    fn styled(self, style: &str) -> word::Paragraph {
        let paragraph = word::Paragraph::new().style(style);
        if self.centred {
            paragraph.align(word::AlignmentType::Center)
        } else {
            paragraph
        }
    }
}

/// The blocks as docx-rs types.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn blocks(
    blocks: &[Block],
    place: Place,
    collected: &mut Collected,
) -> Result<Vec<Content>, TableFault> {
    let mut contents = Vec::with_capacity(blocks.len());
    for block in blocks {
        push_block(block, place, collected, &mut contents)?;
    }
    Ok(contents)
}

fn push_block(
    block: &Block,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    match block {
        Block::Heading { level, content } => {
            let style = format!("Heading{}", level.number());
            contents.push(Content::Paragraph(
                place.paragraph(&style, content, collected),
            ));
        }
        Block::Paragraph { content } => {
            let after_table = matches!(contents.last(), Some(Content::Table(_)));
            let style = if after_table && !place.styles.compact {
                "TextAfterTable"
            } else {
                place.styles.paragraph
            };
            contents.push(Content::Paragraph(
                place.paragraph(style, content, collected),
            ));
        }
        Block::List(list) => {
            push_list(list, 0, place, collected, contents)?;
            if let (Some(Content::Paragraph(last)), false) =
                (contents.last_mut(), place.styles.compact)
            {
                let spacing = word::LineSpacing::new().after(AFTER_LIST);
                last.property = std::mem::take(&mut last.property).line_spacing(spacing);
            }
        }
        Block::Fields(fields) => match fields.layout {
            FieldsLayout::Lines => contents.extend(field_lines(fields, place, collected)),
            FieldsLayout::Table => {
                let table = fields_table(fields, place, collected);
                push_table(table, contents);
            }
        },
        Block::Table(block) => {
            if let Some(table) = table(block, place, collected)? {
                push_table(table, contents);
            }
        }
    }
    Ok(())
}

/// Word makes one table of two that touch.
fn push_table(table: word::Table, contents: &mut Vec<Content>) {
    if matches!(contents.last(), Some(Content::Table(_))) {
        let gap = word::Paragraph::new().style("TableGap");
        contents.push(Content::Paragraph(gap));
    }
    contents.push(Content::Table(table));
}

fn push_list(
    list: &List,
    depth: usize,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    let styles = match list.kind {
        ListKind::Bullet => place.styles.bullet,
        ListKind::Number => place.styles.number,
    };
    let level = depth.min(DEEPEST_LIST - 1);
    let compact = place.styles.compact;
    let number = collected.list(
        list.kind,
        NumberedList {
            depth: level,
            compact,
        },
    );
    for item in &list.items {
        for (index, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph { content } if index == 0 => {
                    let item = place
                        .paragraph(styles[level], content, collected)
                        .numbering(
                            word::NumberingId::new(number),
                            word::IndentLevel::new(level),
                        );
                    contents.push(Content::Paragraph(item));
                }
                Block::Paragraph { content } => contents.push(Content::Paragraph(place.paragraph(
                    place.styles.continued[level],
                    content,
                    collected,
                ))),
                Block::List(inner) => push_list(inner, depth + 1, place, collected, contents)?,
                Block::Heading { .. } | Block::Fields(_) | Block::Table(_) => {
                    push_block(block, place, collected, contents)?;
                }
            }
        }
    }
    Ok(())
}

/// One line a field; a rule to write on where the value is empty.
pub(super) fn field_lines<'a>(
    fields: &'a Fields,
    place: Place,
    collected: &'a mut Collected,
) -> impl Iterator<Item = Content> + 'a {
    let style = if place.styles.compact {
        place.styles.paragraph
    } else {
        "FieldLine"
    };
    fields.fields.iter().map(move |field| {
        let Field { label, value } = field;
        let mut line = place
            .styled(style)
            .add_run(text(&format!("{label}: ")).bold());
        if value.is_empty() {
            line = line
                .add_tab(
                    word::Tab::new()
                        .val(word::TabValueType::Right)
                        .leader(word::TabLeaderType::Underscore)
                        .pos(place.width),
                )
                .add_run(word::Run::new().add_tab());
        }
        line.children.extend(runs(value, place.ink, collected));
        Content::Paragraph(line)
    })
}
