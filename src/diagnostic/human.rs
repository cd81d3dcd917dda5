//! Faults as text for a person, each with the line it speaks of.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

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
        let mut group = Group::with_title(title);
        if let Some(place) = diagnostic.place {
            let label = |label: &'a String| label.as_str();
            let related = || {
                let each = diagnostic.related.iter();
                each.map(|(place, said)| (*place, AnnotationKind::Context, label(said)))
            };
            let main = (place, AnnotationKind::Primary, "");
            let beside = |other: Place| other.file == place.file && is_near(other, place);
            let together = std::iter::once(main).chain(related().filter(|(at, ..)| beside(*at)));
            group = self.excerpt(group, &together.collect::<Vec<_>>());
            for elsewhere in related().filter(|(at, ..)| !beside(*at)) {
                group = self.excerpt(group, &[elsewhere]);
            }
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        group
    }

    /// Adds the lines that some places of one file stand in, the first place being the one that is named. Only they are
    /// handed to the library, for it looks at every line that it is given.
    fn excerpt<'a>(
        &'a self,
        group: Group<'a>,
        places: &[(Place, AnnotationKind, &'a str)],
    ) -> Group<'a> {
        let Some((main, ..)) = places.first() else {
            return group;
        };
        let (text, name) = (self.text(main.file), self.name(main.file));
        let visible: Vec<Range<usize>> = places.iter().map(|(at, ..)| self.visible(*at)).collect();
        let first = visible.iter().map(|range| range.start).min().unwrap_or(0);
        let last = visible.iter().map(|range| range.end).max().unwrap_or(0);
        let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
        let lines = &text[start..end];
        if lines.len() > WIDEST {
            let line = main.line as usize;
            let origin = Origin::path(name).line(line);
            let group = group.element(origin.char_column(main.column as usize));
            return group.element(self.clipping(*main));
        }
        let line = places.iter().map(|(at, ..)| at.line as usize).min();
        let snippet = Snippet::source(lines)
            .path(name)
            .line_start(line.unwrap_or(1));
        let marked = places.iter().zip(visible).map(|((_, kind, label), range)| {
            kind.span(range.start - start..range.end - start)
                .label(*label)
        });
        group.element(snippet.annotations(marked))
    }

    /// What stands around a place in a line that is too long to be shown.
    fn clipping(&self, place: Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let text = self.text(place.file);
        let range = self.visible(place);
        let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let start = text.ceil_char_boundary(range.start.saturating_sub(AROUND).max(line));
        let end = text.floor_char_boundary(start + 2 * AROUND);
        let end = text[range.start..end.max(range.start)]
            .find('\n')
            .map_or(end, |length| range.start + length);
        let marked = range.start - start..range.end.min(end).max(range.start) - start;
        Snippet::source(&text[start..end])
            .line_start(place.line as usize)
            .annotation(AnnotationKind::Primary.span(marked))
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

/// How many lines two places of one excerpt are apart at most.
const NEAR: u32 = 100;

/// How many bytes of a file an excerpt shows at most: of more, what stands around the place.
const WIDEST: usize = 20_000;

/// How many bytes of a line that is longer are shown before a place.
const AROUND: usize = 40;

fn is_near(a: Place, b: Place) -> bool {
    a.line.abs_diff(b.line) <= NEAR
}

fn rendered(group: Group<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}
