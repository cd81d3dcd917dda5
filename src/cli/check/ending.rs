//! The last line of a check: what it was checked against, and what was not looked for.

use std::collections::BTreeMap;

use dutybound::check::SwitchedOff;
use dutybound::diagnostic::Severity;
use dutybound::model::{DateStyle, PartialDate};
use dutybound::workspace::Workspace;

use super::Checked;
use crate::cli::terminal::{count_of, counted};

/// "9 organisations checked against the guidance register of 21 November 2026: 0 errors and 2 warnings".
pub(super) fn line(checked: &Checked) -> String {
    let organisations = counted(checked.report.outcomes.len(), "organisation");
    let against = register_date(checked).map_or_else(String::new, |date| {
        let date = date.format(DateStyle::Long);
        format!(" against the guidance register of {date}")
    });
    let found = count_of(
        checked.count(Severity::Error),
        checked.count(Severity::Warning),
        checked.count(Severity::Note),
    );
    format!(
        "{organisations} checked{against}: {found}{}",
        not_looked_for(checked)
    )
}

/// The day of the newest register that was used.
pub(super) fn register_date(checked: &Checked) -> Option<PartialDate> {
    let registers = checked.workspaces.iter().map(Workspace::register);
    let dates = registers.filter_map(|register| register.date());
    dates.max_by(PartialDate::chronological)
}

/// The rules that files switch off, each place once, with its workspace.
pub(super) fn switched_off(checked: &Checked) -> Vec<(&SwitchedOff, &Workspace)> {
    let mut off: BTreeMap<(usize, &SwitchedOff), &Workspace> = BTreeMap::new();
    for (index, outcome) in &checked.report.outcomes {
        for rule in &outcome.switched_off {
            off.insert((*index, rule), &checked.workspaces[*index]);
        }
    }
    off.into_iter()
        .map(|((_, rule), workspace)| (rule, workspace))
        .collect()
}

/// "; switched off: `overdue` (data/riverside/trust.yaml:12)".
fn not_looked_for(checked: &Checked) -> String {
    let off = switched_off(checked);
    if off.is_empty() {
        return String::new();
    }
    let each = off.iter().map(|(rule, workspace)| {
        let file = workspace.sources().name(rule.place.file);
        format!("`{}` ({file}:{})", rule.code, rule.place.line)
    });
    let each: Vec<String> = each.collect();
    let checks = counted(off.len(), "check");
    format!("; {checks} switched off: {}", each.join(", "))
}
