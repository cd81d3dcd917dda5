//! What an area says once for all its actions.

use super::action::Action;
use super::plan::Area;
use super::text::Text;
use super::{Plan, Profile};

/// How many leads an area or an expectation may hand down: each of its actions gets a copy.
pub const MOST_LEADS: usize = 50;

impl Profile {
    /// Hands down what is said once: an area's leads and deadline to the actions that have none of their own,
    /// `lead: x` to `leads: [x]`, and what evidence supports to the areas and actions that it names.
    #[must_use]
    pub fn with_defaults(mut self) -> Self {
        self.plan.hand_down();
        self.plan.cite(&self.evidence);
        self
    }
}

impl Plan {
    fn hand_down(&mut self) {
        for area in &mut self.areas {
            area.leads.extend(area.lead.take());
            let Area {
                leads,
                deadline,
                actions,
                expectations,
                ..
            } = area;
            for action in actions {
                hand_down(action, leads, deadline.as_ref());
            }
            for expectation in expectations {
                expectation.leads.extend(expectation.lead.take());
                if expectation.leads.is_empty() {
                    expectation.leads.clone_from(leads);
                }
                for action in &mut expectation.actions {
                    hand_down(action, &expectation.leads, deadline.as_ref());
                }
            }
        }
    }
}

fn hand_down(
    action: &mut Action,
    leads: &[Text],
    deadline: Option<&crate::diagnostic::Placed<super::Timing>>,
) {
    action.leads.extend(action.lead.take());
    if action.leads.is_empty() && leads.len() <= MOST_LEADS {
        action.leads = leads.to_vec();
    }
    if action.deadline.is_none() {
        action.deadline = deadline.cloned();
    }
}
