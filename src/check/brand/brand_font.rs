//! The brand asks for a font that is neither shipped nor its own, so a PDF could not be made.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::style::pdf_family;

pub(super) const RULE: Rule = Rule {
    code: "brand-font",
    severity: Severity::Error,
    usual: Usual::On,
    about: "the brand asks for a font that is neither shipped nor its own",
    why: "A PDF must bring its font along.",
    example: Example {
        wrong: "\
brand:
  fonts: { pdf: Comic Sans MS }
  #             ^",
        right: "\
brand:
  fonts: { pdf: Open Sans }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let families = subject.font_families;
    let fonts = &profile.brand.fonts;
    if !fonts.files.is_empty() {
        return Vec::new(); // looked at when its files were opened
    }
    let unknown = fonts
        .pdf
        .as_ref()
        .filter(|family| !families.contains(&family.as_str()));
    unknown
        .map(|family| {
            let finding = RULE.finding(
                family.place,
                format!("there is no font `{}` to put into a PDF", family.value),
            );
            let as_wide = pdf_family(family).filter(|ours| families.contains(ours));
            finding.help(match (as_wide, nearest(family, families.iter().copied())) {
                (Some(ours), _) => format!(
                    "Did you mean `{ours}`, which is as wide as {}? Word files then name {} by themselves.",
                    family.trim(),
                    family.trim(),
                ),
                (None, Some(meant)) => format!("Did you mean `{meant}`?"),
                (None, None) => format!(
                    "There are: {}. A font of your own needs its four files under `files`.",
                    families.join(", ")
                ),
            })
        })
        .into_iter()
        .collect()
}
