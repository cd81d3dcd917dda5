//! The numbered sections and clauses of a policy, and its annexes.

use minijinja::Value;

use crate::diagnostic::Diagnostic;
use crate::document::{
    Block, Clause as NumberedClause, Heading, Inline, Number, Series, blocks, inlines, plain_text,
};
use crate::model::{Annex, Contact, Section, Text, annex_letters};

use super::composer::Composer;
use super::pages::{Pages, Setup};
use super::values::Scope;

/// What stands at the top of the box that a section of a policy ends with, unless the section says otherwise.
const CONTACTS: &str = "Key contacts";

impl Composer<'_> {
    /// Adds the sections of the plan's policy.
    pub(super) fn policy(&mut self, pages: &mut Pages) {
        if self.shift > 0 {
            return; // the document that the annex belongs to prints it
        }
        let profile = self.profile();
        let policy = profile.plan.policy.as_ref();
        let Some(policy) = policy.filter(|policy| !policy.sections.is_empty()) else {
            let fault = Diagnostic::warning(
                "missing-field",
                self.lacking("plan.policy"),
                "the plan gives no `policy`, so this document has no clauses",
            );
            let help = format!(
                "The document `{}` prints it. Add `policy` with its `sections` to the plan.",
                self.template.name()
            );
            self.fault(fault.help(help));
            return;
        };
        for (section, number) in policy.sections.iter().zip(1..) {
            self.policy_section(section, number, pages);
        }
    }

    fn policy_section(&mut self, section: &Section, number: usize, pages: &mut Pages) {
        let heading = Heading {
            level: self.heading_level(1),
            number: Some(Number {
                series: Series::Section,
                label: number.to_string().into(),
            }),
            anchor: Some(section.anchor(number)),
            content: self.named(&section.title),
        };
        pages.extend([Block::Heading(heading)]);
        if let Some(text) = &section.text {
            pages.extend(self.blocks(text));
        }
        if self.only_looks {
            return; // of what follows nothing can be wrong
        }
        let mut count = 0;
        let mut clauses: Vec<NumberedClause> = Vec::new();
        for clause in &section.clauses {
            if clause.heading.is_some() || !clause.is_numbered() {
                pages.extend(together(&mut clauses));
            }
            let heading = clause.heading.as_ref().map(|heading| inlines(heading));
            if let Some(heading) = heading.filter(|heading| !plain_text(heading).trim().is_empty())
            {
                pages.extend([self.heading(2, heading)]);
            }
            let said = blocks(&clause.text);
            if !clause.is_numbered() {
                pages.extend(said);
                continue;
            }
            count += 1;
            clauses.push(NumberedClause {
                label: format!("{number}.{count}").into(),
                anchor: Some(clause.anchor(number, count)),
                blocks: beginning_with_words(said),
            });
        }
        pages.extend(together(&mut clauses));
        let contacts: Vec<&Contact> = section
            .contacts
            .iter()
            .filter_map(|id| {
                self.profile()
                    .contacts
                    .iter()
                    .find(|contact| contact.id.as_str() == id.as_str())
            })
            .collect();
        let heading = section.contacts_heading.as_ref();
        let heading = heading.map_or(CONTACTS, |heading| heading.as_str());
        pages.extend(self.contacts(heading, &contacts));
    }

    /// The title of a section or an annex; a fault where it says nothing.
    fn named(&mut self, title: &Text) -> Vec<Inline> {
        let content = inlines(title);
        if plain_text(&content).trim().is_empty() {
            let fault = Diagnostic::error("empty-title", title.place, "this title says nothing");
            self.fault(fault.help("Write a few words; the table of contents lists them."));
        }
        content
    }

    /// Adds the plan's annexes, each on pages of its own, set up as its template says.
    pub(super) fn annexes(&mut self, pages: &mut Pages) {
        if self.shift > 0 {
            return; // an annex has no annexes
        }
        for (place, annex) in self.profile().plan.annexes.iter().enumerate() {
            self.annex(annex, place, pages);
        }
    }

    fn annex(&mut self, annex: &Annex, place: usize, pages: &mut Pages) {
        let label = &*format!("Annex {}", annex_letters(place));
        // A template that is not there has been reported with the plan.
        let template = annex.template.as_ref().and_then(|name| (self.others)(name));
        if let (Some(name), Some(template)) = (&annex.template, template)
            && template.is_a_whole()
        {
            let message = format!(
                "as an annex, `{}` leaves out its policy and its annexes",
                name.value
            );
            let fault = Diagnostic::warning("annex-template", name.place, message);
            self.fault(
                fault.help(
                    "Give the annex a template that prints a part of the plan, such as `rag`.",
                ),
            );
        }
        let outer = pages.setup().clone();
        let page = template.map_or(self.template.file.page, |template| template.file.page);
        pages.turn(Setup {
            paper: page.paper.into(),
            orientation: page.orientation.into(),
            ..outer.clone()
        });
        let heading = Heading {
            level: self.heading_level(1),
            number: Some(Number {
                series: Series::Annex,
                label: label.into(),
            }),
            anchor: Some(annex.anchor(place)),
            content: self.named(&annex.title),
        };
        pages.extend([Block::Heading(heading)]);
        if let Some(text) = &annex.text {
            pages.extend(self.blocks(text));
        }
        if let Some(template) = template {
            self.within_annex(label, |composer| {
                let own = std::mem::replace(&mut composer.template, template);
                composer.body(&template.file.body, pages);
                composer.template = own;
            });
        }
        pages.turn(outer);
    }

    /// Works with names and headings as they are within an annex.
    fn within_annex(&mut self, label: &str, work: impl FnOnce(&mut Self)) {
        let document = self.names.get_attr("document").unwrap_or_default();
        let document = Scope::over(&document, vec![("annex", Value::from(label))]);
        let names = self.with(vec![("document", document)]);
        let outer = std::mem::replace(&mut self.names, names);
        let shift = std::mem::replace(&mut self.shift, 1);
        work(self);
        self.shift = shift;
        self.names = outer;
    }
}

/// Clauses that follow each other as one block; none where there are none.
fn together(clauses: &mut Vec<NumberedClause>) -> Option<Block> {
    (!clauses.is_empty()).then(|| Block::Clauses {
        clauses: std::mem::take(clauses),
    })
}

/// A number stands before words, so a clause that begins with a list or a quotation gets an empty line before it.
fn beginning_with_words(mut said: Vec<Block>) -> Vec<Block> {
    if !matches!(said.first(), Some(Block::Paragraph { .. })) {
        let empty = Inline::text("\u{a0}");
        said.insert(
            0,
            Block::Paragraph {
                content: vec![empty],
            },
        );
    }
    said
}
