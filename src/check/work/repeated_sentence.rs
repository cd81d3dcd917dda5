//! The same sentence stands in three or more texts.

use std::ops::Range;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::{Mention, SEED, Word, mixed};

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
    passage: &'a Passage<'a>,
    statement: &'a Statement,
}

/// A sentence of a text: what it says, and where.
pub(in crate::check) type Statement = Mention<u64>;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut said: Vec<Said<'_>> = Vec::new();
    for passage in &subject.passages {
        if passage.kind == PassageKind::Prose && may_not_repeat(passage) {
            said.extend(of_passage(passage));
        }
    }
    // A stable order: the sentences of one wording keep the order of the file.
    said.sort_by_key(|sentence| sentence.statement.means);
    let mut findings: Vec<Diagnostic> = said
        .chunk_by(|one, other| one.statement.means == other.statement.means)
        .filter_map(|alike| repeated(subject, alike))
        .collect();
    findings.sort_by_key(|finding| finding.place);
    findings
}

/// Whether a text speaks for itself: outcomes are alike where areas have one aim, and a dated note stands for its day.
fn may_not_repeat(passage: &Passage<'_>) -> bool {
    let mut alike = ["outcomes", "reviews", "history"].iter();
    passage.path.starts_with("plan.") && !alike.any(|key| passage.is_below(key))
}

/// The sentences of a passage as it was typed: a sentence that comes from `facts` is typed once.
fn of_passage<'a>(passage: &'a Passage<'a>) -> impl Iterator<Item = Said<'a>> {
    let found = &passage.typed.statements;
    let found = found.get_or_init(|| {
        let (text, typed) = (passage.written, &passage.typed);
        statements(text, typed.sentences(text), typed.words(text))
    });
    let said = |statement| Said { passage, statement };
    found.iter().map(said)
}

/// Those sentences of a text that say something; `words` are all of the text.
fn statements(text: &str, sentences: &[Range<usize>], words: &[Word]) -> Vec<Statement> {
    let each = sentences.iter().filter_map(|range| {
        let sentence = &text[range.clone()];
        // “They will:” leads into a list that says something else each time.
        let leads_in = sentence.ends_with(':');
        let first = words.partition_point(|word| word.range().start < range.start);
        let behind = words.partition_point(|word| word.range().start < range.end);
        let means = meaning(&words[first..behind]).filter(|_| !is_fact(sentence) && !leads_in)?;
        let range = range.clone();
        Some(Statement { range, means })
    });
    each.collect()
}

/// Whether a sentence is one of the plan’s `facts`, which is written once.
fn is_fact(words: &str) -> bool {
    words.contains("{{") && (words.contains("facts[") || words.contains("facts."))
}

/// The words of a sentence as a number, whatever their case and the space between them; `None` of a few words.
fn meaning(words: &[Word]) -> Option<u64> {
    let number = words
        .iter()
        .fold(SEED, |number, word| mixed(number, word.number));
    (words.len() >= FEWEST_WORDS).then_some(number)
}

fn repeated(subject: &Subject<'_>, alike: &[Said<'_>]) -> Option<Diagnostic> {
    if alike.len() < FEWEST_TEXTS {
        return None; // nearly every sentence
    }
    // What YAML’s own `&` and `*` repeat is typed once, and stands at one place.
    let mut typed: Vec<&Said<'_>> = alike.iter().collect();
    typed.sort_by_key(|said| said.passage.place);
    typed.dedup_by_key(|said| said.passage.place);
    if typed.len() < FEWEST_TEXTS {
        return None;
    }
    let places = typed.iter().take(FEWEST_TEXTS).map(|said| {
        let Said { passage, statement } = said;
        let (text, range) = (passage.written, &statement.range);
        subject.sources.narrow(passage.place, text, range)
    });
    let places: Vec<Place> = places.collect();
    let (first, others) = places.split_first()?;
    let finding = RULE
        .finding(
            *first,
            "this sentence stands in three or more texts of the plan",
        )
        .help("Write it once in `facts:`, and {{ facts['its-name'] }} in each text.");
    Some(others.iter().fold(finding, |finding, place| {
        finding.related(*place, "here again")
    }))
}
