//! Headings in the brand's main colour, or lines in its second, are hard to see on white paper.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::style::{Colour, Contrast};

pub(super) const RULE: Rule = Rule {
    code: "brand-contrast",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "headings in the brand's colour are hard to read",
    why: "People with low sight, and everybody on a poor copy, could not read it.",
    example: Example {
        wrong: r##"brand:
  colours:
    primary: "#f2c230"
    #        ^"##,
        right: r##"brand:
  colours:
    primary: "#7a5c00""##,
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let colours = &profile.brand.colours;
    let headings = colours.primary.and_then(|primary| {
        let printed = primary.for_letters();
        (printed != primary.value).then(|| {
            let contrast = primary.contrast(Colour::WHITE);
            let lower = contrast.min(primary.contrast(primary.pale()));
            RULE.finding(
                primary.place,
                format!(
                    "headings in {} would be hard to read: their contrast is {lower}, and {} is the least (WCAG AA)",
                    primary.value,
                    Contrast::TEXT_AA,
                ),
            )
            .help(format!(
                "So headings are printed in a darker shade of it, {printed}; covers and heading rows keep your \
                 colour. To use that shade for all, write: primary: \"{printed}\""
            ))
        })
    });
    let lines = colours.accent.and_then(|accent| {
        let contrast = accent.contrast(Colour::WHITE);
        (contrast < Contrast::GRAPHICS_AA).then(|| {
            let darker = accent.darkened_to(Contrast::GRAPHICS_AA, Colour::WHITE);
            RULE.note(
                accent.place,
                format!(
                    "lines in {} are faint on white ({contrast}); they only adorn, but accent: \"{darker}\" would be \
                     seen by everybody",
                    accent.value
                ),
            )
        })
    });
    headings.into_iter().chain(lines).collect()
}
