//! Headings in the brand's main colour are hard to read on white paper.

use crate::colour::{Colour, Contrast};
use crate::diagnostic::Diagnostic;
use crate::model::Profile;

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let Some(primary) = profile.brand.colours.primary else {
        return Vec::new();
    };
    let contrast = primary.contrast(Colour::WHITE);
    if contrast >= Contrast::TEXT_AA {
        return Vec::new();
    }
    let darker = primary.darkened_to(Contrast::TEXT_AA);
    vec![
        Diagnostic::warning(
            "brand-contrast",
            primary.place,
            format!(
                "headings in {} have a contrast of {contrast} on white; 4.5:1 is the least",
                primary.value
            ),
        )
        .help(format!(
            "The nearest darker colour that passes is \"{darker}\"."
        )),
    ]
}
