//! A trust changes what its schools have put in words of their own: the command as a person runs it.

use std::path::Path;
use std::process::{Command, Output};

use dutybound::merge::fingerprint;
use serde_json::Value as Json;
use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

/// What the trust says differently, and under which of Hartley's own words.
const CHANGES: [(&str, &str, &str); 4] = [
    (
        "twice in the year to hear",
        "each half-term to hear",
        "plan.areas.partnership.actions.community.text",
    ),
    (
        "deadline: 2027-06-11",
        "deadline: 2027-06-04",
        "plan.areas.resilience.actions.critical-thinking.deadline",
    ),
    (
        "would tell about something",
        "would tell at once about something",
        "plan.areas.online-safety.outcomes.online-habits.text",
    ),
    (
        "rehearse both once with",
        "rehearse both each year with",
        "plan.areas.reputation.actions.press-plan",
    ),
];

const SCHOOL: &str = "riverside/schools/hartley.yaml";
const TRUST: &str = "riverside/trust.yaml";

fn dutybound(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dutybound"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .output()
        .unwrap()
}

/// What a run prints that ends with a code.
fn printed(folder: &Path, code: i32, arguments: &[&str]) -> String {
    let output = dutybound(folder, arguments);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}\n{out}\n{err}"
    );
    if code == 2 { err } else { out }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

fn change(folder: &Path, file: &str, changes: &[(&str, &str)]) {
    let mut text = read(folder, file);
    for (old, new) in changes {
        assert!(text.contains(old), "`{old}` stands in {file}");
        text = text.replacen(old, new, 1);
    }
    std::fs::write(folder.join(file), text).unwrap();
}

/// A copy of the sample.
fn sample() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(
        Path::new("data/riverside"),
        &folder.path().join("riverside"),
    );
    folder
}

/// The same with an edition of Hartley's plan.
fn approved() -> TempDir {
    let folder = sample();
    let arguments = [
        "approve",
        "hartley",
        "riverside",
        "--by",
        "Local Governing Body",
        "--on",
        "2026-11-17",
        "--as-of",
        "2026-11-21",
        "--format",
        "html",
    ];
    printed(folder.path(), 0, &arguments);
    folder
}

/// The paths of the values that `upstream` takes for changed.
fn suspect(folder: &Path, id: &str, root: &str) -> Vec<String> {
    let list = printed(folder, 0, &["upstream", id, root, "--format", "json"]);
    let list: Json = serde_json::from_str(&list).unwrap();
    let listed = list["overrides"].as_array().unwrap();
    assert!(listed.iter().all(|over| over["suspect"] == true));
    let way = |over: &Json| over["way"].as_str().unwrap().to_string();
    listed.iter().map(way).collect()
}

/// The lines of the findings of a rule in one plan, with what else keeps documents back.
fn found(folder: &Path, id: &str, root: &str) -> (Vec<u64>, Vec<String>) {
    let arguments = [
        "check",
        root,
        "--only",
        id,
        "--as-of",
        "2026-11-21",
        "--format",
        "json",
    ];
    let output = dutybound(folder, &arguments);
    let report: Json = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let code = |finding: &&Json| finding["code"] == "suspect-override";
    let line = |finding: &Json| finding["place"]["line"].as_u64().unwrap();
    let errors = findings
        .iter()
        .filter(|finding| finding["severity"] == "error");
    (
        findings.iter().filter(code).map(line).collect(),
        errors
            .map(|error| error["code"].as_str().unwrap().to_string())
            .collect(),
    )
}

/// The lines that differ: old ones with `-`, new ones with `+`.
fn lines(old: &str, new: &str) -> Vec<String> {
    let difference = TextDiff::from_lines(old, new);
    let changed = difference.iter_all_changes();
    changed
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end_matches('\n')))
        .collect()
}

fn trust_moves(folder: &Path) {
    let changes = CHANGES.map(|(old, new, _)| (old, new));
    change(folder, TRUST, &changes);
}

