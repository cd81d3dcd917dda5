//! A text that speaks of this place stands, nearly word for word, where another place is spoken of.
//!
//! Within one plan, the local picture of risk is compared with the national one. The pictures of several schools are
//! compared once all of them were checked: see [`shared`].

use crate::check::alike::{NEARLY, Runs, groups};
use crate::check::{Example, Rule, Subject, Usual, settings};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Profile;

pub(super) const RULE: Rule = Rule {
    code: "shared-local-text",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the local picture of risk is nearly word for word that of another school, or of the whole country",
    why: "Risk that is the same everywhere says nothing about this place, and an inspector who reads two plans sees it.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  context:
    national: People act alone or in loose groups, and most of the contact between them is made online.
    local: People act alone or in loose groups, and most of the contact between them is made online.
#          ^
",
        right: "\
plan:
  title: Prevent action plan
  context:
    national: People act alone or in loose groups, and most of the contact between them is made online.
    local: Stickers of a far-right group were found at two bus stops near the school in May and in June.
",
    },
    find,
};

const HELP: &str = "Say what is known of this place: what was reported or found here, what the local authority and the police \
     told you, and what pupils speak of.";

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let context = &subject.profile.plan.context;
    let (Some(local), Some(national)) = (&context.local, &context.national) else {
        return Vec::new();
    };
    let names = names(subject.profile);
    let runs = Runs::of(local, &names).zip(Runs::of(national, &names));
    let alike = runs.is_some_and(|(local, national)| local.likeness(&national) >= NEARLY);
    let finding = alike.then(|| {
        RULE.finding(
            local.place,
            "the local picture of risk has nearly the same words as the national one",
        )
        .related(national.place, "the national one")
        .help(HELP)
    });
    finding.into_iter().collect()
}

/// The words that stand for an organisation and tell two texts apart without saying anything.
fn names(profile: &Profile) -> [&str; 2] {
    [
        &profile.organisation.name,
        profile.organisation.short_name(),
    ]
}

/// What one organisation says of its own place.
#[derive(Clone, Debug)]
pub struct LocalText {
    /// Where it says so.
    pub place: Place,
    runs: Runs,
    severity: Severity,
}

/// What an organisation says of its own place; `None` where it says nothing or too little, or has switched the rule off.
#[must_use]
pub fn local_text(profile: &Profile) -> Option<LocalText> {
    let severity = settings::severity(&RULE, RULE.severity, profile)?;
    let local = profile.plan.context.local.as_ref()?;
    Some(LocalText {
        place: local.place,
        runs: Runs::of(local, &names(profile))?,
        severity,
    })
}

/// What several organisations say of their own places in nearly the same words: for each a finding, with its place in
/// the list.
#[must_use]
pub fn shared(texts: &[(&str, &LocalText)]) -> Vec<(usize, Diagnostic)> {
    let runs: Vec<&Runs> = texts.iter().map(|(_, text)| &text.runs).collect();
    let mut findings = Vec::new();
    for group in groups(&runs) {
        let same = group.iter().all(|(_, likeness)| *likeness == 100);
        for (index, _) in &group {
            let text = texts[*index].1;
            let mut others = group
                .iter()
                .map(|(other, _)| texts[*other])
                .filter(|(_, other)| other.place != text.place);
            let Some((first, other)) = others.next() else {
                continue; // one text, written once for several organisations
            };
            let whose = match others.count() {
                0 => format!("that of `{first}`"),
                1 => format!("that of `{first}` and of one other"),
                more => format!("that of `{first}` and of {more} others"),
            };
            let how = if same {
                "word for word"
            } else {
                "nearly word for word"
            };
            let finding = RULE
                .finding(
                    text.place,
                    format!("this local picture of risk is {how} {whose}"),
                )
                .related(other.place, format!("that of `{first}`"))
                .help(HELP);
            findings.push((
                *index,
                Diagnostic {
                    severity: text.severity,
                    ..finding
                },
            ));
        }
    }
    findings
}
