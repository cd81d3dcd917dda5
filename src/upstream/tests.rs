use super::*;
use crate::diagnostic::{Diagnostic, Sources};
use crate::merge::{Merged, merge};
use crate::source::parse;

const TRUST: &str = "\
id: trust
plan:
  title: Plan
  period: 2026/27
  areas:
    - id: lead
      title: Leading
      actions:
        - { id: policy, text: Review the policy., deadline: 2027-03, lead: head }
        - { id: forum, text: Go to the forum. }
";

const SCHOOL: &str = "\
extends: trust.yaml
id: oak
plan:
  title: Our plan
  areas:
    - id: lead
      actions:
        - id: policy
          text: Review our policy.
          reason: It is our own.
          deadline: 2027-01
          leads: [head, dsl]
        - { id: forum, remove: yes, reason: None here. }
";

/// Files laid over each other, which stand for a school and its trust at one time.
struct Files {
    own: Node,
    merged: Merged,
}

fn files(trust: &str, school: &str) -> Files {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let mut read =
        |name: &str, text: &str| parse(name, text.as_bytes(), &mut sources, &mut faults).unwrap();
    let (trust, own) = (read("trust.yaml", trust), read("oak.yaml", school));
    let merged = merge(&trust, &[&own]);
    Files { own, merged }
}

impl Files {
    fn overrides(&self, kept: &[Kept]) -> Vec<Override> {
        overrides(&Known {
            own: &self.own,
            merged: &self.merged.node,
            overrides: &self.merged.overrides,
            seen: &self.merged.seen,
            kept,
        })
    }

    /// The paths of what is suspect.
    fn suspect(&self, kept: &[Kept]) -> Vec<String> {
        let all = self.overrides(kept).into_iter();
        all.filter(Override::is_suspect)
            .map(|over| over.path())
            .collect()
    }

    /// What an edition would keep of them.
    fn kept(&self, same_period: bool) -> Kept {
        let mut kept = Kept {
            edition: "1.0".into(),
            same_period,
            ..Kept::default()
        };
        for over in self.overrides(&[]) {
            let of_kind = match over.own {
                Some(_) => &mut kept.replaced,
                None => &mut kept.removed,
            };
            of_kind.insert(over.path(), over.says_now());
        }
        kept
    }
}

const POLICY: &str = "plan.areas.lead.actions.policy";

#[test]
fn every_kind_of_override_is_found_in_the_order_of_the_file() {
    let files = files(TRUST, SCHOOL);
    assert_eq!(files.merged.diagnostics, Vec::<Diagnostic>::new());
    let all = files.overrides(&[]);
    let told: Vec<(String, String, String)> = all
        .iter()
        .map(|over| (over.path(), over.says(), over.says_now()))
        .collect();
    let expected = [
        ("plan.title", "Our plan", "Plan"),
        (
            "plan.areas.lead.actions.policy.text",
            "Review our policy.",
            "Review the policy.",
        ),
        (
            "plan.areas.lead.actions.policy.deadline",
            "2027-01",
            "2027-03",
        ),
        (
            "plan.areas.lead.actions.policy.leads",
            "- head\n- dsl\n",
            "head",
        ),
        ("plan.areas.lead.actions.forum", "", "Go to the forum."),
    ];
    let expected = expected.map(|(path, own, now)| (path.into(), own.into(), now.into()));
    assert_eq!(told, expected);
    assert!(all.iter().all(|over| over.then == Then::Unknown));
    assert!(all.iter().all(|over| !over.is_suspect()));
}

#[test]
fn what_changed_since_the_last_edition_is_suspect() {
    let kept = [files(TRUST, SCHOOL).kept(true)];
    assert_eq!(files(TRUST, SCHOOL).suspect(&kept), Vec::<String>::new());
    for (old, new, path) in [
        ("title: Plan", "title: The plan", "plan.title"),
        ("Review the policy.", "Review it.", "policy.text"),
        ("2027-03", "2027-04", "policy.deadline"),
        ("lead: head", "leads: [head, dean]", "policy.leads"),
        ("Go to the forum.", "Lead the forum.", "actions.forum"),
    ] {
        let trust = TRUST.replace(old, new);
        let suspect = files(&trust, SCHOOL).suspect(&kept);
        assert!(
            suspect.len() == 1 && suspect[0].ends_with(path),
            "{path}: {suspect:?}"
        );
    }
    let reflowed = TRUST.replace("text: Review the policy.", "text: \"Review  the policy.\"");
    assert_eq!(
        files(&reflowed, SCHOOL).suspect(&kept),
        Vec::<String>::new()
    );
}

