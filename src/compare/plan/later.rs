//! Which actions are due later.

use std::collections::BTreeMap;

use crate::model::{PartialDate, Plan, Timing};

use super::values::one_line;

/// The actions of both plans with a later deadline in the new one, in its order. None of plans for other periods: what is
/// done each year is due a year later.
pub(super) fn postponed(old: &Plan, new: &Plan) -> Vec<String> {
    let period = |plan: &Plan| plan.period.as_ref().map(|period| period.value);
    if period(old) != period(new) {
        return Vec::new();
    }
    let before: BTreeMap<(&str, &str), PartialDate> = deadlines(old)
        .map(|(area, action, _, on)| ((area, action), on))
        .collect();
    let later = deadlines(new).filter(|(area, action, _, on)| {
        let then = before.get(&(area, action));
        then.is_some_and(|then| then.is_before(*on))
    });
    later.map(|(_, _, text, _)| one_line(text)).collect()
}

/// The area, the id, the text and the deadline of each action whose deadline is a date.
fn deadlines(plan: &Plan) -> impl Iterator<Item = (&str, &str, &str, PartialDate)> {
    plan.areas.iter().flat_map(|area| {
        area.actions().filter_map(|action| {
            let on = action.deadline.as_ref()?;
            let on = Timing::date(on)?;
            Some((
                area.id.as_str(),
                action.id.as_str(),
                action.text.as_str(),
                on,
            ))
        })
    })
}
