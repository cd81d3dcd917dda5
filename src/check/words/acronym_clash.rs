//! Two acronyms for the same thing.

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::acronym_undefined::is_spelt_out;
use super::scan::{Scan, read, singular};
use super::spot::spot;
use super::table::TABLE;

pub(super) const RULE: Rule = Rule {
    code: "acronym-clash",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "two acronyms are used for what seems to be the same thing, such as SLT and SMT",
    why: "Nobody can tell whether two bodies are meant, or one under two names.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: The SLT reads every report. The SLT meets weekly. Urgent matters go to the SMT.
  #                                                                                        ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: The SLT reads every report. The SLT meets weekly. Urgent matters go to the SLT.",
    },
    find,
};

/// An acronym of a group: how often it is used, and where first.
struct Use<'s, 'a> {
    acronym: &'s str,
    count: usize,
    first: (&'s Passage<'a>, &'s Scan, usize),
}

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    TABLE
        .same
        .iter()
        .flat_map(|group| of_group(subject, group))
        .collect()
}

fn of_group(subject: &Subject<'_>, group: &[String]) -> Vec<Diagnostic> {
    let mut uses: Vec<Use<'_, '_>> = Vec::new();
    for (passage, scan) in read(subject) {
        for &at in &scan.acronyms {
            let acronym = singular(scan.word(passage.text, at));
            let Some(acronym) = group.iter().find(|known| *known == acronym) else {
                continue;
            };
            match uses.iter_mut().find(|known| known.acronym == acronym) {
                Some(known) => known.count += 1,
                None => uses.push(Use {
                    acronym,
                    count: 1,
                    first: (passage, scan, at),
                }),
            }
        }
    }
    if uses.len() < 2 {
        return Vec::new();
    }
    uses.sort_by_key(|used| std::cmp::Reverse(used.count)); // stable: of equals the first one counts
    let (main, others) = (&uses[0], &uses[1..]);
    let place = |used: &Use<'_, '_>| {
        let (passage, scan, at) = used.first;
        spot(subject, passage, &scan.range(&(at..at + 1))).place
    };
    let both = |used: &Use<'_, '_>| {
        is_spelt_out(subject, used.acronym) && is_spelt_out(subject, main.acronym)
    };
    others
        .iter()
        .filter(|used| !both(used))
        .map(|used| {
            let message = format!(
                "`{}` seems to be the same as `{}`",
                used.acronym, main.acronym
            );
            RULE.finding(place(used), message)
                .related(place(main), format!("`{}`", main.acronym))
                .help("Use one of them throughout; if two bodies are meant, spell both out.")
        })
        .collect()
}
