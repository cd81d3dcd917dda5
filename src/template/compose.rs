//! A plan, as its readers see it, and a template to a document.

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;

use crate::audience::Seen;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Inline, Meta, Picture, Section, Theme, plain_text};
use crate::model::{Audience, PartialDate};
use crate::wording::date;

use super::composer::{Composer, Find};
use super::lacking::Groups;
use super::pages::{Pages, Setup};
use super::read::Template;
use super::values::{View, everywhere, group, statement};

/// What a document needs to know beside the plan.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The day that the document speaks of; becomes its date.
    pub as_of: Date,
    /// How it looks.
    pub theme: Theme,
    /// The logos of its title sheet, at most two.
    pub logos: Vec<Picture>,
    /// Whether grouped tables are laid out without merged cells, whatever the template says.
    pub accessible: bool,
    /// Where the organisation's file has the groups that a document may miss something in.
    pub groups: Groups,
}

/// A document with the name of its file.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// The name of the file without its ending: letters, digits and hyphens.
    pub file_name: String,
}

/// Makes a document of a plan as its readers see it. `others` finds the templates of annexes.
///
/// The diagnostics say what the template asks for and the plan lacks (warnings), and where an expression could not be
/// worked out (errors); with an error there is no document.
#[must_use]
pub fn compose<'a>(
    plan: &'a Seen,
    template: &'a Template,
    others: Find<'a>,
    occasion: &Occasion,
) -> (Option<Composed>, Vec<Diagnostic>) {
    let mut composer = composer(plan, template, others, occasion);
    let made = composer.document(occasion);
    let failed = composer.diagnostics.iter().any(Diagnostic::is_error);
    (Some(made).filter(|_| !failed), composer.diagnostics)
}

/// The diagnostics of [`compose`] alone, in less time: the texts of a plan's tables are worked out and not set.
#[must_use]
pub fn look_over<'a>(
    plan: &'a Seen,
    template: &'a Template,
    others: Find<'a>,
    occasion: &Occasion,
) -> Vec<Diagnostic> {
    let mut composer = composer(plan, template, others, occasion);
    composer.only_looks = true;
    composer.document(occasion);
    composer.diagnostics
}

/// What makes the document, with what the plan lacks already found.
fn composer<'a>(
    plan: &'a Seen,
    template: &'a Template,
    others: Find<'a>,
    occasion: &Occasion,
) -> Composer<'a> {
    let view = Arc::new(View {
        profile: plan.share(),
        audience: plan.audience(),
        removals: plan.share_removals(),
        as_of: occasion.as_of,
    });
    let names = everywhere(&view, about(template, plan.audience(), occasion.as_of));
    let mut composer = Composer::new(template, others, plan.plan(), view, names);
    composer.logos.clone_from(&occasion.logos);
    composer.accessible = occasion.accessible || occasion.theme.is_large_print();
    composer.groups = occasion.groups;
    composer.missing_names();
    composer
}

/// What a template can say of the document itself.
fn about(template: &Template, audience: Audience, as_of: Date) -> Value {
    group([
        ("title", Value::from(template.title())),
        ("template", Value::from(template.name())),
        ("date", date(PartialDate::Day(as_of))),
        ("audience", Value::from(audience_word(audience))),
        ("annex", Value::from(())),
    ])
}

/// The word that templates compare with; `published` has been that of the public from the beginning.
fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "published",
        Audience::Governors | Audience::Inspector | Audience::Internal => audience.word(),
    }
}

impl Composer<'_> {
    /// Warns of words, people and facts that the template names and the plan does not have: they would print nothing.
    fn missing_names(&mut self) {
        let annexes = self.profile().plan.annexes.iter();
        let mut templates = vec![self.template];
        if self.template.has_annexes() {
            templates.extend(annexes.filter_map(|annex| (self.others)(annex.template.as_ref()?)));
        }
        for template in templates {
            self.missing_names_of(template);
        }
    }

    fn missing_names_of(&mut self, template: &Template) {
        for field in template.shown.fields() {
            let mut parts = field.split('.');
            let (Some(group @ ("words" | "people" | "facts")), Some(key)) =
                (parts.next(), parts.next())
            else {
                continue;
            };
            let known = self
                .names
                .get_attr(group)
                .and_then(|group| group.get_attr(key));
            if known.is_ok_and(|value| !value.is_undefined()) {
                continue;
            }
            let message = format!(
                "the template `{}` prints `{group}.{key}`, which this organisation does not have",
                template.name()
            );
            self.fault(
                Diagnostic::warning("template-missing-name", template.file.template.place, message)
                    .help(format!("Add `{key}` to `{group}` in the organisation's file, or mend the name in the template.")),
            );
        }
    }

    fn document(&mut self, occasion: &Occasion) -> Composed {
        let template = self.template;
        let file = &template.file;
        let profile = self.profile();
        let title_sheet = file
            .title_sheet
            .as_ref()
            .map(|sheet| self.sheet(sheet, template));
        let title = match &title_sheet {
            Some(sheet) => plain_text(&sheet.title),
            None => format!(
                "{} {}",
                profile.plan.title.value,
                profile.organisation.short_name()
            ),
        };
        let mut pages = Pages::new(Setup {
            paper: file.page.paper.into(),
            orientation: file.page.orientation.into(),
            running_header: self.some_line(file.running_header.as_ref()),
            running_footer: self.some_line(file.running_footer.as_ref()),
        });
        self.body(&file.body, &mut pages);
        let file_name = self.some_line(file.file_name.as_ref()).unwrap_or_default();
        let draft = self.view.is_draft();
        let meta = Meta {
            title: if draft {
                format!("{title} (draft)")
            } else {
                title
            },
            author: profile.organisation.name.value.clone(),
            subject: template.title().to_string(),
            keywords: vec![
                "Prevent duty".into(),
                "safeguarding".into(),
                profile.organisation.name.value.clone(),
            ],
            language: "en-GB".into(),
            date: occasion.as_of,
            identifier: format!("{}/{}", profile.id.as_str(), template.name()),
        };
        let mut sections = pages.finish();
        if draft && title_sheet.is_none() {
            say_under_the_heading(statement(&self.view), &mut sections);
        }
        let document = Document {
            meta,
            theme: occasion.theme.clone(),
            watermark: draft.then(|| "DRAFT".into()),
            comparison: None,
            title_sheet,
            sections,
        };
        let otherwise = format!("{}-{}", profile.id.as_str(), template.name());
        let mut file_name = safe_name(&file_name, &otherwise);
        if occasion.theme.is_large_print() {
            file_name.push_str("-large-print");
        } else if occasion.accessible {
            file_name.push_str("-accessible");
        }
        Composed {
            document,
            file_name,
        }
    }
}

/// Puts a line below the heading that a document begins with, or else at its head.
fn say_under_the_heading(words: String, sections: &mut [Section]) {
    let Some(first) = sections.first_mut() else {
        return;
    };
    let headed = matches!(first.blocks.first(), Some(Block::Heading(_)));
    let line = Block::Paragraph {
        content: vec![Inline::Strong {
            content: vec![Inline::text(words)],
        }],
    };
    first.blocks.insert(usize::from(headed), line);
}

/// A name for a file that holds nothing but letters, digits and hyphens.
fn safe_name(wanted: &str, otherwise: &str) -> String {
    let safe: String = wanted
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(100)
        .collect();
    let safe = safe.trim_matches('-');
    if safe.is_empty() {
        otherwise.to_string()
    } else {
        safe.to_string()
    }
}
