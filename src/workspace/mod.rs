//! A folder of organisation files: a trust and its schools, each finished on demand.

mod find;
mod inside;
mod opened;
mod evidence;
mod logos;
mod references;
mod fonts;
mod inherited;
mod organisation;
mod editions;
mod upstream;
mod scales;
mod templates;

pub use editions::Setting;
pub use find::{Target, find};
pub use organisation::{LogoPair, Resolved};

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::check::TextReader;
use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::edition::Issue;
use crate::error::Error;
use crate::guidance::Register;
use crate::merge::parent_path;
use crate::model::Scale;
use crate::source::{self, Node, ReadFile, Wanted};
use crate::wording::Engine;

use evidence::EvidenceFiles;
use fonts::FontFiles;
use inherited::Inherited;
use inside::Paths;
use logos::{Logos, logos};
use references::{References, references};
use templates::Templates;

/// A folder of organisation files.
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
    register: Arc<Register>,
    /// What reads the texts of its plans; made when one is first checked.
    reader: OnceLock<TextReader>,
    /// The built-in scales.
    scales: Vec<Scale>,
    inherited: Inherited,
    /// Fills the placeholders of plans.
    engine: Engine,
    paths: Paths,
    logos: Logos,
    references: References,
    fonts: FontFiles,
    evidence: EvidenceFiles,
    looks_into_evidence: bool,
    /// What the editions will tell that are about to be written, by organisation.
    awaited: BTreeMap<String, Issue>,
}

/// The file at the top of a workspace that adds to the built-in guidance register.
const REGISTER: &str = "guidance.yaml";

impl Workspace {
    /// Reads every organisation file and every house template of a folder, and its `guidance.yaml` if there is one.
    ///
    /// What is wrong inside the files is kept as diagnostics, and the other files are read all the same.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder or a file cannot be read; [`Error::Request`] when the folder is too deep, holds
    /// too many files, or holds no organisation file.
    pub fn open(root: &Path) -> Result<Self, Error> {
        Self::supposing(root, &BTreeMap::new())
    }

    /// Reads the same as if some files, by their paths from the root with `/` between the parts, held other bytes.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn supposing(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<Self, Error> {
        let mut reading = Reading {
            supposed: files.clone(),
            ..Reading::default()
        };
        reading.read_all(root, &source::yaml_files(root)?)?;
        if reading.files.is_empty() && reading.diagnostics.is_empty() {
            return Err(Error::Request {
                message: format!("there is no plan file (`*.yaml`) in `{}`", root.display()),
                help: Some(
                    "Name a folder with a trust.yaml in it. `dutybound init my-trust` makes one to start from."
                        .into(),
                ),
            });
        }
        Self::new(root, reading)
    }

    /// Reads some organisation files of a folder, those that they extend, every house template and `guidance.yaml`: the
    /// other schools' mistakes are not in the way of one school's documents.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn open_files(root: &Path, files: &[PathBuf]) -> Result<Self, Error> {
        let mut reading = Reading::default();
        let mut wanted: Vec<String> = files.iter().map(|file| from_root(root, file)).collect();
        if let Some(index) = wanted
            .iter()
            .position(|path| !source::is_plan_file(Path::new(path)))
        {
            return Err(no_plan_file(&files[index]));
        }
        while let Some(next) = wanted.pop() {
            if reading.has(&next) {
                continue;
            }
            let path = root.join(&next);
            if !path.is_file() {
                return Self::open(root); // all names are needed to say which one was meant
            }
            reading.read(&path, next.clone())?;
            let extends = reading
                .files
                .get(&next)
                .and_then(|node| node.get("extends")?.text());
            wanted.extend(extends.and_then(|written| parent_path(&next, written)));
        }
        Self::new(root, reading)
    }

    /// A workspace without plans and house templates: what the program brings along.
    #[must_use]
    pub fn without_plans() -> Self {
        Self::with_builtin(Reading::default())
    }

    fn with_builtin(reading: Reading) -> Self {
        let Reading {
            mut sources,
            mut diagnostics,
            files,
            faulty,
            supposed: _,
        } = reading;
        let templates = Templates::builtin(&mut sources);
        let register = Register::builtin(&mut sources, &mut diagnostics);
        let scales = scales::builtin(&mut sources, &mut diagnostics);
        let organisations = organisation::index(&files, &mut diagnostics);
        Self {
            root: PathBuf::new(),
            sources,
            files,
            faulty,
            organisations,
            diagnostics,
            templates,
            register: Arc::new(register),
            reader: OnceLock::new(),
            scales,
            inherited: Inherited::default(),
            engine: Engine::strict(),
            paths: Paths::default(),
            logos: logos(),
            references: references(),
            fonts: FontFiles::default(),
            evidence: EvidenceFiles::default(),
            looks_into_evidence: false,
            awaited: BTreeMap::new(),
        }
    }

    fn new(root: &Path, reading: Reading) -> Result<Self, Error> {
        let mut workspace = Self::with_builtin(reading);
        workspace.root = root.to_path_buf();
        workspace.paths = Paths::new(root);
        let (sources, diagnostics) = (&mut workspace.sources, &mut workspace.diagnostics);
        workspace.templates.add_house(root, sources, diagnostics)?;
        let own = root.join(REGISTER);
        if (own.exists() || own.is_symlink())
            && let Some(node) = source::read(&own, &shown(&own), sources, diagnostics)?
        {
            let mut register = Register::clone(&workspace.register);
            register.extend(&node, diagnostics);
            workspace.register = Arc::new(register);
        }
        Ok(workspace)
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

    /// What is wrong in files that belong to no single organisation: files that cannot be read, house templates, the
    /// guidance register, ids that two files share.
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
        let wanted = from_root(&self.root, file);
        let known = self.organisations.iter().find(|(_, file)| **file == wanted);
        match known {
            Some((id, _)) => Ok(Some(id)),
            None if self.faulty.contains(&wanted) => Ok(None),
            None => Err(no_plan_file(file)),
        }
    }

    /// The file of an organisation that could be read, by its id.
    #[must_use]
    pub fn file_of(&self, id: &str) -> Option<FileId> {
        let file = self.organisations.get(id)?;
        Some(self.files.get(file)?.place.file)
    }

    /// Where the file of an organisation is that was read under an id, and what it holds; `None` of any other file, and of
    /// one that could not be read whole.
    #[must_use]
    pub fn plan_file(&self, id: FileId) -> Option<(PathBuf, &Node)> {
        let (from_root, node) = self.files.iter().find(|(_, node)| node.place.file == id)?;
        Some((self.root.join(from_root), node))
    }

    /// Whether a file among the sources is one of the organisation files.
    fn is_plan(&self, file: FileId) -> bool {
        let name = Path::new(self.sources.name(file));
        let root = self.root.strip_prefix(".").unwrap_or(&self.root);
        name.strip_prefix(root).is_ok_and(source::is_plan_file)
    }

    /// The guidance that its plans can refer to: the built-in register, with the workspace's own entries.
    #[must_use]
    pub fn register(&self) -> &Arc<Register> {
        &self.register
    }

    /// What reads the texts of its plans for the rules: what is found in a text that plans share is found once.
    #[must_use]
    pub fn reader(&self) -> &TextReader {
        let new = || TextReader::new(Arc::clone(&self.register));
        self.reader.get_or_init(new)
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    files: BTreeMap<String, Node>,
    faulty: BTreeSet<String>,
    /// The bytes that some files are taken to hold.
    supposed: BTreeMap<String, Vec<u8>>,
}

