//! A green action cites no evidence: an inspector will ask for it.

use crate::diagnostic::Diagnostic;
use crate::model::{Action, Profile, Rag};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    profile.plan.actions().filter_map(of_action).collect()
}

fn of_action(action: &Action) -> Option<Diagnostic> {
    let green = action
        .rating()
        .filter(|rating| rating.value == Rag::Green)?;
    let message = format!("`{}` is green and cites no evidence", action.id.value);
    action.evidence.is_empty().then(|| {
        Diagnostic::warning("green-without-evidence", green.place, message)
            .help("Add `evidence: [...]` with the id of what shows that it was done.")
    })
}
