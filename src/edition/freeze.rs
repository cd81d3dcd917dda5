//! Writes editions.

use std::path::{Path, PathBuf};

use crate::diagnostic::Sources;
use crate::error::Error;
use crate::model::Fingerprint;
use crate::publish::write_whole_folder;
use crate::source::{self, digest_of};

use super::record::{FileRecord, Record};
use super::stored::{Stored, of};
use super::verify::verify;
use super::version::{is_numeric, next_after, order};
use super::{PLAN, RECORD, SUMS, sums};

/// A file that goes into an edition.
#[derive(Clone, Debug)]
pub struct EditionFile {
    /// Its name.
    pub name: String,
    /// The template that it was made by, where it is a document.
    pub template: Option<String>,
    /// Its pages, where its format has pages of its own.
    pub pages: Option<usize>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Record {
    /// The record with a list of these files, and no others.
    #[must_use]
    pub fn listing(self, files: &[EditionFile]) -> Self {
        let mut files: Vec<FileRecord> = files
            .iter()
            .map(|file| FileRecord {
                file: file.name.clone(),
                template: file.template.clone(),
                pages: file.pages,
                bytes: file.bytes.len() as u64,
                fingerprint: Fingerprint::new(digest_of(&file.bytes)),
            })
            .collect();
        files.sort_by(|one, other| one.file.cmp(&other.file));
        Self { files, ..self }
    }
}

/// Whether there is room for an edition in a workspace; the edition itself where the very same approval
/// of the very same plan is there already, as approved. `is_this_plan` tells of the bytes of a `plan.yaml` whether they
/// are this plan.
///
/// # Errors
/// [`Error::Request`] when the version stands for something else already, when the period has an edition and `reason`
/// is not given, or when one of the period has a later version; [`Error::Read`] when the editions cannot be read.
pub fn standing(
    root: &Path,
    record: &Record,
    is_this_plan: &dyn Fn(&[u8]) -> bool,
) -> Result<Option<Stored>, Error> {
    let address = record.address();
    let stored = of(root, record.organisation.as_str(), &mut Sources::default())?;
    let of_period = stored
        .iter()
        .filter(|known| known.address.period == address.period);
    let mut latest: Option<&Stored> = None;
    for known in of_period {
        if known.address == address {
            let same = known.record.as_ref();
            let is_same = same.is_some_and(|known| known.is_same_approval(record));
            if !verify(known.clone())?.is_as_approved() {
                return Err(changed(known));
            }
            return if is_same && is_this_plan(&plan_of(known)?) {
                Ok(Some(known.clone()))
            } else {
                Err(taken(known, record))
            };
        }
        latest = Some(known);
    }
    let Some(latest) = latest else {
        return Ok(None);
    };
    let last = latest
        .record
        .as_ref()
        .map_or(&latest.address.version, |known| &known.version);
    if record.reason.is_none() {
        return Err(Error::Request {
            message: format!(
                "`{}` has an edition of this period already: `{}`",
                record.organisation, latest.address
            ),
            help: Some(format!(
                "What was approved stays as it was. For a correction, {}. The reason stands in the version history. For \
                 another year, give the plan its new period first.",
                correction(last)
            )),
        });
    }
    if is_numeric(last) && is_numeric(&record.version) && order(&record.version, last).is_le() {
        return Err(Error::Request {
            message: format!(
                "version {last} was approved already, and version {} comes before it",
                record.version
            ),
            help: Some(match next_after(last) {
                Some(next) => format!("Give a version behind {last}: `--version {next}`."),
                None => format!("Give a version behind {last} with `--version`."),
            }),
        });
    }
    Ok(None)
}

fn plan_of(known: &Stored) -> Result<Vec<u8>, Error> {
    source::bytes(&known.folder.join(PLAN), source::LIMIT)
}

fn changed(known: &Stored) -> Error {
    Error::Request {
        message: format!(
            "there is an edition `{}` already, and it was changed since it was approved",
            known.address
        ),
        help: Some(
            "`dutybound verify` says what was changed. Take its folder from a backup, and run the command again.".into(),
        ),
    }
}

fn taken(known: &Stored, record: &Record) -> Error {
    Error::Request {
        message: format!(
            "there is an edition `{}` already, and it is another one",
            known.address
        ),
        help: Some(format!(
            "An edition is never overwritten. If the plan was approved again with changes, {}.",
            correction(&record.version)
        )),
    }
}

/// How to give a correction, as part of a sentence.
#[must_use]
pub fn correction(last: &str) -> String {
    match next_after(last) {
        Some(next) => format!(
            "give the next version and say why: `--version {next} --reason \"A date was wrong.\"`"
        ),
        None => "give the next version with `--version`, and say why with `--reason`".into(),
    }
}

/// Writes an edition, whole or not at all, and returns its folder. The record gets the list of the files.
///
/// # Errors
/// [`Error::Request`] when the record could not be read again; [`Error::Write`] when the edition cannot be written, or
/// there is one in its place, see [`write_whole_folder`].
pub fn freeze(root: &Path, record: Record, files: &[EditionFile]) -> Result<PathBuf, Error> {
    let record = record.listing(files);
    let json = record.to_json();
    let (read, faults) = Record::read(RECORD, json.as_bytes(), &mut Sources::default());
    if read.as_ref() != Some(&record) {
        let why = faults.first().map(|fault| fault.message.clone());
        return Err(Error::Request {
            message: format!(
                "the edition cannot be described: {}",
                why.unwrap_or_default()
            ),
            help: None,
        });
    }
    let sums = sums::text(&record, json.as_bytes());
    let mut all: Vec<(&str, &[u8])> = files
        .iter()
        .map(|file| (&*file.name, &*file.bytes))
        .collect();
    all.push((RECORD, json.as_bytes()));
    all.push((SUMS, sums.as_bytes()));
    let address = record.address();
    write_whole_folder(root, &address.way(), &all)
}
