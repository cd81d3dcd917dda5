//! Two editions of a document as one that shows the changes.

mod sheet;
mod blocks;
mod table;
mod rows;
mod words;
mod align;
mod likeness;

pub(super) use words::runs;

use self::align::{Step, align};
use self::blocks::{replaced, some_line};
use self::likeness::Likeness;
use crate::document::{Change, Comparison, Document, Inline, Section};

/// One document that shows how `old` became `new`: two editions from one template.
///
/// What only `new` has is inserted, what only `old` has is deleted, down to words; what has moved is both. The result
/// keeps the promises that writers rely on as far as `new` does, and
///
/// - [`accepted`](Document::accepted) it is `new`,
/// - [`rejected`](Document::rejected) it is `old`, but for what has neither blocks nor words; see there.
///
/// Both hold but for runs of one format that touch, which are joined, and for sections and groups of rows that say
/// nothing, which are left out. Nothing may be said in a document twice by one anchor; what moved keeps its anchor where it
/// is now.
///
/// `comparison` says who compared what: Word shows the name and the day beside each change, and the explanation stands at
/// the head of the PDF and of the web page; [`explained`] makes one.
///
/// ```
/// use dutybound::compare::document::{compare, explained};
/// use dutybound::document::{Block, Comparison, Document};
/// # use dutybound::document::*;
/// # use jiff::civil::date;
/// # let plan = |words: &str| Document {
/// #     meta: Meta {
/// #         title: "Plan".into(), author: "Oakfield".into(), subject: String::new(), keywords: vec![],
/// #         language: "en-GB".into(), date: date(2026, 11, 21), identifier: "oakfield/plan".into(),
/// #     },
/// #     theme: Theme::new(Palette::new(Colour::BLACK, Colour::BLACK), Fonts::default()),
/// #     watermark: None, comparison: None, title_sheet: None,
/// #     sections: vec![Section {
/// #         paper: Paper::A4, orientation: Orientation::Portrait, running_header: None, running_footer: None,
/// #         blocks: vec![Block::paragraph(words)],
/// #     }],
/// # };
/// let (old, new) = (plan("Train staff each year."), plan("Train all staff each term."));
/// let marked = compare(&old, &new, Comparison {
///     by: "Clerk to the governors".into(),
///     on: date(2026, 11, 21),
///     explanation: explained("What changed since version 1.0, approved on 3 November 2025."),
/// });
/// assert_eq!(marked.accepted(), new);
/// assert_eq!(marked.rejected(), old);
/// ```
#[must_use]
pub fn compare(old: &Document, new: &Document, comparison: Comparison) -> Document {
    let (old, new) = (old.accepted(), new.accepted());
    Document {
        title_sheet: sheet::sheet(old.title_sheet, new.title_sheet),
        sections: sections(&old.sections, &new.sections),
        comparison: Some(comparison),
        meta: new.meta,
        theme: new.theme,
        watermark: new.watermark,
    }
}

/// An explanation that begins with a caller's words, such as who compared what, and says what the marks mean.
#[must_use]
pub fn explained(words: &str) -> Vec<Inline> {
    let changed = |change, words| Inline::Changed {
        change,
        content: vec![Inline::text(words)],
    };
    vec![
        Inline::Strong {
            content: vec![Inline::text(words)],
        },
        Inline::text(" "),
        changed(Change::Inserted, "Words that were added"),
        Inline::text(" are underlined; "),
        changed(Change::Deleted, "words that were taken out"),
        Inline::text(
            " are struck through. What has moved is struck through where it was and added where it is.",
        ),
    ]
}

fn sections(old: &[Section], new: &[Section]) -> Vec<Section> {
    let says = |section: &&Section| !section.blocks.is_empty();
    let old: Vec<&Section> = old.iter().filter(says).collect();
    let new: Vec<&Section> = new.iter().filter(says).collect();
    let parts = |sections: &[&Section]| -> Vec<Likeness> {
        let parts = sections.iter();
        parts
            .map(|section| Likeness::of_blocks(&section.blocks))
            .collect()
    };
    let (old_parts, new_parts) = (parts(&old), parts(&new));
    let score = |i: usize, j: usize| {
        let (old, new) = (old[i], new[j]);
        if (old.paper, old.orientation) != (new.paper, new.orientation) {
            return 0;
        }
        old_parts[i].to(&new_parts[j]).max(100)
    };
    let steps = align(&old_parts, &new_parts, score);
    let whole = |section: &Section, change| Section {
        running_header: section.running_header.clone(),
        running_footer: section.running_footer.clone(),
        blocks: vec![replaced(change, section.blocks.clone())],
        ..*section
    };
    let section = |step| match step {
        Step::Old(i) => whole(old[i], Change::Deleted),
        Step::New(j) => whole(new[j], Change::Inserted),
        Step::Both(i, j) => Section {
            paper: new[j].paper,
            orientation: new[j].orientation,
            running_header: some_line(
                old[i].running_header.as_ref(),
                new[j].running_header.as_ref(),
            ),
            running_footer: some_line(
                old[i].running_footer.as_ref(),
                new[j].running_footer.as_ref(),
            ),
            blocks: blocks::blocks(&old[i].blocks, &new[j].blocks),
        },
    };
    steps.into_iter().map(section).collect()
}
