//! How the ratings of actions moved.

use std::collections::BTreeMap;

use crate::model::{Plan, Profile, Rag};

/// How the ratings of actions moved from one issue of a plan to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RagMovement {
    /// How many actions had each rating, and none: red, amber, green, unrated.
    pub old: [usize; 4],
    /// How many have it now.
    pub new: [usize; 4],
    /// How many actions of both are rated better now.
    pub better: usize,
    /// How many are rated worse.
    pub worse: usize,
}

impl RagMovement {
    pub(super) fn between(old: &Profile, new: &Profile) -> Self {
        let (before, after) = (ratings(&old.plan), ratings(&new.plan));
        let mut movement = Self {
            old: counts(before.values()),
            new: counts(after.values()),
            ..Self::default()
        };
        for (action, now) in &after {
            if let (Some(Some(then)), Some(now)) = (before.get(action), now) {
                movement.better += usize::from(now > then);
                movement.worse += usize::from(now < then);
            }
        }
        movement
    }

    /// Whether any action was or is rated.
    #[must_use]
    pub fn is_rated(&self) -> bool {
        self.old[..3]
            .iter()
            .chain(&self.new[..3])
            .any(|count| *count > 0)
    }
}

/// The rating of each action, by the ids of its area and of itself.
fn ratings(plan: &Plan) -> BTreeMap<(&str, &str), Option<Rag>> {
    plan.areas
        .iter()
        .flat_map(|area| {
            area.actions()
                .map(move |action| ((area.id.as_str(), action.id.as_str()), action.rag()))
        })
        .collect()
}

fn counts<'a>(ratings: impl Iterator<Item = &'a Option<Rag>>) -> [usize; 4] {
    let mut counts = [0; 4];
    for rating in ratings {
        let at = match rating {
            Some(Rag::Red) => 0,
            Some(Rag::Amber) => 1,
            Some(Rag::Green) => 2,
            None => 3,
        };
        counts[at] += 1;
    }
    counts
}
