//! A red or amber action has no lead or no deadline: nobody answers for it.

use crate::diagnostic::Diagnostic;
use crate::model::{Profile, Rag};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let open = profile
        .plan
        .actions()
        .filter(|action| matches!(action.rag(), Some(Rag::Red | Rag::Amber)));
    open.filter_map(|action| {
        let missing = match (action.leads.is_empty(), action.deadline.is_none()) {
            (true, true) => "no lead and no deadline",
            (true, false) => "no lead",
            (false, true) => "no deadline",
            (false, false) => return None,
        };
        let message = format!("`{}` is not done and has {missing}", action.id.value);
        Some(
            Diagnostic::warning("rating-without-owner", action.id.place, message)
                .help("Add `lead:` and `deadline:` to the action or to its area."),
        )
    })
    .collect()
}
