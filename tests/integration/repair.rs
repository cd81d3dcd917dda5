//! What `check --fix` changes in a user's file, and what it leaves alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use dutybound::diagnostic::{Diagnostic, Edit, FileId, Fix, Place, Sources};
use dutybound::repair::{Repairs, repairs};
use dutybound::workspace::Workspace;
use proptest::prelude::*;

const HEAD: &str = "id: oak\norganisation: { kind: school, name: Oak School }\n";

/// The place of the nth occurrence of some words in the only plan of a workspace.
fn place(workspace: &Workspace, words: &str, nth: usize) -> Place {
    let (file, text) = plan(workspace.sources());
    let (start, _) = text.match_indices(words).nth(nth).unwrap();
    at(file, text, start, start + words.len())
}

fn plan(sources: &Sources) -> (FileId, &str) {
    let mut scratch = Sources::default();
    let first = scratch.add("first", "");
    (first, sources.text(first)) // plans are read first
}

fn at(file: FileId, text: &str, start: usize, end: usize) -> Place {
    let before = &text[..start];
    let last_line = before.rsplit('\n').next().unwrap();
    let number = |value: usize| u32::try_from(value).unwrap();
    Place {
        file,
        start: number(start),
        end: number(end),
        line: number(before.matches('\n').count() + 1),
        column: number(last_line.chars().count() + 1),
    }
}

fn write(workspace: &Workspace, words: &str, nth: usize, with: &str) -> Diagnostic {
    let place = place(workspace, words, nth);
    Diagnostic::warning("test", place, "it is wrong").fix(Fix::replace(place, with))
}

fn insert(workspace: &Workspace, beside: &str, key: &'static str, value: &str) -> Diagnostic {
    let beside = place(workspace, beside, 0);
    let edit = Edit::Insert {
        beside,
        key,
        value: value.into(),
    };
    Diagnostic::warning("test", beside, "a line is missing").fix(Fix {
        title: format!("add `{key}: {value}`"),
        edits: vec![edit],
    })
}

/// A workspace of one plan.
fn workspace(folder: &Path, plan: &[u8]) -> Workspace {
    std::fs::write(folder.join("oak.yaml"), plan).unwrap();
    let workspace = Workspace::open(folder).unwrap();
    assert!(
        workspace
            .diagnostics()
            .iter()
            .all(|fault| !fault.is_error()),
        "{:?}",
        workspace.diagnostics()
    );
    workspace
}

/// What becomes of a plan, or why it stays as it is.
fn changed(
    plan: &[u8],
    findings: impl Fn(&Workspace) -> Vec<Diagnostic>,
) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), plan);
    let Repairs { files, refused, .. } = repairs(&workspace, &findings(&workspace));
    let path = folder.path().join("oak.yaml");
    assert_eq!(std::fs::read(&path).unwrap(), plan, "nothing changes yet");
    if let Some((_, why)) = refused.into_iter().next() {
        return Err(why);
    }
    for file in files {
        file.apply().unwrap();
    }
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no other file stays"
    );
    Ok(std::fs::read(&path).unwrap())
}

fn changed_text(plan: &str, words: &str, with: &str) -> Result<String, String> {
    let changed = changed(plan.as_bytes(), |workspace| {
        vec![write(workspace, words, 0, with)]
    })?;
    Ok(String::from_utf8(changed).unwrap())
}

/// A plan with some lines, which hold the word `WRONG` once.
fn plan_with(lines: &str) -> String {
    format!("# The plan of Oak\twith a tab\n{HEAD}plan:\n  title: Plan # WHY\n{lines}")
}

#[test]
fn words_are_exchanged_in_every_form_of_text() {
    for lines in [
        "  scope: All of WRONG here.",
        "  scope: All of WRONG here.   # a comment\twith a tab\n",
        "  scope: 'It''s all WRONG here.' # why\n\n\n",
        "  scope: \"All \\\"WRONG\\\" here.\"   \n",
        "  scope: |\n    First line\n\n    then WRONG, then\n    another line\n# a comment\n",
        "  scope: >-\n    First line\n    then WRONG, then\n    another line # no comment\n",
        "  scope: first line\n    then WRONG, then\n    another line\n  purpose: x\n",
        "  areas: [ { id: a, title: WRONG }, { id: b, title: \"B\" } ] # flow\n",
        "  areas:\n    - { id: a, title: A,   scope: [x,  WRONG ] }\n",
        "  areas:\n    - &name\n      id: a\n      title: WRONG\n",
        "  introduction: Zoë – 😀 WRONG Zoë\n  scope: WR\n",
    ] {
        let before = plan_with(lines);
        let after = before.replace("WRONG", "right");
        assert_eq!(
            changed_text(&before, "WRONG", "right").as_ref(),
            Ok(&after),
            "{lines}"
        );
        let crlf = before.replace('\n', "\r\n");
        assert_eq!(
            changed_text(&crlf, "WRONG", "right"),
            Ok(after.replace('\n', "\r\n")),
            "{lines}"
        );
    }
}

