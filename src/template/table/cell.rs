//! One cell of a table.

use minijinja::Value;

use crate::audience::NOT_PUBLISHED;
use crate::diagnostic::Place;
use crate::document::{Block, Cell, CellRole, Direction, Inline, Tone};
use crate::model::Text;
use crate::template::composer::Composer;
use crate::template::language::{ColumnSpec, Compiled, ExpressionSpec, PartSpec, Setting};
use crate::template::setting::{NOT_RATED, items, label, tone_of};

use super::hidden::is_hidden;
use super::rows::Line;

/// The cell of a column in a row.
pub(super) fn cell(composer: &mut Composer<'_>, column: &ColumnSpec, line: &Line) -> Cell {
    let mut tone = None;
    let mut content = Vec::new();
    if let Some(value) = &column.value {
        let said = said(composer, value, column.setting, column.scale.as_ref(), line);
        (content, tone) = said;
    }
    for part in &column.parts {
        let (said, of_part) = self::part(composer, part, line);
        content.extend(said);
        tone = of_part.or(tone);
    }
    let says_so = column.empty.is_some() || column.setting == Setting::Rag;
    if content.is_empty() && says_so && is_hidden(composer, column, line) {
        content = vec![Block::paragraph(NOT_PUBLISHED)];
    }
    if content.is_empty()
        && let Some(empty) = &column.empty
    {
        let empty = composer.fill(empty, &line.names);
        content = composer.blocks(&empty);
    }
    if content.is_empty() && column.setting == Setting::Rag {
        content = vec![Block::paragraph(NOT_RATED)];
    }
    if column.setting == Setting::Rag {
        tone = tone.or(Some(Tone::Unrated));
    }
    Cell {
        role: if column.row_header {
            CellRole::RowHeader
        } else {
            CellRole::Data
        },
        direction: if column.rotated {
            Direction::Upwards
        } else {
            Direction::Across
        },
        tone,
        ..Cell::data(content)
    }
}

/// Whether nothing can be wrong in a column's cells, whatever the plan.
pub(super) fn is_sure(column: &ColumnSpec) -> bool {
    let parts = column.parts.iter().all(|part| {
        part.scale.is_none()
            && part.value.is_sure()
            && part.label.as_ref().is_none_or(Compiled::is_sure)
    });
    parts
        && column.scale.is_none()
        && column.value.as_ref().is_none_or(Compiled::is_sure)
        && column.empty.as_ref().is_none_or(Compiled::is_sure)
}

/// What a value says, set as it is to be, and the tone of the cell.
fn said(
    composer: &mut Composer<'_>,
    value: &ExpressionSpec,
    setting: Setting,
    scale: Option<&Text>,
    line: &Line,
) -> (Vec<Block>, Option<Tone>) {
    let value: Value = composer.value(value, &line.names);
    let items = items(&value);
    let at: Place = line.place;
    match (setting, scale) {
        (Setting::Level, Some(scale)) => {
            let (words, tone) = composer.levels(&items, scale, at);
            (composer.set(&words, setting), tone)
        }
        (Setting::Rag, _) => (
            composer.set(&items, setting),
            items.first().map(|word| tone_of(word)),
        ),
        (Setting::Text | Setting::Bullets | Setting::Numbers | Setting::Level, _) => {
            (composer.set(&items, setting), None)
        }
    }
}

/// One of several values of a cell, behind its label.
fn part(composer: &mut Composer<'_>, part: &PartSpec, line: &Line) -> (Vec<Block>, Option<Tone>) {
    let (content, tone) = said(
        composer,
        &part.value,
        part.setting,
        part.scale.as_ref(),
        line,
    );
    let content = match part.label.as_ref().filter(|_| !content.is_empty()) {
        Some(text) => {
            let text = composer.fill(text, &line.names);
            labelled(&text, content)
        }
        None => content,
    };
    (content, tone)
}

/// Blocks behind a bold label: on the line of the first paragraph, or on a line of its own before anything else.
pub(super) fn labelled(text: &str, mut content: Vec<Block>) -> Vec<Block> {
    match content.first_mut() {
        Some(Block::Paragraph { content }) => {
            content.insert(0, label(text));
            content.insert(1, Inline::text(" "));
        }
        _ => content.insert(
            0,
            Block::Paragraph {
                content: vec![label(text)],
            },
        ),
    }
    content
}
