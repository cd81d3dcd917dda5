//! The guidance register and the rules about it: judged by the day, extended by a workspace, and silent on plans that
//! are right.

use std::path::{Path, PathBuf};

use dutybound::diagnostic::{Diagnostic, Edit};
use dutybound::model::PartialDate;
use dutybound::pipeline::build;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;
use jiff::civil::{Date, date};

use crate::support::options;

/// The rules that look at what texts say.
const RULES: [&str; 8] = [
    "guidance-missing",
    "guidance-edition",
    "guidance-part",
    "statute-section",
    "quotation",
    "misstatement",
    "reference-title",
    "retired-domain",
];

/// What these rules find in a plan of one school with such texts, and the words at each place.
fn found(files: &[(&str, &str)], as_of: Date) -> Vec<(Diagnostic, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let workspace = Workspace::open(folder.path()).unwrap();
    assert_eq!(workspace.diagnostics(), []);
    let options = dutybound::pipeline::Options { as_of, ..options() };
    let writer = PdfWriter::new();
    let workspaces = std::slice::from_ref(&workspace);
    let report = build(workspaces, &options, None, &writer, &|_| {}).unwrap();
    let findings = report.findings(0, &workspace);
    let of_ours = findings
        .iter()
        .filter(|finding| RULES.contains(&finding.code));
    let words = |finding: &Diagnostic| {
        finding
            .place
            .map_or("", |place| workspace.sources().slice(place))
            .to_string()
    };
    of_ours
        .map(|finding| (finding.clone(), words(finding)))
        .collect()
}

fn school(introduction: &str) -> String {
    format!(
        "id: oak\norganisation: {{ kind: school, name: Oak }}\ndocuments: []\nplan:\n  title: Plan\n  \
         introduction: |-\n    {}\n",
        introduction.replace('\n', "\n    ")
    )
}

const TODAY: Date = date(2026, 11, 21);

/// Code and words of each finding.
fn said(introduction: &str, as_of: Date) -> Vec<(&'static str, String)> {
    let found = found(&[("oak.yaml", &school(introduction))], as_of);
    found
        .into_iter()
        .map(|(finding, words)| (finding.code, words))
        .collect()
}

#[test]
fn sensible_sentences_are_left_alone() {
    for text in [
        "Section 26 of the {{ cite('ctsa-2015') }} puts the Prevent duty on us, and section 29 lets ministers issue guidance.",
        "The school’s 26 pupils and section 175 of the Education Act 2002 have nothing to do with the CTSA 2015.",
        "Under sections 36 and 38 of the CTSA, the local authority’s Channel panel asks its partners to cooperate.",
        "Schedule 6 to the Counter-Terrorism and Security Act 2015 lists the specified authorities.",
        "The police may refer somebody to the Channel panel, which the local authority chairs.",
        "The police’s Channel coordinator rings us. Channel is not a police programme.",
        "Our principles come from the council. The Act applies to us.",
        "We help to prevent children from being drawn into violence, and to prevent people from being drawn into terrorism.",
        "Staff said “we want to know more about what happens after a referral”.",
        "All staff read Part one of {{ cite('kcsie-2025') }}, and those without pupils Annex A, its condensed version.",
        "Annex B of this policy lists the contacts; KCSIE is read every September.",
        "In 2023/24 KCSIE was read by everybody. We read it again in September 2025.",
        "Extremism is “the promotion or advancement of an ideology based on violence, hatred or intolerance” … and so on.",
        "> A specified authority must, in the exercise of its functions, have due regard to the need … from being drawn into terrorism.",
        "We use *Filtering and monitoring standards* and the “Prevent duty guidance: for England and Wales (2023)”.",
        "Write to prevent@fenshire.police.uk or see www.educateagainsthate.com.",
    ] {
        assert_eq!(said(text, TODAY), [], "{text}");
    }
}

#[test]
fn an_edition_is_judged_as_of_the_document() {
    let text = "All staff have read Keeping children safe in education 2023.";
    assert_eq!(said(text, date(2024, 6, 1)), []);
    let late = said(text, date(2024, 9, 2));
    assert_eq!(
        late,
        [(
            "guidance-edition",
            "Keeping children safe in education 2023".to_string()
        )]
    );
    let advice = "We follow the Prevent duty departmental advice.";
    assert_eq!(said(advice, date(2022, 1, 1)), []);
    assert_eq!(said(advice, TODAY).len(), 1);
    let definition = "Extremism is “vocal or active opposition to fundamental British values”.";
    assert_eq!(said(definition, date(2023, 1, 1)), []);
    assert_eq!(said(definition, TODAY).len(), 1);
}