#[test]
fn letters_are_stored_as_before() {
    let before = plan_with("  scope: WRONG – 😀\n").replace('\n', "\r\n");
    let after = before.replace("WRONG", "“right”");
    let utf16 = |text: &str| -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    for (before, after) in [
        (utf16(&before), utf16(&after)),
        (marked(&before), marked(&after)),
    ] {
        let changed = changed(&before, |workspace| {
            vec![write(workspace, "WRONG", 0, "“right”")]
        });
        assert_eq!(changed, Ok(after));
    }
}

#[test]
fn quotes_are_kept_and_filled_properly() {
    for (lines, with, expected) in [
        ("  scope: 'WRONG'\n", "it's", "  scope: 'it''s'\n"),
        ("  scope: 'all WRONG'\n", "it's", "  scope: 'all it''s'\n"),
        (
            "  scope: \"WRONG\" # x\n",
            "a \"b\" \\ c",
            "  scope: \"a \\\"b\\\" \\\\ c\" # x\n",
        ),
    ] {
        let after = changed_text(&plan_with(lines), "WRONG", with);
        assert_eq!(after, Ok(plan_with(expected)));
    }
}

#[test]
fn quotes_are_added_where_they_are_needed() {
    for (lines, with, expected) in [
        (
            "  scope: all WRONG # x\n",
            "right # not",
            "  scope: \"all right # not\" # x\n",
        ),
        (
            "  scope: all WRONG\n",
            "right: not",
            "  scope: \"all right: not\"\n",
        ),
        ("  scope: WRONG", "[right]", "  scope: \"[right]\""),
        (
            "  scope: { a: all WRONG }\n",
            "b, c: \"d\"",
            "  scope: { a: \"all b, c: \\\"d\\\"\" }\n",
        ),
        (
            "  scope: WRONG and\n    more\n",
            "right, and",
            "  scope: right, and and\n    more\n",
        ),
        (
            "  areas: [{ id: a, title: WRONG here }]\n",
            "{{ words['learner'] | plural }}",
            "  areas: [{ id: a, title: \"{{ words['learner'] | plural }} here\" }]\n",
        ),
    ] {
        let after = changed_text(&plan_with(lines), "WRONG", with);
        assert_eq!(after, Ok(plan_with(expected)));
    }
}

#[test]
fn what_is_not_safe_is_refused() {
    for (lines, words, with, why) in [
        // Several lines are put in no quotes.
        ("  scope: WRONG and\n    more\n", "WRONG", "right: not", ""),
        ("  scope: WRONG\n", "WRONG", "two\nlines", "one line"),
        // Not a value.
        ("  scope: x # WRONG\n", "WRONG", "right", "no single value"),
        ("  scope: x\n", "scope", "title", "no single value"),
        // Repeated elsewhere.
        (
            "  scope: &text all WRONG\n  purpose: *text\n",
            "WRONG",
            "right",
            "repeats these words",
        ),
        (
            "  areas:\n    - &first\n      id: a\n      title: WRONG\n    - <<: *first\n      id: b\n",
            "WRONG",
            "right",
            "repeats these words",
        ),
        // Not letter by letter.
        (
            "  scope: \"{{ organisation.name }}\"\n",
            "\"{{ organisation.name }}\"",
            "x",
            "another way",
        ),
        ("  scope: 'it''s'\n", "'it''s'", "x", "another way"),
        ("  scope: one\n    two\n", "one\n    two", "x", "one line"),
        ("  scope: \"a\\u0062c b\"\n", "b\"", "x", "another way"),
    ] {
        let refused = changed_text(&plan_with(lines), words, with);
        let said = refused.expect_err(lines);
        assert!(said.contains(why), "{lines}: {said}");
        assert!(
            said.contains("By hand, in line") && said.contains("oak.yaml"),
            "{said}"
        );
    }
}

