//! `ARCHITECTURE.md` and the code say the same: its paths exist, and no module names one that it may not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What each module may name of the crate, in reading order; the table of `ARCHITECTURE.md`.
const MODULES: [(&str, &[&str]); 32] = [
    ("error", &[]),
    ("diagnostic", &[]),
    ("source", &["diagnostic", "error"]),
    ("merge", &["diagnostic", "source"]),
    ("upstream", &["diagnostic", "merge", "source"]),
    ("style", &[]),
    ("model", &["style", "diagnostic"]),
    ("text", &[]),
    ("guidance", &["diagnostic", "model", "source", "text"]),
    ("guarded", &[]),
    ("jpeg", &[]),
    ("evidence", &["error", "guarded", "jpeg", "source"]),
    ("wording", &["diagnostic", "guidance", "model", "source"]),
    (
        "check",
        &[
            "style",
            "diagnostic",
            "evidence",
            "guidance",
            "model",
            "source",
            "text",
            "upstream",
        ],
    ),
    ("document", &["style"]),
    (
        "audience",
        &[
            "check",
            "diagnostic",
            "document",
            "model",
            "source",
            "wording",
        ],
    ),
    ("compare", &["document", "model", "source"]),
    (
        "coverage",
        &[
            "check",
            "diagnostic",
            "document",
            "guidance",
            "merge",
            "model",
            "source",
            "text",
        ],
    ),
    (
        "template",
        &[
            "audience",
            "check",
            "style",
            "diagnostic",
            "document",
            "model",
            "source",
            "wording",
        ],
    ),
    (
        "report",
        &[
            "check",
            "compare",
            "diagnostic",
            "document",
            "guidance",
            "model",
        ],
    ),
    ("render", &["document", "error", "guarded", "jpeg"]),
    ("publish", &["error", "model", "source"]),
    (
        "edition",
        &[
            "diagnostic",
            "error",
            "merge",
            "model",
            "publish",
            "source",
            "wording",
        ],
    ),
    ("bundle", &["diagnostic", "error", "model", "source"]),
    (
        "schema",
        &[
            "check",
            "diagnostic",
            "guidance",
            "model",
            "style",
            "template",
        ],
    ),
    (
        "workspace",
        &[
            "check",
            "diagnostic",
            "edition",
            "error",
            "evidence",
            "guidance",
            "merge",
            "model",
            "render",
            "source",
            "template",
            "upstream",
            "wording",
        ],
    ),
    ("edit", &["diagnostic", "publish", "source", "workspace"]),
    (
        "repair",
        &[
            "diagnostic",
            "edit",
            "error",
            "publish",
            "source",
            "workspace",
        ],
    ),
    (
        "decide",
        &["diagnostic", "edit", "error", "merge", "source", "upstream"],
    ),
    ("reprint", &["diagnostic", "edit", "model", "source"]),
    (
        "pipeline",
        &[
            "audience",
            "bundle",
            "check",
            "compare",
            "coverage",
            "diagnostic",
            "document",
            "edit",
            "edition",
            "error",
            "evidence",
            "guidance",
            "model",
            "publish",
            "render",
            "report",
            "reprint",
            "source",
            "style",
            "template",
            "workspace",
        ],
    ),
    ("cli", &[]),
];

/// The folders whose paths are looked up.
const FOLDERS: [&str; 8] = [
    "src/",
    "templates/",
    "data/",
    "tests/",
    "docs/",
    "benches/",
    "ci/",
    "fonts/",
];

#[test]
fn every_path_that_is_named_exists() {
    let page = text(Path::new("ARCHITECTURE.md"));
    let named = page.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = named
        .filter(|name| FOLDERS.iter().any(|folder| name.starts_with(folder)))
        .filter(|name| !name.contains(['<', '*', '{']))
        .collect();
    assert!(paths.len() > 20, "the page names hardly any path");
    let missing: Vec<&&str> = paths
        .iter()
        .filter(|path| !Path::new(path).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md names what is not there: {missing:?}"
    );
}

#[test]
fn no_module_names_one_that_it_may_not() {
    for (module, allowed) in MODULES {
        let mut files = Vec::new();
        collect(&Path::new("src").join(module), &mut files);
        let single = PathBuf::from(format!("src/{module}.rs"));
        files.extend(single.is_file().then_some(single));
        assert!(!files.is_empty(), "there is no module `{module}`");
        for file in files {
            for name in names(&text(&file)) {
                assert!(
                    name == module || allowed.contains(&name.as_str()),
                    "{} names `crate::{name}`, which `{module}` may not",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_module_stands_in_both_tables() {
    let known: BTreeSet<&str> = MODULES.iter().map(|(module, _)| *module).collect();
    let library = text(Path::new("src/lib.rs"));
    let mut public = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "));
    assert!(public.all(|name| known.contains(name.trim_end_matches(';'))));
    let page = text(Path::new("ARCHITECTURE.md"));
    for (module, allowed) in MODULES {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| `{module}` |")))
            .unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{module}`"));
        let cell = row.split('|').nth(3).unwrap();
        let said: BTreeSet<&str> = cell.split('`').skip(1).step_by(2).collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert_eq!(said, allowed, "what `{module}` may name");
    }
}

/// The modules that a file names, leaving out comments and the unit tests at its end.
fn names(code: &str) -> BTreeSet<String> {
    let code = code
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(code);
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut found = BTreeSet::new();
    for line in lines {
        for rest in line.split("crate::").skip(1) {
            assert!(!rest.starts_with('{'), "one `use` a module, please: {line}");
            let name: String = rest
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            found.insert(name);
        }
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "the test reads the code itself")]
fn text(path: &Path) -> String {
    let text = std::fs::read_to_string(path);
    text.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .replace("\r\n", "\n")
}

#[expect(clippy::disallowed_methods, reason = "the test reads the code itself")]
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}
