//! A key names nothing in `evidence`, so the document would leave it out.

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::Profile;

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let known = || profile.evidence.iter().map(|evidence| evidence.id.as_str());
    let cited = profile.plan.areas.iter().flat_map(|area| {
        area.evidence
            .iter()
            .chain(area.actions().flat_map(|action| &action.evidence))
    });
    cited
        .filter(|key| !known().any(|id| id == key.as_str()))
        .map(|key| {
            let finding = Diagnostic::error(
                "unknown-evidence",
                key.place,
                format!("there is no evidence called `{}`", key.value),
            );
            match nearest(key, known()) {
                Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
                None => finding.help("Add it to the list `evidence` at the top of the file, with this id and a title."),
            }
        })
        .collect()
}
