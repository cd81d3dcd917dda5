//! The files that plans cite: what is said of files that are not there, lie elsewhere, were changed or are hostile.

use std::path::Path;

use dutybound::diagnostic::{Diagnostic, Edit, Severity};
use dutybound::pipeline::prepare;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::command::dutybound;
use crate::support::options;

/// The fingerprint of `abc`, from the examples of FIPS 180-4.
const ABC: &str = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

const PLAN: &str = "id: example
organisation: { kind: school, name: Example School }
plan:
  title: Plan
  areas:
    - { id: training, title: Training, evidence: [log] }
";

/// What is said about a piece of evidence with some lines more, in a folder with some files.
fn said(lines: &str, fill: impl Fn(&Path)) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("workspace");
    std::fs::create_dir_all(root.join("evidence")).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    fill(&root);
    let evidence =
        format!("evidence:\n  - id: log\n    title: Log\n    date: 2026-10-02\n{lines}\n");
    std::fs::write(root.join("plan.yaml"), format!("{PLAN}{evidence}")).unwrap();
    let workspace = Workspace::open(&root).unwrap();
    let prepared = prepare(&workspace, "example", &options(), &PdfWriter::new()).unwrap();
    let findings = prepared.diagnostics.into_iter();
    findings
        .filter(|finding| finding.code.contains("evidence") || finding.is_error())
        .collect()
}

