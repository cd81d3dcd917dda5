//! Checks a plan the way a clerk, a governor and an inspector would.
//!
//! Each rule is one function in a file of its own and one line in [`RULES`]. A rule sees the finished plan and returns
//! what is wrong, at its place; it changes nothing.

mod approval_dates;
mod brand_contrast;
mod brand_font;
mod draft;
mod duplicate_id;
mod green_without_evidence;
mod guidance_status;
mod guidance_superseded;
mod incomplete_score;
mod overdue;
mod printable;
mod rating_without_owner;
mod scale;
mod too_many_leads;
mod unknown_contact;
mod unknown_evidence;
mod unknown_level;
mod unknown_person;
mod work_dates;

pub use printable::printable;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::{Guidance, Profile, Text};

/// What a rule may know beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The day that the check speaks of.
    pub as_of: Date,
    /// The font families that a PDF can use.
    pub font_families: &'a [&'a str],
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code of its findings.
    pub code: &'static str,
    /// What it looks for, in one sentence.
    pub about: &'static str,
    find: fn(&Profile, &Circumstances<'_>) -> Vec<Diagnostic>,
}

/// Every rule, in the order of its findings.
pub const RULES: [Rule; 18] = [
    Rule {
        code: "duplicate-id",
        about: "two entries of a list have the same id",
        find: duplicate_id::find,
    },
    Rule {
        code: "unknown-person",
        about: "a key names nobody in `people`",
        find: unknown_person::find,
    },
    Rule {
        code: "unknown-evidence",
        about: "a key names nothing in `evidence`",
        find: unknown_evidence::find,
    },
    Rule {
        code: "unknown-contact",
        about: "a key names nothing in `contacts`",
        find: unknown_contact::find,
    },
    Rule {
        code: "scale",
        about: "a scale has no levels, too many, or levels that could not be printed",
        find: scale::find,
    },
    Rule {
        code: "unknown-level",
        about: "a score names no level of its scale",
        find: unknown_level::find,
    },
    Rule {
        code: "incomplete-score",
        about: "a score gives likelihood or impact alone",
        find: incomplete_score::find,
    },
    Rule {
        code: "guidance-status",
        about: "the plan refers to guidance that is a draft, or that nobody has verified",
        find: guidance_status::find,
    },
    Rule {
        code: "guidance-superseded",
        about: "the plan refers to guidance that another edition has replaced",
        find: guidance_superseded::find,
    },
    Rule {
        code: "draft",
        about: "the plan is not approved yet, so its documents are marked as drafts",
        find: draft::find,
    },
    Rule {
        code: "approval-dates",
        about: "the dates of approval and review contradict each other",
        find: approval_dates::find,
    },
    Rule {
        code: "work-dates",
        about: "the dates of an action contradict each other",
        find: work_dates::find,
    },
    Rule {
        code: "overdue",
        about: "the plan's review, or an action that is not done, is past its date",
        find: overdue::find,
    },
    Rule {
        code: "rating-without-owner",
        about: "a red or amber action has no lead or no deadline",
        find: rating_without_owner::find,
    },
    Rule {
        code: "green-without-evidence",
        about: "a green action cites no evidence",
        find: green_without_evidence::find,
    },
    Rule {
        code: "too-many-leads",
        about: "an area has more leads than can be handed down",
        find: too_many_leads::find,
    },
    Rule {
        code: "brand-contrast",
        about: "headings in the brand's colour are hard to read",
        find: brand_contrast::find,
    },
    Rule {
        code: "brand-font",
        about: "the brand asks for a font that is neither shipped nor its own",
        find: brand_font::find,
    },
];

/// Each key of the plan's references with the guidance that it names.
fn cited(profile: &Profile) -> impl Iterator<Item = (&Text, &Guidance)> {
    profile.guidance.iter().filter_map(|guidance| {
        let mut keys = profile.plan.references.iter();
        let key = keys.find(|key| key.value == guidance.id.as_str())?;
        Some((key, guidance))
    })
}

/// A value that every rule has seen and none has refused.
///
/// Only [`check`] makes one, and only a checked plan can be composed.
#[derive(Clone, Debug)]
pub struct Checked<T>(T);

impl<T> Checked<T> {
    /// The value.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.0
    }
}

/// Applies every rule; the plan comes back checked unless one of the findings is an error.
#[must_use]
pub fn check(
    profile: Profile,
    circumstances: &Circumstances<'_>,
) -> (Option<Checked<Profile>>, Vec<Diagnostic>) {
    let findings: Vec<Diagnostic> = RULES
        .iter()
        .flat_map(|rule| (rule.find)(&profile, circumstances))
        .collect();
    let refused = findings.iter().any(Diagnostic::is_error);
    ((!refused).then_some(Checked(profile)), findings)
}
