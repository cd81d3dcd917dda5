//! The same sentence stands in three or more texts.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::check::sentences::sentences;
use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "repeated-sentence",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the same sentence was typed in three or more texts",
    why: "When it changes, it is changed in one of them.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: lead
      title: A lead
      progress: Each school has a trained lead. Two are new.
      #         ^
    - id: training
      title: Training
      progress: Each school has a trained lead.
    - id: referrals
      title: Referrals
      progress: All is well. Each school has a trained lead.",
        right: "\
facts:
  trained: Each school has a trained lead.
plan:
  title: Prevent action plan
  areas:
    - id: lead
      title: A lead
      progress: \"{{ facts['trained'] }} Two are new.\"
    - id: training
      title: Training
      progress: \"{{ facts['trained'] }}\"
    - id: referrals
      title: Referrals
      progress: \"All is well. {{ facts['trained'] }}\"",
    },
    find,
};

/// The fewest words that make a statement rather than a heading.
const FEWEST_WORDS: usize = 5;

/// The fewest texts that make a repetition.
const FEWEST_TEXTS: usize = 3;

/// A sentence of a passage, with what it says.
struct Said<'a> {
    hash: u64,
    passage: &'a Passage<'a>,
    range: Range<usize>,
}

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut said: Vec<Said<'_>> = Vec::new();
    for passage in &subject.passages {
        if passage.kind == PassageKind::Prose && may_not_repeat(&passage.path) {
            said.extend(of_passage(passage));
        }
    }
    // A stable order: the sentences of one wording keep the order of the file.
    said.sort_by_key(|sentence| sentence.hash);
    let mut findings: Vec<Diagnostic> = said
        .chunk_by(|one, other| one.hash == other.hash)
        .filter_map(|alike| repeated(subject, alike))
        .collect();
    findings.sort_by_key(|finding| finding.place);
    findings
}

/// Whether a text speaks for itself: outcomes are alike where areas have one aim, and a dated note stands for its day.
fn may_not_repeat(path: &str) -> bool {
    let alike = [".outcomes.", ".reviews.", ".history."];
    path.starts_with("plan.") && !alike.iter().any(|part| path.contains(part))
}

/// The sentences of a passage as it was typed: a sentence that comes from `facts` is typed once.
fn of_passage<'a>(passage: &'a Passage<'a>) -> impl Iterator<Item = Said<'a>> {
    sentences(passage.written).into_iter().filter_map(|range| {
        let words = &passage.written[range.clone()];
        // “They will:” leads into a list that says something else each time.
        let leads_in = words.ends_with(':');
        let hash = meaning(words).filter(|_| !is_fact(words) && !leads_in)?;
        Some(Said {
            hash,
            passage,
            range,
        })
    })
}

/// Whether a sentence is one of the plan’s `facts`, which is written once.
fn is_fact(words: &str) -> bool {
    words.contains("{{") && (words.contains("facts[") || words.contains("facts."))
}

/// The words of a sentence as a number, whatever their case and the space between them; `None` of a few words.
fn meaning(sentence: &str) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    let mut count = 0;
    for word in sentence.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            count += 1;
            for c in word.chars().flat_map(char::to_lowercase) {
                c.hash(&mut hasher);
            }
            ' '.hash(&mut hasher);
        }
    }
    (count >= FEWEST_WORDS).then(|| hasher.finish())
}

fn repeated(subject: &Subject<'_>, alike: &[Said<'_>]) -> Option<Diagnostic> {
    let mut places: Vec<_> = alike
        .iter()
        .map(|said| {
            let Said { passage, range, .. } = said;
            subject
                .sources
                .narrow(passage.place, passage.written, range)
        })
        .collect();
    // What YAML’s own `&` and `*` repeat is typed once.
    places.sort();
    places.dedup();
    if places.len() < FEWEST_TEXTS {
        return None;
    }
    let (first, others) = places.split_first()?;
    let finding = RULE
        .finding(
            *first,
            "this sentence stands in three or more texts of the plan",
        )
        .help("Write it once in `facts:`, and {{ facts['its-name'] }} in each text.");
    Some(others.iter().take(2).fold(finding, |finding, place| {
        finding.related(*place, "here again")
    }))
}
