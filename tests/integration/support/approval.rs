//! A small trust with a school whose plan nobody has approved yet, and approvals of it.

use std::path::Path;

use dutybound::Error;
use dutybound::pipeline::{Approved, Approving, Format, FrozenEdition, Options, approve};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use super::options;

pub(crate) const TRUST: &str = "\
id: fleet
organisation: { kind: trust, name: Fleet Schools Trust }
people: { dsl: { role: Safeguarding Lead } }
documents: [school]
plan:
  title: Prevent plan
  period: 2026/27
  introduction: How {{ organisation.name }} answers the duty; see {{ cite('ctsa-2015') }}.
  approval: { review_every: 1 year }
  areas:
    - id: leading
      title: Leading
      lead: dsl
      deadline: 2027-03-12
      actions:
        - { id: policy, text: \"Review the policy with {{ words.staff }}.\" }
        - { id: forum, text: Go to the forum. }
";

pub(crate) const SCHOOL: &str = "\
extends: trust.yaml
id: fen
organisation: { kind: school, name: Fen School }
plan:
  version: \"1.0\"
  areas:
    - id: leading
      progress: Begun.
      actions:
        - { id: policy, text: Review our own policy., reason: It is our own. }
        - { id: forum, remove: yes, reason: There is none near us. }
";

/// A folder with the two files.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "trust.yaml", TRUST);
    write(folder.path(), "school.yaml", SCHOOL);
    folder
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

/// Approval of the school's plan on 5 November 2026.
pub(crate) fn approving(id: &str) -> Approving {
    Approving {
        id: id.into(),
        by: "Governing Body".into(),
        on: "2026-11-05".parse().unwrap(),
        minute: Some("GB 26/7".into()),
        version: None,
        reason: None,
    }
}

/// In a format that is quickly drawn.
pub(crate) fn in_word() -> Options {
    Options {
        formats: vec![Format::Docx],
        ..options()
    }
}

/// Approves as the files of a folder are now.
pub(crate) fn approved(folder: &Path, approving: &Approving) -> Result<Approved, Error> {
    let mut workspace = Workspace::open(folder)?;
    approve(&mut workspace, approving, &in_word(), &PdfWriter::new())
}

/// Approves what nothing keeps back.
pub(crate) fn frozen(folder: &Path, approving: &Approving) -> FrozenEdition {
    match approved(folder, approving).unwrap() {
        Approved::Frozen(frozen) => *frozen,
        Approved::Refused(findings) => panic!("refused: {findings:?}"),
    }
}

/// What is said of an approval that is not carried out.
pub(crate) fn refused(folder: &Path, approving: &Approving) -> String {
    match approved(folder, approving) {
        Err(error) => error.to_string(),
        Ok(Approved::Refused(findings)) => {
            let errors = findings.iter().filter(|finding| finding.is_error());
            errors.map(|error| error.code).collect::<Vec<_>>().join(" ")
        }
        Ok(Approved::Frozen(frozen)) => panic!("frozen in {}", frozen.folder.display()),
    }
}
