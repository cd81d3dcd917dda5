//! The templates that a workspace can use: its own, and the built-in ones.

use std::path::Path;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Sources, nearest};
use crate::error::Error;
use crate::model::Text;
use crate::source::{self, Node};
use crate::template::{Builtin, Template, read};

use super::Workspace;

/// The templates of a workspace; a house template stands before the built-in one of the same name.
#[derive(Debug)]
pub(super) struct Templates {
    house: IndexMap<String, Template>,
    /// The names of house templates that have errors.
    faulty: Vec<String>,
    builtin: Vec<Builtin>,
}

impl Templates {
    /// The built-in templates.
    pub(super) fn builtin(sources: &mut Sources) -> Self {
        Self {
            house: IndexMap::new(),
            faulty: Vec::new(),
            builtin: Builtin::all(sources),
        }
    }

    /// Reads the folder `templates` of a workspace, if there is one; a house template replaces the built-in one of the
    /// same name, even where it has errors.
    pub(super) fn add_house(
        &mut self,
        root: &Path,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Error> {
        let folder = root.join("templates");
        if !folder.is_dir() {
            return Ok(());
        }
        for file in source::yaml_files(&folder)? {
            let name = file.display().to_string();
            let Some(node) = source::read(&file, &name, sources, diagnostics)? else {
                // What it would have been called cannot be read; most are called like their file.
                let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                self.faulty.push(stem.into_owned());
                continue;
            };
            let (template, found) = read(&node, sources);
            diagnostics.extend(found);
            match (template, node.get("template").and_then(Node::text)) {
                (Some(template), _) => {
                    self.house.insert(template.name().to_string(), template);
                }
                (None, Some(name)) => self.faulty.push(name.to_string()),
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// The names of all sound templates, the workspace's own first.
    fn names(&self) -> impl Iterator<Item = &str> + Clone {
        let replaced = |name: &str| self.house.contains_key(name) || self.is_faulty(name);
        let builtin = self.builtin.iter().map(|builtin| builtin.name);
        let builtin = builtin.filter(move |name| !replaced(name));
        self.house.keys().map(String::as_str).chain(builtin)
    }

    fn is_faulty(&self, name: &str) -> bool {
        self.faulty.iter().any(|faulty| faulty == name)
    }

    fn called(&self, name: &str, sources: &Sources) -> Option<&Template> {
        if let Some(template) = self.house.get(name) {
            return Some(template);
        }
        let mut builtin = self.builtin.iter();
        let builtin = builtin.find(|builtin| builtin.name == name);
        builtin.filter(|_| !self.is_faulty(name))?.template(sources)
    }
}

impl Workspace {
    /// The template that a plan asks for.
    ///
    /// # Errors
    /// A diagnostic at the name, when there is no such template, or it has errors.
    pub fn template(&self, name: &Text) -> Result<&Template, Box<Diagnostic>> {
        self.template_called(name).ok_or_else(|| {
            if self.templates.is_faulty(name) {
                return Box::new(
                    Diagnostic::error(
                        "template-faulty",
                        name.place,
                        format!("the template `{}` has errors", name.value),
                    )
                    .help("Mend the template first; its errors are listed too."),
                );
            }
            let known: Vec<&str> = self.templates.names().collect();
            let missing = Diagnostic::error(
                "unknown-template",
                name.place,
                format!("there is no template `{}`", name.value),
            );
            Box::new(match nearest(name, known.iter().copied()) {
                Some(meant) => missing.help(format!("Did you mean `{meant}`?")),
                None => missing.help(format!(
                    "There are: {}. Your own go into the folder `templates`.",
                    known.join(", ")
                )),
            })
        })
    }

    /// The template that somebody asks for by name.
    ///
    /// # Errors
    /// [`Error::Request`] when there is no such template, or it has errors.
    pub fn template_asked(&self, name: &str) -> Result<&Template, Error> {
        self.template_called(name).ok_or_else(|| {
            if self.templates.is_faulty(name) {
                return Error::Request {
                    message: format!("the template `{name}` has errors"),
                    help: Some("Mend the template first; its errors are listed above.".into()),
                };
            }
            let known: Vec<&str> = self.templates.names().collect();
            Error::Request {
                message: format!("there is no template `{name}`"),
                help: Some(match nearest(name, known.iter().copied()) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => format!("There are: {}.", known.join(", ")),
                }),
            }
        })
    }

    /// The templates that can be asked for: the workspace's own, then the built-in ones that it does not replace.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.templates
            .names()
            .filter_map(|name| self.template_called(name))
    }

    /// The template of a name.
    #[must_use]
    pub fn template_called(&self, name: &str) -> Option<&Template> {
        self.templates.called(name, &self.sources)
    }
}
