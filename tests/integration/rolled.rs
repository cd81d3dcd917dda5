//! What rolling a plan forward changes in one file, and what it leaves to people.

use dutybound::edit::edits;
use dutybound::model::{Completed, Period};
use dutybound::reprint::{Inheritance, Roll, Shift, roll};
use dutybound::workspace::Workspace;

const HEAD: &str = "\
id: oak
organisation: { kind: school, name: Oak School }
plan:
  title: Prevent plan
";

/// Some files, the first of which is rolled forward from 2026/27 to 2027/28.
struct Files {
    all: Vec<(&'static str, String)>,
    completed: Completed,
    gives_period: bool,
    has_edition: bool,
    is_taken_over: bool,
}

fn plan(lines: &str) -> Files {
    Files {
        all: vec![("oak.yaml", format!("{HEAD}{lines}"))],
        completed: Completed::Embedded,
        gives_period: false,
        has_edition: true,
        is_taken_over: false,
    }
}

/// A school's own lines below those of a trust.
fn below(trust: &str, school: &str) -> Files {
    let trust = format!("id: river\norganisation: {{ kind: trust, name: River Trust }}\n{trust}");
    let school = format!(
        "extends: river.yaml\n{}{school}",
        HEAD.replace("  title: Prevent plan\n", "")
    );
    Files {
        all: vec![("oak.yaml", school), ("river.yaml", trust)],
        gives_period: true,
        ..plan("")
    }
}

/// What changes, a line each, and what is to do.
struct Made {
    lines: Vec<String>,
    to_do: Vec<String>,
    /// The file with the changes.
    text: String,
}

impl Files {
    fn rolled(&self) -> Made {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in &self.all {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let workspace = Workspace::open(folder.path()).unwrap();
        let resolved = workspace.resolve("oak").unwrap();
        assert!(
            resolved.diagnostics.is_empty(),
            "{:?}",
            resolved.diagnostics
        );
        let profile = resolved.profile.unwrap();
        let (_, own) = workspace.plan_file(profile.id.place.file).unwrap();
        let above = resolved
            .extends
            .iter()
            .map(|(file, _)| workspace.plan_file(*file).unwrap().1);
        let inheritance = Inheritance {
            files: above.collect(),
            gives_period: self.gives_period,
            has_edition: self.has_edition,
            is_taken_over: self.is_taken_over,
        };
        let period = |text: &str| text.parse::<Period>().unwrap();
        let shift = Shift::new(period("2026/27"), period("2027/28")).unwrap();
        let Roll { lines, to_do } = roll(
            own,
            &resolved.merged,
            &profile,
            shift,
            &inheritance,
            self.completed,
        );
        let changes: Vec<_> = lines.iter().map(|line| line.change.clone()).collect();
        let (name, before) = &self.all[0];
        let mut text = before.clone();
        for splice in edits(name, before, &changes).unwrap().into_iter().rev() {
            text.replace_range(splice.start..splice.end, &splice.with);
        }
        let shown = |value: Option<&String>| value.map_or("-", String::as_str).to_string();
        let lines = lines.iter().map(|line| {
            format!(
                "{}: {} > {}",
                line.what,
                shown(line.old.as_ref()),
                shown(line.new.as_ref())
            )
        });
        Made {
            lines: lines.collect(),
            to_do: to_do.into_iter().map(|to_do| to_do.text).collect(),
            text,
        }
    }
}

const APPROVED: &str = "  period: 2026/27
  version: v1.2   # of the governors
  approval:
    # The clerk writes this.
    approved_by: Governing Body
    approved_on: 2026-11-05
    minute: GB 26/41
    last_reviewed_on: 2026-10
    review_every: 1 year
    review_on: 2027-11-05
";

#[test]
fn the_approval_is_given_anew_and_becomes_the_last_review() {
    let made = plan(APPROVED).rolled();
    assert_eq!(
        made.lines,
        [
            "Period: 2026/27 > 2027/28",
            "Last reviewed on: 2026-10 > 2026-11-05",
            "Approved by: Governing Body > -",
            "Approved on: 2026-11-05 > -",
            "Minute: GB 26/41 > -",
            "Next review due by: 2027-11-05 > -",
            "Version: v1.2 > v2.0",
        ]
    );
    assert_eq!(made.to_do, Vec::<String>::new());
    let expected = format!(
        "{HEAD}  period: 2027/28\n  version: v2.0   # of the governors\n  approval:\n    # The clerk writes this.\n    \
         last_reviewed_on: 2026-11-05\n    review_every: 1 year\n"
    );
    assert_eq!(made.text, expected);
}

#[test]
fn a_review_that_is_later_than_the_approval_stays_the_last_one() {
    let made = plan("  period: 2026/27\n  approval:\n    approved_by: Board\n    approved_on: 2026-10\n    last_reviewed_on: 2027-02-01\n    review_on: 2027-10\n").rolled();
    assert!(
        made.text.contains("last_reviewed_on: 2027-02-01\n"),
        "{}",
        made.text
    );
    assert!(
        made.text.contains("review_on: 2028-10\n"),
        "nothing says how often: {}",
        made.text
    );
}

#[test]
fn what_was_approved_and_is_no_edition_goes_into_the_history() {
    let files = Files {
        has_edition: false,
        ..plan(APPROVED)
    };
    let made = files.rolled();
    assert!(
        made.lines
            .contains(&"Earlier versions: - > v1.2, 2026-11-05, Governing Body".to_string())
    );
    assert!(made.text.contains("version: v1.2\n"), "{}", made.text);
    assert!(made.text.contains("Minute GB 26/41."), "{}", made.text);
    assert_eq!(made.to_do.len(), 1);
    assert!(
        made.to_do[0].contains("there is no edition of it"),
        "{}",
        made.to_do[0]
    );

    let known = format!("{APPROVED}  history:\n    - {{ version: v1.2, on: 2026-11-05 }}\n");
    let files = Files {
        has_edition: false,
        ..plan(&known)
    };
    let made = files.rolled();
    assert!(
        !made.lines.iter().any(|line| line.starts_with("Earlier")),
        "{:?}",
        made.lines
    );
}

#[test]
fn a_plan_that_was_never_approved_says_so() {
    let made = plan("  period: 2026/27\n  version: second edition\n").rolled();
    assert_eq!(made.lines, ["Period: 2026/27 > 2027/28"]);
    assert_eq!(
        made.to_do,
        [
            "The plan of 2026/27 was never approved, so nothing of it is archived: say in the minutes what became of it.",
            "Give the plan its next version: what comes after `second edition` is for you to say.",
        ]
    );
}

#[test]
fn the_period_is_written_where_it_is_not_inherited_from_a_file_that_is_rolled_too() {
    let trust = "plan:\n  title: Plan\n  period: 2026/27\n";
    let school = "  version: \"3\"\n";
    assert_eq!(below(trust, school).rolled().lines, ["Version: 3 > 4"]);
    let alone = Files {
        gives_period: false,
        ..below(trust, school)
    };
    assert_eq!(
        alone.rolled().lines,
        ["Period: 2026/27 > 2027/28", "Version: 3 > 4"]
    );
    let own = below(trust, "  period: 2026/27\n");
    assert_eq!(own.rolled().lines, ["Period: 2026/27 > 2027/28"]);
}

const WORK: &str = "  period: 2026/27
  updated_on: 2026-11-13
  actions_review_on: 2027-02-08
  areas:
    - id: leading
      title: Leading
      deadline: 2026/27
      progress: Begun.
      actions:
        - { id: audit, text: Do the audit., deadline: 2027-01-15, frequency: each year, start: 2026-10-12 }
        - { id: values, text: Agree our values., deadline: Spring term 2027, rag: amber, reviews: [] }
        - id: forum
          text: Meet the forum.
          start: 2026-10-12
          deadline: 2027-02-26  # agreed in June
          reviews:
            - { on: 2026-11-05, rag: red }
        - { id: poster, text: Put the poster up., deadline: 2026-12-01, rag: green }
        - { id: later, text: Plan the visit., deadline: 2027-09-03 }
        - { id: each, text: Tell new staff., deadline: on joining }
";

#[test]
fn dates_that_are_relative_to_the_year_move_and_others_are_for_people() {
    let made = plan(WORK).rolled();
    assert_eq!(
        made.lines,
        [
            "Period: 2026/27 > 2027/28",
            "Last updated on: 2026-11-13 > -",
            "Actions reviewed on: 2027-02-08 > 2028-02-08",
            "Deadline of “Leading”: 2026/27 > 2027/28",
            "Start of “Do the audit”: 2026-10-12 > 2027-10-12",
            "Deadline of “Do the audit”: 2027-01-15 > 2028-01-15",
            "Deadline of “Agree our values”: Spring term 2027 > Spring term 2028",
        ]
    );
    assert_eq!(
        made.to_do[1..],
        [
            "Bring the progress of “Leading” up to date: it speaks of 2026/27.",
            "Deadline of “Meet the forum” was 26 February 2027. Nothing says that it is done: give it a new date, or say when it was completed.",
            "Deadline of “Put the poster up” was 1 December 2026. It is rated green: say when it was completed, or give it a new date.",
        ]
    );
    assert!(made.text.contains("deadline: 2027-02-26  # agreed in June\n          reviews:\n            - { on: 2026-11-05, rag: red }\n"));
}

const DONE: &str = "  period: 2026/27
  areas:
    - id: leading
      title: Leading
      actions:
        - id: policy
          text: Review the policy.
          deadline: 2026-12-01
          completed: 2026-11-20
        - id: forum
          text: Meet the forum.
      expectations:
        - id: known
          text: Leads are known.
          actions:
            - { id: poster, text: Put the poster up., completed: 2026-11-21 }
";

#[test]
fn what_is_done_becomes_embedded_practice_and_leaves_the_plan() {
    let made = plan(DONE).rolled();
    assert_eq!(
        made.lines[1..],
        [
            "“Review the policy”: completed 20 November 2026 > embedded practice since 2026/27",
            "“Put the poster up”: completed 21 November 2026 > embedded practice since 2026/27",
        ]
    );
    assert!(
        made.text.contains(
            "          completed: 2026-11-20\n          embedded: 2026/27\n        - id: forum\n"
        ),
        "{}",
        made.text
    );
    let again = Files {
        all: vec![("oak.yaml", made.text.clone())],
        ..plan("")
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("oak.yaml"), &made.text).unwrap();
    let profile = Workspace::open(folder.path())
        .unwrap()
        .resolve("oak")
        .unwrap()
        .profile
        .unwrap();
    let left: Vec<&str> = profile
        .plan
        .actions()
        .map(|action| action.id.as_str())
        .collect();
    assert_eq!(left, ["forum"]);
    assert_eq!(profile.plan.embedded().count(), 2);
    let made = again.rolled();
    assert_eq!(
        (made.lines, made.to_do),
        (Vec::new(), Vec::new()),
        "a second time"
    );
}

#[test]
fn what_is_done_can_be_left_out() {
    let files = Files {
        completed: Completed::Dropped,
        ..plan(DONE)
    };
    let made = files.rolled();
    assert_eq!(
        made.lines[1..],
        [
            "“Review the policy”: completed 20 November 2026 > -",
            "“Put the poster up”: completed 21 November 2026 > -",
        ]
    );
    assert!(
        !made.text.contains("policy") && !made.text.contains("poster"),
        "{}",
        made.text
    );
    assert!(made.text.contains("- id: forum\n"));
}

#[test]
fn what_others_need_is_not_left_out() {
    let taken_over = Files {
        completed: Completed::Dropped,
        is_taken_over: true,
        ..plan(DONE)
    };
    assert!(taken_over.rolled().text.contains("embedded: 2026/27"));
    let leant_on = DONE.replace(
        "text: Meet the forum.",
        "text: Meet the forum.\n          after: policy",
    );
    let trust = "plan:\n  title: Plan\n  period: 2026/27\n";
    let leant_on = leant_on.replace("  period: 2026/27\n", "");
    let files = Files {
        completed: Completed::Dropped,
        ..below(trust, &leant_on)
    };
    let text = files.rolled().text;
    assert!(
        text.contains("id: policy") && !text.contains("poster"),
        "{text}"
    );
}

const TRUST: &str = "\
plan:
  title: Plan
  period: 2026/27
  areas:
    - id: leading
      title: Leading
      actions:
        - { id: policy, text: Review the policy., completed: 2026-10-01 }
        - { id: forum, text: Meet the forum. }
";

const SCHOOL: &str = "  areas:
    - id: leading
      actions:
        - { id: policy, completed: 2026-11-20 }
        - { id: forum, text: Meet the local forum., reason: Ours is local., completed: 2026-11-21 }
";

#[test]
fn an_inherited_action_that_is_done_is_removed_with_the_reason() {
    let files = Files {
        completed: Completed::Dropped,
        ..below(TRUST, SCHOOL)
    };
    let made = files.rolled();
    assert_eq!(
        made.lines,
        [
            "“Review the policy”: completed 20 November 2026 > -",
            "Reason why “Review the policy” is left out: - > Completed in 2026/27.",
            "“Meet the local forum”: completed 21 November 2026 > -",
            "Reason why “Meet the local forum” is left out: Ours is local. > Completed in 2026/27.",
        ]
    );
    let after = Files {
        all: vec![("oak.yaml", made.text), files.all[1].clone()],
        ..plan("")
    };
    assert!(
        after.rolled().text.contains("remove: true"),
        "it can be read again, without faults"
    );
}

#[test]
fn a_locked_action_is_not_removed() {
    for lock in ["lock: wording", "lock: all"] {
        let trust = TRUST.replace("{ id: policy,", &format!("{{ id: policy, {lock},"));
        let school = if lock == "lock: all" {
            SCHOOL.replace("        - { id: policy, completed: 2026-11-20 }\n", "")
        } else {
            SCHOOL.to_string()
        };
        let files = Files {
            completed: Completed::Dropped,
            ..below(&trust, &school)
        };
        let text = files.rolled().text;
        assert!(
            !text.contains("id: policy, completed: 2026-11-20, remove"),
            "{text}"
        );
        assert!(text.contains("remove: true"), "the other one: {text}");
    }
    let area = TRUST.replace(
        "      title: Leading",
        "      title: Leading\n      lock: wording",
    );
    let files = Files {
        completed: Completed::Dropped,
        ..below(
            &area,
            &SCHOOL.replace("text: Meet the local forum., reason: Ours is local., ", ""),
        )
    };
    assert!(!files.rolled().text.contains("remove"));
}

#[test]
fn what_the_trust_has_done_is_still_to_be_done_in_its_schools() {
    let trust = TRUST.replace(
        "completed: 2026-10-01",
        "completed: 2026-10-01, embedded: 2026/27",
    );
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in below(&trust, "  areas: []\n").all {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let workspace = Workspace::open(folder.path()).unwrap();
    let actions = |id: &str| {
        workspace
            .resolve(id)
            .unwrap()
            .profile
            .unwrap()
            .plan
            .actions()
            .count()
    };
    assert_eq!((actions("river"), actions("oak")), (1, 2));
}
