//! The templates that the program brings along.

use std::sync::OnceLock;

use crate::diagnostic::{FileId, Sources};
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

/// A built-in template that is read when it is first asked for: most runs need one or two of them.
#[derive(Debug)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    file: FileId,
    template: OnceLock<Option<Template>>,
}

impl Builtin {
    /// Every built-in template; their texts are added to `sources`, so that a fault in them can be shown.
    #[must_use]
    pub fn all(sources: &mut Sources) -> Vec<Self> {
        let all = BUILTIN.iter().map(|(name, text)| Self {
            name,
            file: sources.add(format!("built-in template {name}"), *text),
            template: OnceLock::new(),
        });
        all.collect()
    }

    /// The template; `None` if it were faulty, which a test rules out. `sources` are those that its text was added to.
    #[must_use]
    pub fn template(&self, sources: &Sources) -> Option<&Template> {
        let read_it = || {
            let node = source::parse_added(self.file, sources, &mut Vec::new())?;
            read(&node, sources).0
        };
        self.template.get_or_init(read_it).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_is_sound_and_called_by_its_name() {
        let mut sources = Sources::default();
        for builtin in Builtin::all(&mut sources) {
            let mut diagnostics = Vec::new();
            let node = source::parse_added(builtin.file, &sources, &mut diagnostics).unwrap();
            diagnostics.extend(read(&node, &sources).1);
            let said: Vec<String> = diagnostics
                .iter()
                .map(|fault| sources.human(fault, false))
                .collect();
            assert_eq!(said, Vec::<String>::new());
            assert_eq!(builtin.template(&sources).unwrap().name(), builtin.name);
        }
    }
}
