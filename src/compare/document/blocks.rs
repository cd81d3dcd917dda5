//! Which blocks changed, and what in them.

use super::align::{Step, align};
use super::likeness::{Likeness, SAME};
use super::{table, words};
use crate::document::{Block, Change, Clause, Field, Fields, Heading, Inline, Line, List, Number};

/// How alike paragraphs must be to be one that changed, in thousandths.
const ALIKE: u32 = 350;
/// The same for headings, which are short.
const ALIKE_HEADINGS: u32 = 500;

/// Blocks with their changes.
pub(super) fn blocks(old: &[Block], new: &[Block]) -> Vec<Block> {
    let parts = |blocks: &[Block]| -> Vec<Likeness> {
        let blocks = blocks.chunks(1);
        blocks.map(Likeness::of_blocks).collect()
    };
    let (old_parts, new_parts) = (parts(old), parts(new));
    let score = |i: usize, j: usize| score(&old[i], &new[j], old_parts[i].to(&new_parts[j]));
    let mut made = Vec::with_capacity(new.len());
    for step in align(&old_parts, &new_parts, score) {
        match step {
            Step::Both(i, j) => {
                if let Some(block) = block(&old[i], &new[j]) {
                    made.push(block);
                } else {
                    push_whole(Change::Deleted, &old[i], &mut made);
                    push_whole(Change::Inserted, &new[j], &mut made);
                }
            }
            Step::Old(i) => push_whole(Change::Deleted, &old[i], &mut made),
            Step::New(j) => push_whole(Change::Inserted, &new[j], &mut made),
        }
    }
    made
}

/// Blocks that one edition has not.
pub(super) fn replaced(change: Change, blocks: Vec<Block>) -> Block {
    Block::Changed { change, blocks }
}

/// Adds a block that one edition has not to those before it.
fn push_whole(change: Change, block: &Block, made: &mut Vec<Block>) {
    match made.last_mut() {
        Some(Block::Changed {
            change: before,
            blocks,
        }) if *before == change => {
            blocks.push(block.clone());
        }
        Some(_) | None => made.push(replaced(change, vec![block.clone()])),
    }
}

fn at_least(least: u32, likeness: u32) -> u32 {
    if likeness >= least { likeness } else { 0 }
}

/// How surely a block became another; 0 where it did not. What both editions have but once may change altogether.
fn score(old: &Block, new: &Block, likeness: u32) -> u32 {
    match (old, new) {
        (Block::Heading(old), Block::Heading(new)) => {
            let series = |heading: &Heading| heading.number.as_ref().map(|number| number.series);
            if (old.level, &old.anchor) != (new.level, &new.anchor) || series(old) != series(new) {
                0
            } else if old.anchor.is_some() {
                2 * SAME
            } else {
                at_least(ALIKE_HEADINGS, likeness) * 2
            }
        }
        (Block::Paragraph { .. }, Block::Paragraph { .. })
        | (Block::Quotation { .. }, Block::Quotation { .. }) => at_least(ALIKE, likeness),
        (Block::List(old), Block::List(new)) => {
            if (old.kind, old.columns) == (new.kind, new.columns) {
                likeness.max(100)
            } else {
                0
            }
        }
        (Block::Clauses { .. }, Block::Clauses { .. }) => likeness.max(200),
        (Block::Panel { title: old, .. }, Block::Panel { title: new, .. }) => {
            if !new.is_empty() && old == new {
                likeness.max(500)
            } else {
                at_least(ALIKE, likeness)
            }
        }
        (Block::Contents { depth: old }, Block::Contents { depth: new }) => {
            if old == new {
                SAME
            } else {
                0
            }
        }
        (Block::Exhibit(old), Block::Exhibit(new)) => {
            if old == new {
                SAME
            } else {
                0
            }
        }
        (Block::Fields(old), Block::Fields(new)) => {
            if old.layout == new.layout {
                likeness.max(200)
            } else {
                0
            }
        }
        (Block::Table(old), Block::Table(new)) => {
            if (&old.columns, old.whole) == (&new.columns, new.whole) {
                let named = if old.summary == new.summary { 500 } else { 200 };
                likeness.max(named)
            } else {
                0
            }
        }
        (
            Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Clauses { .. }
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. },
            _,
        ) => 0,
    }
}

