//! Somebody is named by initials behind a post: "Prevent Lead (MS)".

use std::ops::Range;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::MOST_OF_A_TEXT;
use super::words::WORDS;

pub(super) const RULE: Rule = Rule {
    code: "initials",
    severity: Severity::Note,
    usual: Usual::On,
    about: "a person is named by initials behind a post",
    why: "An inspector, a parent or a new colleague cannot tell who that is.",
    example: Example {
        wrong: "\
people:
  dsl: { role: DSL/Prevent Lead (RV) }
  #                              ^
",
        right: "\
people:
  dsl: { name: Robin Vale, role: DSL/Prevent Lead }
  deputy: { role: Deputy Safeguarding Lead (DSL) }
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        let found = passage.reading.initials.get_or_init(|| {
            let found = initials(passage.text).take(MOST_OF_A_TEXT);
            found.collect()
        });
        let behind = is_role(&passage.path).then(|| initials_behind(passage.text));
        let behind: Vec<Range<usize>> = behind.into_iter().flatten().collect();
        let found = found.iter().chain(&behind).take(MOST_OF_A_TEXT);
        findings.extend(found.map(|range| {
            let words = &passage.text[range.clone()];
            let message = format!("`{words}` looks like the initials of a person");
            RULE.finding(subject.place(passage, range), message).help(
                "Name the person once, in `people`, and the post alone here; or spell out what the letters stand for.",
            )
        }));
    }
    findings
}

/// Where two or three capitals stand in brackets behind a post.
fn initials(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('(').filter_map(|(at, _)| {
        let inner = &text[at + 1..];
        let length = inner.bytes().take(7).position(|byte| byte == b')')?;
        let written = &inner[..length];
        let letters: String = written
            .chars()
            .filter(|c| !matches!(c, '.' | ' '))
            .collect();
        let are_capitals =
            (2..=3).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_uppercase());
        let before = text[..at].trim_end();
        let is_named = are_capitals
            && ends_with_post(before)
            && !WORDS.abbreviations.contains(&letters)
            && !abbreviates(&letters, before);
        is_named.then_some(at + 1..at + 1 + length)
    })
}

/// Whether a passage is the role of a person.
fn is_role(path: &str) -> bool {
    let last = path.rsplit('.').next();
    path.starts_with("people.") && last == Some("role")
}

/// Where two or three capitals without brackets end a role: "Prevent Lead – MS".
fn initials_behind(role: &str) -> Option<Range<usize>> {
    let role = role.trim_end();
    let start = role.rfind(' ')? + 1;
    let letters: String = role[start..].chars().filter(|c| *c != '.').collect();
    let are_capitals =
        (2..=3).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_uppercase());
    let before = role[..start].trim_end_matches([' ', ',', ':', '-', '–', '—']);
    let is_named = are_capitals
        && ends_with_post(before)
        && !WORDS.abbreviations.contains(&letters)
        && !abbreviates(&letters, before);
    is_named.then_some(start..role.len())
}

/// Whether the last word of a text is a post.
fn ends_with_post(before: &str) -> bool {
    let last = before
        .rsplit(|c: char| !c.is_alphabetic() && c != '-')
        .next()
        .unwrap_or("")
        .to_lowercase();
    WORDS.posts.contains(&last)
}

/// Whether letters are the first letters of the words before them, as in "Single Point of Contact (SPC)".
fn abbreviates(letters: &str, before: &str) -> bool {
    let words = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8);
    let mut rest: Vec<char> = letters.chars().collect();
    for word in words {
        let first = word.chars().next().and_then(|c| c.to_uppercase().next());
        if first == rest.last().copied() {
            rest.pop();
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_end_a_role_without_brackets() {
        let found = |role| initials_behind(role).map(|range| &role[range]);
        assert_eq!(found("Prevent Lead – RV"), Some("RV"));
        assert_eq!(found("Prevent Lead R.V. "), Some("R.V."));
        for role in [
            "Lead, HR",
            "DSL/Prevent Lead",
            "Head of RE",
            "Assistant Headteacher, EYFS",
            "RV",
            "",
        ] {
            assert_eq!(found(role), None, "{role}");
        }
    }

    #[test]
    fn initials_stand_behind_posts_alone() {
        let found = |text| initials(text).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(
            found("DSL/Prevent Lead (MS) and the Headteacher (J. B.)"),
            ["MS", "J. B."]
        );
        for text in [
            "Designated Safeguarding Lead (DSL)",
            "the subject lead (RE)",
            "Head of Personal Development (PD) lead",
            "Prevent Education Officer (PEO)",
            "lead officer for schools (LOS)",
            "the board (MS)",
            "the lead (see below)",
            "lead (",
            "lead ()",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
