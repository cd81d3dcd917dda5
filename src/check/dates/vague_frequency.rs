//! A word for how often that nobody can check.

use crate::check::phrases::{last_of, phrases};
use crate::check::{Example, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::often::frequencies;
use super::record::reports_what_happened;

pub(super) const RULE: Rule = Rule {
    code: "vague-frequency",
    severity: Severity::Note,
    usual: Usual::Off,
    about: "a word such as regularly, which nobody can check",
    why: "What is to be done regularly is never late.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: online
      title: Online safety
      actions:
        - { id: filter, text: Test the filter regularly. }
        #                                     ^
        - { id: alerts, text: Read the alerts., frequency: as appropriate }
        #                                                  ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: online
      title: Online safety
      actions:
        - { id: filter, text: Test the filter each half-term. }
        - { id: alerts, text: Read the alerts., frequency: every school day }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts = subject
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Prose && !reports_what_happened(passage));
    let in_texts = texts.filter_map(|passage| {
        let vague = &passage.reading.vague;
        let found = vague.get_or_init(|| last_of(passage.text, &phrases().vague_frequency));
        let range = found.as_ref()?;
        Some((subject.place(passage, range), &passage.text[range.clone()]))
    });
    let in_plan = frequencies(&subject.profile.plan).filter_map(|(place, text)| {
        let range = last_of(text, &phrases().vague_frequency)?;
        Some((subject.sources.narrow(place, text, &range), &text[range]))
    });
    in_texts
        .chain(in_plan)
        .map(|(place, words)| {
            RULE.finding(place, format!("`{words}` does not say how often"))
                .help(
                    "Write how often, such as each half-term, or when, such as after an incident.",
                )
        })
        .collect()
}
