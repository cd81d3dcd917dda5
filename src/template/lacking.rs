//! Where a plan lacks what a document asks for.

use crate::diagnostic::Place;
use crate::source::Node;

use super::composer::Composer;

/// Where the organisation's own file has the groups that a document may miss something in; `None` of a group that it does
/// not have, or has from another file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Groups {
    /// The line `plan:`.
    pub plan: Option<Place>,
    /// The line `approval:` of the plan.
    pub approval: Option<Place>,
}

impl Groups {
    /// Those of a merged file.
    #[must_use]
    pub fn of(file: &Node) -> Self {
        let own = |node: &Node, key: &str| {
            let mut entries = node.entries().iter();
            let entry = entries.find(|entry| entry.key == key)?;
            Some(entry.key_place)
                .filter(|place| Some(place.file) == file.get("id").map(|id| id.place.file))
        };
        Self {
            plan: own(file, "plan"),
            approval: file.get("plan").and_then(|plan| own(plan, "approval")),
        }
    }
}

impl Composer<'_> {
    /// Where the group stands that lacks a field, such as `approval.approved_by`; the top of the file where it has none.
    pub(super) fn lacking(&self, field: &str) -> Place {
        let plan = &self.profile().plan;
        let mut parts = field.split('.');
        let group = match (parts.next(), parts.next()) {
            (Some("approval"), _) => self.groups.approval,
            (Some("plan"), Some("owner")) => plan.owner.as_ref().map(|key| key.place),
            (Some("plan"), Some("safeguarding_contact")) => {
                plan.safeguarding_contact.as_ref().map(|key| key.place)
            }
            _ => None,
        };
        group
            .or(self.groups.plan)
            .unwrap_or(self.profile().id.place)
    }
}
