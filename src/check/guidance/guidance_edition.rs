//! An edition of guidance is typed that no longer applies.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guidance::{Register, Standing};
use crate::model::{DateStyle, Guidance};

use super::guidance_superseded::since;
use super::said::{Look, Mention, edition, mentions, place, tells_of_the_past};

pub(super) const RULE: Rule = Rule {
    code: "guidance-edition",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an edition of guidance is typed in a text that no longer applied on the day of the document",
    why: "A plan that names an old edition looks as if nobody had read it since.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: All staff have read Keeping children safe in education (2023).
#                                   ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: \"All staff have read {{ cite('kcsie-2025') }}.\"
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    mentions(subject, Look::Typed)
        .filter(|mention| !tells_of_the_past(mention.passage))
        .filter_map(|mention| of_mention(&mention, subject))
        .collect()
}

fn of_mention<'a>(mention: &Mention<'_, 'a>, subject: &Subject<'a>) -> Option<Diagnostic> {
    let (register, as_of) = (subject.register, subject.as_of);
    let place = || place(subject, mention.passage, mention.text, &mention.whole);
    let entries = || {
        mention
            .entries
            .iter()
            .filter_map(|number| register.entry(*number))
    };
    let entry = match mention.year {
        Some(year) => {
            let Some(entry) = edition(register, mention.entries, year) else {
                let (message, current) = before_all(mention, year, subject)?;
                return Some(RULE.finding(place()?, message).help(advice(current)));
            };
            entry
        }
        None => entries().next_back().filter(|_| {
            entries().all(|entry| matches!(register.standing(entry, as_of), Standing::Over { .. }))
        })?,
    };
    let title = &entry.title.value;
    match register.standing(entry, as_of) {
        Standing::Over {
            successor,
            since: day,
        } => {
            let next = successor.and_then(|id| register.get(id).ok());
            let message = match next {
                Some(next) if entry.superseded_on.is_some() => {
                    format!(
                        "“{title}” was replaced by “{}” {}",
                        next.title.value,
                        since(day)
                    )
                }
                Some(next) => format!(
                    "“{title}” was replaced by “{}”, which applies from {}",
                    next.title.value,
                    day.format(DateStyle::Long)
                ),
                None => format!("“{title}” was withdrawn {}", since(day)),
            };
            let current = latest(register, entry, subject);
            Some(RULE.finding(place()?, message).help(advice(current)))
        }
        Standing::Doubtful { successor } => {
            let next = register.get(successor).ok()?;
            let message = format!(
                "“{title}” has a successor, “{}”, from a day that is not certain",
                next.title.value
            );
            Some(
                RULE.note(place()?, message)
                    .help("Look which of the two is in force, and name that one."),
            )
        }
        Standing::Applies | Standing::NotYet => None,
    }
}

/// What is said of an edition before the first that the register knows, once that one applies.
fn before_all<'a>(
    mention: &Mention<'_, 'a>,
    year: i16,
    subject: &Subject<'a>,
) -> Option<(String, Option<&'a Guidance>)> {
    let register = subject.register;
    let entries = mention
        .entries
        .iter()
        .filter_map(|number| register.entry(*number));
    let first = entries
        .filter(|entry| entry.edition().is_some())
        .min_by_key(|entry| entry.edition())?;
    let begun = register.standing(first, subject.as_of) != Standing::NotYet;
    begun.then(|| {
        let message = format!(
            "the edition of {year} is older than every edition of “{}” that the guidance register knows",
            first.plain_title()
        );
        (message, register.current(mention.entries, subject.as_of))
    })
}

/// What applies in the place of an entry, or may: its successors to the last that is in force.
fn latest<'a>(
    register: &'a Register,
    entry: &'a Guidance,
    subject: &Subject<'_>,
) -> Option<&'a Guidance> {
    let mut current = entry;
    // As many steps as there are entries: a register may send its reader round in a circle.
    for _ in register.entries() {
        match register.standing(current, subject.as_of) {
            Standing::Over { successor, .. } => current = register.get(successor?).ok()?,
            Standing::Applies | Standing::NotYet | Standing::Doubtful { .. } => {
                return Some(current);
            }
        }
    }
    None
}

fn advice(current: Option<&Guidance>) -> String {
    match current {
        Some(current) => format!(
            "Write {{{{ cite('{}') }}}} in its place, and look whether the text still holds.",
            current.id.value
        ),
        None => "Name what applies in its place, or take it out.".into(),
    }
}
