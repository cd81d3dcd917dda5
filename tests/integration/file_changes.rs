//! Changes to the values of a user's file, down to how it is stored, and files that are left alone.

use std::path::Path;

use dutybound::edit::{Change, New, change_file, difference};
use dutybound::publish::{Replacement, replace_together};
use dutybound::workspace::Workspace;

const PLAN: &str = "# Oak’s plan\nid: oak\norganisation: { kind: school, name: Oak School }\n\nplan:\n  title: Plan # why\n  \
                    period: 2026/27   # a school year\n  areas: []\n";

/// What would become of the only plan of a folder.
fn changed(folder: &Path, changes: &[Change]) -> Result<Option<Replacement>, String> {
    let workspace = Workspace::open(folder).unwrap();
    let file = workspace.file_of("oak").unwrap();
    change_file(&workspace, file, changes).map_err(|why| why.to_string())
}

fn folder(plan: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("schools")).unwrap();
    std::fs::write(folder.path().join("schools/oak.yaml"), plan).unwrap();
    folder
}

fn approval() -> [Change; 2] {
    [
        Change::set("plan.period", "2027/28"),
        Change::append(
            "plan.history",
            New::group([("version", "1.0"), ("by", "Zoë’s board")]),
        ),
    ]
}

fn pairs(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// How the letters of a text are stored.
type Stored = fn(&str) -> Vec<u8>;

#[test]
fn letters_and_line_ends_stay_as_they_were_stored() {
    let expected = PLAN.replace("2026/27", "2027/28").replace(
        "areas: []\n",
        "areas: []\n  history:\n    - version: '1.0'\n      by: Zoë’s board\n",
    );
    let ways: [(&str, Stored); 6] = [
        ("plain", |text| text.into()),
        ("mark", |text| [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("crlf", |text| text.replace('\n', "\r\n").into()),
        ("cr", |text| text.replace('\n', "\r").into()),
        ("little", |text| {
            pairs(&format!("\u{feff}{text}"), u16::to_le_bytes)
        }),
        ("big", |text| {
            let text = text.replace('\n', "\r\n");
            pairs(&format!("\u{feff}{text}"), u16::to_be_bytes)
        }),
    ];
    for (name, stored) in ways {
        let folder = folder(&stored(PLAN));
        let replacement = changed(folder.path(), &approval()).unwrap().unwrap();
        assert_eq!(replacement.file, "schools/oak.yaml", "{name}");
        let path = folder.path().join("schools/oak.yaml");
        assert_eq!(
            std::fs::read(&path).unwrap(),
            stored(PLAN),
            "{name}: nothing changes yet"
        );
        let shown = difference(&replacement);
        assert!(
            shown.contains(
                "-  period: 2026/27   # a school year\n+  period: 2027/28   # a school year\n"
            ),
            "{shown}"
        );
        replace_together(folder.path(), &[replacement]).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), stored(&expected), "{name}");
    }
}

#[test]
fn what_stands_there_already_changes_nothing() {
    let folder = folder(PLAN.as_bytes());
    let same = [Change::set("plan.period", "2026/27")];
    assert_eq!(changed(folder.path(), &same), Ok(None));
    assert_eq!(changed(folder.path(), &[]), Ok(None));
}

#[test]
fn a_change_that_is_not_safe_names_the_file() {
    let folder = folder(PLAN.as_bytes());
    let why = changed(folder.path(), &[Change::set("plan.period.start", "x")]).unwrap_err();
    assert!(
        why.contains("oak.yaml` is not changed: ") && why.contains("single value"),
        "{why}"
    );
}

#[test]
fn a_file_that_was_changed_in_between_is_left_alone() {
    let folder = folder(PLAN.as_bytes());
    let workspace = Workspace::open(folder.path()).unwrap();
    let file = workspace.file_of("oak").unwrap();
    std::fs::write(
        folder.path().join("schools/oak.yaml"),
        PLAN.replace("Plan", "Mine"),
    )
    .unwrap();
    let why = change_file(&workspace, file, &approval())
        .unwrap_err()
        .to_string();
    assert!(why.contains("changed in the meantime"), "{why}");
}

#[cfg(unix)]
#[test]
fn links_and_protected_files_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder(PLAN.as_bytes());
    let path = folder.path().join("schools/oak.yaml");
    let outside = tempfile::tempdir().unwrap();
    let other = outside.path().join("other.yaml");
    std::fs::hard_link(&path, &other).unwrap();
    assert!(
        changed(folder.path(), &approval())
            .unwrap_err()
            .contains("another name")
    );
    std::fs::remove_file(&path).unwrap();
    symlink(&other, &path).unwrap();
    assert!(
        changed(folder.path(), &approval())
            .unwrap_err()
            .contains("is a link")
    );
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, PLAN).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    assert!(
        changed(folder.path(), &approval())
            .unwrap_err()
            .contains("write-protected")
    );
    assert_eq!(std::fs::read_to_string(&other).unwrap(), PLAN);
}