#[test]
fn what_the_trust_changed_under_a_school_is_listed_found_and_decided() {
    let folder = approved();
    let folder = folder.path();
    assert_eq!(suspect(folder, "hartley", "riverside"), [""; 0]);
    assert_eq!(found(folder, "hartley", "riverside"), (vec![], vec![]));
    trust_moves(folder);
    let ways = CHANGES.map(|(_, _, way)| way);
    let mut listed = suspect(folder, "hartley", "riverside");
    listed.sort_unstable();
    let mut expected = ways.to_vec();
    expected.sort_unstable();
    assert_eq!(listed, expected);
    let before = read(folder, SCHOOL);
    let (found_at, errors) = found(folder, "hartley", "riverside");
    assert_eq!((found_at.len(), errors.len()), (4, 0));
    let line = |number: u64| {
        before
            .lines()
            .nth(usize::try_from(number).unwrap() - 1)
            .unwrap()
    };
    assert!(
        line(found_at[0]).contains("Hold one open meeting"),
        "{found_at:?}"
    );
    let list = printed(folder, 0, &["upstream", "hartley", "riverside"]);
    let words: Vec<&str> = list.split_whitespace().collect();
    let words = words.join(" ");
    for part in [
        "4 have changed there since hartley last looked",
        "plan.areas.partnership.actions.community.text: CHANGED since it was last looked at",
        "in Partnership / Hold one open meeting",
        "hartley says Hold one open meeting a term",
        "because Tension on the estate",
        "trust.yaml said Meet local faith and community organisations twice in the year",
        "(kept in editions/2026-27/hartley/1.1)",
        "trust.yaml says now Meet local faith and community organisations each half-term",
        "organisations [-twice in the year-] {+each half-term+} to hear",
        "hartley says nothing: it is taken out because All press enquiries",
        "[-2027-06-11-] {+2027-06-04+}",
    ] {
        assert!(words.contains(part), "{part} in {list}");
    }
    for stored in ["\n", "\r\n"] {
        decided_where_lines_end_with(stored, folder, &before);
    }
}

/// Decides on all that the trust changed, in a file of `before` whose lines end so.
fn decided_where_lines_end_with(stored: &str, folder: &Path, before: &str) {
    let ways = CHANGES.map(|(_, _, way)| way);
    let school = before.replace('\n', stored);
    std::fs::write(folder.join(SCHOOL), &school).unwrap();
    let decide = [
        "upstream",
        "hartley",
        "riverside",
        "--keep",
        "community.text",
        "--keep",
        "press-plan",
        "--take",
        "critical-thinking.deadline",
        "--merge",
        ways[2],
        "--text",
        "Pupils can name two adults: they would tell them at once.",
        "--reason",
        "The survey of May.",
    ];
    let rehearsed = printed(folder, 0, &[&decide[..], &["--dry-run"]].concat());
    assert!(rehearsed.contains("Nothing was written"), "{rehearsed}");
    assert_eq!(read(folder, SCHOOL), school, "a dry run writes nothing");
    let decided = printed(folder, 0, &decide);
    assert!(
        decided.contains("Wrote riverside/schools/hartley.yaml"),
        "{decided}"
    );
    let after = read(folder, SCHOOL);
    assert_eq!(
        after.matches('\n').count(),
        after.matches(stored).count(),
        "line ends stay"
    );
    let changed = lines(before, &after.replace(stored, "\n"));
    let of_trust = |words: &str| fingerprint(words);
    let expected = [
        "-          reason: >-",
        "-            Tension on the estate this summer calls for more than two meetings, and these partners have asked to be",
        "-            named.",
    ];
    assert!(
        expected
            .iter()
            .all(|line| changed.iter().any(|known| known == line)),
        "{changed:#?}"
    );
    let press = "Write a call list and a first statement for enquiries about extremism, and rehearse both each \
                     year with the {{ words.leadership }}.";
    assert!(
        changed.iter().any(|line| line.contains(&of_trust(press))),
        "{changed:#?}"
    );
    assert!(
        changed
            .iter()
            .any(|line| line == "-          deadline: 2027-04-30"),
        "{changed:#?}"
    );
    let removed = changed.iter().filter(|line| line.starts_with('-')).count();
    assert!(removed <= 10, "other lines stay: {changed:#?}");
    for line in changed.iter().filter(|line| line.starts_with('-')) {
        assert!(
            rehearsed.contains(line.as_str()),
            "the dry run shows {line}"
        );
    }
    assert_eq!(suspect(folder, "hartley", "riverside"), [""; 0]);
    assert_eq!(found(folder, "hartley", "riverside"), (vec![], vec![]));
    let again = printed(
        folder,
        2,
        &[
            "upstream",
            "hartley",
            "riverside",
            "--take",
            "critical-thinking.deadline",
        ],
    );
    assert!(again.contains("There are: "), "{again}");
}

