//! A red or amber action has no lead or no deadline: nobody answers for it.

use crate::diagnostic::Diagnostic;
use crate::model::{Action, Profile, Rag};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    profile.plan.actions().filter_map(of_action).collect()
}

fn of_action(action: &Action) -> Option<Diagnostic> {
    let rating = action
        .rating()
        .filter(|rating| rating.value != Rag::Green)?;
    let missing = match (action.leads.is_empty(), action.deadline.is_none()) {
        (true, true) => "no lead and no deadline",
        (true, false) => "no lead",
        (false, true) => "no deadline",
        (false, false) => return None,
    };
    let message = format!("`{}` is not done and has {missing}", action.id.value);
    Some(
        Diagnostic::warning("rating-without-owner", rating.place, message)
            .help("Add `lead:` and `deadline:` to the action or to its area."),
    )
}
