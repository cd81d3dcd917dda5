//! The templates that the program brings along.

use crate::diagnostic::{Diagnostic, Sources};
use crate::source;

use super::read::{Template, read};

/// Name and text of each built-in template, in the order of the manual.
pub const BUILTIN: [(&str, &str); 7] = [
    ("trust", include_str!("../../templates/trust.yaml")),
    ("school", include_str!("../../templates/school.yaml")),
    ("duty", include_str!("../../templates/duty.yaml")),
    ("policy", include_str!("../../templates/policy.yaml")),
    ("rag", include_str!("../../templates/rag.yaml")),
    ("authority", include_str!("../../templates/authority.yaml")),
    ("risk", include_str!("../../templates/risk.yaml")),
];

/// The built-in template of a name; `None` where there is none of that name.
///
/// Its text is added to `sources`, so that a fault in it can be shown.
pub fn builtin(
    name: &str,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Template> {
    let (name, text) = BUILTIN.iter().find(|(known, _)| *known == name)?;
    let node = source::parse(
        &format!("built-in template {name}"),
        text.as_bytes(),
        sources,
        diagnostics,
    )?;
    let (template, faults) = read(&node, sources);
    diagnostics.extend(faults);
    template
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_is_sound_and_called_by_its_name() {
        for (name, _) in BUILTIN {
            let mut sources = Sources::default();
            let mut diagnostics = Vec::new();
            let template = builtin(name, &mut sources, &mut diagnostics);
            let said: Vec<String> = diagnostics
                .iter()
                .map(|fault| sources.human(fault, false))
                .collect();
            assert_eq!(said, Vec::<String>::new());
            assert_eq!(template.unwrap().name(), name);
        }
    }
}
