//! The same word with and without a capital.

use indexmap::IndexMap;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{Scan, hits, is_right, read};
use super::spot::{like, spot};
use super::table::Of;
use crate::text::Shape;

pub(super) const RULE: Rule = Rule {
    code: "capitals",
    severity: Severity::Note,
    usual: Usual::On,
    about: "the same word or title is written with and without capitals: “Learners” and “learners”",
    why: "Readers look for a difference of meaning where there is none.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  scope: ALL staff tell the lead. All staff are trained.
  #      ^
  introduction: We ask learners what they think, and learners answer. Trips help Learners too.
  #                                                                              ^",
        right: "\
plan:
  title: Prevent action plan
  scope: All staff tell the lead. All staff are trained.
  introduction: We ask learners what they think, and learners answer. Trips help learners too.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = of_terms(subject);
    findings.extend(of_headings(subject));
    findings.extend(of_titles(subject));
    findings.extend(of_loud_words(subject));
    findings
}

/// Where a word stands.
#[derive(Clone, Copy)]
struct Use<'s, 'a> {
    large: bool,
    passage: &'s Passage<'a>,
    scan: &'s Scan,
    at: usize,
}

/// Words such as "learners", within sentences and apart from names.
fn of_terms(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut terms: IndexMap<usize, Vec<Use<'_, '_>>> = IndexMap::new();
    for (passage, scan, hit) in hits(subject) {
        let Of::Term(term) = hit.of else { continue };
        let at = hit.meant.start;
        let token = &scan.tokens[at];
        let large = match token.shape {
            Shape::Capital => true,
            Shape::Lower => false,
            Shape::Upper | Shape::Mixed => continue,
        };
        let judged = passage.kind == PassageKind::Prose
            && passage.written == passage.text
            && !token.starts();
        let word = token.word(passage.text);
        if judged && !(large && is_name(passage, scan, at)) && !is_right(subject, RULE.code, word) {
            terms.entry(term).or_default().push(Use {
                large,
                passage,
                scan,
                at,
            });
        }
    }
    let terms = terms.values();
    terms.filter_map(|uses| drift(subject, uses)).collect()
}

/// "Board of Trustees", "Student Council".
fn is_name(passage: &Passage<'_>, scan: &Scan, at: usize) -> bool {
    let before = scan.before(passage.text, at);
    scan.in_name(passage.text, at) || matches!(before, "of" | "to" | "and" | "for")
}

fn drift(subject: &Subject<'_>, uses: &[Use<'_, '_>]) -> Option<Diagnostic> {
    let large = uses.iter().filter(|used| used.large).count();
    let usual = large * 2 > uses.len();
    let odd = uses.iter().find(|used| used.large != usual)?;
    let main = uses.iter().find(|used| used.large == usual)?;
    let range = |used: &Use<'_, '_>| used.scan.range(&(used.at..used.at + 1));
    let word = |used: &Use<'_, '_>| used.scan.word(used.passage.text, used.at).to_string();
    let message = format!("`{}` is written `{}` elsewhere", word(odd), word(main));
    Some(
        RULE.finding(spot(subject, odd.passage, &range(odd)).place, message)
            .related(
                spot(subject, main.passage, &range(main)).place,
                format!("`{}`", word(main)),
            )
            .help("Write it in one way throughout."),
    )
}

/// What may stand behind a noun, so that it is no part of a longer name: "School Environment awards" are.
const AFTER_A_NOUN: [&str; 18] = [
    "", "and", "or", "is", "are", "was", "has", "that", "which", "where", "in", "for", "with",
    "to", "of", "as", "must", "will",
];

/// "The Trust Environment" in a sentence, or as a title among others such as "Internet safety".
fn of_headings(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, scan, hit) in hits(subject) {
        let at = hit.meant.start;
        let word = scan.word(passage.text, at);
        let judged = hit.of == Of::Heading
            && scan.tokens[at].shape == Shape::Capital
            && scan.tokens[hit.whole.start].shape == Shape::Capital
            && AFTER_A_NOUN.contains(&scan.after(passage.text, at))
            && !is_right(subject, RULE.code, word);
        let odd = match passage.kind {
            PassageKind::Prose => judged,
            PassageKind::Title => judged && other_titles_have_no_capitals(subject, passage),
            PassageKind::Name => false,
        };
        if !odd {
            continue;
        }
        let lower = word.to_lowercase();
        let spot = spot(subject, passage, &scan.range(&hit.meant));
        let finding = RULE
            .finding(
                spot.place,
                format!("`{word}` keeps the capital of a heading"),
            )
            .help(format!("Write `{lower}`."));
        findings.push(spot.fixed(finding, &lower));
    }
    findings
}

/// Whether most of the other titles of the plan have no capital but at their beginning.
fn other_titles_have_no_capitals(subject: &Subject<'_>, title: &Passage<'_>) -> bool {
    let (mut with, mut without) = (0, 0);
    for (passage, scan) in read(subject) {
        let judged = passage.kind == PassageKind::Title
            && passage.path.starts_with("plan.")
            && passage.path != title.path
            && scan.tokens.len() > 1;
        if judged {
            let rest = scan.tokens.iter().skip(1);
            let capital = rest.filter(|token| token.shape == Shape::Capital).count();
            if capital == 0 {
                without += 1;
            } else {
                with += 1;
            }
        }
    }
    without > 1 && without > with
}

/// Titles that differ by their capitals alone.
fn of_titles(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut titles: IndexMap<String, Vec<&Passage<'_>>> = IndexMap::new();
    let passages = subject.passages.iter();
    for passage in passages
        .filter(|passage| passage.kind == PassageKind::Title && passage.path.starts_with("plan."))
    {
        titles
            .entry(passage.text.trim().to_lowercase())
            .or_default()
            .push(passage);
    }
    let mut findings = Vec::new();
    for alike in titles.values() {
        let main = alike[0];
        for passage in alike
            .iter()
            .filter(|passage| passage.text.trim() != main.text.trim())
        {
            let (title, other) = (passage.text.trim(), main.text.trim());
            findings.push(
                RULE.finding(
                    passage.place,
                    format!("`{title}` is written `{other}` elsewhere"),
                )
                .related(main.place, format!("`{other}`"))
                .help("Write it in one way throughout."),
            );
        }
    }
    findings
}

/// "ALL staff" where the same plan writes "all staff".
fn of_loud_words(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, scan) in read(subject) {
        for &at in &scan.loud {
            let (word, next) = (scan.word(passage.text, at), scan.after(passage.text, at));
            let quiet = |text: &str, other: &Scan, place: usize| {
                let same = other.word(text, place);
                same.eq_ignore_ascii_case(word)
                    && other.tokens[place].shape != Shape::Upper
                    && other.after(text, place).eq_ignore_ascii_case(next)
            };
            let elsewhere = || {
                read(subject).find(|(passage, other)| {
                    (0..other.tokens.len()).any(|place| quiet(passage.text, other, place))
                })
            };
            // "ANNEX A" is a label.
            if next.chars().count() < 2 || elsewhere().is_none() {
                continue;
            }
            let lower = word.to_lowercase();
            let model = if scan.tokens[at].starts() { "A" } else { "a" };
            let written = like(model, &lower);
            let spot = spot(subject, passage, &scan.range(&(at..at + 1)));
            let message = format!("`{word} {next}` stands without these capitals elsewhere");
            let finding = RULE
                .finding(spot.place, message)
                .help(format!("Write `{written}`."));
            findings.push(spot.fixed(finding, &written));
        }
    }
    findings
}