/// A block with what changed in it; `None` where the one cannot be shown as the other with changes.
fn block(old: &Block, new: &Block) -> Option<Block> {
    if old == new {
        return Some(new.clone());
    }
    Some(match (old, new) {
        (Block::Heading(old), Block::Heading(new)) => Block::Heading(heading(old, new)),
        (Block::Paragraph { content: old }, Block::Paragraph { content: new }) => {
            Block::Paragraph {
                content: words::runs(old, new),
            }
        }
        (Block::Quotation { blocks: old }, Block::Quotation { blocks: new }) => Block::Quotation {
            blocks: blocks(old, new),
        },
        (Block::List(old), Block::List(new)) => Block::List(List {
            kind: new.kind,
            columns: new.columns,
            items: items(&old.items, &new.items),
        }),
        (Block::Clauses { clauses: old }, Block::Clauses { clauses: new }) => Block::Clauses {
            clauses: clauses(old, new),
        },
        (
            Block::Panel {
                title: old_title,
                blocks: old,
            },
            Block::Panel {
                title: new_title,
                blocks: new,
            },
        ) => Block::Panel {
            title: words::runs(old_title, new_title),
            blocks: blocks(old, new),
        },
        (Block::Fields(old), Block::Fields(new)) => Block::Fields(fields(old, new)),
        (Block::Table(old), Block::Table(new)) => Block::Table(table::table(old, new)?),
        (
            Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Clauses { .. }
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. },
            _,
        ) => return None,
    })
}

fn heading(old: &Heading, new: &Heading) -> Heading {
    let label = |heading: &Heading| heading.number.as_ref().map(|number| number.label.clone());
    let label = some_line(label(old).as_ref(), label(new).as_ref());
    let number = new.number.as_ref().or(old.number.as_ref());
    Heading {
        level: new.level,
        number: number.zip(label).map(|(number, label)| Number {
            series: number.series,
            label,
        }),
        anchor: new.anchor.clone(),
        content: words::runs(&old.content, &new.content),
    }
}

/// A line that either edition may lack.
pub(super) fn some_line(old: Option<&Line>, new: Option<&Line>) -> Option<Line> {
    let whole = |change, line: &Line| Line::Marked(words::whole(change, line.runs()));
    match (old, new) {
        (None, None) => None,
        (Some(old), None) => Some(whole(Change::Deleted, old)),
        (None, Some(new)) => Some(whole(Change::Inserted, new)),
        (Some(old), Some(new)) => Some(words::line(old, new)),
    }
}

/// Parts of a block that begin with a paragraph: items of lists, or clauses. Both editions' paragraphs at the beginning of
/// a part become one, so that it begins with one in either.
fn part(old: &[Block], new: &[Block]) -> Option<Vec<Block>> {
    let (
        [Block::Paragraph { content: old }, old_rest @ ..],
        [Block::Paragraph { content: new }, new_rest @ ..],
    ) = (old, new)
    else {
        return None;
    };
    let content = words::runs(old, new);
    let mut part = vec![Block::Paragraph { content }];
    part.extend(blocks(old_rest, new_rest));
    Some(part)
}

fn begin_alike(old: &[Block], new: &[Block]) -> bool {
    old == new
        || matches!(
            (old.first(), new.first()),
            (Some(Block::Paragraph { .. }), Some(Block::Paragraph { .. }))
        )
}