#[test]
fn dates_of_another_period_are_new_for_everybody() {
    let kept = [files(TRUST, SCHOOL).kept(false)];
    let trust = TRUST
        .replace("2027-03", "2028-03")
        .replace("Review the policy.", "Review it.");
    assert_eq!(
        files(&trust, SCHOOL).suspect(&kept),
        [format!("{POLICY}.text")]
    );
}

#[test]
fn what_was_seen_counts_before_any_edition() {
    let seen = |words: &str| {
        let line = format!("seen: {{ text: {} }}", fingerprint(words));
        SCHOOL.replace(
            "reason: It is our own.",
            &format!("reason: Own.\n          {line}"),
        )
    };
    let trust = TRUST.replace("Review the policy.", "Review it.");
    let kept = [files(TRUST, SCHOOL).kept(true)];
    let now = files(&trust, &seen("Review it."));
    assert_eq!(now.merged.diagnostics, Vec::<Diagnostic>::new());
    assert_eq!(now.suspect(&kept), Vec::<String>::new());
    let before = files(&trust, &seen("Review the policy."));
    assert_eq!(before.suspect(&[]), [format!("{POLICY}.text")]);
    let find = |kept: &[Kept]| {
        let mut all = before.overrides(kept).into_iter();
        all.find(Override::is_suspect).unwrap()
    };
    assert_eq!(find(&[]).said_then(), None);
    assert_eq!(find(&kept).said_then(), Some("Review the policy."));
    assert!(
        before
            .merged
            .node
            .get("plan")
            .unwrap()
            .get("seen")
            .is_none(),
        "it is no part of the plan"
    );
}

#[test]
fn what_is_no_longer_inherited_is_told_and_what_was_taken_over_is_not() {
    let kept = [files(TRUST, SCHOOL).kept(true)];
    let without = |part: &str| TRUST.replace(part, "");
    let gone = files(&without(", deadline: 2027-03"), SCHOOL);
    assert_eq!(gone.suspect(&kept), [format!("{POLICY}.deadline")]);
    let whole =
        "        - { id: policy, text: Review the policy., deadline: 2027-03, lead: head }\n";
    let gone = files(&without(whole), SCHOOL);
    assert_eq!(
        gone.suspect(&kept),
        ["text", "deadline", "leads"].map(|key| format!("{POLICY}.{key}"))
    );
    let own = Known {
        own: &gone.own,
        merged: &gone.merged.node,
        overrides: &gone.merged.overrides,
        seen: &gone.merged.seen,
        kept: &kept,
    };
    let way: Vec<String> = format!("{POLICY}.text")
        .split('.')
        .map(String::from)
        .collect();
    assert_eq!(own.entry_of_its_own(&way), Some(way[..5].to_vec()));
    assert_eq!(own.entry_of_its_own(&way[..2]), None);
    let gone = files(
        &without("        - { id: forum, text: Go to the forum. }\n"),
        SCHOOL,
    );
    assert_eq!(gone.suspect(&kept), ["plan.areas.lead.actions.forum"]);
    let same = TRUST.replace("Review the policy.", "Review our policy.");
    assert_eq!(files(&same, SCHOOL).suspect(&kept), Vec::<String>::new());
    let no_edition = files(&without(whole), SCHOOL);
    assert_eq!(no_edition.suspect(&[]), Vec::<String>::new());
}

#[test]
fn what_cannot_be_meant_by_seen_is_said_at_its_place() {
    let said = |seen: &str| {
        let school = SCHOOL.replace(
            "reason: It is our own.",
            &format!("reason: Own.\n          seen: {seen}"),
        );
        let found = files(TRUST, &school).merged.diagnostics;
        let said = found.iter().map(|found| {
            let place = found.place.unwrap();
            (found.code, found.is_error(), place.line, place.column)
        });
        said.collect::<Vec<_>>()
    };
    assert_eq!(said("{ text: 0123456789abcdef }"), []);
    assert_eq!(said("{ text: 0123456789ABCDEF }"), []);
    assert_eq!(said("{ text: 1234567890123456 }"), []);
    assert_eq!(said("0123456789abcdef"), [("merge-seen", false, 11, 17)]);
    assert_eq!(
        said("{ text: 0123456789abcde }"),
        [("merge-seen", false, 11, 25)]
    );
    assert_eq!(
        said("{ text: [0123456789abcdef] }"),
        [("merge-seen", false, 11, 25)]
    );
    assert_eq!(
        said("{ txt: 0123456789abcdef }"),
        [("merge-seen", false, 11, 19)]
    );
    let alone = files(
        &TRUST.replace(
            "title: Plan",
            "title: Plan\n  seen: { title: 0123456789abcdef }",
        ),
        SCHOOL,
    );
    let codes: Vec<&str> = alone
        .merged
        .diagnostics
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, ["merge-seen"]);
}
