//! An acronym that the plan never spells out.

use indexmap::IndexMap;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{Scan, read, singular};
use super::spot::spot;
use super::table::TABLE;
use crate::text::{Gap, words_of};

pub(super) const RULE: Rule = Rule {
    code: "acronym-undefined",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an acronym is used and never spelt out",
    why: "A governor, a parent or an inspector does not know the short names of a school.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: The SLG reads every report, and the DSL keeps them.
  #                 ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: The senior leadership group (SLG) reads every report, and the DSL keeps them.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut unknown: IndexMap<&str, (&Passage<'_>, &Scan, usize)> = IndexMap::new();
    for (passage, scan) in read(subject) {
        for &at in &scan.acronyms {
            let acronym = singular(scan.word(passage.text, at));
            if is_acronym(acronym)
                && !is_reference(passage, scan, at)
                && !is_known(subject, acronym)
            {
                unknown.entry(acronym).or_insert((passage, scan, at));
            }
        }
    }
    let unknown = unknown
        .into_iter()
        .filter(|(acronym, _)| !is_spelt_out(subject, acronym));
    unknown
        .map(|(acronym, (passage, scan, at))| {
            let spot = spot(subject, passage, &scan.range(&(at..at + 1)));
            RULE.finding(spot.place, format!("`{acronym}` is never spelt out"))
                .help(format!(
                    "Where it first stands, write the words with the acronym in brackets, as in “senior leadership team (SLT)”. \
                     If all your readers know it: `checks: {{ {}: {{ words: [{acronym}] }} }}`.",
                    RULE.code
                ))
        })
        .collect()
}

/// Three letters or more; fewer are somebody's initials, and `III` is a number.
fn is_acronym(letters: &str) -> bool {
    letters.chars().count() > 2
        && !letters.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        && letters.chars().any(char::is_alphabetic)
}

/// A part of a reference such as `FGB-12`.
fn is_reference(passage: &Passage<'_>, scan: &Scan, at: usize) -> bool {
    let joined = |at: usize| {
        scan.tokens
            .get(at)
            .is_some_and(|token| token.gap != Gap::Space)
    };
    let number = |at: usize| {
        scan.word(passage.text, at)
            .contains(|c: char| c.is_ascii_digit())
    };
    number(at + 1)
        && (joined(at + 1) || scan.tokens.get(at + 1).is_some_and(|next| next.gap.joins()))
}

fn is_known(subject: &Subject<'_>, acronym: &str) -> bool {
    let allowed = ["acronym-undefined", "spelling"]
        .iter()
        .filter_map(|code| subject.profile.checks.get(*code));
    TABLE.known.contains(acronym)
        || allowed.flat_map(|setting| &setting.words).any(|word| {
            [word.trim(), singular(word.trim())]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(acronym))
        })
}

/// Whether a plan says somewhere what an acronym stands for.
pub(super) fn is_spelt_out(subject: &Subject<'_>, acronym: &str) -> bool {
    let organisation = &subject.profile.organisation;
    let own = [organisation.name.as_str(), organisation.short_name()]
        .into_iter()
        .chain(organisation.words.values().map(|text| text.as_str()));
    let named = |text: &str| {
        let mut words = words_of(text, char::is_alphanumeric);
        words.any(|word| word == acronym) || capitals(text).contains(acronym)
    };
    own.into_iter().any(named)
        || read(subject).any(|(passage, scan)| {
            stands_in_brackets(passage, scan, acronym) || is_written_out(passage, scan, acronym)
        })
}

/// The first letters of the words, as capitals.
fn capitals(text: &str) -> String {
    let words = words_of(text, char::is_alphanumeric).filter(|word| !is_small(word));
    words
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// "Senior Leadership Group (SLG)", or the acronym with its words in brackets.
fn stands_in_brackets(passage: &Passage<'_>, scan: &Scan, acronym: &str) -> bool {
    scan.acronyms.iter().any(|&at| {
        let range = scan.range(&(at..at + 1));
        let (before, after) = (&passage.text[..range.start], &passage.text[range.end..]);
        singular(scan.word(passage.text, at)) == acronym
            && at > 1
            && (before.ends_with(['(', '“']) && after.starts_with([')', '”'])
                || after.trim_start().starts_with('('))
    })
}

/// "Senior Leadership Group" somewhere in a text.
fn is_written_out(passage: &Passage<'_>, scan: &Scan, acronym: &str) -> bool {
    let text = passage.text;
    let starts_with = |at: usize, letter: char| {
        let word = scan.word(text, at);
        word.chars().count() > 1
            && word
                .chars()
                .next()
                .is_some_and(|first| first.eq_ignore_ascii_case(&letter))
    };
    (0..scan.tokens.len()).any(|start| {
        let mut at = start;
        let mut capitals = true;
        for (number, letter) in acronym.chars().enumerate() {
            while number > 0
                && is_small(scan.word(text, at))
                && !starts_with_capital(scan.word(text, at))
            {
                at += 1;
            }
            if !starts_with(at, letter) || number > 0 && !scan.tokens[at].gap.joins() {
                return false;
            }
            capitals &= starts_with_capital(scan.word(text, at));
            at += 1;
        }
        capitals || is_body(scan.word(text, at - 1))
    })
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "and" | "the" | "for" | "in" | "to" | "on")
}

/// What a group, a role or a paper is called at its end.
fn is_body(word: &str) -> bool {
    matches!(
        word,
        "team"
            | "group"
            | "lead"
            | "leads"
            | "plan"
            | "plans"
            | "board"
            | "panel"
            | "officer"
            | "officers"
            | "committee"
            | "policy"
            | "programme"
            | "network"
            | "service"
            | "services"
            | "hub"
            | "partnership"
            | "leader"
            | "leaders"
            | "manager"
            | "assessment"
            | "form"
            | "system"
            | "forum"
            | "coordinator"
            | "college"
            | "trust"
            | "school"
    )
}