#[test]
fn without_an_edition_nothing_is_said_until_somebody_has_looked() {
    let folder = sample();
    let folder = folder.path();
    let all = printed(folder, 0, &["upstream", "hartley", "riverside"]);
    assert!(
        all.contains("what stood there before is not known"),
        "{all}"
    );
    printed(
        folder,
        0,
        &[
            "upstream",
            "hartley",
            "riverside",
            "--keep",
            "community.text",
        ],
    );
    assert_eq!(found(folder, "hartley", "riverside"), (vec![], vec![]));
    trust_moves(folder);
    assert_eq!(suspect(folder, "hartley", "riverside"), [CHANGES[0].2]);
    assert_eq!(found(folder, "hartley", "riverside").0.len(), 1);
    let list = printed(folder, 0, &["upstream", "hartley", "riverside", "--all"]);
    assert!(
        list.contains("something else; no edition kept the words"),
        "{list}"
    );
    assert!(
        list.contains("critical-thinking.deadline: not known what stood there before"),
        "{list}"
    );
    let before = read(folder, SCHOOL);
    printed(
        folder,
        0,
        &[
            "upstream",
            "hartley",
            "riverside",
            "--keep",
            "community.text",
        ],
    );
    let changed = lines(&before, &read(folder, SCHOOL));
    assert_eq!(changed.len(), 2, "one line is another: {changed:?}");
    assert!(
        changed.iter().all(|line| line.contains(" text: ")),
        "{changed:?}"
    );
    assert_eq!(found(folder, "hartley", "riverside"), (vec![], vec![]));
    let before = read(folder, SCHOOL);
    let nothing = printed(
        folder,
        0,
        &[
            "upstream",
            "hartley",
            "riverside",
            "--keep",
            "community.text",
        ],
    );
    assert!(nothing.contains("says so already"), "{nothing}");
    assert_eq!(read(folder, SCHOOL), before);
}

/// Takes an action with all of its lines out of the trust's plan.
fn without_action(folder: &Path, id: &str) {
    let text = read(folder, TRUST);
    let start = text.find(&format!("        - id: {id}\n")).unwrap();
    let rest = &text[start + 1..];
    let next = ["\n        - id: ", "\n\n", "\n    - id: "];
    let end = next
        .iter()
        .filter_map(|next| rest.find(next))
        .min()
        .unwrap();
    let without = format!("{}{}", &text[..start], &rest[end + 1..]);
    std::fs::write(folder.join(TRUST), without).unwrap();
}

#[test]
fn what_the_trust_takes_out_is_kept_as_ones_own_or_goes() {
    let folder = approved();
    let folder = folder.path();
    without_action(folder, "community");
    without_action(folder, "press-plan");
    let action = "plan.areas.partnership.actions.community";
    let expected = [
        format!("{action}.text"),
        format!("{action}.deadline"),
        "plan.areas.reputation.actions.press-plan".to_string(),
    ];
    assert_eq!(suspect(folder, "hartley", "riverside"), expected);
    let list = printed(folder, 0, &["upstream", "hartley", "riverside"]);
    assert!(list.contains("community.text: NO LONGER THERE"), "{list}");
    assert!(list.contains("nothing any more"), "{list}");
    let (lines_found, errors) = found(folder, "hartley", "riverside");
    assert_eq!(lines_found.len(), 3);
    assert_eq!(
        errors,
        ["merge-unknown-id"],
        "there is nothing left to take out"
    );
    let refused = printed(
        folder,
        2,
        &["upstream", "hartley", "riverside", "--keep", "press-plan"],
    );
    assert!(refused.contains("Use `--take`"), "{refused}");
    let before = read(folder, SCHOOL);
    let decide = [
        "upstream",
        "hartley",
        "riverside",
        "--take",
        "press-plan",
        "--keep",
        "community.text",
        "--keep",
        "community.deadline",
    ];
    printed(folder, 0, &decide);
    let changed = lines(&before, &read(folder, SCHOOL));
    let nothing = fingerprint("");
    assert_eq!(
        changed,
        [
            "+          seen:".to_string(),
            format!("+            text: {nothing}"),
            format!("+            deadline: {nothing}"),
            "-        - id: press-plan".to_string(),
            "-          remove: true".to_string(),
            "-          reason: All press enquiries go to the trust, which holds the call list and the first statement."
                .to_string(),
        ]
    );
    assert_eq!(found(folder, "hartley", "riverside"), (vec![], vec![]));
    std::fs::write(folder.join(SCHOOL), &before).unwrap();
    let take = [
        "upstream",
        "hartley",
        "riverside",
        "--take",
        "community.text",
        "--take",
        "press-plan",
    ];
    printed(folder, 2, &[&take[..], &["--keep", "press-plan"]].concat());
    printed(folder, 0, &take);
    assert!(!read(folder, SCHOOL).contains("id: community\n"));
    let (lines_found, errors) = found(folder, "hartley", "riverside");
    assert_eq!(
        (
            lines_found.len(),
            errors.contains(&"merge-unknown-id".to_string())
        ),
        (0, true)
    );
}