fn items(old: &[Vec<Block>], new: &[Vec<Block>]) -> Vec<Vec<Block>> {
    let parts = |items: &[Vec<Block>]| -> Vec<Likeness> {
        items.iter().map(|item| Likeness::of_blocks(item)).collect()
    };
    let (old_parts, new_parts) = (parts(old), parts(new));
    let score = |i: usize, j: usize| {
        if begin_alike(&old[i], &new[j]) {
            at_least(ALIKE, old_parts[i].to(&new_parts[j]))
        } else {
            0
        }
    };
    let whole = |change, item: &[Block]| vec![replaced(change, item.to_vec())];
    let steps = align(&old_parts, &new_parts, score).into_iter();
    let item = |step| match step {
        Step::Old(i) => whole(Change::Deleted, &old[i]),
        Step::New(j) => whole(Change::Inserted, &new[j]),
        Step::Both(i, j) => part(&old[i], &new[j]).unwrap_or_else(|| new[j].clone()),
    };
    steps.map(item).collect()
}

fn clauses(old: &[Clause], new: &[Clause]) -> Vec<Clause> {
    let parts = |clauses: &[Clause]| -> Vec<Likeness> {
        let of = |clause: &Clause| {
            let text = Likeness::of_blocks(&clause.blocks);
            // Two clauses are not the same that are called by different names.
            Likeness::of(&format!("{:?} {}", clause.anchor, text.whole()), "").with_words_of(&text)
        };
        clauses.iter().map(of).collect()
    };
    let (old_parts, new_parts) = (parts(old), parts(new));
    let score = |i: usize, j: usize| {
        let (old, new) = (&old[i], &new[j]);
        if old.anchor != new.anchor || !begin_alike(&old.blocks, &new.blocks) {
            0
        } else if old.anchor.is_some() {
            SAME
        } else {
            at_least(ALIKE, old_parts[i].to(&new_parts[j]))
        }
    };
    let whole = |change, clause: &Clause| Clause {
        blocks: vec![replaced(change, clause.blocks.clone())],
        ..clause.clone()
    };
    let steps = align(&old_parts, &new_parts, score).into_iter();
    let clause = |step| match step {
        Step::Old(i) => whole(Change::Deleted, &old[i]),
        Step::New(j) => whole(Change::Inserted, &new[j]),
        Step::Both(i, j) => Clause {
            label: words::line(&old[i].label, &new[j].label),
            anchor: new[j].anchor.clone(),
            blocks: part(&old[i].blocks, &new[j].blocks).unwrap_or_else(|| new[j].blocks.clone()),
        },
    };
    steps.map(clause).collect()
}

/// Fields with their changes.
pub(super) fn fields(old: &Fields, new: &Fields) -> Fields {
    let parts = |fields: &[Field]| -> Vec<Likeness> {
        let of = |field: &Field| {
            let mut all = field.label.runs();
            all.push(Inline::text(": "));
            all.extend(field.value.iter().cloned());
            Likeness::of_runs(&all)
        };
        fields.iter().map(of).collect()
    };
    let (old_parts, new_parts) = (parts(&old.fields), parts(&new.fields));
    let score = |i: usize, j: usize| {
        if old.fields[i].label == new.fields[j].label {
            SAME
        } else {
            at_least(ALIKE_HEADINGS, old_parts[i].to(&new_parts[j]))
        }
    };
    let steps = align(&old_parts, &new_parts, score).into_iter();
    let field = |step| match step {
        Step::Old(i) => whole_field(Change::Deleted, &old.fields[i]),
        Step::New(j) => whole_field(Change::Inserted, &new.fields[j]),
        Step::Both(i, j) => Field {
            label: words::line(&old.fields[i].label, &new.fields[j].label),
            value: words::runs(&old.fields[i].value, &new.fields[j].value),
        },
    };
    Fields {
        layout: new.layout,
        summary: new.summary.clone(),
        fields: steps.map(field).collect(),
    }
}

/// A field that one edition has not.
pub(super) fn whole_field(change: Change, field: &Field) -> Field {
    Field {
        label: Line::Marked(words::whole(change, field.label.runs())),
        value: words::whole(change, field.value.clone()),
    }
}
