//! How the documents look.

mod brand_contrast;
mod brand_font;
mod reading_order;

use super::Group;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Brand",
    rules: &[brand_contrast::RULE, brand_font::RULE, reading_order::RULE],
};
