//! A key names nothing in `evidence`, so the document would leave it out.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity, nearest};

pub(super) const RULE: Rule = Rule {
    code: "unknown-evidence",
    severity: Severity::Error,
    usual: Usual::On,
    about: "a key names nothing in `evidence`",
    why: "A reader would be sent to evidence that is not listed.",
    example: Example {
        wrong: "\
evidence:
  - { id: briefing-2026, title: Slides of the staff briefing, date: 2026-09-02 }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff., evidence: [briefing] }
        #                                                    ^",
        right: "\
evidence:
  - { id: briefing-2026, title: Slides of the staff briefing, date: 2026-09-02 }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff., evidence: [briefing-2026] }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let known = || profile.evidence.iter().map(|evidence| evidence.id.as_str());
    let cited = profile.plan.areas.iter().flat_map(|area| {
        area.evidence
            .iter()
            .chain(area.with_embedded().flat_map(|action| &action.evidence))
    });
    cited
        .filter(|key| !known().any(|id| id == key.as_str()))
        .map(|key| {
            let finding = RULE.finding(
                key.place,
                format!("there is no evidence called `{}`", key.value),
            );
            match nearest(key, known()) {
                Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
                None => finding.help("Add it to the list `evidence` at the top of the file, with this id and a title."),
            }
        })
        .collect()
}
