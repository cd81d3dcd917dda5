//! The script of `docs/a-year.md`, run as it is written, and what came of each of its steps.

use std::path::Path;
use std::process::Command;

use crate::support::command::{copy, ended};
use crate::support::html;
use crate::support::pdf::fold;

/// A step of the page: what is run, and what the page says that it prints.
pub(crate) struct Step {
    heading: String,
    script: String,
    printed: Vec<String>,
}

/// The steps of the page: each block of `sh`, with the plain block that may follow it.
pub(crate) fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut heading = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text.to_string();
        }
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match (language, steps.last_mut()) {
            ("sh", _) => steps.push(Step {
                heading: heading.clone(),
                script: block.join("\n"),
                printed: Vec::new(),
            }),
            ("", Some(step)) => step.printed.extend(block.into_iter().map(str::to_string)),
            (other, _) => panic!("a block of `{other}` in docs/a-year.md belongs to no step"),
        }
    }
    steps
}

/// Runs a step; what it printed.
pub(crate) fn run(step: &Step, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_dutybound"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let output = Command::new("sh")
        .args(["-e", "-c", &step.script])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let (code, printed, said) = ended(&output);
    assert_eq!(code, 0, "{}\n{printed}\n{said}", step.script);
    printed
}

/// Asserts that the lines that the page shows are printed, in their order; `…` stands for any.
pub(crate) fn assert_printed(step: &Step, printed: &str) {
    let mut lines = printed.lines();
    for wanted in step.printed.iter().filter(|line| line.trim() != "…") {
        assert!(
            lines.any(|line| line == wanted),
            "docs/a-year.md says that\n{}\nprints\n{wanted}\nbut it prints\n{printed}",
            step.script
        );
    }
}