fn messages(lines: &str, fill: impl Fn(&Path)) -> Vec<String> {
    let found = said(lines, fill).into_iter();
    found
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

fn abc(root: &Path) {
    std::fs::write(root.join("evidence/log.txt"), "abc").unwrap();
}

#[test]
fn a_file_that_is_there_is_passed_over() {
    assert_eq!(messages("    file: evidence/log.txt", abc), [""; 0]);
    let with_fingerprint = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
    assert_eq!(messages(&with_fingerprint, abc), [""; 0]);
}

#[test]
fn a_file_that_is_not_there_is_found_whatever_leads_to_it() {
    for (path, wanted) in [
        (
            "evidence/other.txt",
            "there is no file `evidence/other.txt`",
        ),
        ("evidence", "`evidence` is not a file"),
        (
            "../secret.txt",
            "`../secret.txt` lies outside this workspace",
        ),
        (
            "evidence/../../secret.txt",
            "`evidence/../../secret.txt` lies outside this workspace",
        ),
        ("/etc/passwd", "`/etc/passwd` lies outside this workspace"),
        (
            "evidence/empty.txt",
            "the file `evidence/empty.txt` is empty",
        ),
        (
            "https://example.org/log",
            "`https://example.org/log` is the address of a page and not a file",
        ),
        (
            "\"evidence/\\0log.txt\"",
            "there is no file `evidence/\0log.txt`",
        ),
    ] {
        let found = messages(&format!("    file: {path}"), |root| {
            std::fs::write(root.join("evidence/empty.txt"), "").unwrap();
        });
        assert_eq!(found, [format!("evidence-file: {wanted}")], "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_and_devices_are_not_read() {
    use std::os::unix::fs::symlink;
    for (target, wanted) in [
        ("../../secret.txt", "lies outside this workspace"),
        ("/dev/zero", "lies outside this workspace"),
        ("log.txt", "there is no file"), // a link to itself
    ] {
        let lines = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
        let found = messages(&lines, |root| {
            symlink(target, root.join("evidence/log.txt")).unwrap();
        });
        assert_eq!(found.len(), 1, "{target}: {found:?}");
        assert!(found[0].contains(wanted), "{target}: {found:?}");
    }
}

#[test]
fn a_changed_file_is_found_and_left_to_a_person() {
    let lines =
        format!("    file: evidence/log.txt\n    fingerprint: {ABC}\n    cited_on: 2026-11-03");
    let found = said(&lines, |root| {
        std::fs::write(root.join("evidence/log.txt"), "abcd").unwrap();
        // Noon of 20 November 2026.
        let day = std::time::UNIX_EPOCH + std::time::Duration::from_hours(498_660);
        let file = std::fs::File::options()
            .append(true)
            .open(root.join("evidence/log.txt"));
        file.unwrap().set_modified(day).unwrap();
    });
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(
        (finding.code, finding.severity),
        ("evidence-changed", Severity::Warning)
    );
    assert!(finding.fix.is_none());
    let help = finding.help.as_ref().unwrap();
    let now = "sha256:88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589";
    let change =
        format!("cited on 3 November 2026 with {ABC}; now {now}, last changed on 20 November 2026");
    assert!(help.contains(&change), "{help}");
    assert!(finding.related[0].1.contains("4 bytes"), "{finding:?}");
}

#[test]
fn fingerprints_are_taken_for_those_who_ask_for_them() {
    let asked =
        "    file: evidence/log.txt\nchecks: { evidence-without-fingerprint: { level: on } }";
    let found = said(asked, abc);
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(finding.code, "evidence-without-fingerprint");
    let edits = &finding.fix.as_ref().unwrap().edits;
    assert!(
        matches!(
            &edits[..],
            [
                Edit::Insert { key: "cited_on", value: day, .. },
                Edit::Insert { key: "fingerprint", value, .. }
            ] if value == ABC && *day == options().as_of.to_string()
        ),
        "{edits:?}"
    );
}

#[test]
fn a_fingerprint_is_written_with_the_day_on_which_it_was_taken() {
    let day = options().as_of;
    let both = format!("cited_on: {day}\n    fingerprint: {ABC}\n");
    for (before, after) in [
        (
            "  - id: log\n    title: Log # kept\n    file: evidence/log.txt # here\n    date: 2026-10-02\n".to_string(),
            format!("  - id: log\n    title: Log # kept\n    file: evidence/log.txt # here\n    {both}    date: 2026-10-02\n"),
        ),
        // The last line of a file, and the first of another entry behind it.
        (
            "  - id: log\n    date: 2026-10-02\n    title: Log\n    file: evidence/log.txt\n  - { id: b, title: B, owner: a, date: 2026 }\n".to_string(),
            format!("  - id: log\n    date: 2026-10-02\n    title: Log\n    file: evidence/log.txt\n    {both}  - {{ id: b, title: B, owner: a, date: 2026 }}\n"),
        ),
        (
            "  - id: log\n    date: 2026-10-02\n    title: Log\n    file: evidence/log.txt".to_string(),
            format!("  - id: log\n    date: 2026-10-02\n    title: Log\n    file: evidence/log.txt\n    {}", both.trim_end()),
        ),
        // In braces, where somebody took the fingerprint out to have it taken again.
        (
            "  - { id: log, title: Log, cited_on: 2026-10-03, file: evidence/log.txt, date: 2026-10-02 }\n".to_string(),
            format!("  - {{ id: log, title: Log, cited_on: {day}, file: evidence/log.txt, fingerprint: {ABC}, date: 2026-10-02 }}\n"),
        ),
        (
            "  - { id: log, title: Log, date: 2026-10-02, file: evidence/log.txt }\n".to_string(),
            format!("  - {{ id: log, title: Log, date: 2026-10-02, file: evidence/log.txt, cited_on: {day}, fingerprint: {ABC} }}\n"),
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("evidence")).unwrap();
        abc(root);
        let head = format!("{PLAN}checks: {{ evidence-without-fingerprint: {{ level: on }} }}\nevidence:\n");
        std::fs::write(root.join("plan.yaml"), format!("{head}{before}")).unwrap();
        let workspace = Workspace::open(root).unwrap();
        let prepared = prepare(&workspace, "example", &options(), &PdfWriter::new()).unwrap();
        let found = prepared.diagnostics.into_iter();
        let found: Vec<Diagnostic> =
            found.filter(|finding| finding.code == "evidence-without-fingerprint").collect();
        assert_eq!(found.len(), 1, "{before}");
        let repairs = dutybound::repair::repairs(&workspace, &found);
        assert!(repairs.refused.is_empty(), "{before}: {:?}", repairs.refused);
        repairs.files.into_iter().for_each(|file| file.apply().unwrap());
        let written = std::fs::read_to_string(root.join("plan.yaml")).unwrap();
        assert_eq!(written, format!("{head}{after}"));
    }
}

#[test]
fn a_fingerprint_is_64_digits() {
    let found = said(
        "    file: evidence/log.txt\n    fingerprint: sha256:abc",
        abc,
    );
    assert!(
        found
            .iter()
            .any(|finding| finding.message.contains("is not a fingerprint")),
        "{found:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_large_file_is_not_read_for_its_size() {
    let begun = std::time::Instant::now();
    let found = messages("    file: evidence/log.txt", |root| {
        let file = std::fs::File::create(root.join("evidence/log.txt")).unwrap();
        file.set_len(50_000_000_000).unwrap(); // a hole, which takes no room
    });
    assert_eq!(found, [""; 0]);
    assert!(
        begun.elapsed().as_secs() < 5,
        "50 GB cannot be read in that time"
    );
    let too_large = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
    let found = messages(&too_large, |root| {
        let file = std::fs::File::create(root.join("evidence/log.txt")).unwrap();
        file.set_len(50_000_000_000).unwrap();
    });
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("cannot be read: the file is larger than 8000 MB"),
        "{found:?}"
    );
}

#[test]
fn one_document_under_two_ids_is_found() {
    let lines = "    file: evidence/log.txt
  - { id: list, title: List, date: 2026-10-02, file: evidence/../evidence/log.txt }";
    let found = messages(lines, abc);
    assert!(
        found.iter().any(|said| said.starts_with("evidence-twice")),
        "{found:?}"
    );
}

const SUPPORTING: &str = "id: example
organisation: { kind: trust, name: Example Trust }
evidence:
  - { id: minutes, title: Minutes, date: 2026-10-06, link: https://example.org/minutes }
  - { id: log, title: Training log, date: 2026-10-02, link: https://example.org/log, supports: [NAMES] }
plan:
  title: Plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: induction, text: Brief new staff., evidence: [minutes], rag: green }
        - { id: report, text: Report on training. }
    - id: leadership
      title: Leadership
      expectations:
        - id: board
          text: The board asks.
          actions: [{ id: report, text: Report to the board., rag: green }]
";

/// The evidence of each area and action once `log` supports some of them, and what is wrong with that.
fn supporting(names: &str) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("plan.yaml"),
        SUPPORTING.replace("NAMES", names),
    )
    .unwrap();
    let school = "extends: plan.yaml\nid: school\norganisation: { kind: school, name: School }\n";
    std::fs::write(folder.path().join("school.yaml"), school).unwrap();
    let workspace = Workspace::open(folder.path()).unwrap();
    let cited = |id: &str| {
        let prepared = prepare(&workspace, id, &options(), &PdfWriter::new()).unwrap();
        let mut cited = Vec::new();
        for area in &prepared.resolved.profile.as_ref().unwrap().plan.areas {
            let keys = |evidence: &[dutybound::model::Text]| {
                let keys: Vec<&str> = evidence.iter().map(|key| key.as_str()).collect();
                keys.join(" ")
            };
            cited.push(format!("{}: {}", area.id.value, keys(&area.evidence)));
            for action in area.with_embedded() {
                cited.push(format!("{}: {}", action.id.value, keys(&action.evidence)));
            }
        }
        let said = prepared.diagnostics.into_iter();
        let said = said
            .filter(|finding| finding.code.contains("support") || finding.code.contains("evidence"))
            .map(|finding| {
                let help = finding.help.unwrap_or_default();
                format!("{}: {}. {help}", finding.code, finding.message)
            });
        (cited, said.collect::<Vec<String>>())
    };
    assert_eq!(
        cited("school").0,
        [
            "training: ",
            "induction: ",
            "report: ",
            "leadership: ",
            "report: "
        ],
        "what a trust's evidence shows of its own work, it does not show of a school's"
    );
    cited("example")
}

#[test]
fn evidence_that_supports_an_action_is_cited_by_it() {
    let (cited, said) = supporting("induction, leadership, leadership.report, induction");
    assert_eq!(
        cited,
        [
            "training: ",
            "induction: minutes log",
            "report: ",
            "leadership: log",
            "report: log"
        ]
    );
    // The green report to the board has no evidence but this.
    assert_eq!(said, [""; 0]);
}

#[test]
fn what_evidence_supports_in_vain_is_an_error() {
    let (cited, said) = supporting("inductoin, report, nothing-like-it");
    assert_eq!(cited[1], "induction: minutes");
    assert_eq!(
        said[..3],
        [
            "unknown-support: there is no area and no action called `inductoin`. Did you mean `induction`?",
            "unknown-support: several areas have an action called `report`. Write the id of the area and a dot before \
             it, such as `training.report`.",
            "unknown-support: there is no area and no action called `nothing-like-it`. Write the id of an area or of an \
             action of this plan, as it stands behind `id:`.",
        ]
    );
    assert!(
        said[3].starts_with("green-without-evidence: `report`"),
        "{said:?}"
    );
    assert_eq!(
        said.len(),
        4,
        "an entry with `supports` is not said to be unused, too: {said:?}"
    );
}

#[test]
fn a_path_from_the_top_of_the_workspace_is_mended_and_a_file_that_cannot_be_opened_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for inner in ["schools", "evidence"] {
        std::fs::create_dir(root.join(inner)).unwrap();
    }
    abc(root);
    let evidence =
        "evidence:\n  - { id: log, title: Log, date: 2026-10-02, file: evidence/log.txt }\n";
    let plan = root.join("schools/plan.yaml");
    std::fs::write(&plan, format!("{PLAN}{evidence}")).unwrap();
    let trust =
        "id: trust\norganisation: { kind: trust, name: Trust }\nplan: { title: Plan, areas: [] }\n";
    std::fs::write(root.join("trust.yaml"), trust).unwrap();
    let found = || {
        let mut workspace = Workspace::open(root).unwrap();
        workspace.look_into_evidence();
        let prepared = prepare(&workspace, "example", &options(), &PdfWriter::new()).unwrap();
        let found = prepared.diagnostics.into_iter();
        let found: Vec<Diagnostic> = found
            .filter(|finding| finding.code == "evidence-file")
            .collect();
        (workspace, found)
    };
    let (workspace, findings) = found();
    assert_eq!(findings.len(), 1, "{findings:?}");
    let repairs = dutybound::repair::repairs(&workspace, &findings);
    repairs
        .files
        .into_iter()
        .for_each(|file| file.apply().unwrap());
    let mended = std::fs::read_to_string(&plan).unwrap();
    assert!(mended.contains("file: ../evidence/log.txt"), "{mended}");
    assert!(found().1.is_empty(), "{:?}", found().1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let log = root.join("evidence/log.txt");
        std::fs::set_permissions(&log, std::fs::Permissions::from_mode(0o000)).unwrap();
        let findings = found().1;
        // Whoever may read everything, as in many containers, can read this, too.
        if std::fs::read(&log).is_err() {
            assert!(
                findings[0].message.contains("cannot be read"),
                "{findings:?}"
            );
        }
    }
}

/// What docs/evidence.md shows: its plan, what is written below a file, and what is said of a changed one.
#[test]
fn the_page_on_evidence_is_true() {
    let page = std::fs::read_to_string("docs/evidence.md").unwrap();
    let (_, block) = page.split_once("```yaml\n").unwrap();
    let (plan, page) = block.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir(root.join("evidence")).unwrap();
    let file = root.join("evidence/briefing.txt");
    std::fs::write(&file, "abc").unwrap();
    let switched_on = "checks: { evidence-without-fingerprint: { level: on } }\n";
    assert!(page.contains(switched_on));
    std::fs::write(root.join("oakfield.yaml"), format!("{plan}{switched_on}")).unwrap();
    let cited = dutybound::pipeline::Options {
        as_of: jiff::civil::date(2026, 11, 3),
        ..options()
    };
    let found = || -> (Workspace, Vec<Diagnostic>) {
        let workspace = Workspace::open(root).unwrap();
        let prepared = prepare(&workspace, "oakfield", &cited, &PdfWriter::new()).unwrap();
        assert!(prepared.checked.is_some(), "{:?}", prepared.diagnostics);
        let of_evidence = |finding: &Diagnostic| finding.code.contains("evidence");
        let found = prepared.diagnostics.into_iter().filter(of_evidence);
        let found = found.collect();
        (workspace, found)
    };
    let (code, _, told) = dutybound(root, &["pack", "oakfield", ".", "--as-of", "2026-11-03"]);
    assert_eq!(code, 0, "its example can be packed: {told}");
    let (workspace, findings) = found();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["evidence-without-fingerprint"]);
    let repairs = dutybound::repair::repairs(&workspace, &findings);
    repairs
        .files
        .into_iter()
        .for_each(|file| file.apply().unwrap());
    assert_eq!(found().1, []);
    std::fs::write(&file, "abcd").unwrap();
    std::fs::File::options()
        .append(true)
        .open(&file)
        .unwrap()
        .set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_hours(498_660))
        .unwrap();
    let (_, findings) = found();
    let help = findings[0].help.as_deref().unwrap();
    let (_, line) = page.split_once("```\nIt was cited").unwrap();
    let (line, _) = line.split_once('\n').unwrap();
    let mut rest = help;
    for piece in format!("It was cited{line}").split('…') {
        let (_, behind) = rest
            .split_once(piece)
            .unwrap_or_else(|| panic!("{piece:?} is not said: {help}"));
        rest = behind;
    }
    let listed = page.lines().filter_map(|line| {
        let (code, _) = line.strip_prefix("| `")?.split_once('`')?;
        code.contains('-').then_some(code)
    });
    let listed: Vec<&str> = listed.collect();
    assert!(listed.len() >= 8, "{listed:?}");
    for code in listed {
        assert!(
            dutybound::check::rules().any(|rule| rule.code == code),
            "there is no rule `{code}`"
        );
    }
}
