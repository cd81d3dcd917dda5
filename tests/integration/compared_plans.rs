//! What changed between two issues of a plan, told as people would tell it.

use std::sync::Arc;

use dutybound::compare::{Changed, ChangedValue, PlanComparison, PlanVersion, compare_plans};
use dutybound::diagnostic::Sources;
use dutybound::edition::Inherited;
use dutybound::guidance::Register;
use dutybound::merge::merge;
use dutybound::source::parse;
use dutybound::wording::{Engine, expand};

const TRUST: &str = "\
id: trust
organisation: { kind: trust, name: Trust, words: { learner: learner } }
people:
  head: { name: Ada Quill, role: Headteacher }
  dsl: { name: Ben Sorrel, role: Designated Safeguarding Lead }
plan:
  title: Plan
  period: 2026/27
  references: [prevent-duty-guidance-2023]
  areas:
    - id: lead
      title: Leadership
      actions:
        - { id: values, text: Write the statement of values., lead: head, deadline: 2027-02-26 }
        - { id: risk, text: Write the risk assessment., lead: dsl }
        - { id: train, text: Train all staff., lead: dsl }
    - id: work
      title: Partnership
      actions:
        - { id: forum, text: Meet the forum. }
";

const SCHOOL: &str = "\
id: oak
organisation: { kind: school, name: Oak School, words: { learner: pupil } }
plan:
  approval: { approved_by: Governors, approved_on: 2026-11-05 }
  areas:
    - id: lead
      actions:
        - id: values
          reviews: [{ on: 2026-10, rag: red, note: Begun. }]
";

struct Finished {
    version: PlanVersion,
    inherited: Inherited,
}

fn finished(trust: &str, school: &str) -> Finished {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let register = Arc::new(Register::builtin(&mut sources, &mut faults));
    let mut read =
        |name, text: &str| parse(name, text.as_bytes(), &mut sources, &mut faults).unwrap();
    let (trust, school) = (read("trust.yaml", trust), read("school.yaml", school));
    let merged = merge(&trust, &[&school]);
    assert!(merged.diagnostics.is_empty(), "{:?}", merged.diagnostics);
    let (profile, filled, found) = expand(&merged.node, &Engine::strict(), &sources, &register);
    assert!(found.is_empty(), "{found:?}");
    let mut profile = profile.unwrap().with_defaults();
    profile.guidance = register.referenced(&profile.plan.references).0;
    Finished {
        version: PlanVersion {
            filled,
            profile: Arc::new(profile),
        },
        inherited: Inherited::of(
            &merged.node,
            &[(trust.place.file, "trust.yaml".into())],
            &merged.changes,
        ),
    }
}

fn compared(old: &Finished, new: &Finished) -> PlanComparison {
    compare_plans(&old.version, &new.version, &|path, changed| {
        new.inherited.is_own_doing(
            Some(&old.inherited),
            path,
            matches!(changed, Changed::Removed { .. }),
        )
    })
}

/// The changes, a line each: "Leadership / Write the statement of values. / Deadline: 26 February 2027 → … (own)".
fn changed(trust: &str, school: &str) -> Vec<String> {
    let (old, new) = (finished(TRUST, SCHOOL), finished(trust, school));
    let found = compared(&old, &new);
    let line = |change: &ChangedValue| {
        let at = [change.area.as_deref(), change.item.as_deref()];
        let at: Vec<&str> = at.into_iter().flatten().collect();
        let how = match &change.changed {
            Changed::Added { new } => format!("+ {new}"),
            Changed::Removed { old } => format!("- {old}"),
            Changed::Moved { after } => format!("after {}", after.as_deref().unwrap_or("nothing")),
            Changed::Reworded { old, new } => format!("{old} => {new}"),
            Changed::Replaced { old, new } => format!("{old} -> {new}"),
        };
        format!(
            "{} | {}: {how} ({})",
            at.join(" / "),
            change.what,
            change.origin.words()
        )
    };
    found.changes.iter().map(line).collect()
}