#[test]
fn a_line_joins_its_group() {
    for (before, beside, after) in [
        (
            "people:\n  dsl:\n    # the lead\n    name: Asha # x\n\n  head:\n    name: B\n",
            "Asha",
            "people:\n  dsl:\n    # the lead\n    name: Asha # x\n    public: 'no'\n\n  head:\n    name: B\n",
        ),
        (
            "evidence:\n  - id: one # x\n    file: Asha.pdf\n  # next\n  - id: two\n    file: b.pdf\n",
            "Asha.pdf",
            "evidence:\n  - id: one # x\n    file: Asha.pdf\n    public: 'no'\n  # next\n  - id: two\n    file: b.pdf\n",
        ),
        (
            "evidence:\n- id: one\n  file: Asha.pdf",
            "Asha.pdf",
            "evidence:\n- id: one\n  file: Asha.pdf\n  public: 'no'",
        ),
        (
            "evidence:\n  - { id: one, file: Asha.pdf, title: x } # x\n",
            "Asha.pdf",
            "evidence:\n  - { id: one, file: Asha.pdf, public: no, title: x } # x\n",
        ),
        (
            "people: { dsl: { name: Asha }, head: { name: B } } # x\n",
            "Asha",
            "people: { dsl: { name: Asha, public: no }, head: { name: B } } # x\n",
        ),
    ] {
        for (line_end, label) in [("\n", "LF"), ("\r\n", "CRLF")] {
            let whole = |text: &str| format!("{HEAD}{text}").replace('\n', line_end).into_bytes();
            let changed = changed(&whole(before), |workspace| {
                vec![insert(workspace, beside, "public", "no")]
            });
            let expected = whole(after);
            // How the word is quoted is the library's choice.
            let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("'no'", "no");
            assert_eq!(
                changed.map(|bytes| plain(&bytes)),
                Ok(plain(&expected)),
                "{label}"
            );
        }
    }
    let before = format!("{HEAD}people:\n  dsl: {{ name: Asha, public: no }}\n");
    let refused = changed(before.as_bytes(), |workspace| {
        vec![insert(workspace, "Asha", "public", "no")]
    });
    assert!(refused.unwrap_err().contains("already"));
}

#[test]
fn several_fixes_are_made_together_and_overlapping_ones_wait() {
    let before = plan_with("  scope: WRONG and WRONG and WRONG\n  purpose: WRONG\n");
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), before.as_bytes());
    let findings = vec![
        write(&workspace, "WRONG", 0, "right"),
        write(&workspace, "WRONG", 2, "quite right"),
        write(&workspace, "WRONG and WRONG", 0, "nothing"),
        write(&workspace, "WRONG", 3, "at last"),
    ];
    let found = repairs(&workspace, &findings);
    assert_eq!(
        (found.files.len(), found.refused.len(), found.later),
        (1, 0, 1)
    );
    assert_eq!(found.files[0].mended.len(), 3);
    assert!(found.files[0].mended[1].difference.contains(
        "-  scope: WRONG and WRONG and WRONG\n+  scope: WRONG and WRONG and quite right\n"
    ));
    found.files[0].apply().unwrap();
    let after = std::fs::read_to_string(folder.path().join("oak.yaml")).unwrap();
    assert_eq!(
        after,
        plan_with("  scope: right and WRONG and quite right\n  purpose: at last\n")
    );
}

#[test]
fn a_file_that_changed_since_is_left_alone() {
    let before = plan_with("  scope: WRONG\n");
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), before.as_bytes());
    let findings = [write(&workspace, "WRONG", 0, "right")];
    let found = repairs(&workspace, &findings);
    let path = folder.path().join("oak.yaml");
    std::fs::write(&path, "id: oak\n").unwrap();
    assert!(found.files[0].apply().is_err());
    let again = repairs(&workspace, &findings);
    assert!(again.files.is_empty());
    assert!(again.closed[0].why.contains("changed in the meantime"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "id: oak\n");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn files_that_are_not_ours_to_change_are_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let before = plan_with("  scope: WRONG\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oak.yaml");
    let said = |workspace: &Workspace| {
        let found = repairs(workspace, &[write(workspace, "WRONG", 0, "right")]);
        assert!(found.files.is_empty());
        assert!(found.refused.is_empty());
        found.closed[0].why.clone()
    };
    let read = workspace(folder.path(), before.as_bytes());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    assert!(said(&read).contains("write-protected"));
    std::fs::remove_file(&path).unwrap();
    let outside = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(outside.path(), &before).unwrap();
    std::os::unix::fs::symlink(outside.path(), &path).unwrap();
    assert!(said(&Workspace::open(folder.path()).unwrap()).contains("is a link"));
    assert_eq!(std::fs::read_to_string(outside.path()).unwrap(), before);
}

