use super::*;
use crate::diagnostic::Sources;
use crate::edit::edits;
use crate::merge::{Merged, merge};
use crate::source::parse;
use crate::upstream::overrides;

const TRUST: &str = "\
id: trust
facts: { trained: All staff were trained in May. }
plan:
  title: Plan
  areas:
    - id: lead
      title: Leading
      actions:
        - { id: policy, text: Review the policy., deadline: 2027-03, lead: head }
        - { id: forum, text: Go to the forum. }
        - { id: risks, text: List the risks., custom: { cost: little } }
";

const SCHOOL: &str = "\
extends: trust.yaml   # our trust
id: oak
facts:
  trained: All staff were trained in June.
plan:
  title: Our plan
  areas:
    - id: lead
      progress: Begun.
      actions:
        - id: policy
          text: Review our policy.     # with governors
          reason: It is our own.
          deadline: 2027-01
        - { id: forum, remove: yes, reason: None here. }
        - id: risks
          lead: dean
          custom:
            cost: nothing
";

/// The school's file once decisions are carried out, and what is suspect in it then.
fn decided(
    trust: &str,
    school: &str,
    choices: &[(&str, Choice)],
    reason: Option<&str>,
) -> Result<String, String> {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let mut read =
        |name: &str, text: &str| parse(name, text.as_bytes(), &mut sources, &mut faults).unwrap();
    let (trust, own) = (read("trust.yaml", trust), read("oak.yaml", school));
    let Merged {
        node,
        overrides: replaced,
        seen,
        ..
    } = merge(&trust, &[&own]);
    let known = Known {
        own: &own,
        merged: &node,
        overrides: &replaced,
        seen: &seen,
        kept: &[],
    };
    let all = overrides(&known);
    let found: Result<Vec<_>, Error> = choices
        .iter()
        .map(|(way, choice)| Ok((find(&all, way)?, choice.clone())))
        .collect();
    let said = |error: Error| {
        let Error::Request { message, help } = error else {
            return error.to_string();
        };
        format!("{message} | {}", help.unwrap_or_default())
    };
    let changes = changes(&known, &all, &found.map_err(said)?, reason).map_err(said)?;
    let mut text = school.to_string();
    for splice in edits("oak.yaml", school, &changes)
        .map_err(|why| why.to_string())?
        .iter()
        .rev()
    {
        text.replace_range(splice.start..splice.end, &splice.with);
    }
    Ok(text)
}

/// The lines that differ, old ones with `-` and new ones with `+`.
fn lines(old: &str, new: &str) -> Vec<String> {
    let difference = similar::TextDiff::from_lines(old, new);
    let changed = difference.iter_all_changes();
    changed
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end()))
        .collect()
}

fn made(choices: &[(&str, Choice)], reason: Option<&str>) -> Vec<String> {
    lines(SCHOOL, &decided(TRUST, SCHOOL, choices, reason).unwrap())
}

#[test]
fn who_keeps_the_words_writes_what_was_seen_beside_them() {
    let seen = |words: &str| fingerprint(words);
    assert_eq!(
        made(&[("policy.text", Choice::Keep)], None),
        [
            "+          seen:".to_string(),
            format!("+            text: {}", seen("Review the policy.")),
        ]
    );
    assert_eq!(
        made(
            &[
                ("policy.text", Choice::Keep),
                ("policy.deadline", Choice::Keep)
            ],
            Some("We meet early.")
        ),
        [
            "-          reason: It is our own.".to_string(),
            "+          reason: We meet early.".to_string(),
            "+          seen:".to_string(),
            format!("+            text: {}", seen("Review the policy.")),
            format!("+            deadline: {}", seen("2027-03")),
        ]
    );
    let of_forum = made(&[("forum", Choice::Keep)], None);
    assert!(
        of_forum[1].contains("seen: {remove: ") || of_forum[1].contains("seen: { remove: "),
        "{of_forum:?}"
    );
    let of_custom = made(&[("cost", Choice::Keep), ("trained", Choice::Keep)], None);
    assert!(
        of_custom.iter().any(|line| line.contains("custom.cost: ")),
        "{of_custom:?}"
    );
    assert!(
        of_custom
            .iter()
            .any(|line| line.contains("facts.trained: ")),
        "{of_custom:?}"
    );
    assert_eq!(
        made(&[("plan.title", Choice::Keep)], None),
        [
            "+  seen:".to_string(),
            format!("+    title: {}", seen("Plan")),
        ]
    );
}

