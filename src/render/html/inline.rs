//! Runs of text.

use super::page::Page;
use crate::document::{Change, Inline, Line, is_beside, is_safe_address};

/// The element for what has a change, be it words or blocks.
pub(super) fn element(change: Change) -> &'static str {
    match change {
        Change::Inserted => "ins",
        Change::Deleted => "del",
    }
}

impl Page<'_> {
    /// The runs with their links.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        self.runs(content, false);
    }

    /// A line of plain words.
    pub(super) fn line(&mut self, line: &Line) {
        self.runs(&line.runs(), false);
    }

    /// Links do not nest: within one, the words of another join it.
    fn runs(&mut self, content: &[Inline], in_link: bool) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.markup.text(text),
                Inline::Strong { content } => self.span("strong", &[], content, in_link),
                Inline::Emphasis { content } => self.span("em", &[], content, in_link),
                Inline::Foreign { language, content } => {
                    self.span("span", &[("lang", language)], content, in_link);
                }
                Inline::Link { target, content }
                    if !in_link && (is_safe_address(target) || is_beside(target)) =>
                {
                    self.span("a", &[("href", target)], content, true);
                }
                Inline::Link { content, .. } => self.runs(content, in_link),
                Inline::Reference { anchor, label } => {
                    let target = self.places.target(anchor).filter(|_| !in_link);
                    match target.map(|id| format!("#{id}")) {
                        Some(target) => {
                            self.markup.open("a", &[("href", &target)]);
                            self.markup.text(label);
                            self.markup.close("a");
                        }
                        None => self.markup.text(label),
                    }
                }
                Inline::Changed { change, content } => {
                    self.span(element(*change), &[], content, in_link);
                }
                Inline::LineBreak => self.markup.empty("br", &[]),
            }
        }
    }

    fn span(&mut self, name: &str, attributes: &[(&str, &str)], content: &[Inline], in_link: bool) {
        self.markup.open(name, attributes);
        self.runs(content, in_link);
        self.markup.close(name);
    }
}
