//! Lists, numbered clauses, and the table of contents.

use super::page::Page;
use super::places::Entry;
use crate::document::{
    Change, Clause, HeadingLevel, Inline, Line, List, ListKind, TableFault, change_of,
};

impl<'a> Page<'a> {
    /// A list.
    ///
    /// # Errors
    /// The [`TableFault`] of the first table in it that breaks its promises.
    pub(super) fn list(&mut self, list: &'a List) -> Result<(), TableFault> {
        let name = match list.kind {
            ListKind::Bullet => "ul",
            ListKind::Number => "ol",
        };
        let columns = match list.columns {
            0 | 1 => "",
            2 => "columns-2",
            _ => "columns-3",
        };
        self.markup.open(name, &[("class", columns)]);
        self.markup.line();
        for item in &list.items {
            self.markup.open("li", &[]);
            self.blocks(item)?;
            self.markup.close_line("li");
        }
        self.markup.close_line(name);
        Ok(())
    }

    /// Clauses: a list whose numbers are words of the page, so that they are found, copied and read aloud as they are
    /// printed: "3.6".
    ///
    /// # Errors
    /// The [`TableFault`] of the first table in them that breaks its promises.
    pub(super) fn clauses(&mut self, clauses: &'a [Clause]) -> Result<(), TableFault> {
        self.markup.open("ol", &[("class", "clauses")]);
        self.markup.line();
        for clause in clauses {
            let change = change_of(&clause.blocks).or(self.within);
            let gone = change == Some(Change::Deleted);
            let anchor = clause.anchor.as_deref().filter(|_| !gone);
            let id = anchor.and_then(|anchor| self.places.clause(anchor));
            self.markup.open("li", &[("id", &id.unwrap_or_default())]);
            self.markup.line();
            self.line_number(&clause.label, change_of(&clause.blocks));
            self.markup.open("div", &[]);
            self.blocks(&clause.blocks)?;
            self.markup.close_line("div");
            self.markup.close_line("li");
        }
        self.markup.close_line("ol");
        Ok(())
    }

    /// The number of a heading or of a clause, which may be new or gone with it, and the space that parts it from the
    /// words.
    pub(super) fn line_number(&mut self, label: &Line, change: Option<Change>) {
        self.markup.open("span", &[("class", "number")]);
        match change {
            Some(change) => {
                let content = label.runs();
                self.inlines(&[Inline::Changed { change, content }]);
            }
            None => self.line(label),
        }
        self.markup.close("span");
        self.markup.text(" ");
    }

    fn number(&mut self, label: &str) {
        self.markup.open("span", &[("class", "number")]);
        self.markup.text(label);
        self.markup.close("span");
        self.markup.text(" ");
    }

    /// The table of contents; nothing where no heading is listed.
    pub(super) fn contents(&mut self, depth: HeadingLevel) {
        let entries = self.places.entries(depth);
        if entries.is_empty() {
            return;
        }
        let label = match self.places.title_of_contents().map(str::to_owned) {
            Some(id) => ("aria-labelledby", id),
            None => ("aria-label", "Contents".to_owned()),
        };
        let (key, value) = &label;
        self.markup
            .open("nav", &[("class", "contents"), (key, value)]);
        self.markup.line();
        self.entries(&entries);
        self.markup.close_line("nav");
    }

    /// Headings, each with the deeper ones that follow it.
    fn entries(&mut self, entries: &[Entry]) {
        self.markup.open("ol", &[]);
        self.markup.line();
        let mut rest = entries;
        while let [first, after @ ..] = rest {
            let deeper = after.iter().take_while(|entry| entry.level > first.level);
            let (inner, after) = after.split_at(deeper.count());
            self.markup.open("li", &[]);
            self.markup
                .open("a", &[("href", &format!("#{}", first.id))]);
            if let Some(label) = &first.label {
                self.number(label);
            }
            self.markup.text(&first.words);
            self.markup.close("a");
            if !inner.is_empty() {
                self.markup.line();
                self.entries(inner);
            }
            self.markup.close_line("li");
            rest = after;
        }
        self.markup.close_line("ol");
    }
}