const AUTHORITY: &str = "\
id: county
organisation: { kind: local-authority, name: Example County }
people: { dsl: { role: Designated Safeguarding Lead } }
plan:
  title: Prevent action plan
  period: 2026/27
  areas:
    - id: leading
      title: Leading
      lead: dsl
      actions:
        - { id: policy, text: Review the policy., deadline: 2027-03 }
        - { id: forum, text: Go to the forum., deadline: 2027-04 }
";

const MIDDLE: &str = "\
extends: ../county.yaml
id: trust
organisation: { kind: trust, name: Example Trust }
plan:
  areas:
    - id: leading
      actions:
        - { id: policy, text: Review our policy., reason: It is ours. }
";

const NEAREST: &str = "\
# Our plan.
extends: ../trusts/trust.yaml
id: oak
organisation: { kind: school, name: Oak School }
plan:
  areas:
    - id: leading
      actions:
        - id: policy
          text: &policy \"Review Oak’s policy.\"   # each May
          reason: 'It is ours: Oak’s.'

        # We meet online.
        - id: forum
          text: Meet the forum online.
          reason: It is far away.
          outcomes:
            - { id: same, text: *policy }
";

fn three_levels() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("county.yaml", AUTHORITY),
        ("trusts/trust.yaml", MIDDLE),
        ("schools/oak.yaml", NEAREST),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn each_level_looks_at_the_one_that_it_extends() {
    let folder = three_levels();
    let folder = folder.path();
    printed(folder, 0, &["upstream", "trust", "--keep", "policy"]);
    printed(
        folder,
        0,
        &[
            "upstream",
            "oak",
            "--keep",
            "policy.text",
            "--keep",
            "forum",
        ],
    );
    let oak = read(folder, "schools/oak.yaml");
    assert_eq!(
        lines(NEAREST, &oak),
        [
            "+          seen:".to_string(),
            format!("+            text: {}", fingerprint("Review our policy.")),
            "+          seen:".to_string(),
            format!("+            text: {}", fingerprint("Go to the forum.")),
        ]
    );
    for id in ["trust", "oak"] {
        assert_eq!(suspect(folder, id, "."), [""; 0]);
    }
    change(
        folder,
        "county.yaml",
        &[
            ("Review the policy.", "Review the policy each year."),
            ("Go to the forum.", "Go to each forum."),
        ],
    );
    assert_eq!(
        suspect(folder, "trust", "."),
        ["plan.areas.leading.actions.policy.text"]
    );
    assert_eq!(
        suspect(folder, "oak", "."),
        ["plan.areas.leading.actions.forum.text"]
    );
    change(
        folder,
        "trusts/trust.yaml",
        &[("Review our policy.", "Review our policy each year.")],
    );
    assert_eq!(suspect(folder, "oak", ".").len(), 2);
    printed(folder, 0, &["upstream", "oak", "--take", "forum.text"]);
    let after = read(folder, "schools/oak.yaml");
    let gone = lines(&oak, &after);
    assert!(
        gone.iter().all(|line| line.starts_with('-')) && gone.len() == 4,
        "{gone:?}"
    );
    assert!(
        after.contains("# We meet online.") && after.contains("*policy"),
        "{after}"
    );
    let refused = printed(folder, 2, &["upstream", "oak", "--take", "policy.text"]);
    assert!(
        refused.contains("By hand: delete `plan.areas.leading.actions.policy`."),
        "{refused}"
    );
    assert_eq!(
        read(folder, "schools/oak.yaml"),
        after,
        "the file is left alone"
    );
}

