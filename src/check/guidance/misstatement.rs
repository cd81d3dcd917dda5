//! A text says of guidance or of an Act what is not so.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::guidance::{Meaning, Register};
use crate::model::{Guidance, Misstatement, Status};
use crate::text::{says, sentence, words};

use super::said::{Look, place, said_in};

pub(super) const RULE: Rule = Rule {
    code: "misstatement",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text says of guidance or of an Act what is not so",
    why: "Somebody who knows the law stops trusting the plan at such a sentence.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: Channel is a police programme for people at risk.
#               ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: Channel is a programme, led by the local authority, for people at risk.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let acts = OnceCell::new();
    let only = |entry: &Guidance| {
        let acts: &BTreeSet<&str> = acts.get_or_init(|| acts_of(subject));
        !acts.is_empty() && acts.iter().all(|act| is_named_by(entry, act))
    };
    let passages = subject.passages.iter();
    passages
        .flat_map(|passage| of_passage(passage, subject, &only))
        .collect()
}

/// Words of a text that say what is not so.
#[derive(Debug)]
pub(in crate::check) struct Wrong {
    words: Range<usize>,
    /// Where their sentence begins: one says the same thing once.
    sentence: usize,
    /// The number of the entry that they speak of, and that of the misstatement.
    entry: usize,
    misstatement: usize,
    /// Whether they speak of "the Act", and mean this entry only where the plan names no other Act.
    is_unnamed: bool,
}

/// What a text says that is not so; `only` says whether the plan names no Act but one.
fn of_passage(
    passage: &Passage<'_>,
    subject: &Subject<'_>,
    only: &dyn Fn(&Guidance) -> bool,
) -> Vec<Diagnostic> {
    let register = subject.register;
    let wrong = &passage.reading.wrong;
    let wrong = wrong.get_or_init(|| wrong_of(passage, register));
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for said in wrong {
        let once = (said.sentence, said.entry);
        if !seen.contains(&once)
            && let Some(entry) = register.entry(said.entry)
            && let Some(misstatement) = entry.misstatements.get(said.misstatement)
            && (!said.is_unnamed || only(entry))
            && let Some(place) = place(subject, passage, passage.text, &said.words)
        {
            seen.insert(once);
            findings.push(finding(place, entry, misstatement));
        }
    }
    findings
}

/// What a text says that is not so.
fn wrong_of(passage: &Passage<'_>, register: &Register) -> Vec<Wrong> {
    let text = passage.text;
    let all = passage.reading.words(text);
    let mut found = Vec::new();
    for (first, meaning) in said_in(passage, Look::Filled, register) {
        let Meaning::Pattern(number) = meaning else {
            continue;
        };
        let Some((number, misstatement, pattern)) = register.names().patterns.get(*number) else {
            continue;
        };
        let Some(words) = pattern.said_at(text, all, first.start) else {
            continue;
        };
        let around = sentence(text, &first);
        // Behind a semicolon something else is spoken of.
        if words.end > around.end || text[words.clone()].contains(';') {
            continue;
        }
        let is_said = |known: &Wrong| {
            !known.is_unnamed && (known.sentence, known.entry) == (around.start, *number)
        };
        if found.iter().any(is_said) {
            continue;
        }
        let Some(entry) = register.entry(*number) else {
            continue;
        };
        let Some(said) = entry.misstatements.get(*misstatement) else {
            continue;
        };
        let act = act_in(text, &words);
        let is_other = match act {
            Some(Act::NoLaw) => true,
            Some(Act::Unnamed) => names_another(text, words.start, entry),
            Some(Act::Named) | None => false,
        };
        let meant = said.with.is_empty() || said.with.iter().any(|with| says(text, with));
        let taken_back = || {
            let mut unless = said.unless.iter();
            unless.any(|unless| says(&text[around.clone()], unless))
        };
        let is_unnamed = !meant && act == Some(Act::Unnamed);
        if (meant || is_unnamed) && !is_other && !taken_back() {
            found.push(Wrong {
                words,
                sentence: around.start,
                entry: *number,
                misstatement: *misstatement,
                is_unnamed,
            });
        }
    }
    found
}

fn finding(place: Place, entry: &Guidance, said: &Misstatement) -> Diagnostic {
    let message = format!("this says {}", said.wrong.value);
    let finding = if entry.status_of(said.status.as_ref()) == Status::Verified {
        RULE.finding(place, message)
    } else {
        RULE.note(place, message)
    };
    finding.help(said.right.value.clone())
}

/// How some words speak of an Act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// By its name.
    Named,
    /// As “the Act”, or as its “Act 2015”.
    Unnamed,
    /// Not as a law: “the act”.
    NoLaw,
}

/// How the words speak of an Act; `None` where they do not.
fn act_in(text: &str, range: &Range<usize>) -> Option<Act> {
    // The word before them may be a part of its name.
    let from = text[..range.start].trim_end();
    let from = from.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (first, text) = (range.start - from, text.get(from..range.end)?);
    let words = words(text);
    let is_act = |word: &Range<usize>| text[word.clone()].eq_ignore_ascii_case("act");
    let at = words
        .iter()
        .position(|word| word.start >= first && is_act(word))?;
    if text[words[at].clone()].starts_with('a') {
        return Some(Act::NoLaw);
    }
    Some(if name_before(text, &words, at).is_some() {
        Act::Named
    } else {
        Act::Unnamed
    })
}

/// The last word of an Act’s name before the word “Act”.
fn name_before<'t>(text: &'t str, words: &[Range<usize>], act: usize) -> Option<&'t str> {
    let before = &text[words.get(act.checked_sub(1)?)?.clone()];
    let article = ["the", "this", "that", "an", "our", "each", "every"];
    let named = before.starts_with(char::is_uppercase)
        && !article.iter().any(|word| before.eq_ignore_ascii_case(word));
    named.then_some(before)
}

/// The last words of the names of Acts in a text up to a place.
fn acts_named(text: &str, to: usize) -> Vec<&str> {
    let words = words(text.get(..to).unwrap_or(text));
    let is_act = |at: &usize| &text[words[*at].clone()] == "Act";
    let acts = (0..words.len()).filter(is_act);
    acts.filter_map(|at| name_before(text, &words, at))
        .collect()
}

/// Whether an entry is the Act whose name ends so.
fn is_named_by(entry: &Guidance, last: &str) -> bool {
    let title = entry.title.value.as_str();
    let name = title.split(" Act").next().unwrap_or(title);
    let own = name.rsplit(char::is_whitespace).next();
    own.is_some_and(|own| own.eq_ignore_ascii_case(last))
}

/// Whether “the Act” at a place is another one: that which the text names last before it.
fn names_another(text: &str, at: usize, entry: &Guidance) -> bool {
    let last = acts_named(text, at).pop();
    last.is_some_and(|last| !is_named_by(entry, last))
}

/// The last words of the names of all Acts that a plan names.
fn acts_of<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let texts = subject.passages.iter();
    texts
        .flat_map(|passage| acts_named(passage.text, passage.text.len()))
        .collect()
}
