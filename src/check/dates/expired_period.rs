//! The year that a plan or a title speaks of is over.

use std::ops::Range;

use crate::check::mentions::{Mention, Mentioned, mentions};
use crate::check::phrases::{has_one_of, phrases};
use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::PartialDate;

use super::record::{is_typed_here, reports_what_happened};

pub(super) const RULE: Rule = Rule {
    code: "expired-period",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the year that the plan, a title or a text speaks of is over",
    why: "A plan for a year that is over looks as if nobody had opened it since.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan 2020-2021
  #                          ^
  period: 2025/26
  #       ^
  introduction: All staff read this plan during the 2023-2024 academic year.
  #                                                 ^",
        right: "\
plan:
  title: Prevent action plan
  period: 2026/27
  introduction: All staff read this plan during the {{ period }} academic year.
  history:
    - { version: \"1\", on: 2020-09-08, note: Prevent action plan 2020-2021 }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let today = subject.as_of;
    let mut findings = Vec::new();
    if let Some(period) = &subject.profile.plan.period
        && period.to().last_day() < today
    {
        let message = format!("the plan is for {}, which is over", period.value);
        findings.push(
            RULE.finding(period.place, message)
                .help("Go through the plan, and write the year that it is for now."),
        );
    }
    for passage in &subject.passages {
        if reports_what_happened(passage) {
            continue;
        }
        for mention in mentions(passage) {
            let typed = || is_typed_here(passage, &mention.range);
            if mention.means.last_day() < today && speaks_of_now(passage, mention) && typed() {
                findings.push(of_text(subject, passage, &mention.range));
            }
        }
    }
    findings
}

fn of_text(subject: &Subject<'_>, passage: &Passage<'_>, range: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` is over", &passage.text[range.clone()]);
    // The title of the plan is filled before its period is known.
    let help = match subject.profile.plan.period {
        _ if passage.path == "plan.title" => {
            "Leave the year out of the title: the plan’s `period` gives it."
        }
        Some(_) => "Write {{ period }} in its place: it is the year in the plan’s own `period`.",
        None => "Give the plan a `period`, and write {{ period }} in its place.",
    };
    RULE.finding(subject.place(passage, range), message)
        .help(help)
}

/// Whether a text gives a year as its own, and not that of something which has happened.
fn speaks_of_now(passage: &Passage<'_>, mention: &Mention) -> bool {
    match (passage.kind, mention.means) {
        (PassageKind::Name, _) => false,
        (PassageKind::Title, Mentioned::Date(PartialDate::Year(_))) => {
            // The plan’s own title; elsewhere a year is likely to be that of an Act or of guidance.
            let before = passage.text[..mention.range.start].trim_end();
            passage.path == "plan.title"
                && !has_one_of(last_words(before), &phrases().other_document)
        }
        (PassageKind::Title, means) => means.is_span(),
        (PassageKind::Prose, means) => {
            let sentence = passage.sentence_of(&mention.range);
            means.is_span()
                && is_school_year(passage.text, &mention.range)
                && !has_one_of(&passage.text[sentence], &phrases().past)
        }
    }
}

/// The last twenty or so bytes of a text.
fn last_words(text: &str) -> &str {
    let from = text.len().saturating_sub(20);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at));
    from.map_or(text, |from| &text[from..])
}

/// Whether `academic year` or `school year` stands beside a year.
fn is_school_year(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end().to_ascii_lowercase();
    let after = text[range.end..].trim_start().to_ascii_lowercase();
    ["academic year", "school year"]
        .into_iter()
        .any(|words| before.ends_with(words) || after.starts_with(words))
}