/// A document as a web page.
fn page(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of the sample.
const FILES: [&str; 4] = [
    "trust.yaml",
    "schools/oakfield.yaml",
    "schools/weir.yaml",
    "schools/hartley.yaml",
];

fn plan(folder: &Path, name: &str) -> String {
    page(folder, &format!("my-trust/{name}"))
}

/// What must be so after the last step of a part of the page.
fn assert_outcome(heading: &str, folder: &Path) {
    match heading {
        "Begin" => {
            for name in FILES {
                assert!(!plan(folder, name).contains("approved_by"), "{name}");
            }
        }
        "Look for mistakes, and print drafts" => assert_drafts(folder, "2026-27"),
        "Approve" => assert_approved(folder),
        "During the year" => {
            let marked = "changes/oakfield/oakfield-rag-2026-27-changes.html";
            assert!(page(folder, marked).contains("<ins>Maryam Oduya</ins>"));
            let pack = folder.join("pack/oakfield/oakfield-governors-2026-12-03.zip");
            assert!(pack.is_file(), "{}", pack.display());
        }
        "A correction in the same year" => assert_corrected(folder),
        "When the trust changes its plan" => {
            let hartley = plan(folder, "schools/hartley.yaml");
            assert!(plan(folder, "trust.yaml").contains("organisations once each term to hear"));
            assert!(
                hartley.contains("          seen:\n            text: "),
                "{hartley}"
            );
            assert!(
                hartley.contains("Hold one open meeting a term"),
                "its words stay"
            );
        }
        "The next year" => assert_rolled_forward(folder),
        "Approve again" => assert_approved_again(folder),
        other => panic!("nothing is asked of the part `{other}` of docs/a-year.md"),
    }
}

fn assert_drafts(folder: &Path, period: &str) {
    for (id, template) in DOCUMENTS {
        let draft = page(
            folder,
            &format!("drafts/{id}/{id}-{template}-{period}.html"),
        );
        assert!(draft.contains("DRAFT"), "{id} {template}");
    }
}

fn assert_approved(folder: &Path) {
    for (id, template) in DOCUMENTS {
        let version = if id == "hartley" { "1.1" } else { "1.0" };
        let edition = format!("my-trust/editions/2026-27/{id}/{version}");
        let kept = page(folder, &format!("{edition}/{id}-{template}-2026-27.html"));
        assert!(!kept.contains("DRAFT"), "{id} {template}");
    }
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    for name in FILES {
        let sample = page(Path::new("data/riverside"), name);
        assert_eq!(
            sorted(&plan(folder, name)),
            sorted(&sample),
            "what was taken out of {name} is there again, and nothing else has changed"
        );
    }
}

fn assert_corrected(folder: &Path) {
    let oakfield = plan(folder, "schools/oakfield.yaml");
    let has = |line: &str| oakfield.contains(line);
    assert!(
        has("  version: \"1.1\"\n") && has("LGB 26/61"),
        "{oakfield}"
    );
    let edition = "my-trust/editions/2026-27/oakfield";
    let first = page(folder, &format!("{edition}/1.0/oakfield-rag-2026-27.html"));
    let second = page(folder, &format!("{edition}/1.1/oakfield-rag-2026-27.html"));
    assert!(first.contains("Yusuf Kariuki") && !first.contains("Maryam Oduya"));
    assert!(second.contains("Maryam Oduya") && !second.contains("DRAFT"));
    let sheet = format!("{edition}/1.1/oakfield-prevent-duty-action-plan-2026-27.html");
    let reason = "A new safeguarding lead; one deadline moved.";
    assert!(
        page(folder, &sheet).contains(reason),
        "it stands in the table of versions"
    );
}

fn assert_rolled_forward(folder: &Path) {
    let period = "  period: 2027/28                 # the academic year\n";
    assert!(plan(folder, "trust.yaml").contains(period));
    for name in FILES {
        let plan = plan(folder, name);
        assert!(plan.contains("  version: \"2.0\""), "{name}");
        assert!(!plan.contains("approved_"), "{name}");
    }
    assert!(plan(folder, "schools/weir.yaml").contains("embedded: 2026/27"));
    assert_drafts(folder, "2027-28");
    for (id, _) in DOCUMENTS {
        let to_do = folder.join(format!("to-do/{id}/{id}-to-do-2027-28.docx"));
        assert!(to_do.is_file(), "{}", to_do.display());
    }
}

fn assert_approved_again(folder: &Path) {
    for (id, template) in DOCUMENTS {
        let name = format!("{id}-{template}-2027-28.html");
        let edition = format!("my-trust/editions/2027-28/{id}/2.0/{name}");
        for name in [edition, format!("final/{id}/{name}")] {
            assert!(!page(folder, &name).contains("DRAFT"), "{name}");
        }
    }
    let sheet = page(
        folder,
        "final/oakfield/oakfield-prevent-duty-action-plan-2027-28.html",
    );
    let words = fold(&html::words(sheet.as_bytes()));
    let versions = "1.0 5 November 2026 Local Governing Body First plan in the trust’s new form; one action added and one \
                    left out. 1.1 3 December 2026 Local Governing Body A new safeguarding lead; one deadline moved. \
                    2.0 4 November 2027 Local Governing Body Meetings with local organisations each term.";
    assert!(words.contains(versions), "{words}");
}

/// Every document of the sample, by the organisation's id.
const DOCUMENTS: [(&str, &str); 9] = [
    ("riverside", "prevent-duty-action-plan"),
    ("riverside", "rag"),
    ("oakfield", "prevent-duty-action-plan"),
    ("oakfield", "rag"),
    ("weir", "prevent-duty-action-plan"),
    ("weir", "rag"),
    ("hartley", "prevent-duty-action-plan"),
    ("hartley", "rag"),
    ("hartley", "risk-assessment"),
];

#[cfg(unix)]
#[test]
fn the_year_runs_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    copy(
        Path::new("data/riverside"),
        &folder.path().join("data/riverside"),
    );
    let steps = steps(&page(Path::new("docs"), "a-year.md"));
    assert!(steps.len() > 8, "{} steps", steps.len());
    for (number, step) in steps.iter().enumerate() {
        let printed = run(step, folder.path());
        assert_printed(step, &printed);
        let next = steps.get(number + 1).map(|next| &next.heading);
        if next != Some(&step.heading) {
            assert_outcome(&step.heading, folder.path());
        }
    }
}
