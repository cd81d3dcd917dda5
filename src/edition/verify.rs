//! Whether an edition is as it was approved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::{Fingerprint, read_sums};
use crate::source::{self, ListedKind, listing};

use super::stored::{Stored, missing};
use super::{RECORD, SUMS, sums};

/// How large a file of an edition may be, in bytes.
const LARGEST: u64 = 1_000_000_000;

/// What to do about a file that was changed.
const FROM_A_COPY: &str =
    "Get it back from a copy of the folder: what is there now was not approved.";

/// What is wrong with an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The edition.
    pub edition: Stored,
    /// What is not as it was approved, sorted by file.
    pub tampering: Vec<Tampering>,
}

impl Verdict {
    /// Whether everything is as it was approved.
    #[must_use]
    pub fn is_as_approved(&self) -> bool {
        self.tampering.is_empty()
    }
}

/// A file of an edition that is not as it was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tampering {
    /// The name of the file.
    pub file: String,
    /// What is wrong with it.
    pub fault: Diagnostic,
}

/// Whether a folder is that of an edition.
#[must_use]
pub fn is_edition(folder: &Path) -> bool {
    let listed = listing(folder).unwrap_or_default();
    listed
        .iter()
        .any(|listed| listed.name == RECORD || listed.name == SUMS)
}

/// Compares every file of an edition with its fingerprint, in `edition.json` and in `SHA256SUMS`.
///
/// # Errors
/// [`Error::Read`] when the folder cannot be listed.
pub fn verify(edition: Stored) -> Result<Verdict, Error> {
    let mut files = BTreeMap::new();
    for listed in listing(&edition.folder)? {
        if !source::is_of_the_system(&listed.name) {
            files.insert(listed.name.clone(), listed);
        }
    }
    let mut found = Findings::default();
    for fault in &edition.faults {
        found.0.push((RECORD.into(), fault.clone()));
    }
    let bytes = |name: &str, limit: usize| {
        let listed = files
            .get(name)
            .filter(|listed| listed.kind == ListedKind::File)?;
        source::bytes(&listed.path, limit).ok()
    };
    let sums_bytes = bytes(SUMS, sums::LARGEST);
    let sums = sums_bytes.as_deref().and_then(read_sums);
    match (&sums_bytes, &sums) {
        (None, _) if files.contains_key(SUMS) => {
            found.changed(SUMS, "is no file, or a very long one");
        }
        (None, _) => found.0.push((SUMS.into(), missing(SUMS))),
        (Some(_), None) => found.changed(SUMS, "is not as it was written"),
        (Some(_), Some(_)) => {}
    }
    let said = Said {
        record: edition.record.as_ref().map(|record| {
            let files = record.files.iter();
            files.map(|file| (&*file.file, file.fingerprint)).collect()
        }),
        sums: sums.as_ref().map(|sums| {
            let sums = sums.iter();
            sums.map(|(file, fingerprint)| (&**file, *fingerprint))
                .collect()
        }),
    };
    let names: BTreeSet<&str> = said
        .names()
        .chain(files.keys().map(String::as_str))
        .collect();
    for name in names.iter().filter(|_| said.anything()) {
        let name = *name;
        if name == RECORD || name == SUMS {
            continue;
        }
        let is = match files.get(name) {
            None => Is::Missing,
            Some(listed) if listed.kind != ListedKind::File => Is::NoFile,
            Some(listed) => match source::digest(&listed.path, LARGEST) {
                Ok(digest) => Is::File(Fingerprint::new(digest)),
                Err(_) => Is::NoFile,
            },
        };
        judge(name, is, &said, &mut found);
    }
    if let Some(json) = bytes(RECORD, source::LIMIT) {
        judge_record(&edition, &json, &said, sums_bytes.as_deref(), &mut found);
    }
    Ok(Verdict {
        tampering: found.sorted(),
        edition,
    })
}

/// Judges `edition.json` itself: by its line in `SHA256SUMS`, by the bytes that file has then, and by where the edition
/// stands.
fn judge_record(
    edition: &Stored,
    json: &[u8],
    said: &Said<'_>,
    sums: Option<&[u8]>,
    found: &mut Findings,
) {
    let fingerprint = Fingerprint::new(source::digest_of(json));
    match said.sums.as_ref().map(|sums| sums.get(RECORD)) {
        None => {}
        Some(None) => found.changed(SUMS, "does not name `edition.json`"),
        Some(Some(listed)) if *listed == fingerprint => {}
        Some(Some(_)) => found.disagree(edition, json),
    }
    let Some(record) = &edition.record else {
        return;
    };
    if found.0.is_empty() && sums != Some(sums::text(record, json).as_bytes()) {
        found.changed(SUMS, "is not as it was written");
    }
    let (stands, belongs) = (&edition.address, record.address());
    if belongs != *stands {
        let message = format!("it lies in `{stands}` and says that it belongs into `{belongs}`");
        let moved = Diagnostic::without_place("edition-moved", message);
        let moved = moved.help("Move the folder back. If it is a copy, delete it.");
        found.0.push((RECORD.into(), moved));
    }
}

