//! Evidence supports an area or an action that the plan does not have, or one of several that share an id.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::model::{Supportable, Supported, Text};

pub(super) const RULE: Rule = Rule {
    code: "unknown-support",
    severity: Severity::Error,
    usual: Usual::On,
    about: "`supports` of some evidence names no area and no action, or several",
    why: "The evidence would be shown beside none of the actions that it is kept for.",
    example: Example {
        wrong: "\
evidence:
  - id: briefing-2026
    title: Slides of the staff briefing
    date: 2026-09-02
    link: https://oakfield.example.org/briefing
    supports: [breifing]
    #          ^
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff. }",
        right: "\
evidence:
  - id: briefing-2026
    title: Slides of the staff briefing
    date: 2026-09-02
    link: https://oakfield.example.org/briefing
    supports: [briefing]
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff. }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let named = || profile.evidence.iter().flat_map(|piece| &piece.supports);
    if named().next().is_none() {
        return Vec::new();
    }
    let known = Supportable::of(&profile.plan);
    named().filter_map(|name| of_name(name, &known)).collect()
}

fn of_name(name: &Text, known: &Supportable) -> Option<Diagnostic> {
    match known.named(name) {
        Some(Supported::One(_)) => None,
        Some(Supported::Several(actions)) => {
            let message = format!("several areas have an action called `{}`", name.value);
            let meant = actions.first().map_or("", String::as_str);
            let help = format!("Write the id of the area and a dot before it, such as `{meant}`.");
            Some(RULE.finding(name.place, message).help(help))
        }
        None => {
            let message = format!("there is no area and no action called `{}`", name.value);
            let finding = RULE.finding(name.place, message);
            Some(match nearest(name, known.names()) {
                Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
                None => finding
                    .help("Write the id of an area or of an action of this plan, as it stands behind `id:`."),
            })
        }
    }
}