impl Reading {
    fn has(&self, from_root: &str) -> bool {
        self.files.contains_key(from_root) || self.faulty.contains(from_root)
    }

    fn read_all(&mut self, root: &Path, paths: &[PathBuf]) -> Result<(), Error> {
        let from_root = |path: &PathBuf| slashes(path.strip_prefix(root).unwrap_or(path));
        let named: Vec<String> = paths.iter().map(from_root).collect();
        let wanted = paths.iter().zip(&named).map(|(path, from_root)| Wanted {
            path,
            name: shown(path),
            supposed: self.supposed.get(from_root).map(Vec::as_slice),
        });
        let wanted: Vec<Wanted<'_>> = wanted.collect();
        let read = source::read_all(&wanted, &mut self.sources)?;
        for (from_root, read) in named.into_iter().zip(read) {
            self.keep(from_root, read);
        }
        Ok(())
    }

    fn read(&mut self, path: &Path, from_root: String) -> Result<(), Error> {
        let mut diagnostics = Vec::new();
        let (sources, faults) = (&mut self.sources, &mut diagnostics);
        let node = match self.supposed.get(&from_root) {
            Some(bytes) => source::parse(&shown(path), bytes, sources, faults),
            None => source::read(path, &shown(path), sources, faults)?,
        };
        self.keep(from_root, (node, diagnostics));
        Ok(())
    }

    fn keep(&mut self, from_root: String, (node, diagnostics): ReadFile) {
        let sound = !diagnostics.iter().any(Diagnostic::is_error);
        self.diagnostics.extend(diagnostics);
        match node.filter(|_| sound) {
            Some(node) => {
                self.files.insert(from_root, node);
            }
            None => {
                self.faulty.insert(from_root);
            }
        }
    }
}

/// The name of a file in messages.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

fn no_plan_file(file: &Path) -> Error {
    Error::Request {
        message: format!("`{}` is not the file of an organisation", file.display()),
        help: Some("Name a plan file such as trust.yaml, or a folder of them.".into()),
    }
}

/// The path of a file from the root of its workspace, however the two were written.
fn from_root(root: &Path, file: &Path) -> String {
    let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let (root, file) = (absolute(root), absolute(file));
    slashes(file.strip_prefix(&root).unwrap_or(&file))
}

/// A path as text with `/` between its parts, whatever the operating system writes.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
