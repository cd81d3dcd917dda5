//! A document with changes as either edition has it.

use super::pieces::{joined, pieces};
use super::{
    Block, Cell, Change, Clause, Document, ExhibitPage, Field, Fields, Group, Heading, Inline,
    Line, List, Number, Row, Section, Table, TitleSheet, Was,
};

impl Document {
    /// The document with all its changes made: without what is deleted.
    ///
    /// Runs of one format that touch are joined. That apart, it is the document itself where it carries no changes.
    #[must_use]
    pub fn accepted(&self) -> Self {
        self.without(Change::Deleted)
    }

    /// The document with all its changes undone: without what is inserted.
    ///
    /// It has the blocks and the words of the other edition, the tones of its cells too. What has neither is of this one:
    /// the file's properties, the looks, the paper of the title sheet, its logos, the watermark, the lines
    /// that say that a table goes on, and what a screen reader says a table is.
    #[must_use]
    pub fn rejected(&self) -> Self {
        self.without(Change::Inserted)
    }

    fn without(&self, gone: Change) -> Self {
        let sections = self.sections.iter();
        Self {
            meta: self.meta.clone(),
            theme: self.theme.clone(),
            watermark: self.watermark.clone(),
            comparison: None,
            title_sheet: self.title_sheet.as_ref().and_then(|s| sheet(s, gone)),
            sections: sections.filter_map(|s| section(s, gone)).collect(),
        }
    }
}

fn sheet(sheet: &TitleSheet, gone: Change) -> Option<TitleSheet> {
    let title = runs(&sheet.title, gone);
    if title.is_empty() && !sheet.title.is_empty() {
        return None;
    }
    Some(TitleSheet {
        paper: sheet.paper,
        orientation: sheet.orientation,
        logos: sheet.logos.clone(),
        organisation: line(sheet.organisation.as_ref(), gone),
        title,
        subtitle: runs(&sheet.subtitle, gone),
        statement: line(sheet.statement.as_ref(), gone),
        fields: sheet.fields.as_ref().and_then(|f| fields(f, gone)),
        blocks: blocks(&sheet.blocks, gone),
        strapline: line(sheet.strapline.as_ref(), gone),
    })
}

fn section(section: &Section, gone: Change) -> Option<Section> {
    let blocks = blocks(&section.blocks, gone);
    (!blocks.is_empty() || section.blocks.is_empty()).then(|| Section {
        paper: section.paper,
        orientation: section.orientation,
        running_header: line(section.running_header.as_ref(), gone),
        running_footer: line(section.running_footer.as_ref(), gone),
        blocks,
    })
}

/// The runs of one edition, those of one format that touch joined.
pub(super) fn runs(runs: &[Inline], gone: Change) -> Vec<Inline> {
    joined(&pieces(runs, gone))
}

/// The runs of what an edition may lack: it does where none are left.
fn some_runs(all: Option<&Vec<Inline>>, gone: Change) -> Option<Vec<Inline>> {
    let left = runs(all?, gone);
    (!left.is_empty() || all?.is_empty()).then_some(left)
}

fn line(line: Option<&Line>, gone: Change) -> Option<Line> {
    line?.without(gone).map(Line::Plain)
}

/// The blocks of one edition.
fn blocks(all: &[Block], gone: Change) -> Vec<Block> {
    let mut left = Vec::with_capacity(all.len());
    for block in all {
        push_block(block, gone, &mut left);
    }
    left
}

