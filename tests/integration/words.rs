//! The changes that the rules about words offer: each puts its words right and leaves every other letter alone.

use std::path::Path;

use dutybound::diagnostic::Edit;
use dutybound::pipeline::build;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::options;

const WRONG: &str = "\
id: oak   # our own
organisation: { kind: school, name: Oakfield School }
plan:
  title: Safegauring plan
  introduction: >-
    Everyone at the college learns the principals of mutual
    respect, in hose.   We organize help for those who are vulnerable to extremism.
  scope: \"The college's pupils, of any color.\" # as agreed
  purpose: College staff, and {{ organisation.name }} at the college.
";

const RIGHT: &str = "\
id: oak   # our own
organisation: { kind: school, name: Oakfield School }
plan:
  title: Safeguarding plan
  introduction: >-
    Everyone at the {{ words.setting }} learns the principles of mutual
    respect, in house.   We organise help for those who are susceptible to extremism.
  scope: \"The {{ words.setting }}'s pupils, of any colour.\" # as agreed
  purpose: College staff, and {{ organisation.name }} at the {{ words.setting }}.
";

/// A file with every change made that is offered for it.
fn changed(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.yaml"), text).unwrap();
    let workspace = Workspace::open(Path::new(folder.path())).unwrap();
    let writer = PdfWriter::new();
    let report = build(
        std::slice::from_ref(&workspace),
        &options(),
        None,
        &writer,
        &|_| {},
    )
    .unwrap();
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    for fix in report
        .findings(0, &workspace)
        .into_iter()
        .filter_map(|finding| finding.fix)
    {
        for edit in fix.edits {
            if let Edit::Replace { place, with } = edit {
                edits.push((place.start as usize, place.end as usize, with));
            }
        }
    }
    edits.sort();
    let mut changed = text.to_string();
    for (start, end, with) in edits.into_iter().rev() {
        changed.replace_range(start..end, &with);
    }
    changed
}

#[test]
fn changes_put_words_right_and_nothing_else() {
    assert_eq!(changed(WRONG), RIGHT);
    assert_eq!(changed(RIGHT), RIGHT);
}
