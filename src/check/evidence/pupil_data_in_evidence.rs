//! A file of evidence tells of one pupil.

use crate::check::pupils::{Known, told_in};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Examined;
use crate::model::Text;

pub(super) const RULE: Rule = Rule {
    code: "pupil-data-in-evidence",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a file of evidence seems to tell of one pupil (with `check --evidence`)",
    why: "A pack is read by governors and inspectors and kept for years; a child’s name, number or date of birth is not theirs to have.",
    example: Example {
        wrong: "\
evidence:
  - id: log
    title: Log of concerns, autumn term
    date: 2026-10-02
    file: log.txt
    #     ^
# log.txt:
Case reference: PRV-2026-014. Talked to the form tutor on 1 October.
",
        right: "\
evidence:
  - id: log
    title: Log of concerns, autumn term
    date: 2026-10-02
    file: log.txt
# log.txt:
Three concerns in the autumn term; two were closed, one is with the local authority.
",
    },
    find,
};

/// How many places of one file a message names.
const NAMED: usize = 5;
/// The most that is looked for in one file: more help nobody.
const MOST_OF_A_FILE: usize = 100;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = Known::of(subject);
    super::examined(subject)
        .filter_map(|(file, examined)| of_file(file, examined, &known))
        .collect()
}

fn of_file(file: &Text, examined: &Examined, known: &Known) -> Option<Diagnostic> {
    let parts = examined.texts.iter();
    let every = parts.flat_map(|part| {
        let found = told_in(&part.text, known).into_iter();
        found.map(|told| format!("{} ({})", told.means.words(), part.place))
    });
    let mut each: Vec<String> = every.take(MOST_OF_A_FILE).collect();
    each.dedup();
    let more = each.len().saturating_sub(NAMED);
    each.truncate(NAMED);
    let (last, others) = each.split_last()?;
    let found = match (others, more) {
        ([], _) => last.clone(),
        (_, 0) => format!("{} and {last}", others.join(", ")),
        (_, _) => format!("{}, {last} and {more} more", others.join(", ")),
    };
    // What it is stays in the file: a message is copied and sent on.
    let message = format!("`{}` seems to have {found}", file.trim());
    Some(RULE.finding(file.place, message).help(
        "Look whether it is so. If it is, cite a copy from which it was taken out; what is only covered by a black box \
         can often still be read.",
    ))
}
