//! Faults as text for a person, each with the line it speaks of.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Place, Severity, Sources};

impl Sources {
    /// A fault as text: code, message, place, the line itself, help. `colour` adds terminal colours.
    #[must_use]
    pub fn human(&self, diagnostic: &Diagnostic, colour: bool) -> String {
        let group = self.group(diagnostic);
        rendered(group, colour)
    }

    /// The same with why it matters, where somebody says so, and what `--fix` would do about it.
    #[must_use]
    pub fn explained(&self, diagnostic: &Diagnostic, why: Option<&str>, colour: bool) -> String {
        let mut group = self.group(diagnostic);
        if let Some(fix) = &diagnostic.fix {
            let line = Level::HELP.with_name("fix").message(fix.title.as_str());
            group = group.element(line);
        }
        if let Some(why) = why {
            group = group.element(Level::NOTE.with_name("why").message(why));
        }
        rendered(group, colour)
    }

    fn group<'a>(&'a self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code);
        let mut group = match diagnostic.place {
            None => Group::with_title(title),
            Some(place) => {
                let mut main = self.snippet(place, AnnotationKind::Primary, "");
                let mut elsewhere = Vec::new();
                for (related, label) in &diagnostic.related {
                    if related.file == place.file {
                        main = main.annotation(
                            AnnotationKind::Context
                                .span(self.visible(*related))
                                .label(label.as_str()),
                        );
                    } else {
                        elsewhere.push(self.snippet(*related, AnnotationKind::Context, label));
                    }
                }
                let group = Group::with_title(title).element(main);
                elsewhere.into_iter().fold(group, Group::element)
            }
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        group
    }

    fn snippet<'a>(
        &'a self,
        place: Place,
        kind: AnnotationKind,
        label: &'a str,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text(place.file))
            .path(self.name(place.file))
            .annotation(kind.span(self.visible(place)).label(label))
    }

    /// The part of a place that lies on its first line, on character boundaries and at least one character long where
    /// there is one: anything else makes the library panic or print pages.
    pub(super) fn visible(&self, place: Place) -> Range<usize> {
        let text = self.text(place.file);
        let start = text.floor_char_boundary(place.start as usize);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |length| start + length);
        let end = text
            .ceil_char_boundary((place.end as usize).max(start))
            .min(line_end);
        let end = start + text[start..end].trim_end().len();
        if end > start {
            start..end
        } else {
            start..text.ceil_char_boundary(start + 1).min(line_end)
        }
    }
}

fn rendered(group: Group<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}