fn push_block(block: &Block, gone: Change, left: &mut Vec<Block>) {
    match block {
        Block::Changed { change, blocks } => {
            if *change != gone {
                for block in blocks {
                    push_block(block, gone, left);
                }
            }
        }
        Block::Heading(whole) => left.push(Block::Heading(heading(whole, gone))),
        Block::Paragraph { content } => left.push(Block::Paragraph {
            content: runs(content, gone),
        }),
        Block::Quotation { blocks } => left.push(Block::Quotation {
            blocks: self::blocks(blocks, gone),
        }),
        Block::List(list) => {
            let items = list.items.iter().map(|item| blocks(item, gone));
            left.push(Block::List(List {
                kind: list.kind,
                columns: list.columns,
                items: items.filter(|item| !item.is_empty()).collect(),
            }));
        }
        Block::Clauses { clauses } => {
            let clauses = clauses.iter().filter_map(|whole| clause(whole, gone));
            left.push(Block::Clauses {
                clauses: clauses.collect(),
            });
        }
        Block::Panel { title, blocks } => left.push(Block::Panel {
            title: runs(title, gone),
            blocks: self::blocks(blocks, gone),
        }),
        Block::Contents { depth } => left.push(Block::Contents { depth: *depth }),
        Block::Exhibit(page) => left.push(Block::Exhibit(ExhibitPage {
            caption: runs(&page.caption, gone),
            ..page.clone()
        })),
        Block::Fields(whole) => left.extend(fields(whole, gone).map(Block::Fields)),
        Block::Table(whole) => left.push(Block::Table(table(whole, gone))),
    }
}

fn heading(heading: &Heading, gone: Change) -> Heading {
    let number = heading.number.as_ref().and_then(|number| {
        Some(Number {
            series: number.series,
            label: Line::Plain(number.label.without(gone)?),
        })
    });
    Heading {
        level: heading.level,
        number,
        anchor: heading.anchor.clone(),
        content: runs(&heading.content, gone),
    }
}

fn clause(clause: &Clause, gone: Change) -> Option<Clause> {
    let blocks = blocks(&clause.blocks, gone);
    (!blocks.is_empty()).then(|| Clause {
        label: clause.label.without(gone).unwrap_or_default().into(),
        anchor: clause.anchor.clone(),
        blocks,
    })
}

fn fields(fields: &Fields, gone: Change) -> Option<Fields> {
    let left = fields.fields.iter().filter_map(|field| {
        Some(Field {
            label: Line::Plain(field.label.without(gone)?),
            value: runs(&field.value, gone),
        })
    });
    let left: Vec<Field> = left.collect();
    (!left.is_empty()).then(|| Fields {
        layout: fields.layout,
        summary: fields.summary.clone(),
        fields: left,
    })
}

fn table(table: &Table, gone: Change) -> Table {
    let groups = table.groups.iter().filter_map(|group| {
        let left = Group {
            band: some_runs(group.band.as_ref(), gone),
            continued: group.continued.clone(),
            rows: rows(&group.rows, gone),
        };
        (left.band.is_some() || !left.rows.is_empty()).then_some(left)
    });
    Table {
        summary: table.summary.clone(),
        columns: table.columns.clone(),
        head: rows(&table.head, gone),
        groups: groups.collect(),
        whole: table.whole,
    }
}

/// The rows of one edition; a cell covers those of its rows that are left.
fn rows(all: &[Row], gone: Change) -> Vec<Row> {
    let stays = |row: &Row| row.change != Some(gone);
    let mut left = Vec::with_capacity(all.len());
    for (number, row) in all.iter().enumerate().filter(|(_, row)| stays(row)) {
        let cells = row.cells.iter().map(|whole| {
            let covered = all.iter().skip(number).take(whole.row_span.into());
            let span = covered.filter(|row| stays(row)).count();
            cell(whole, u16::try_from(span).unwrap_or(u16::MAX), gone)
        });
        left.push(Row {
            cells: cells.collect(),
            fill_in: row.fill_in,
            change: None,
        });
    }
    left
}

fn cell(cell: &Cell, row_span: u16, gone: Change) -> Cell {
    let tone = match (gone, cell.was) {
        (Change::Inserted, Some(Was { tone })) => tone,
        (Change::Inserted, None) | (Change::Deleted, _) => cell.tone,
    };
    Cell {
        column_span: cell.column_span,
        row_span,
        role: cell.role,
        direction: cell.direction,
        tone,
        was: None,
        blocks: blocks(&cell.blocks, gone),
    }
}
