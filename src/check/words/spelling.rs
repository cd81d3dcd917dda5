//! Misspelt words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::dictionary::{Meant, meant};
use super::scan::{Hit, Scan, Unknown, read};
use super::spot::{like, spot};
use super::table::Of;
use crate::text::{Shape, same, words_of};

pub(super) const RULE: Rule = Rule {
    code: "spelling",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a word is misspelt",
    why: "A misspelt word costs a plan the trust of those who read it.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: Safegauring is everybody’s responsability, says Szymon Brzeziński.
  #             ^                          ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: Safeguarding is everybody’s responsibility, says Szymon Brzeziński. [Croeso](lang:cy)!",
    },
    find,
};

/// The fewest letters of a word at the beginning of a sentence that is not taken for a name.
const SHORTEST_AT_START: usize = 6;

/// For how many words of a plan those that are near are looked for: to find them takes longer than all else.
const MOST_LOOKED_FOR: usize = 250;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for (passage, scan) in read(subject) {
        for unknown in &scan.unknown {
            let at = unknown.at;
            let is_candidate = match scan.tokens[at].shape {
                Shape::Lower => true,
                Shape::Capital => {
                    unknown.word.is_near_key || may_be_judged(subject, passage, scan, unknown)
                }
                Shape::Upper | Shape::Mixed => false,
            };
            // Another rule says what is meant: “colour”, “licensed”.
            let put_right = |hit: &Hit| {
                matches!(hit.of, Of::British(_) | Of::Confused(_)) && hit.meant.contains(&at)
            };
            let word = unknown.word.lower.as_str();
            if is_candidate && !scan.hits.iter().any(put_right) && !is_own(subject, word) {
                let is_looked_for = words.contains(word) || words.len() < MOST_LOOKED_FOR;
                if is_looked_for {
                    words.insert(word);
                }
                findings.extend(misspelt(subject, passage, scan, unknown, is_looked_for));
            }
        }
    }
    findings
}

/// Whether the word belongs to the organisation, its people or its workspace.
fn is_own(subject: &Subject<'_>, lower: &str) -> bool {
    let profile = subject.profile;
    let organisation = &profile.organisation;
    let setting = profile.checks.get(RULE.code);
    let allowed = setting
        .iter()
        .flat_map(|setting| setting.words.iter().map(|text| text.as_str()));
    let own = [organisation.name.as_str(), organisation.short_name()]
        .into_iter()
        .chain(organisation.words.values().map(|text| text.as_str()))
        .chain(organisation.address.iter().map(|text| text.as_str()))
        .chain(
            profile
                .people
                .values()
                .filter_map(|person| person.name.as_ref().map(|text| text.as_str())),
        )
        .chain(allowed);
    let mut words =
        own.flat_map(|text| words_of(text, |c| c.is_alphanumeric() || matches!(c, '’' | '\'')));
    words.any(|word| same(word, lower))
}

/// Whether a word with a capital is none that a name could be: a sentence begins with it.
fn may_be_judged(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    scan: &Scan,
    unknown: &Unknown,
) -> bool {
    scan.tokens[unknown.at].starts()
        && unknown.word.lower.chars().count() >= SHORTEST_AT_START
        && !scan.in_name(passage.text, unknown.at)
        && !is_name_elsewhere(subject, &unknown.word.lower)
}

/// Whether the word stands with a capital within a sentence somewhere.
fn is_name_elsewhere(subject: &Subject<'_>, lower: &str) -> bool {
    read(subject).any(|(_, scan)| {
        scan.unknown.iter().any(|unknown| {
            let token = &scan.tokens[unknown.at];
            token.shape == Shape::Capital && !token.starts() && unknown.word.lower == lower
        })
    })
}

fn misspelt(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    scan: &Scan,
    unknown: &Unknown,
    is_looked_for: bool,
) -> Option<Diagnostic> {
    let (at, lower) = (unknown.at, unknown.word.lower.as_str());
    let word = scan.word(passage.text, at);
    let spot = spot(subject, passage, &scan.range(&(at..at + 1)));
    let finding = RULE.finding(spot.place, format!("`{word}` is not in the dictionary"));
    let own = format!("If it is right: `checks: {{ spelling: {{ words: [{lower}] }} }}`.");
    let meant = if is_looked_for {
        meant(lower)
    } else {
        Arc::new(Meant::Several(Vec::new()))
    };
    match meant.as_ref() {
        Meant::One(one) => {
            let one = like(word, one);
            Some(spot.fixed(finding.help(format!("Did you mean `{one}`? {own}")), &one))
        }
        Meant::Several(near) if !near.is_empty() => {
            let near: Vec<String> = near
                .iter()
                .map(|near| format!("`{}`", like(word, near)))
                .collect();
            Some(finding.help(format!("Did you mean {}? {own}", near.join(" or "))))
        }
        // Nothing is near: a word of a trade or of another language, rather than a slip.
        Meant::Several(_) if scan.tokens[at].shape == Shape::Lower => Some(Diagnostic {
            severity: Severity::Note,
            ..finding.help(own)
        }),
        // Another rule reports what is American.
        Meant::Several(_) | Meant::British(_) => None,
    }
}
