//! The same role, written in several ways.

use indexmap::IndexMap;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{Hit, Scan, hits};
use super::spot::spot;
use super::table::{Of, TABLE};

pub(super) const RULE: Rule = Rule {
    code: "role-spelling",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the same role is written in several ways: “Prevent Lead”, “Prevent lead”, “DSL/Prevent Lead”",
    why: "Readers cannot tell whether one person is meant or two, and a search finds half of the actions.",
    example: Example {
        wrong: "\
people:
  lead: { role: Prevent Lead }
  head: { role: Head Teacher }
  other: { role: Prevent lead }
  #              ^
  both: { role: DSL/Prevent Lead }
  #             ^",
        right: "\
people:
  lead: { role: Prevent Lead }
  head: { role: Head Teacher }
  other: { role: Prevent Lead }
  both: { role: Designated Safeguarding Lead }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = of_people(subject);
    findings.extend(of_texts(subject));
    findings
}

/// The roles of `people`, which are printed beside actions.
fn of_people(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let roles: Vec<Role<'_, '_>> = subject
        .passages
        .iter()
        .filter(|passage| {
            let keys = passage.path.strip_prefix("people.");
            keys.and_then(|keys| keys.rsplit_once('.'))
                .is_some_and(|(_, key)| key == "role")
        })
        .map(|passage| Role {
            passage,
            text: passage.text.trim(),
            sound: sound(passage.text),
        })
        .collect();
    let mut spellings: IndexMap<&str, Vec<(&Passage<'_>, &str)>> = IndexMap::new();
    for role in &roles {
        spellings
            .entry(&role.sound)
            .or_default()
            .push((role.passage, role.text));
    }
    let mut findings = Vec::new();
    for alike in spellings.values() {
        let count = |spelling: &str| alike.iter().filter(|(_, role)| *role == spelling).count();
        // Of equals the first one counts.
        let Some((main_place, main)) = alike.iter().rev().max_by_key(|(_, role)| count(role))
        else {
            continue;
        };
        for (passage, role) in alike.iter().filter(|(_, role)| role != main) {
            let message = format!("`{role}` is written `{main}` elsewhere");
            let finding = RULE
                .finding(passage.place, message)
                .related(main_place.place, format!("`{main}`"))
                .help("Write a role in one way throughout.");
            findings.push(spot(subject, passage, &whole(passage, role)).fixed(finding, main));
        }
    }
    findings.extend(roles.iter().filter_map(|role| joined(role, &roles)));
    findings
}

/// A role of `people`.
struct Role<'s, 'a> {
    passage: &'s Passage<'a>,
    text: &'s str,
    sound: String,
}

/// "DSL/Prevent Lead" beside "Prevent Lead": one person by two names, or two people?
fn joined(role: &Role<'_, '_>, roles: &[Role<'_, '_>]) -> Option<Diagnostic> {
    let text = role.text;
    let named = text.split('(').next().unwrap_or(text); // initials may follow
    let expanded = |part: &str| match TABLE.expanded.get(part) {
        Some(words) => sound(words),
        None => sound(part),
    };
    let parts: Vec<String> = named
        .split(['/', '&'])
        .map(|part| expanded(part.trim()))
        .collect();
    let other = roles.iter().find(|other| {
        other.text != text && parts.contains(&other.sound) && other.sound != role.sound
    })?;
    let (role, passage, other_passage, other) = (text, role.passage, other.passage, other.text);
    let message = if parts.len() > 1 {
        format!("`{role}` joins two roles, and `{other}` stands by itself elsewhere")
    } else {
        format!("`{role}` is written `{other}` elsewhere")
    };
    Some(
        RULE.finding(passage.place, message)
            .related(other_passage.place, format!("`{other}`"))
            .help("If they are the same person, use one entry of `people` for both; otherwise write the role in full."),
    )
}

/// Where a role stands within its value.
fn whole(passage: &Passage<'_>, role: &str) -> std::ops::Range<usize> {
    let start = passage.text.find(role).unwrap_or(0);
    start..start + role.len()
}

/// The letters of a role, without capitals, spaces and hyphens.
fn sound(role: &str) -> String {
    role.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How the words of a role are written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// With capitals: "Prevent Lead".
    Large,
    /// Without: "Prevent lead".
    Small,
    /// Some with and some without: "prevent Lead".
    Mixed,
}

/// Roles that sentences speak of. What takes its words from `people` is left to those.
fn of_texts(subject: &Subject<'_>) -> Vec<Diagnostic> {
    type Spoken<'s, 'a> = Vec<(Letters, &'s Passage<'a>, &'s Scan, &'s Hit)>;
    let mut spoken: IndexMap<usize, Spoken<'_, '_>> = IndexMap::new();
    for (passage, scan, hit) in hits(subject) {
        if let Of::Role(role) = hit.of
            && passage.kind == PassageKind::Prose
            && !within_longer(scan, hit)
            && let Some(letters) = letters(passage, scan, hit)
            && is_written(passage, scan, hit)
        {
            let uses = spoken.entry(role).or_default();
            uses.push((letters, passage, scan, hit));
        }
    }
    let mut findings = Vec::new();
    for uses in spoken.values() {
        let count = |letters: Letters| uses.iter().filter(|(other, ..)| *other == letters).count();
        let Some((main, main_passage, main_scan, main_hit)) = uses
            .iter()
            .rev()
            .max_by_key(|(letters, ..)| count(*letters))
        else {
            continue;
        };
        let main_range = main_scan.range(&main_hit.whole);
        let main_words = &main_passage.text[main_range.clone()];
        let Some((_, passage, scan, hit)) = uses.iter().find(|(letters, ..)| letters != main)
        else {
            continue;
        };
        let range = scan.range(&hit.whole);
        let words = &passage.text[range.clone()];
        let message = format!("`{words}` is written `{main_words}` elsewhere");
        let finding = RULE.note(spot(subject, passage, &range).place, message);
        findings.push(
            finding
                .related(
                    spot(subject, main_passage, &main_range).place,
                    format!("`{main_words}`"),
                )
                .help("Write a role in one way throughout."),
        );
    }
    findings
}

fn within_longer(scan: &Scan, hit: &Hit) -> bool {
    scan.hits.iter().any(|other| {
        matches!(other.of, Of::Role(_))
            && other.whole.len() > hit.whole.len()
            && other.whole.start <= hit.whole.start
            && other.whole.end >= hit.whole.end
    })
}

/// Whether the words were written in the text itself.
fn is_written(passage: &Passage<'_>, scan: &Scan, hit: &Hit) -> bool {
    passage.written == passage.text
        || passage
            .written
            .contains(&passage.text[scan.range(&hit.whole)])
}

/// `None` where the words stand in a way that says nothing.
fn letters(passage: &Passage<'_>, scan: &Scan, hit: &Hit) -> Option<Letters> {
    let mut large = hit
        .whole
        .clone()
        .map(|at| scan.word(passage.text, at).starts_with(char::is_uppercase));
    let first = large.next()?;
    let word = scan.word(passage.text, hit.whole.start).to_lowercase();
    let is_proper = matches!(word.as_str(), "prevent" | "channel");
    let rest: Vec<bool> = large.collect();
    let (all, none) = (rest.iter().all(|large| *large), !rest.contains(&true));
    let says_nothing = scan.tokens[hit.whole.start].starts() || is_proper && first;
    Some(match (first, all, none) {
        (_, true, _) if says_nothing || first => Letters::Large,
        (_, _, true) if says_nothing || !first && !is_proper => Letters::Small,
        _ => Letters::Mixed,
    })
}
