//! A green action cites no evidence: an inspector will ask for it.

use crate::diagnostic::Diagnostic;
use crate::model::{Profile, Rag};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    profile
        .plan
        .actions()
        .filter(|action| action.rag() == Some(Rag::Green) && action.evidence.is_empty())
        .map(|action| {
            let message = format!("`{}` is green and cites no evidence", action.id.value);
            Diagnostic::warning("green-without-evidence", action.id.place, message)
                .help("Add `evidence: [...]` with the id of what shows that it was done.")
        })
        .collect()
}
