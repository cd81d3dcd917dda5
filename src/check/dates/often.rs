//! How often, and when, as the actions of a plan give it in words.

use crate::diagnostic::Place;
use crate::model::{Plan, Timing};

/// The frequencies and the deadlines in words of a plan’s actions. A deadline that an area hands down comes once.
pub(super) fn frequencies(plan: &Plan) -> impl Iterator<Item = (Place, &str)> {
    let mut before = None;
    plan.actions().flat_map(move |action| {
        let frequency = action.frequency.as_ref();
        let deadline = action.deadline.as_ref().filter(|deadline| {
            let other = before.replace(deadline.place);
            other != Some(deadline.place)
        });
        let words = deadline.and_then(|deadline| match &deadline.value {
            Timing::Words(words) => Some((deadline.place, words.as_str())),
            Timing::Date(_) => None,
        });
        frequency
            .map(|text| (text.place, text.as_str()))
            .into_iter()
            .chain(words)
    })
}
