use proptest::prelude::*;

use super::*;

/// A text after some changes.
fn edited(text: &str, changes: &[Change]) -> Result<String, String> {
    let splices = edits("school.yaml", text, changes).map_err(|why| why.to_string())?;
    Ok(spliced(text, &splices).unwrap())
}

const SCHOOL: &str = "\
# Oak's plan.
id: oak

plan:
  # for the clerk
  period: 2026/27      # a school year
  version: \"1.0\"
  approval:
    approved_by: Local Governing Body  # as minuted
    approved_on: 2026-11-05

  history:
    - version: \"1.0\"
      on: 2026-11-05
      note: First plan.

  areas:
    # the first area
    - id: leadership
      progress: |-
        Governors looked at it.

        They asked a question.
      actions:
        - id: leads
          deadline: 2027-02-26   # half term
          reviews:
            - { on: 2026-10, rag: amber, note: \"Both names: minuted.\" }
        # what we added
        - id: forum
          text: >-
            Meet the forum
            each term.
          deadline: 2027-06-30
    - { id: partnership, deadline: 2027-06-25, lead: dsl }  # flow
";

#[test]
fn a_value_becomes_another_and_its_comment_stays() {
    for (way, value, before, after) in [
        (
            "plan.period",
            "2027/28",
            "period: 2026/27      # a",
            "period: 2027/28      # a",
        ),
        (
            "plan.version",
            "2.0",
            "version: \"1.0\"\n  approval",
            "version: \"2.0\"\n  approval",
        ),
        (
            "plan.approval.approved_by",
            "Governors: full board",
            "approved_by: Local Governing Body  #",
            "approved_by: \"Governors: full board\"  #",
        ),
        (
            "plan.areas.leadership.actions.leads.deadline",
            "2028-02-25",
            "2027-02-26   # half",
            "2028-02-25   # half",
        ),
        (
            "plan.areas.partnership.deadline",
            "2028-06-23",
            "deadline: 2027-06-25",
            "deadline: 2028-06-23",
        ),
    ] {
        let edited = edited(SCHOOL, &[Change::set(way, value)]).unwrap();
        let expected = SCHOOL.replace(before, after);
        assert_ne!(expected, SCHOOL, "{way}");
        // Which quotes are used is the library's choice.
        assert_eq!(
            edited.replace('\'', "\""),
            expected.replace('\'', "\""),
            "{way}"
        );
    }
}

#[test]
fn a_key_that_is_missing_joins_its_group() {
    let edited = edited(
        SCHOOL,
        &[
            Change::set("plan.approval.minute", "LGB 26/38"),
            Change::set(
                "plan.areas.leadership.actions.leads.completed",
                "2027-03-01",
            ),
        ],
    )
    .unwrap();
    let expected = SCHOOL
        .replace(
            "approved_on: 2026-11-05\n",
            "approved_on: 2026-11-05\n    minute: LGB 26/38\n",
        )
        .replace(
            "# half term\n",
            "# half term\n          completed: 2027-03-01\n",
        );
    assert_eq!(edited, expected);
}

#[test]
fn groups_on_the_way_are_made() {
    for (before, after) in [
        (
            "id: oak\n",
            "id: oak\nplan:\n  approval:\n    approved_on: 2026-11-05\n",
        ),
        (
            "id: oak\nplan:\n  title: Plan # x\n\n# end\n",
            "id: oak\nplan:\n  title: Plan # x\n  approval:\n    approved_on: 2026-11-05\n\n# end\n",
        ),
        (
            "id: oak\nplan: # nothing yet\n",
            "id: oak\nplan: # nothing yet\n  approval:\n    approved_on: 2026-11-05\n",
        ),
        (
            "id: oak\nplan: { title: Plan }\n",
            "id: oak\nplan: { title: Plan, approval: {approved_on: 2026-11-05} }\n",
        ),
    ] {
        let change = Change::set("plan.approval.approved_on", "2026-11-05");
        assert_eq!(edited(before, &[change]).as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn a_new_key_stands_above_the_long_lists() {
    let change = [Change::set("plan.approval.approved_on", "2026-11-05")];
    for (before, after) in [
        (
            "plan:\n  title: Plan # x\n\n  # The areas.\n  areas:\n    - id: a\n  scope: x\n",
            "plan:\n  title: Plan # x\n  approval:\n    approved_on: 2026-11-05\n\n  # The areas.\n  areas:\n    - id: a\n  scope: x\n",
        ),
        (
            "plan: { title: Plan, areas: [{ id: a }] } # x\n",
            "plan: { title: Plan, approval: {approved_on: 2026-11-05}, areas: [{ id: a }] } # x\n",
        ),
        (
            "plan:\n  areas:\n    - id: a\n  scope: x\n",
            "plan:\n  areas:\n    - id: a\n  scope: x\n  approval:\n    approved_on: 2026-11-05\n",
        ),
    ] {
        assert_eq!(edited(before, &change).as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn an_entry_joins_its_list() {
    let entry = New::group([
        ("version", "2.0"),
        ("on", "2027-11-04"),
        ("note", "Second: plan."),
    ]);
    let after = edited(SCHOOL, &[Change::append("plan.history", entry.clone())]).unwrap();
    let lines = "    - version: '2.0'\n      on: 2027-11-04\n      note: 'Second: plan.'\n";
    assert_eq!(
        after,
        SCHOOL.replace("First plan.\n", &format!("First plan.\n{lines}"))
    );
    let after = edited("id: oak\n", &[Change::append("plan.history", entry)]).unwrap();
    assert!(after.starts_with("id: oak\nplan:\n  history:\n"), "{after}");
}

#[test]
fn what_goes_takes_its_lines_along_and_no_others() {
    for (way, gone) in [
        ("plan.approval.approved_on", "    approved_on: 2026-11-05\n"),
        (
            "plan.areas.leadership.actions.leads",
            "        - id: leads\n          deadline: 2027-02-26   # half term\n          reviews:\n            - { on: 2026-10, rag: amber, note: \"Both names: minuted.\" }\n",
        ),
        (
            "plan.areas.leadership.progress",
            "      progress: |-\n        Governors looked at it.\n\n        They asked a question.\n",
        ),
        ("plan.areas.partnership.lead", ", lead: dsl "),
    ] {
        assert_eq!(
            edited(SCHOOL, &[Change::remove(way)]),
            Ok(SCHOOL.replacen(gone, "", 1)),
            "{way}"
        );
    }
}

#[test]
fn what_would_be_left_empty_goes_too() {
    let text = "id: oak\nplan:\n  title: Plan\n  approval:\n    approved_on: 2026-11-05\n";
    assert_eq!(
        edited(text, &[Change::remove("plan.approval.approved_on")]).as_deref(),
        Ok("id: oak\nplan:\n  title: Plan\n")
    );
}

#[test]
fn several_changes_go_on_from_each_other() {
    let changes = [
        Change::remove("plan.approval.approved_by"),
        Change::remove("plan.approval.approved_on"),
        Change::set("plan.approval.last_reviewed_on", "2026-11-05"),
        Change::set("plan.period", "2027/28"),
    ];
    let after = edited(SCHOOL, &changes).unwrap();
    assert!(
        after.contains("period: 2027/28      # a school year"),
        "{after}"
    );
    assert!(
        after.contains("approval:\n    last_reviewed_on: 2026-11-05\n"),
        "{after}"
    );
    assert!(after.contains("# for the clerk") && after.contains("# the first area"));
}

#[test]
fn what_cannot_be_changed_is_refused() {
    let text = "id: oak\nplan: &plan\n  title: Plan\n  areas:\n    - id: a\n      title: A\nfacts:\n  <<: *plan\ncopy: *plan\n";
    for (change, why) in [
        (Change::set("plan.title.short", "x"), "single value"),
        (Change::remove("plan.scope"), "there is no"),
        (Change::set("plan.areas.b.title", "x"), "no entry `b`"),
        (
            Change::append("plan.title", New::Text("x".into())),
            "not a list",
        ),
        (Change::set("copy.title", "x"), "`*name`"),
        (Change::set("plan.title", "Another"), "other values"),
    ] {
        let refused = edited(text, std::slice::from_ref(&change)).expect_err("is refused");
        assert!(refused.contains(why), "{change:?}: {refused}");
    }
}

#[test]
fn samples_can_be_changed_everywhere() {
    for text in [
        include_str!("../../data/riverside/trust.yaml"),
        include_str!("../../data/riverside/schools/oakfield.yaml"),
        include_str!("../../tests/manual/trust.yaml"),
    ] {
        let (root, _) = read("plan.yaml", text);
        let mut ways = Vec::new();
        leaves(&root.unwrap(), &mut Vec::new(), &mut ways);
        assert!(ways.len() > 100, "{}", ways.len());
        for way in ways.into_iter().step_by(9) {
            let set = edited(text, &[Change::set(way.clone(), "It: is #1 “new”")]);
            assert!(set.is_ok(), "{way}: {set:?}");
            assert!(set.unwrap().lines().count() <= text.lines().count());
            let removed = edited(text, &[Change::remove(way.clone())]);
            assert!(removed.is_ok(), "{way}: {removed:?}");
            let removed = removed.unwrap();
            let mut lines = text.lines();
            let stay = removed.lines().all(|line| lines.any(|other| other == line));
            // A pair within braces shortens its line.
            assert!(
                stay || removed.lines().count() == text.lines().count(),
                "{way}"
            );
        }
    }
}

fn leaves(node: &Node, steps: &mut Vec<String>, ways: &mut Vec<Way>) {
    for entry in node
        .entries()
        .iter()
        .filter(|entry| entry.node.via.is_none())
    {
        steps.push(entry.key.to_string());
        leaves(&entry.node, steps, ways);
        if entry.node.text().is_some() && entry.key != "id" {
            ways.push(Way::from(steps.clone()));
        }
        steps.pop();
    }
    for item in node.items() {
        if let Some(id) = item.id() {
            steps.push(id.to_string());
            leaves(item, steps, ways);
            steps.pop();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any words come back as they were given, or are refused; no other line changes.
    #[test]
    fn any_words_are_written_or_refused(words in "\\PC{0,60}") {
        for way in ["plan.period", "plan.areas.partnership.lead", "plan.areas.leadership.actions.forum.text", "plan.scope"] {
            let Ok(after) = edited(SCHOOL, &[Change::set(way, words.clone())]) else { continue };
            let (root, faults) = read("school.yaml", &after);
            prop_assert_eq!(faults, Vec::<&str>::new());
            let found = Way::from(way).steps().iter().try_fold(root.unwrap(), |node, step| {
                let inner = node.get(step).or_else(|| node.items().iter().find(|item| item.id() == Some(step)));
                inner.cloned()
            });
            prop_assert_eq!(found.as_ref().and_then(Node::text), Some(words.as_str()));
        }
    }
}