/// What the two lists say of the files; `None` of a list that is not there or cannot be read, which is told by itself.
struct Said<'a> {
    record: Option<BTreeMap<&'a str, Fingerprint>>,
    sums: Option<BTreeMap<&'a str, Fingerprint>>,
}

impl Said<'_> {
    /// Whether there is a list to compare the files with.
    fn anything(&self) -> bool {
        self.record.is_some() || self.sums.is_some()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let both = self.record.iter().chain(&self.sums);
        both.flat_map(|names| names.keys().copied())
    }
}

/// How a file is found.
#[derive(Clone, Copy)]
enum Is {
    Missing,
    NoFile,
    File(Fingerprint),
}

/// Judges one file: where the two lists do not say the same, the one that the file itself contradicts was changed.
fn judge(name: &str, is: Is, said: &Said<'_>, found: &mut Findings) {
    let of = |list: &Option<BTreeMap<&str, Fingerprint>>| {
        list.as_ref().map(|list| list.get(name).copied())
    };
    let lists = [(RECORD, of(&said.record)), (SUMS, of(&said.sums))];
    let given: Vec<Fingerprint> = lists.iter().filter_map(|(_, said)| (*said)?).collect();
    let one_is_silent = lists.iter().any(|(_, said)| *said == Some(None));
    let fingerprint = match is {
        Is::Missing if one_is_silent => {
            for (list, said) in lists {
                if let Some(Some(_)) = said {
                    found.changed(
                        list,
                        &format!(
                            "names `{name}`, which is not there and not named in the other list"
                        ),
                    );
                }
            }
            return;
        }
        Is::Missing => return found.0.push((name.into(), missing(name))),
        Is::NoFile if !given.is_empty() => {
            return found.changed(name, "is no ordinary file that can be read");
        }
        Is::NoFile => None,
        Is::File(fingerprint) => Some(fingerprint),
    };
    if given.is_empty() {
        let added = Diagnostic::without_place("edition-added", format!("`{name}` was added"));
        found.0.push((
            name.into(),
            added.help("Take it out: it was not approved with the others."),
        ));
    } else if !given.iter().any(|given| Some(*given) == fingerprint) {
        found.changed(name, "was changed");
    } else {
        for (list, said) in lists {
            match said {
                Some(Some(said)) if Some(said) != fingerprint => {
                    found.changed(list, &format!("has another fingerprint of `{name}`"));
                }
                Some(None) => found.changed(list, &format!("does not name `{name}`")),
                Some(Some(_)) | None => {}
            }
        }
    }
}

/// Files with what is wrong with them.
#[derive(Default)]
struct Findings(Vec<(String, Diagnostic)>);

impl Findings {
    fn changed(&mut self, file: &str, how: &str) {
        let fault = Diagnostic::without_place("edition-changed", format!("`{file}` {how}"))
            .help(FROM_A_COPY);
        self.0.push((file.to_string(), fault));
    }

    /// `SHA256SUMS` has another fingerprint of `edition.json`. That file was changed, unless it has the very form that
    /// is written; then it may have been either, and both are named.
    fn disagree(&mut self, edition: &Stored, json: &[u8]) {
        let record = edition.record.as_ref();
        if record.is_none_or(|record| record.to_json().as_bytes() != json) {
            return self.changed(RECORD, "was changed");
        }
        for file in [RECORD, SUMS] {
            let message = "`SHA256SUMS` has another fingerprint of `edition.json`; one of the two was changed";
            let fault = Diagnostic::without_place("edition-changed", message).help(FROM_A_COPY);
            self.0.push((file.into(), fault));
        }
    }

    fn sorted(self) -> Vec<Tampering> {
        let mut all: Vec<Tampering> = self
            .0
            .into_iter()
            .map(|(file, fault)| Tampering { file, fault })
            .collect();
        all.sort_by(|one, other| one.file.cmp(&other.file));
        all.dedup();
        all
    }
}