/// A file with another name is not cut off from it, and its many findings are one note.
#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_left_alone_and_said_to_be_so_once() {
    let before = plan_with("  scope: WRONG\n  purpose: WRONG\n");
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let read = workspace(folder.path(), before.as_bytes());
    let other = elsewhere.path().join("other.yaml");
    std::fs::hard_link(folder.path().join("oak.yaml"), &other).unwrap();
    let findings = [
        write(&read, "WRONG", 0, "right"),
        write(&read, "WRONG", 1, "right"),
    ];
    let found = repairs(&read, &findings);
    assert!(found.files.is_empty() && found.refused.is_empty());
    let [closed] = &found.closed[..] else {
        panic!("{:?}", found.closed);
    };
    assert_eq!(closed.fixes, 2);
    assert!(closed.why.contains("another name"), "{}", closed.why);
    // Linked only after it was looked at.
    std::fs::remove_file(&other).unwrap();
    let found = repairs(&read, &findings);
    std::fs::hard_link(folder.path().join("oak.yaml"), &other).unwrap();
    assert!(found.files[0].apply().is_err());
    assert_eq!(std::fs::read_to_string(&other).unwrap(), before);
}

/// The file is read a few times, however many fixes it has, and those that are not safe do not stop the others.
#[test]
fn hundreds_of_fixes_are_made_in_one_pass() {
    let areas: Vec<String> = (0..400)
        .map(|number| {
            let flow = if number == 200 {
                ", x: [WRONG-in-flow]"
            } else {
                ""
            };
            format!(
                "    - id: a{number}\n      title: WRONG {number}\n      scope: {{ y: {number}{flow} }}\n      file: \
                 plan-{number}.pdf\n"
            )
        })
        .collect();
    let before = plan_with(&format!("  areas:\n{}", areas.concat()));
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), before.as_bytes());
    let mut findings: Vec<Diagnostic> = (0..400)
        .map(|number| {
            let words = format!("WRONG {number}\n");
            let place = place(&workspace, &words, 0);
            let place = Place {
                end: place.start + 5,
                ..place
            };
            let with = if number == 100 { "- right" } else { "right" };
            Diagnostic::warning("test", place, "it is wrong").fix(Fix::replace(place, with))
        })
        .collect();
    findings.push(write(&workspace, "WRONG-in-flow", 0, "a, b"));
    findings.extend((0..400).step_by(4).map(|number| {
        let words = format!("plan-{number}.pdf");
        insert(&workspace, &words, "fingerprint", "abc")
    }));
    let found = repairs(&workspace, &findings);
    let (refused, later) = (&found.refused, found.later);
    assert!(
        refused.is_empty() && later == 0,
        "{refused:?}, {later} later"
    );
    assert_eq!(found.files[0].mended.len(), 501);
    found.files[0].apply().unwrap();
    let after = std::fs::read_to_string(folder.path().join("oak.yaml")).unwrap();
    let mut expected = before
        .replace("title: WRONG 100\n", "title: \"- right 100\"\n")
        .replace("[WRONG-in-flow]", "[\"a, b\"]")
        .replace("WRONG", "right");
    for number in (0..400).step_by(4) {
        let file = format!("      file: plan-{number}.pdf\n");
        expected = expected.replace(&file, &format!("{file}      fingerprint: abc\n"));
    }
    assert!(after == expected, "{after}");
}

