//! The to-do list of an organisation as a document.

use jiff::civil::Date;

use crate::document::{Document, Fonts};
use crate::model::Period;
use crate::render::pdf::PdfWriter;
use crate::report::{ChangedLine, ToDoList, to_do_document};
use crate::workspace::Workspace;

use super::Reprinted;

/// What an organisation has to do for a period, as a document in its own colours and font.
#[must_use]
pub fn to_do(
    workspace: &Workspace,
    reprinted: &Reprinted,
    period: Period,
    as_of: Date,
    writer: &PdfWriter,
) -> Document {
    let mut theme = reprinted.theme.clone();
    if !writer.knows(&theme.fonts) {
        theme.fonts = Fonts::default(); // `check` says that it is not there
    }
    let fonts = theme.fonts.clone();
    let lines = reprinted.lines.iter();
    let changes: Vec<ChangedLine> = lines
        .map(|line| (line.what.clone(), line.old.clone(), line.new.clone()))
        .collect();
    to_do_document(&ToDoList {
        organisation: &reprinted.id,
        name: &reprinted.name,
        file: &reprinted.file,
        period,
        tasks: &reprinted.tasks,
        changes: &changes,
        as_of,
        register: workspace.register().date(),
        theme,
        prints: &|character| writer.prints(&fonts, character),
    })
}
