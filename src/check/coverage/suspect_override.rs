//! An organisation says something in words of its own, and what it took over there has changed since.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::upstream::{Override, beginning, excerpts};

pub(super) const RULE: Rule = Rule {
    code: "suspect-override",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "what a school says in its own way was changed in the plan that it takes over, since the school last looked",
    why: "A school's own words stay as they are when the trust changes the text that they replaced, so a new duty can pass it by.",
    example: Example {
        wrong: "\
extends: trust.yaml
plan:
  areas:
    - id: leading
      actions:
        - id: policy
          text: Review the policy with governors each May.
          #     ^
          reason: Our governors meet in May.
          seen: { text: 780c2470c114ea10 }     # from when the trust said: Review the policy each year.
# trust.yaml:
plan:
  title: Prevent action plan
  areas:
    - id: leading
      title: Leading
      actions:
        - { id: policy, text: Review the policy each year and after any serious incident. }
",
        right: "\
extends: trust.yaml
plan:
  areas:
    - id: leading
      actions:
        - id: policy
          text: Review the policy with governors each May and after any serious incident.
          reason: Our governors meet in May.
          seen: { text: 3a49ea5059e5dad1 }
# trust.yaml:
plan:
  title: Prevent action plan
  areas:
    - id: leading
      title: Leading
      actions:
        - { id: policy, text: Review the policy each year and after any serious incident. }
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let id = subject.profile.id.value.as_str();
    let suspect = subject.overrides.iter().filter(|over| over.is_suspect());
    suspect.map(|over| finding(over, id)).collect()
}

fn finding(over: &Override, id: &str) -> Diagnostic {
    let message = match (&over.own, &over.now) {
        (Some(_), Some(_)) => "what this replaces has changed since it was last looked at",
        (None, Some(_)) => "what is taken out here has changed since it was last looked at",
        (Some(_), None) => "what this replaces is no longer in the file that it comes from",
        (None, None) => "what is taken out here is no longer in the file that it comes from",
    };
    let now = over.says_now();
    let said = match (over.said_then(), &over.now) {
        (Some(then), Some(_)) => {
            let (then, now) = excerpts(then, &now);
            format!("It said “{then}”, and says “{now}” now. ")
        }
        (Some(then), None) => format!("It said “{}”. ", beginning(then)),
        (None, Some(_)) => format!("It says “{}” now. ", beginning(&now)),
        (None, None) => String::new(),
    };
    let finding = RULE.finding(over.place, message);
    let finding = match &over.now {
        Some(now) => finding.related(now.place, "what it says now"),
        None => finding,
    };
    finding.help(format!(
        "{said}`dutybound upstream {id}` shows both, and there you keep your words, take the others or merge the two."
    ))
}
