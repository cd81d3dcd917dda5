//! What a published document leaves out because it is not public.

use crate::model::{Audience, Profile};

use super::read::Template;

/// One sentence, if a published document leaves out evidence that the organisation lists.
///
/// People who are not public are printed by their role in every published document, which needs no mention.
#[must_use]
pub fn withheld(
    profile: &Profile,
    template: &Template,
    audience: Audience,
) -> Option<&'static str> {
    let shows_evidence = template
        .shown
        .fields()
        .any(|field| field.split('.').any(|part| part == "evidence"));
    if !audience.is_public() || !shows_evidence {
        return None;
    }
    let leaves_out = profile
        .evidence
        .iter()
        .any(|piece| piece.public == Some(false));
    leaves_out.then_some(
        "Evidence that is marked `public: no` is not named, only who holds it; `audience: internal` in a template names it.",
    )
}
