//! The editions that a workspace has.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Sources};
use crate::error::Error;
use crate::source::{self, Listed, ListedKind, listing};

use super::address::{Address, FOLDER};
use super::inherited::Inherited;
use super::record::Record;
use super::version::order;
use super::{INHERITED, RECORD};

/// The most editions that a workspace may have.
const MOST: usize = 10_000;

/// The folder of an edition, and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where it stands, by the names of its folders.
    pub address: Address,
    /// The folder.
    pub folder: PathBuf,
    /// What its `edition.json` says; `None` where that is not there or something is wrong with it.
    pub record: Option<Record>,
    /// What is wrong with it.
    pub faults: Vec<Diagnostic>,
}

impl Stored {
    /// What its `inherited.json` says; `None` where that is not there or something is wrong with it, which `verify` tells.
    #[must_use]
    pub fn inherited(&self) -> Option<Inherited> {
        let listed = listing(&self.folder).ok()?;
        let is_it = |listed: &&Listed| listed.name == INHERITED && listed.kind == ListedKind::File;
        let file = listed.iter().find(is_it)?;
        let bytes = source::bytes(&file.path, source::LIMIT).ok()?;
        Inherited::known(&bytes)
    }
}

/// Every edition of a workspace: by organisation, by period, by version. The files that are read are added to `sources`.
///
/// # Errors
/// [`Error::Read`] when a folder or an `edition.json` cannot be read, or a link stands where a folder should;
/// [`Error::Request`] when there are more than 10,000.
pub fn all(root: &Path, sources: &mut Sources) -> Result<Vec<Stored>, Error> {
    let mut stored = Vec::new();
    for period in folders(&root.join(FOLDER))? {
        for organisation in folders(&period.path)? {
            read_versions(&period.name, &organisation, sources, &mut stored)?;
        }
    }
    stored.sort_by(chronological);
    Ok(stored)
}

/// The editions of one organisation: by period, by version.
///
/// # Errors
/// As [`all`].
pub fn of(root: &Path, organisation: &str, sources: &mut Sources) -> Result<Vec<Stored>, Error> {
    let mut stored = Vec::new();
    for period in folders(&root.join(FOLDER))? {
        let folder = Listed {
            name: organisation.to_string(),
            kind: ListedKind::Folder,
            path: period.path.join(organisation),
        };
        read_versions(&period.name, &folder, sources, &mut stored)?;
    }
    stored.sort_by(chronological);
    Ok(stored)
}

/// The edition in a folder.
///
/// # Errors
/// [`Error::Read`] when the folder or its `edition.json` cannot be read.
pub fn at(folder: &Path, sources: &mut Sources) -> Result<Stored, Error> {
    let whole = folder.canonicalize().map_err(|source| Error::Read {
        path: folder.to_path_buf(),
        source,
    })?;
    let mut names = whole
        .iter()
        .rev()
        .map(|name| name.to_string_lossy().into_owned());
    let mut name = || names.next().unwrap_or_default();
    let (version, organisation, period) = (name(), name(), name());
    let address = Address {
        period,
        organisation,
        version,
    };
    read(address, folder, sources)
}

fn read_versions(
    period: &str,
    organisation: &Listed,
    sources: &mut Sources,
    stored: &mut Vec<Stored>,
) -> Result<(), Error> {
    for version in folders(&organisation.path)? {
        let address = Address {
            period: period.to_string(),
            organisation: organisation.name.clone(),
            version: version.name.clone(),
        };
        stored.push(read(address, &version.path, sources)?);
        if stored.len() > MOST {
            return Err(Error::Request {
                message: format!("there are more than {MOST} editions"),
                help: Some("Move those of past years out of the folder `editions`.".into()),
            });
        }
    }
    Ok(())
}

/// The folders within a folder, without hidden ones, which are not finished; a link is an error.
fn folders(folder: &Path) -> Result<Vec<Listed>, Error> {
    let mut found = Vec::new();
    for listed in listing(folder)? {
        match listed.kind {
            ListedKind::Folder | ListedKind::Link if listed.name.starts_with('.') => {}
            ListedKind::Folder => found.push(listed),
            ListedKind::Link => {
                listing(&listed.path)?; // says what is wrong
            }
            ListedKind::File | ListedKind::Other => {}
        }
    }
    Ok(found)
}

fn read(address: Address, folder: &Path, sources: &mut Sources) -> Result<Stored, Error> {
    let path = folder.join(RECORD);
    let mut stored = Stored {
        folder: folder.to_path_buf(),
        record: None,
        faults: Vec::new(),
        address,
    };
    let listed = listing(folder)?;
    if !listed
        .iter()
        .any(|listed| listed.name == RECORD && listed.kind == ListedKind::File)
    {
        stored.faults.push(missing(RECORD));
        return Ok(stored);
    }
    let bytes = source::bytes(&path, source::LIMIT)?;
    let (record, faults) = Record::read(&path.display().to_string(), &bytes, sources);
    stored.record = record;
    stored.faults = faults;
    Ok(stored)
}

/// What is said of a file that is not there.
pub(super) fn missing(file: &str) -> Diagnostic {
    Diagnostic::without_place("edition-missing", format!("`{file}` is missing"))
        .help("Get it back from a copy of the folder. If there is none, the edition proves nothing any more.")
}

/// By organisation; then by period, as far as it has a date; then by version.
fn chronological(one: &Stored, other: &Stored) -> Ordering {
    let begins = |stored: &Stored| {
        let period = stored.record.as_ref().and_then(|record| record.period);
        period.map(|period| (period.from().first_day(), period.to().last_day()))
    };
    let (organisation, period) = (&one.address.organisation, &one.address.period);
    organisation
        .cmp(&other.address.organisation)
        .then_with(|| begins(one).cmp(&begins(other)))
        .then_with(|| period.cmp(&other.address.period))
        .then_with(|| order(&one.address.version, &other.address.version))
}