#[test]
fn what_is_certain_can_be_put_right_at_once() {
    for (wrong, right) in [
        (
            "Section 21(1) of the Counter-Terrorism and Security Act 2015 is the Prevent duty.",
            "Section 26(1) of the Counter-Terrorism and Security Act 2015 is the Prevent duty.",
        ),
        (
            "Read Part 1 and Annex A of KCSIE.",
            "Read Part 1 and Annex B of KCSIE.",
        ),
        (
            "It is “opposition to fundamental British values, including democracy, the rule of law, liberty and mutual respect \
             of different faiths” in 2011.",
            "It is “opposition to fundamental British values, including democracy, the rule of law, individual liberty and \
             mutual respect and tolerance of different faiths” in 2011.",
        ),
        (
            "The duty is to prevent people from being drawn into extremism and terrorism.",
            "The duty is to prevent people from being drawn into terrorism.",
        ),
    ] {
        let text = school(wrong);
        let found = found(&[("oak.yaml", &text)], TODAY);
        let [(finding, _)] = &found[..] else {
            panic!("{wrong}: {found:?}");
        };
        let mut edits: Vec<_> = finding.fix.as_ref().expect(wrong).edits.iter().collect();
        edits.reverse(); // from the end, so that places stay what they are
        let mut mended = text.clone();
        for edit in edits {
            let Edit::Replace { place, with } = edit else {
                panic!("words are replaced");
            };
            mended.replace_range(place.start as usize..place.end as usize, with);
        }
        assert_eq!(mended, school(right));
    }
}

#[test]
fn words_that_run_over_a_line_are_reported_and_left_to_people() {
    let text = "id: oak\norganisation: { kind: school, name: Oak }\ndocuments: []\nplan:\n  title: Plan\n  \
         introduction: >-\n    The Prevent duty is section\n    21 of the CTSA 2015.\n";
    let found = found(&[("oak.yaml", text)], TODAY);
    let codes: Vec<_> = found
        .iter()
        .map(|(finding, _)| (finding.code, &finding.fix))
        .collect();
    assert_eq!(codes, [("statute-section", &None)]);
}

#[test]
fn a_workspace_adds_what_it_knows() {
    let register = "\
checked_on: 2026-12-01
guidance:
  - id: thresholds-2026
    title: Thresholds of need 2026
    names: [Thresholds]
    expected_of: [school]
    in_force_from: 2026-01-01
    source: the partnership
    checked_on: 2026-11-30
    status: verified
    sections:
      - { name: Annex A, means: levels of need, speaks_of: [levels] }
      - { name: Annex B, means: whom to ring, speaks_of: [telephone] }
    quotations:
      - { of: the promise, words: Every child is heard before any of us decides. }
    misstatements:
      - { says: [Thresholds … optional/voluntary], wrong: that they are optional, right: They bind every school. }
  - { id: thresholds-2024, title: Thresholds of need 2024, names: [Thresholds], superseded_on: 2026-01-01, superseded_by: thresholds-2026 }
retired_domains:
  - { domain: old.example.org, was: our old site, instead: Write new.example.org. }
";
    let text = school(
        "We follow Thresholds 2024.\n\nThresholds are optional.\n\nAnnex A of the Thresholds has the telephone numbers.\n\n\
         “Every child is heard before one of us decides.”\n\nSee old.example.org.",
    );
    let found = found(&[("guidance.yaml", register), ("oak.yaml", &text)], TODAY);
    let codes: Vec<&str> = found.iter().map(|(finding, _)| finding.code).collect();
    assert_eq!(
        codes,
        [
            "guidance-edition",
            "misstatement",
            "guidance-part",
            "quotation",
            "retired-domain"
        ]
    );

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("oak.yaml"), school("Nothing.")).unwrap();
    let date = |folder: &Path| {
        let workspace = Workspace::open(folder).unwrap();
        workspace.register().date().unwrap()
    };
    assert_eq!(date(folder.path()), PartialDate::Day(TODAY));
    std::fs::write(folder.path().join("guidance.yaml"), register).unwrap();
    assert_eq!(
        date(folder.path()),
        PartialDate::Day(jiff::civil::date(2026, 12, 1))
    );
}

/// The program says what it checked; whether a plan is compliant is for people to judge.
#[test]
fn nothing_calls_a_plan_compliant() {
    let mut files = vec![PathBuf::from("README.md"), PathBuf::from("CHANGELOG.md")];
    for folder in ["src", "templates", "data", "docs"] {
        collect(Path::new(folder), &mut files);
    }
    files.retain(|file| !file.starts_with("data/dictionaries")); // they know every word
    assert!(files.len() > 100);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue; // a picture or a font
        };
        let sentences = text.split(['.', '?', '!', ';']);
        for sentence in sentences.filter(|sentence| sentence.to_lowercase().contains("compliant")) {
            let denied = ["never", "not ", "nobody"]
                .iter()
                .any(|word| sentence.contains(word));
            assert!(denied, "{}: {sentence}", file.display());
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
