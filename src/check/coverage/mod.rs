//! What a plan covers: the themes of guidance, and what is true of this place alone.

mod unknown_theme;
mod shared_local_text;
mod suspect_override;

pub use shared_local_text::{LocalText, local_text, shared};

use super::Group;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Coverage",
    rules: &[
        unknown_theme::RULE,
        shared_local_text::RULE,
        suspect_override::RULE,
    ],
};
