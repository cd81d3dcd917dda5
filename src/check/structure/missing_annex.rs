//! A text sends its reader to an annex or a clause that the plan does not have.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::people::WORDS;
use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::annex_letters;
use crate::text::{Mention, has_one_of, number_of};

/// The most findings in one text.
const MOST: usize = 10;
/// How far a sentence is read to either side, in bytes.
const NEAR: usize = 300;

pub(super) const RULE: Rule = Rule {
    code: "missing-annex",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text speaks of an annex or a clause that the plan does not have",
    why: "The reader turns pages and finds nothing there.",
    example: Example {
        wrong: "\
plan:
  title: Prevent policy
  policy:
    sections:
      - id: duties
        title: Duties
        clauses:
          - { id: plan, text: \"Progress is followed in the action plan (Annex B), see also clause 4.2.\" }
  #                                                                     ^                  ^
  annexes:
    - { id: contacts, title: Contacts, text: Whom to ring. }
",
        right: "\
plan:
  title: Prevent policy
  policy:
    sections:
      - id: duties
        title: Duties
        clauses:
          - { id: plan, text: \"Whom to ring stands in {{ annex('contacts') }}, see clause {{ clause('read') }}.\" }
          - { id: read, text: All staff read Annex B of the guidance on keeping children safe. }
  annexes:
    - { id: contacts, title: Contacts, text: Whom to ring. }
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let announcing = KINDS.map(|word| number_of(word.chars()));
    let mut known: Option<Known> = None;
    let mut findings = Vec::new();
    let texts = subject
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Prose);
    for passage in texts {
        // As it was written: what a placeholder writes is there.
        let numbered = &passage.typed.numbered;
        let numbered = numbered.get_or_init(|| {
            let mut words = passage.typed.words(passage.written).iter();
            let announces = words.any(|word| announcing.contains(&word.number));
            let found = announces.then(|| mentions(passage.written)); // in few texts
            found.into_iter().flatten().collect()
        });
        let found = numbered.iter().filter_map(|mention| {
            let known = known.get_or_insert_with(|| Known::of(subject));
            let missing = known.missing(mention, passage.written)?;
            Some(finding(passage, mention, &missing, subject))
        });
        findings.extend(found.take(MOST));
    }
    findings
}

/// An annex, a section or a clause that a text speaks of, with the word for it in lower case.
pub(in crate::check) type Numbered = Mention<&'static str>;

impl Numbered {
    /// Its letter or number.
    fn label<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.start + self.means.len() + 1..self.range.end]
    }

    /// The words in lower case.
    fn called(&self, text: &str) -> String {
        format!("{} {}", self.means, self.label(text).to_lowercase())
    }
}

/// The words that go before a letter or a number.
const KINDS: [&str; 5] = ["annex", "appendix", "clause", "section", "paragraph"];

/// Every such word of a text with a letter or a number behind it.
fn mentions(text: &str) -> impl Iterator<Item = Numbered> {
    let bytes = text.as_bytes();
    let mut free = true;
    let starts = bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let begins = free && matches!(byte | 0x20, b'a' | b'c' | b's' | b'p');
        free = !byte.is_ascii_alphanumeric();
        begins.then_some(at)
    });
    starts.filter_map(move |start| {
        let word = KINDS.into_iter().find(|word| {
            let end = start + word.len();
            bytes
                .get(start..end)
                .is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
                && bytes.get(end) == Some(&b' ')
        })?;
        let from = start + word.len() + 1;
        let rest = text.get(from..)?;
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .unwrap_or(rest.len());
        let label = rest[..length].trim_end_matches('.');
        is_label(label).then_some(Numbered {
            range: start..from + label.len(),
            means: word,
        })
    })
}