#[test]
fn what_the_program_brings_along_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), plan_with("").as_bytes());
    let register = workspace.register().entries().next().unwrap();
    let place = register.title.place;
    let finding = Diagnostic::warning("test", place, "it is wrong").fix(Fix::replace(place, "x"));
    let found = repairs(&workspace, &[finding]);
    assert!(found.files.is_empty());
    assert!(
        found.closed[0]
            .why
            .contains("not the file of an organisation")
    );
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let workspace = workspace(folder.path(), plan_with("  scope: WRONG\n").as_bytes());
    let path = folder.path().join("oak.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let found = repairs(&workspace, &[write(&workspace, "WRONG", 0, "right")]);
    found.files[0].apply().unwrap();
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

/// A text in one of the ways in which it can be written, as lines below a key.
fn written(style: usize, words: &[String], comment: &str) -> String {
    let plain = words.join(" ");
    match style {
        0 => format!(" {plain}   # {comment}"),
        1 => format!(" '{plain}'\t# {comment}"),
        2 => format!(" \"{plain}\" # {comment}"),
        3 => format!(" |  # {comment}\n    {}", words.join("\n    ")),
        4 => format!(
            " >-\n    {}\n\n    {plain}\n  # {comment}",
            words.join("\n    ")
        ),
        5 => format!(" [ {}, '{plain}' ] # {comment}", words.join(",  ")),
        _ => format!(" {{ a:   {plain}, b: \"{plain}\" }}  # {comment}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Every occurrence of a word in any value can be exchanged; no other line and no comment changes.
    #[test]
    fn every_other_line_stays(
        entries in prop::collection::vec((0..7usize, prop::collection::vec("[a-zé]{1,6}", 1..6), "[a-z #:'\"]{0,12}"), 1..8),
        with in "[a-zü’]{1,9}( [a-z]{1,4})?",
        pick in any::<prop::sample::Index>(),
        crlf in any::<bool>(),
        last in any::<bool>(),
    ) {
        let mut text = format!("{HEAD}# comment\tone\nfacts:\n");
        for (number, (style, words, comment)) in entries.iter().enumerate() {
            text.extend([format!("  fact-{number}:{}\n", written(*style, words, comment))]);
        }
        if last {
            text.push_str("# the end");
        }
        let (_, words, _) = &entries[pick.index(entries.len())];
        let word = &words[pick.index(words.len())];
        let nth = pick.index(text.matches(word.as_str()).count());
        let (start, _) = text.match_indices(word.as_str()).nth(nth).unwrap();
        let mut expected = text.clone();
        expected.replace_range(start..start + word.len(), &with);
        let stored = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_string() };
        let outcome = changed(stored(&text).as_bytes(), |workspace| {
            let mut findings = vec![write(workspace, word, 0, &with)];
            let (file, decoded) = plan(workspace.sources());
            let place = at(file, decoded, start, start + word.len());
            findings[0] = Diagnostic::warning("test", place, "it is wrong").fix(Fix::replace(place, with.as_str()));
            findings
        });
        let value = |line: &str| !line.trim_start().starts_with('#');
        match outcome {
            Ok(after) => {
                let after = String::from_utf8(after).unwrap();
                prop_assert_eq!(&after, &stored(if *word == with { &text } else { &expected }));
                let number = text[..start].matches('\n').count();
                prop_assert!(value(text.lines().nth(number).unwrap()));
                for (index, (old, new)) in stored(&text).split('\n').zip(after.split('\n')).enumerate() {
                    prop_assert!(index == number || old == new);
                    let comment = |line: &str| line.split_once(" # ").map(|(_, comment)| comment.to_string());
                    prop_assert_eq!(comment(old), comment(new));
                }
            }
            // The word stood in a comment or a key, or the value would be read as something else.
            Err(why) => prop_assert!(why.contains("By hand"), "{}", why),
        }
    }
}

/// Whenever the program is stopped, the file is the old one or the new one.
#[test]
fn a_file_is_whole_whenever_the_program_is_stopped() {
    let filler = "  # a comment that makes the file longer\n".repeat(20_000);
    let before = format!(
        "id: oak\norganisation: {{ kind: schol, name: Oak }}\nplan:\n  title: Plan\n{filler}"
    );
    let after = before.replace("schol", "school");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oak.yaml");
    let (mut old, mut new) = (0, 0);
    for pause in (0..400).step_by(20).chain([10_000]) {
        std::fs::write(&path, &before).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_dutybound"))
            .args(["check", "--fix", "--yes"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..pause / 5 {
            std::thread::sleep(Duration::from_millis(5));
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        match std::fs::read_to_string(&path).unwrap() {
            text if text == before => old += 1,
            text if text == after => new += 1,
            text => panic!("half a file of {} bytes after {pause} ms", text.len()),
        }
    }
    assert!(old > 0 && new > 0, "{old} {new}");
}
