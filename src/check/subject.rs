//! What the rules look at.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::evidence::Examined;
use crate::guidance::Register;
use crate::model::{Evidence, FileState, Profile};
use crate::source::Node;
use crate::upstream::Override;

use super::passages::{LONGEST, Passage, Texts, texts};
use super::reading::TextReader;

/// What the rules know beside the organisation's data.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The day that the check speaks of.
    pub as_of: Date,
    /// The font families that a PDF can use.
    pub font_families: &'a [&'a str],
    /// What reads its texts, against the guidance that there is.
    pub reader: &'a TextReader,
    /// The files as they were read.
    pub sources: &'a Sources,
    /// How the files of its evidence are found, by the place where their path is written.
    pub evidence: &'a BTreeMap<Place, FileState>,
    /// What is in these files, where they were looked into, by the same places.
    pub examined: &'a BTreeMap<Place, Arc<Examined>>,
    /// The documents that it asks for.
    pub documents: &'a [DocumentLayout],
    /// What it put in the place of what it takes over.
    pub overrides: &'a [Override],
}

/// An organisation's files once they are merged.
#[derive(Clone, Copy, Debug)]
pub struct Merged<'a> {
    /// Before placeholders are filled; each value knows what it replaced.
    pub written: &'a Node,
    /// The same with the placeholders filled.
    pub filled: &'a Node,
}

/// What a rule looks at: one organisation's finished plan, and what is known around it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The finished plan.
    pub profile: &'a Profile,
    /// Every text that people read, in the order of the files.
    pub passages: Vec<Passage<'a>>,
    /// Every address of a page or a person in the files, in their order.
    pub addresses: Vec<&'a Node>,
    /// The day that the check speaks of.
    pub as_of: Date,
    /// The font families that a PDF can use.
    pub font_families: &'a [&'a str],
    /// The guidance that there is.
    pub register: &'a Register,
    /// The files as they were read.
    pub sources: &'a Sources,
    /// How the files of its evidence are found, by the place where their path is written.
    pub evidence: &'a BTreeMap<Place, FileState>,
    /// What is in these files, where they were looked into, by the same places.
    pub examined: &'a BTreeMap<Place, Arc<Examined>>,
    /// The documents that it asks for.
    pub documents: &'a [DocumentLayout],
    /// What it put in the place of what it takes over.
    pub overrides: &'a [Override],
}

/// What a template lays out in a way that is read out of order, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLayout {
    /// What the template is called.
    pub template: String,
    /// Whether text runs from the foot to the top.
    pub turned: bool,
    /// Whether a list stands in several columns.
    pub columns: bool,
    /// Whether cells span several rows.
    pub spanning: bool,
}

impl<'a> Subject<'a> {
    /// What the rules look at of one organisation.
    #[must_use]
    pub fn new(
        profile: &'a Profile,
        merged: Merged<'a>,
        circumstances: &Circumstances<'a>,
    ) -> Self {
        let Circumstances {
            as_of,
            font_families,
            reader,
            sources,
            evidence,
            examined,
            documents,
            overrides,
        } = *circumstances;
        let Texts {
            passages,
            addresses,
        } = texts(merged, reader);
        Self {
            profile,
            passages,
            addresses,
            as_of,
            font_families,
            register: reader.register(),
            sources,
            evidence,
            examined,
            documents,
            overrides,
        }
    }

    /// Leaves out texts that are too long for their words to be looked at, and says so.
    pub(super) fn leave_long_texts_out(&mut self) -> Vec<Diagnostic> {
        let is_long = |passage: &mut Passage<'_>| passage.text.len() > LONGEST;
        let long = self.passages.extract_if(.., is_long);
        long.map(|passage| {
            let message = "this text is too long for its words to be checked";
            Diagnostic::warning("long-text", passage.place, message)
                .help("Has something been pasted here by mistake? Divide it into clauses or actions of their own.")
        })
        .collect()
    }

    /// How the file of some evidence is found; `None` where no file is named.
    #[must_use]
    pub fn file_of(&self, evidence: &Evidence) -> Option<&'a FileState> {
        self.evidence.get(&evidence.file.as_ref()?.place)
    }

    /// Where some bytes of a passage's text were written: the words themselves, or the whole value where they come from
    /// a placeholder.
    #[must_use]
    pub fn place(&self, passage: &Passage<'_>, range: &Range<usize>) -> Place {
        match in_written(passage.text, passage.written, range) {
            Some(range) => self.sources.narrow(passage.place, passage.written, &range),
            None => passage.place,
        }
    }
}

/// Where some bytes of a text stand in what it was filled from; `None` where that is in doubt, for they may come from a
/// placeholder.
fn in_written(text: &str, written: &str, range: &Range<usize>) -> Option<Range<usize>> {
    if text == written {
        return Some(range.clone());
    }
    let before = written.find("{{").unwrap_or(written.len());
    let after = written.rfind("}}").map_or(0, |end| written.len() - end - 2);
    if range.end <= before {
        return Some(range.clone()); // before the first placeholder
    }
    if range.start + after >= text.len() {
        let end = written.len() - (text.len() - range.end);
        return Some(end - range.len()..end); // behind the last one
    }
    // Between two: the same occurrence, where no placeholder brings the words too.
    let words = text.get(range.clone())?;
    let nth = text[..range.start].matches(words).count();
    let (start, _) = written.match_indices(words).nth(nth)?;
    let alike = written.matches(words).count() == text.matches(words).count();
    alike.then(|| start..start + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_were_written() {
        let written = "The {{ a }} and the school, {{ b }}, or a school";
        let text = "The school and the school, Oak, or a school";
        let found = |nth: usize| {
            let (start, word) = text.match_indices("school").nth(nth).unwrap();
            in_written(text, written, &(start..start + word.len()))
        };
        assert_eq!(found(0), None); // from the placeholder
        assert_eq!(found(1), None); // in doubt
        assert_eq!(found(2), Some(42..48));
        assert_eq!(&written[42..48], "school");
        let and = text.find("and").unwrap();
        let range = in_written(text, written, &(and..and + 3)).unwrap();
        assert_eq!(&written[range], "and");
        assert_eq!(in_written(text, written, &(0..3)), Some(0..3));
        assert_eq!(in_written("{ x }}", "{ x }}", &(0..6)), Some(0..6));
    }
}
