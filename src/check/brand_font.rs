//! The brand asks for a font that is not shipped, so a PDF could not be made.

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::Profile;

use super::Circumstances;

pub(super) fn find(profile: &Profile, circumstances: &Circumstances<'_>) -> Vec<Diagnostic> {
    let families = circumstances.font_families;
    let unknown = profile
        .brand
        .fonts
        .pdf
        .as_ref()
        .filter(|family| !families.contains(&family.as_str()));
    unknown
        .map(|family| {
            let finding = Diagnostic::error(
                "brand-font",
                family.place,
                format!("there is no font `{}` to put into a PDF", family.value),
            );
            finding.help(match nearest(family, families.iter().copied()) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!("There are: {}.", families.join(", ")),
            })
        })
        .into_iter()
        .collect()
}