/// Whether words are `B`, `4` or `4.2`.
fn is_label(label: &str) -> bool {
    let is_letter =
        (1..=2).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut parts = label.split('.');
    is_letter
        || parts.all(|part| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// What the plan has.
struct Known {
    /// The letters of its annexes, in order.
    annexes: Vec<String>,
    /// The numbers of its sections and clauses.
    numbers: BTreeSet<String>,
    /// The first two words of what its areas and other parts are called: "annex a".
    titles: BTreeSet<String>,
}

impl Known {
    fn of(subject: &Subject<'_>) -> Self {
        let plan = &subject.profile.plan;
        let mut numbers = BTreeSet::new();
        let sections = plan.policy.iter().flat_map(|policy| &policy.sections);
        for (section, number) in sections.zip(1..) {
            numbers.insert(number.to_string());
            let clauses = section.numbered().filter_map(|(_, clause)| clause);
            numbers.extend(clauses.map(|clause| format!("{number}.{clause}")));
        }
        let titles = subject
            .passages
            .iter()
            .filter(|passage| passage.kind == PassageKind::Title);
        let called = titles.filter_map(|passage| {
            let first = mentions(passage.text).next()?;
            Some(first.called(passage.text))
        });
        Self {
            annexes: (0..plan.annexes.len()).map(annex_letters).collect(),
            numbers,
            titles: called.collect(),
        }
    }

    /// What the plan has instead of what a text speaks of; `None` where that is there, or stands in something else.
    fn missing(&self, mention: &Numbered, text: &str) -> Option<String> {
        let (word, label) = (mention.means, mention.label(text));
        if self.titles.contains(&mention.called(text)) {
            return None;
        }
        let is_annex = matches!(word, "annex" | "appendix");
        if is_annex {
            let number = label.parse::<usize>().ok();
            let is_there = match number {
                Some(number) => number <= self.annexes.len(),
                None => place_of_letters(label).is_some_and(|place| place <= self.annexes.len()),
            };
            return (!is_there && !is_elsewhere(text, &mention.range)).then(|| {
                match self.annexes.as_slice() {
                    [] => "the plan has no annexes".to_string(),
                    [_] => "the plan has Annex A alone".to_string(),
                    [.., last] => format!("the last of the plan is Annex {last}"),
                }
            });
        }
        // "Section 26" is one of an Act; "4.2" is what a policy numbers its clauses with.
        let is_there = self.numbers.contains(label);
        (label.contains('.') && !is_there && !is_elsewhere(text, &mention.range)).then(|| {
            if self.numbers.is_empty() {
                "the plan has no numbered clauses".to_string()
            } else {
                "the plan has no clause with that number".to_string()
            }
        })
    }
}

/// The place of an annex by its letters, from 1: A is 1, Z is 26 and AA is 27.
fn place_of_letters(letters: &str) -> Option<usize> {
    letters.bytes().try_fold(0, |place, letter| {
        let number = letter
            .is_ascii_uppercase()
            .then(|| usize::from(letter - b'A') + 1)?;
        Some(place * 26 + number)
    })
}

/// Whether the sentence around some words speaks of guidance, an Act or another document.
fn is_elsewhere(text: &str, range: &Range<usize>) -> bool {
    let near = text.floor_char_boundary(range.start.saturating_sub(NEAR));
    let before = &text[near..range.start];
    let start = before.rfind(". ").max(before.rfind('\n'));
    let before = before[start.map_or(0, |at| at + 1)..].to_lowercase();
    let near = text.ceil_char_boundary((range.end + NEAR).min(text.len()));
    let after = &text[range.end..near];
    let end = [after.find(". "), after.find('\n')]
        .into_iter()
        .flatten()
        .min();
    let after = after[..end.unwrap_or(after.len())].to_lowercase();
    let own = ["this policy", "this plan", "our policy", "our plan"];
    let without_own = |words: &str| {
        own.iter()
            .fold(words.to_string(), |words, own| words.replace(own, ""))
    };
    [before, after]
        .iter()
        .any(|words| has_one_of(&without_own(words), &WORDS.elsewhere) || words.contains("cite("))
}

fn finding(
    passage: &Passage<'_>,
    mention: &Numbered,
    missing: &str,
    subject: &Subject<'_>,
) -> Diagnostic {
    let place = subject
        .sources
        .narrow(passage.node.place, passage.written, &mention.range);
    let words = &passage.written[mention.range.clone()];
    let message = format!("a text speaks of `{words}`, and {missing}");
    let help = if matches!(mention.means, "annex" | "appendix") {
        "Add it to the list `annexes`, or say whose annex is meant. With {{ annex('contacts') }} the letter of the annex \
         with that id is written for you, and stays right."
    } else {
        "With {{ clause('referral') }} the number of the clause with that id is written for you, and stays right."
    };
    RULE.finding(place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_numbers_are_found_behind_their_words() {
        let found = |text| {
            mentions(text)
                .map(|mention| &text[mention.range])
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("See Annex A, appendix 12. Clause 4.2. Subsection 3.1 and SECTION 26"),
            ["Annex A", "appendix 12", "Clause 4.2", "SECTION 26"]
        );
        for text in [
            "annex",
            "annex ",
            "Annex and",
            "the annexes A",
            "Annex IVX",
            "section é",
            "clause ..",
            "annex {{ x }}",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn letters_have_places() {
        for place in [0, 25, 26, 27, 51, 52, 701] {
            assert_eq!(place_of_letters(&annex_letters(place)), Some(place + 1));
        }
        assert_eq!(place_of_letters("4.2"), None);
    }

    #[test]
    fn annexes_of_guidance_are_elsewhere() {
        for (text, elsewhere) in [
            ("Read Annex B of the guidance.", true),
            ("Staff read KCSIE, Part one and Annex B.", true),
            ("We follow the guidance. Progress is in Annex B.", false),
            ("Progress on this policy is in Annex B.", false),
            ("The child protection policy, Annex B.", true),
        ] {
            let mention = mentions(text).next().unwrap();
            assert_eq!(is_elsewhere(text, &mention.range), elsewhere, "{text}");
        }
    }
}
