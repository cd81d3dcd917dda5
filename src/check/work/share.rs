//! When what most actions have is missed in the others.

use crate::check::{Rule, Subject};
use crate::diagnostic::Diagnostic;
use crate::model::{Action, Kind};

/// The fewest actions of which one can say most: a plan of two is still being written.
const FEWEST: usize = 4;

/// Whether a number of actions is most of all: three in four.
pub(super) fn is_most(some: usize, all: usize) -> bool {
    all >= FEWEST && some * 4 >= all * 3
}

/// Whether an organisation writes plans for others to fill in.
pub(super) fn hands_on(subject: &Subject<'_>) -> bool {
    match subject.profile.organisation.kind {
        Kind::Trust | Kind::LocalAuthority => true,
        Kind::School | Kind::College | Kind::TrainingProvider => false,
    }
}

/// A finding at each of some actions that lack what most others have: `without` is "has no lead, and most other actions
/// have".
pub(super) fn gaps<'a>(
    rule: &Rule,
    actions: impl Iterator<Item = &'a Action>,
    without: &str,
    help: &str,
) -> Vec<Diagnostic> {
    let finding = |action: &Action| {
        let message = format!("`{}` {without}", action.id.value);
        rule.finding(action.id.place, message).help(help)
    };
    actions.map(finding).collect()
}
