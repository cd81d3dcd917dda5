//! An area has more leads than anybody could mean: they are handed down to each of its actions.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::MOST_LEADS;

pub(super) const RULE: Rule = Rule {
    code: "too-many-leads",
    severity: Severity::Error,
    usual: Usual::On,
    about: "an area has more leads than can be handed down",
    why: "Each lead is handed down to every action of the area; thousands of names help nobody.",
    example: Example {
        wrong: "\
people:
  dsl: { role: Designated Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      leads: [
        dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl,
        dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl, dsl,
        dsl,
      # ^
      ]",
        right: "\
people:
  all-staff: { role: All staff }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: all-staff",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let areas = profile.plan.areas.iter();
    let of_areas = areas.clone().map(|area| &area.leads);
    let of_expectations = areas
        .flat_map(|area| &area.expectations)
        .map(|expectation| &expectation.leads);
    of_areas
        .chain(of_expectations)
        .filter_map(|leads| leads.get(MOST_LEADS))
        .map(|lead| {
            let message = format!(
                "this is one lead too many: {MOST_LEADS} are the most that are handed down"
            );
            RULE.finding(lead.place, message)
                .help("Name a group, such as `all-staff`, in `people`, and let it lead.")
        })
        .collect()
}
