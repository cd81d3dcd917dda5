//! A text promises something for a day that has passed.

use std::ops::Range;

use crate::check::mentions::{in_one_line, mentions};
use crate::check::phrases::{has_one_of, is_one_of, last_of, phrases};
use crate::check::{Example, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::date_in_text;
use super::record::{is_typed_here, reports_what_happened};

pub(super) const RULE: Rule = Rule {
    code: "expired-statement",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text promises something for a day that has passed",
    why: "“Will be available in January 2018” tells an inspector in which year the text was last read.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: >-
    A joint plan of the county will be available in January 2018.
    #                                               ^
    Training for lunchtime staff is planned for July 2018.
    #                                           ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: >-
    The joint plan of the county was published in January 2018.
    Training for lunchtime staff is planned for July 2027.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let texts = subject
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Prose && !reports_what_happened(passage));
    for passage in texts {
        for mention in mentions(passage) {
            let range = &mention.range;
            if mention.means.last_day() < subject.as_of
                && is_typed_here(passage, range)
                && is_promised(passage.text, &passage.sentence_of(range), range)
                && !date_in_text::is_reported(subject, passage, mention)
            {
                let words = in_one_line(&passage.text[range.clone()]);
                let message = format!("this speaks of `{words}` as still to come");
                findings.push(
                    RULE.finding(subject.place(passage, range), message)
                        .help("Say what came of it, give a new date, or take the sentence out."),
                );
            }
        }
    }
    findings
}

/// How far from a date a promise stands at most, in bytes.
const FAR: usize = 300;

/// Whether a sentence promises something for the date in it.
fn is_promised(text: &str, sentence: &Range<usize>, date: &Range<usize>) -> bool {
    let far = date.start.saturating_sub(FAR).max(sentence.start);
    let start = (far..=date.start).find(|at| text.is_char_boundary(*at));
    let before = text[start.unwrap_or(date.start)..date.start].trim_end();
    let opens = far == sentence.start;
    let after = &text[date.end..sentence.end];
    let after = after
        .char_indices()
        .nth(FAR)
        .map_or(after, |(at, _)| &after[..at]);
    // “by the end of July 2018”, “in the autumn term 2022”
    let mut words = before
        .rsplit(char::is_whitespace)
        .filter(|word| !is_one_of(word, &phrases().parts_of_a_year));
    let preposition = words.next().unwrap_or_default().to_lowercase();
    let opens = opens && words.clone().all(str::is_empty);
    if preposition == "by" && !opens && has_one_of(after, &phrases().future) {
        return true;
    }
    let stands_at = ["in", "by", "for", "on", "from", "until", "during", "before"];
    if !stands_at.contains(&preposition.as_str()) || has_one_of(before, &phrases().past) {
        return false;
    }
    if opens {
        return opens_a_promise(after);
    }
    let Some(future) = last_of(before, &phrases().future) else {
        return false;
    };
    // “training planned for May” is still to come; “the form printed in May” is not.
    let verb = words.next().unwrap_or_default();
    let auxiliary = words.next().unwrap_or_default();
    let happened = verb.ends_with("ed")
        && !auxiliary.eq_ignore_ascii_case("be")
        && !is_one_of(verb, &phrases().planning);
    !happened && !reports(&before[future.start..])
}

/// Whether the words behind a date that opens a sentence promise something in the same clause: “From January 2018 a new
/// form will be used”.
fn opens_a_promise(after: &str) -> bool {
    let clause = after.trim_start_matches([',', ' ']);
    let clause = clause.split([',', ';', ':', '(']).next().unwrap_or(clause);
    let Some(future) = phrases()
        .future
        .iter()
        .filter_map(|phrase| last_of(clause, std::slice::from_ref(phrase)))
        .min_by_key(|range| range.start)
    else {
        return false;
    };
    let mut subject = clause[..future.start].split_whitespace();
    !subject.any(|word| {
        word.ends_with("ed")
            || is_one_of(word, &phrases().new_clause)
            || is_one_of(word, &phrases().past)
    })
}

/// Whether something has been published, agreed or the like, and is not still to be.
fn reports(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.windows(2).any(|pair| {
        is_one_of(pair[1], &phrases().past_verbs) && !pair[0].eq_ignore_ascii_case("be")
    })
}

#[cfg(test)]
mod tests {
    use super::is_promised;
    use crate::text::{sentence_of, sentences};

    fn promised(text: &str, date: &str) -> bool {
        let start = text.find(date).unwrap();
        let date = start..start + date.len();
        let sentence = sentence_of(&sentences(text), &date).unwrap();
        is_promised(text, &sentence, &date)
    }

    #[test]
    fn a_promise_is_told_from_a_report() {
        for text in [
            "A new plan will be available in July 2018.",
            "Training is planned for July 2018.",
            "By July 2018 we will have trained everybody.",
            "The form is due to be published by the end of July 2018.",
            "Two sessions are booked. Another will be held in July 2018, at night.",
            "From July 2018 a new course will be open to all staff.",
            "In July 2018, the council is to launch a toolkit that was promised.",
            "A toolkit is to be launched in the summer term July 2018.",
            "The council are going to publish a form by July 2018.",
            "A new form is awaited in early July 2018.",
        ] {
            assert!(promised(text, "July 2018"), "{text}");
        }
        for text in [
            "All staff will follow the guidance published in July 2018.",
            "All staff will follow the guidance published by the council in July 2018.",
            "All staff will keep to the guidance in force since July 2018.",
            "We will use the form that was introduced in July 2018.",
            "The form of July 2018 will do.",
            "Staff were trained in July 2018. We will do so again.",
            "The plan was planned for July 2018.",
            "In July 2018 the council found a gap, and we will close it.",
            "From July 2018 staff trained by the council will be welcome.",
            "In July 2018 we were told that training will be offered.",
            "In July 2018 it became clear that we will need more.",
            "Governors were going to meet in July 2018.",
            "By July 2018 all staff had been trained, and new staff will be.",
            "The plan to train governors in July 2018 was carried out.",
        ] {
            assert!(!promised(text, "July 2018"), "{text}");
        }
    }
}