#[test]
fn who_takes_the_other_words_leaves_no_trace_of_the_own_ones() {
    assert_eq!(
        made(&[("policy.text", Choice::Take)], None),
        ["-          text: Review our policy.     # with governors"]
    );
    assert_eq!(
        made(
            &[
                ("policy.text", Choice::Take),
                ("policy.deadline", Choice::Take)
            ],
            None
        ),
        [
            "-        - id: policy",
            "-          text: Review our policy.     # with governors",
            "-          reason: It is our own.",
            "-          deadline: 2027-01",
        ]
    );
    assert_eq!(
        made(&[("forum", Choice::Take)], None),
        ["-        - { id: forum, remove: yes, reason: None here. }"]
    );
    assert_eq!(
        made(&[("cost", Choice::Take)], None),
        ["-          custom:", "-            cost: nothing"]
    );
    assert_eq!(
        made(&[("plan.title", Choice::Take)], None),
        ["-  title: Our plan"]
    );
    assert_eq!(
        made(&[("trained", Choice::Take)], None),
        ["-facts:", "-  trained: All staff were trained in June."]
    );
    let kept = decided(
        TRUST,
        SCHOOL,
        &[
            ("policy.text", Choice::Keep),
            ("policy.deadline", Choice::Keep),
        ],
        None,
    )
    .unwrap();
    let taken = decided(TRUST, &kept, &[("policy.text", Choice::Take)], None).unwrap();
    assert!(
        !taken.contains("Review our") && taken.contains("seen:\n            deadline:"),
        "{taken}"
    );
}

#[test]
fn who_merges_writes_new_words_and_why() {
    let new = Choice::Merge("Review our policy: each May.".into());
    assert_eq!(
        made(&[("policy.text", new)], Some("We meet in May.")),
        [
            "-          text: Review our policy.     # with governors".to_string(),
            "-          reason: It is our own.".to_string(),
            "+          text: \"Review our policy: each May.\"     # with governors".to_string(),
            "+          reason: We meet in May.".to_string(),
            "+          seen:".to_string(),
            format!("+            text: {}", fingerprint("Review the policy.")),
        ]
    );
}

#[test]
fn decisions_that_do_not_fit_say_what_does() {
    let said =
        |way: &str, choice: Choice| decided(TRUST, SCHOOL, &[(way, choice)], None).unwrap_err();
    let text = Choice::Merge("x".into());
    assert!(said("forum", text.clone()).contains("nothing to merge"));
    assert!(said("policy.text", Choice::Merge(" ".into())).contains("is empty"));
    assert!(said("polcy", Choice::Keep).contains(
        "Did you mean `plan.areas.lead.actions.policy.text`? There are: facts.trained, plan.title, "
    ));
    assert!(said("policy", Choice::Keep).contains("several"));
    assert!(said("", Choice::Keep).contains("There are"));
    let lists = TRUST.replace("lead: head", "leads: [head, dean]");
    let school = SCHOOL.replace("deadline: 2027-01", "leads: [dsl]");
    let said = decided(&lists, &school, &[("leads", text)], None).unwrap_err();
    assert!(said.contains("by hand, and then use `--keep`"), "{said}");
}

#[test]
fn what_the_trust_took_out_can_be_kept_as_ones_own_or_goes() {
    let seen = format!(
        "reason: It is our own.\n          seen: {{ text: {} }}",
        fingerprint("Review the policy.")
    );
    let school = SCHOOL.replace("reason: It is our own.", &seen);
    let trust = TRUST.replace(
        "        - { id: policy, text: Review the policy., deadline: 2027-03, lead: head }\n",
        "",
    );
    let choose = |choice: Choice| {
        lines(
            &school,
            &decided(&trust, &school, &[("policy", choice)], None).unwrap(),
        )
    };
    let kept = choose(Choice::Keep);
    assert!(
        kept.len() == 2 && kept[1].contains("e3b0c44298fc1c14"),
        "{kept:?}"
    );
    let taken = choose(Choice::Take);
    assert!(
        taken.len() == 5 && taken.iter().all(|line| line.starts_with('-')),
        "{taken:?}"
    );
    let no_area = "id: trust\nplan: { title: Plan }\n";
    let school = SCHOOL.replace(
        "      progress: Begun.",
        &format!(
            "      title: Our lead\n      seen: {{ title: {} }}",
            fingerprint("Leading")
        ),
    );
    let said = decided(no_area, &school, &[("lead.title", Choice::Take)], None).unwrap_err();
    assert!(said.contains("entries of your own"), "{said}");
}

#[test]
fn words_that_the_trust_has_locked_since_can_be_taken_back() {
    let trust = TRUST.replace("- { id: policy,", "- { id: policy, lock: all,");
    let taken = decided(&trust, SCHOOL, &[("policy.text", Choice::Take)], None).unwrap();
    assert_eq!(
        lines(SCHOOL, &taken),
        ["-          text: Review our policy.     # with governors"]
    );
}
