//! Acts, guidance and quotations, against the register.

mod said;
mod provisions;
mod quoted;
mod likeness;
mod guidance_status;
mod guidance_superseded;
mod guidance_missing;
mod guidance_edition;
mod guidance_part;
mod statute_section;
mod quotation;
mod misstatement;
mod reference_title;
mod typed_citation;
mod retired_domain;

pub(super) use misstatement::Wrong;
pub(super) use quotation::Quoted;
pub(super) use reference_title::Title;
pub(super) use said::Said;

use super::Group;
use crate::model::{Guidance, Profile, Text};

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Guidance",
    rules: &[
        guidance_status::RULE,
        guidance_superseded::RULE,
        guidance_missing::RULE,
        guidance_edition::RULE,
        guidance_part::RULE,
        statute_section::RULE,
        quotation::RULE,
        misstatement::RULE,
        reference_title::RULE,
        typed_citation::RULE,
        retired_domain::RULE,
    ],
};

/// Each key of the plan's references with the guidance that it names.
fn cited(profile: &Profile) -> impl Iterator<Item = (&Text, &Guidance)> {
    profile.guidance.iter().filter_map(|guidance| {
        let mut keys = profile.plan.references.iter();
        let key = keys.find(|key| key.value == guidance.id.as_str())?;
        Some((key, guidance.as_ref()))
    })
}
