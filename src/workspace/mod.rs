//! A folder of organisation files: a trust and its schools, each finished on demand.

mod find;
mod logos;
mod organisation;
mod templates;

pub use find::{Target, find};
pub use organisation::Resolved;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Sources};
use crate::error::Error;
use crate::source::{self, Node};

use logos::Logos;
use templates::Templates;

/// A folder of organisation files, read whole.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    sources: Sources,
    /// Every file that could be read, by its path from the root with `/` between the parts.
    files: BTreeMap<String, Node>,
    /// The files that could not be read whole.
    faulty: BTreeSet<String>,
    /// Which file an organisation's id names.
    organisations: BTreeMap<String, String>,
    diagnostics: Vec<Diagnostic>,
    templates: Templates,
    logos: Logos,
}

impl Workspace {
    /// Reads every organisation file and every house template of a folder.
    ///
    /// What is wrong inside the files is kept as diagnostics, and the other files are read all the same.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder or a file cannot be read; [`Error::Request`] when the folder is too deep, holds
    /// too many files, or holds no organisation file.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let mut sources = Sources::default();
        let mut diagnostics = Vec::new();
        let mut files = BTreeMap::new();
        let mut faulty = BTreeSet::new();
        for path in source::yaml_files(root)? {
            let from_root = slashes(path.strip_prefix(root).unwrap_or(&path));
            let name = path.display().to_string();
            let known = diagnostics.len();
            let node = source::read(&path, &name, &mut sources, &mut diagnostics)?;
            let sound = !diagnostics[known..].iter().any(Diagnostic::is_error);
            match node.filter(|_| sound) {
                Some(node) => {
                    files.insert(from_root, node);
                }
                None => {
                    faulty.insert(from_root);
                }
            }
        }
        if files.is_empty() && diagnostics.is_empty() {
            return Err(Error::Request {
                message: format!("there is no plan file (`*.yaml`) in `{}`", root.display()),
                help: Some("Name a folder with a trust.yaml in it. `dutybound init my-trust` makes one to start from.".into()),
            });
        }
        let templates = Templates::open(root, &mut sources, &mut diagnostics)?;
        let organisations = organisation::index(&files, &mut diagnostics);
        Ok(Self {
            root: root.to_path_buf(),
            sources,
            files,
            faulty,
            organisations,
            diagnostics,
            templates,
            logos: Logos::default(),
        })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The text of every file that was read, for messages.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What is wrong in files that belong to no single organisation: files that cannot be read, house templates, ids
    /// that two files share.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The ids of all organisations, sorted.
    pub fn organisations(&self) -> impl Iterator<Item = &str> {
        self.organisations.keys().map(String::as_str)
    }

    /// The organisation that a file describes; `None` for a file that could not be read whole, whose faults are among
    /// the diagnostics.
    ///
    /// # Errors
    /// [`Error::Request`] when the file is none of the workspace's organisation files.
    pub fn organisation_of(&self, file: &Path) -> Result<Option<&str>, Error> {
        let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let (file_path, root) = (absolute(file), absolute(&self.root));
        let wanted = slashes(file_path.strip_prefix(&root).unwrap_or(&file_path));
        let known = self.organisations.iter().find(|(_, file)| **file == wanted);
        match known {
            Some((id, _)) => Ok(Some(id)),
            None if self.faulty.contains(&wanted) => Ok(None),
            None => Err(Error::Request {
                message: format!("`{}` is not the file of an organisation", file.display()),
                help: Some("Name a plan file such as trust.yaml, or a folder of them.".into()),
            }),
        }
    }

    /// The templates that can be asked for: the workspace's own, then the built-in ones that it does not replace.
    pub fn templates(&self) -> impl Iterator<Item = &crate::template::Template> {
        self.templates.all()
    }
}

/// A path as text with `/` between its parts, whatever the operating system writes.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
