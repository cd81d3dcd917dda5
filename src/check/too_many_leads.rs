//! An area has more leads than anybody could mean: they are handed down to each of its actions.

use crate::diagnostic::Diagnostic;
use crate::model::{MOST_LEADS, Profile};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let areas = profile.plan.areas.iter();
    let of_areas = areas.clone().map(|area| &area.leads);
    let of_expectations = areas
        .flat_map(|area| &area.expectations)
        .map(|expectation| &expectation.leads);
    of_areas
        .chain(of_expectations)
        .filter_map(|leads| leads.get(MOST_LEADS))
        .map(|lead| {
            let message = format!(
                "this is one lead too many: {MOST_LEADS} are the most that are handed down"
            );
            Diagnostic::error("too-many-leads", lead.place, message)
                .help("Name a group, such as `all-staff`, in `people`, and let it lead.")
        })
        .collect()
}
