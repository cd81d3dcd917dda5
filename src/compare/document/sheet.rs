//! What changed on the title sheet.

use super::blocks::{blocks, fields, replaced, some_line, whole_field};
use super::words;
use crate::document::{Change, Fields, Line, TitleSheet};

/// The title sheet with its changes; that of the edition that has one, where the other has none.
pub(super) fn sheet(old: Option<TitleSheet>, new: Option<TitleSheet>) -> Option<TitleSheet> {
    match (old, new) {
        (None, None) => None,
        (Some(old), None) => Some(whole(Change::Deleted, old)),
        (None, Some(new)) => Some(whole(Change::Inserted, new)),
        (Some(old), Some(new)) => Some(changed(&old, new)),
    }
}

fn changed(old: &TitleSheet, new: TitleSheet) -> TitleSheet {
    let all = |change, all: &Fields| whole_fields(change, all.clone());
    TitleSheet {
        organisation: some_line(old.organisation.as_ref(), new.organisation.as_ref()),
        title: words::runs(&old.title, &new.title),
        subtitle: words::runs(&old.subtitle, &new.subtitle),
        statement: some_line(old.statement.as_ref(), new.statement.as_ref()),
        fields: match (&old.fields, &new.fields) {
            (None, None) => None,
            (Some(old), None) => Some(all(Change::Deleted, old)),
            (None, Some(new)) => Some(all(Change::Inserted, new)),
            (Some(old), Some(new)) => Some(fields(old, new)),
        },
        blocks: blocks(&old.blocks, &new.blocks),
        strapline: some_line(old.strapline.as_ref(), new.strapline.as_ref()),
        ..new
    }
}

fn whole(change: Change, sheet: TitleSheet) -> TitleSheet {
    let line = |line: Line| Line::Marked(words::whole(change, line.runs()));
    let mut blocks = Vec::new();
    if !sheet.blocks.is_empty() {
        blocks.push(replaced(change, sheet.blocks));
    }
    TitleSheet {
        organisation: sheet.organisation.map(line),
        title: words::whole(change, sheet.title),
        subtitle: words::whole(change, sheet.subtitle),
        statement: sheet.statement.map(line),
        fields: sheet.fields.map(|fields| whole_fields(change, fields)),
        blocks,
        strapline: sheet.strapline.map(line),
        ..sheet
    }
}

fn whole_fields(change: Change, mut fields: Fields) -> Fields {
    for field in &mut fields.fields {
        *field = whole_field(change, field);
    }
    fields
}