#[test]
fn the_same_plan_has_no_changes() {
    assert_eq!(changed(TRUST, SCHOOL), Vec::<String>::new());
}

#[test]
fn properties_are_told_as_clearly_as_words() {
    let trust = TRUST
        .replace(
            "lead: head, deadline: 2027-02-26",
            "lead: dsl, deadline: 2027-03-12",
        )
        .replace(
            "[prevent-duty-guidance-2023]",
            "[prevent-duty-guidance-2023, ctsa-2015]",
        );
    let school = SCHOOL
        .replace(
            "approved_on: 2026-11-05",
            "approved_on: 2026-11-12, minute: LGB 26/41",
        )
        .replace(
            "note: Begun. }]",
            "note: Begun. }, { on: 2026-12, rag: amber, note: Half done. }]",
        );
    let found = changed(&trust, &school);
    for line in [
        " | Approved on: 5 November 2026 -> 12 November 2026 (its own)",
        " | Minute: + LGB 26/41 (its own)",
        "Leadership / Write the statement of values. | Deadline: 26 February 2027 -> 12 March 2027 (taken over)",
        "Leadership / Write the statement of values. | Lead: Ada Quill (Headteacher) -> Ben Sorrel (Designated Safeguarding Lead) (taken over)",
    ] {
        assert!(
            found.iter().any(|found| found == line),
            "{line}: {found:#?}"
        );
    }
    assert!(
        found
            .iter()
            .any(|line| line.contains("| Guidance: + Counter-Terrorism and Security Act")),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|line| line.contains("| Review: + December 2026, Amber, Half done. (its own)")),
        "{found:#?}"
    );
}

#[test]
fn entries_are_matched_by_id() {
    let trust = TRUST
        .replace("        - { id: forum, text: Meet the forum. }\n", "")
        .replace(
            "        - { id: values, ",
            "        - { id: train, text: Train every member of staff., lead: dsl }\n        - { id: values, ",
        )
        .replace("        - { id: train, text: Train all staff., lead: dsl }\n", "");
    let school = SCHOOL.replace(
        "        - id: values\n",
        "        - { id: own, text: Ask the families. }\n        - id: values\n",
    );
    let found = changed(&trust, &school);
    assert_eq!(
        found,
        [
            "Leadership / Train every member of staff. | Action: after nothing (taken over)",
            "Leadership / Train every member of staff. | Wording: Train all staff. => Train every member of staff. (taken over)",
            "Leadership / Ask the families. | Action: + Ask the families. (its own)",
            "Partnership / Meet the forum. | Action: - Meet the forum. (taken over)",
        ]
    );
}

#[test]
fn what_a_school_removes_is_its_own() {
    let school = SCHOOL.replace(
        "        - id: values\n",
        "        - { id: risk, remove: true, reason: Held by the trust. }\n        - id: values\n",
    );
    assert_eq!(
        changed(TRUST, &school),
        [
            "Leadership / Write the risk assessment. | Action: - Write the risk assessment. (its own)"
        ]
    );
}

#[test]
fn ratings_move() {
    let (old, new) = (
        finished(TRUST, SCHOOL),
        finished(TRUST, &SCHOOL.replace("rag: red", "rag: green")),
    );
    let movement = compared(&old, &new).rag;
    assert_eq!((movement.old, movement.new), ([1, 0, 0, 3], [0, 0, 1, 3]));
    assert_eq!(
        (movement.better, movement.worse, movement.is_rated()),
        (1, 0, true)
    );
}

#[test]
fn what_is_due_later_is_told_within_a_period() {
    let later = TRUST.replace("deadline: 2027-02-26", "deadline: 2027-03-12");
    let postponed = |trust: &str| {
        let (old, new) = (finished(TRUST, SCHOOL), finished(trust, SCHOOL));
        compared(&old, &new).postponed
    };
    assert_eq!(postponed(&later), ["Write the statement of values."]);
    assert_eq!(
        postponed(&later.replace("2027-03-12", "2027-01-12")),
        [""; 0]
    );
    assert_eq!(postponed(&later.replace("2026/27", "2027/28")), [""; 0]);
}
