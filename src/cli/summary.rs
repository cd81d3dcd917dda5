//! The table at the end of a build.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use dutybound::diagnostic::Severity;
use dutybound::pipeline::{Outcome, Published};

/// Organisation, document, pages, warnings and path of everything that was built or kept back.
pub(super) fn table(outcomes: &[(usize, Outcome)]) -> String {
    let mut table = Table::new();
    table
        .load_preset(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(["Organisation", "Document", "Pages", "Warnings", "Files"]);
    for (_, outcome) in outcomes {
        let warnings = outcome
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Warning)
            .count()
            .to_string();
        if outcome.published.is_empty() {
            let why = if outcome
                .diagnostics
                .iter()
                .any(dutybound::diagnostic::Diagnostic::is_error)
            {
                "not built: it has errors"
            } else if outcome.fault.is_some() {
                "not built: see above"
            } else {
                "nothing to build"
            };
            table.add_row([outcome.organisation.as_str(), "–", "–", &warnings, why]);
        }
        for (index, document) in outcome.published.iter().enumerate() {
            let pages = document
                .pages
                .map_or_else(|| "–".to_string(), |pages| pages.to_string());
            let warnings = if index == 0 { warnings.as_str() } else { "" };
            table.add_row([
                &outcome.organisation,
                &document.template,
                &pages,
                warnings,
                &files(document),
            ]);
        }
    }
    table.trim_fmt()
}

/// `output/oakfield/oakfield-plan.pdf, .docx`.
fn files(document: &Published) -> String {
    let mut text = String::new();
    for (index, path) in document.paths.iter().enumerate() {
        if index == 0 {
            text = path.display().to_string();
        } else if let Some(ending) = path.extension() {
            text.push_str(", .");
            text.push_str(&ending.to_string_lossy());
        }
    }
    text
}