#[test]
fn what_cannot_be_meant_says_what_can() {
    let folder = three_levels();
    let folder = folder.path();
    let said = |arguments: &[&str]| printed(folder, 2, &[&["upstream", "oak"], arguments].concat());
    let unknown = said(&["--keep", "polcy.text"]);
    assert!(
        unknown.contains(
            "Did you mean `plan.areas.leading.actions.policy.text`? There are: plan.areas.leading"
        ),
        "{unknown}"
    );
    assert!(said(&["--take", "leading"]).contains("can mean several values"));
    assert!(said(&["--merge", "forum", "--text", "x"]).contains("--reason"));
    let two = said(&[
        "--merge", "forum", "--text", "x", "--text", "y", "--reason", "z",
    ]);
    assert!(
        two.contains("1 `--merge` and 2 `--text`s are given"),
        "{two}"
    );
    assert!(said(&["--merge", "forum", "--text", " ", "--reason", "z"]).contains("is empty"));
    assert!(said(&["--keep", "forum", "--take", "forum"]).contains("two decisions"));
    let county = printed(folder, 0, &["upstream", "county"]);
    assert!(county.contains("takes over no other"), "{county}");
    printed(folder, 2, &["upstream", "county", "--keep", "x"]);
    assert!(printed(folder, 2, &["upstream", "oka"]).contains("Did you mean `oak`?"));
    assert_eq!(read(folder, "schools/oak.yaml"), NEAREST);
}

#[test]
fn an_edition_that_is_damaged_is_in_nobodys_way() {
    let folder = approved();
    let folder = folder.path();
    trust_moves(folder);
    let file = "riverside/editions/2026-27/hartley/1.1/inherited.json";
    for text in ["", "{", "{\"format\": 1}", "\u{1b}[31m", "[]"] {
        std::fs::write(folder.join(file), text).unwrap();
        assert_eq!(suspect(folder, "hartley", "riverside"), [""; 0], "{text}");
        let checked = dutybound(
            folder,
            &[
                "check",
                "riverside",
                "--only",
                "hartley",
                "--as-of",
                "2026-11-21",
            ],
        );
        let said = String::from_utf8(checked.stderr).unwrap();
        assert!(
            said.contains("warning[edition-unread]: cannot read what was inherited"),
            "{said}"
        );
        assert_eq!(checked.status.code(), Some(0));
    }
    let hostile = "{ \"format\": 1, \"extends\": [\"trust.yaml\"], \"own\": [], \"overrides\": [ { \"path\": \
                   \"plan.areas.partnership.actions.community.text\", \"inherited\": \"\\u001b[31mred\", \"from\": \
                   \"trust.yaml\", \"reason\": null }, { \"path\": \"..\", \"inherited\": \"x\", \"from\": \"\", \
                   \"reason\": null } ], \"removed\": [] }";
    std::fs::write(folder.join(file), hostile).unwrap();
    let list = printed(folder, 0, &["upstream", "hartley", "riverside"]);
    assert!(list.contains("red") && !list.contains('\u{1b}'), "{list}");
}

#[test]
fn a_new_year_begins_with_dates_of_its_own() {
    let folder = three_levels();
    let folder = folder.path();
    let own = "reason: It is far away.\n          deadline: 2027-05-06";
    change(
        folder,
        "schools/oak.yaml",
        &[("reason: It is far away.", own)],
    );
    let keep = [
        "upstream",
        "oak",
        "--keep",
        "forum.deadline",
        "--keep",
        "forum.text",
    ];
    printed(folder, 0, &keep);
    assert!(read(folder, "schools/oak.yaml").contains(&fingerprint("2027-04")));
    printed(
        folder,
        0,
        &[
            "reprint",
            ".",
            "--period",
            "2027/28",
            "--as-of",
            "2027-07-20",
        ],
    );
    change(
        folder,
        "county.yaml",
        &[("deadline: 2027-04", "deadline: 2028-04")],
    );
    let oak = read(folder, "schools/oak.yaml");
    assert!(!oak.contains(&fingerprint("2027-04")), "{oak}");
    assert!(oak.contains(&fingerprint("Go to the forum.")), "{oak}");
    assert_eq!(suspect(folder, "oak", "."), [""; 0]);
}
