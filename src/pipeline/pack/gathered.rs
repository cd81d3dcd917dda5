//! The evidence of a plan, looked into, and named as it will be in a pack.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bundle::file_name;
use crate::diagnostic::Place;
use crate::document::{inlines, plain_text};
use crate::evidence::{Examined, FaultSort, FileKind};
use crate::model::{Audience, Evidence, FileState, Fingerprint, Profile, Text};
use crate::report::evidence::{Cited, Gap, GapSort, InPack, Piece, PieceFile, RegisterArea};
use crate::workspace::Workspace;

use super::numbered::Numbered;
use super::searched::Search;

/// The folder of a pack that holds the evidence.
const FOLDER: &str = "evidence";

/// Endings of files of which a name alone tells what they are; others get one that nothing runs.
const ENDINGS: [&str; 26] = [
    "txt", "md", "csv", "tsv", "ics", "log", "mp4", "mov", "mp3", "m4a", "wav", "webp", "gif",
    "heic", "tif", "tiff", "bmp", "odt", "ods", "odp", "doc", "xls", "ppt", "msg", "rtf", "zip",
];

/// The evidence of a plan as an audience may see it.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) areas: Vec<RegisterArea>,
    pub(super) pieces: Vec<Piece>,
    /// The files of pieces that go into the pack, by number.
    pub(super) files: BTreeMap<usize, SourceFile>,
    /// What is wrong with files.
    pub(super) gaps: Vec<Gap>,
    /// How many pieces the audience is not shown.
    pub(super) withheld: usize,
    /// The id of each piece whose file is not in the pack, its number for the public, and why.
    pub(super) without_file: Vec<(String, String)>,
}

impl Gathered {
    /// The number of a piece, by its id.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        let mut pieces = self.pieces.iter();
        pieces
            .find(|piece| piece.id == id)
            .map(|piece| piece.number)
    }
}

/// A file on its way into a pack.
#[derive(Clone, Debug)]
pub(super) struct SourceFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The same from the top of the workspace.
    pub(super) from_root: String,
    pub(super) bytes: u64,
    pub(super) fingerprint: Fingerprint,
    pub(super) kind: FileKind,
    /// Whether it says something that nobody but a person can read: a picture, a scan.
    pub(super) is_unread: bool,
}

/// Gathers the evidence of a plan; `told` hears how many files were looked into.
pub(super) fn gather(
    workspace: &Workspace,
    plan: &Profile,
    audience: Audience,
    search: &Search<'_>,
    told: &dyn Fn(usize, usize),
) -> Gathered {
    let numbered = Numbered::of(plan, audience);
    let order = &numbered.pieces;
    let mut gathering = Gathering {
        workspace,
        plan,
        audience,
        search,
        states: workspace.evidence(plan, true),
        examined: workspace.examined(plan),
        gathered: Gathered {
            areas: numbered.areas(plan),
            withheld: numbered.withheld,
            ..Gathered::default()
        },
    };
    for (number, evidence) in (1..).zip(order) {
        told(number - 1, order.len());
        gathering.push(number, evidence);
    }
    told(order.len(), order.len());
    gathering.gathered
}

/// Evidence on its way into a pack.
struct Gathering<'a> {
    workspace: &'a Workspace,
    plan: &'a Profile,
    audience: Audience,
    search: &'a Search<'a>,
    /// How the files are found, and what was found in them, by the place of their path.
    states: BTreeMap<Place, FileState>,
    examined: BTreeMap<Place, Arc<Examined>>,
    gathered: Gathered,
}

impl Gathering<'_> {
    fn push(&mut self, number: usize, evidence: &Evidence) {
        let title = plain_text(&inlines(&evidence.title.value));
        let state = evidence
            .file
            .as_ref()
            .and_then(|file| Some((file, self.states.get(&file.place)?.clone())));
        let cited = state.as_ref().and_then(|(_, state)| cited(evidence, state));
        let (file, in_pack) = match state {
            None => (None, InPack::Elsewhere),
            Some((file, state)) => match source_file(self.workspace, &state) {
                Err(why) => {
                    let told = format!("`{}`: {why}.", last_of(file));
                    self.gap(GapSort::Missing, number, &title, told, None);
                    (None, InPack::Nothing(format!("{why}.")))
                }
                Ok(source) => {
                    if let Some(change) = evidence.change(&state) {
                        self.gap(
                            GapSort::Changed,
                            number,
                            &title,
                            format!("It was {change}."),
                            None,
                        );
                    }
                    let (piece, in_pack) = self.file(number, &title, file, source);
                    (piece, in_pack)
                }
            },
        };
        if let InPack::Nothing(why) = &in_pack {
            // An id is for those who keep the plan, and may name what its title does not.
            let called = if self.audience.is_public() {
                format!("evidence {number}")
            } else {
                evidence.id.value.to_string()
            };
            self.gathered.without_file.push((called, why.clone()));
        }
        let owner = evidence
            .owner
            .as_ref()
            .and_then(|key| self.plan.people.get(key.as_str()));
        self.gathered.pieces.push(Piece {
            number,
            id: evidence.id.value.to_string(),
            title,
            date: evidence.date.as_ref().map(|date| date.value),
            owner: owner.and_then(|person| person.title()).map(str::to_string),
            note: evidence.note.as_ref().map(|note| note.value.clone()),
            link: evidence
                .link
                .as_ref()
                .map(|link| link.trim().to_string())
                .filter(|link| crate::document::is_safe_address(link)),
            file,
            cited,
            in_pack,
        });
    }

    /// A file that is there: what a divider says of it, and where it is in the pack.
    fn file(
        &mut self,
        number: usize,
        title: &str,
        file: &Text,
        mut source: SourceFile,
    ) -> (Option<PieceFile>, InPack) {
        let original = Path::new(&source.from_root)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let in_pack = if let Some(examined) = self.examined.get(&file.place).cloned() {
            source.kind = examined.kind;
            source.is_unread = examined.has_pictures
                || examined
                    .faults
                    .iter()
                    .any(|fault| fault.sort == FaultSort::Unread);
            self.place_of(number, title, &examined, &source)
        } else {
            let told = format!("`{}` cannot be read.", last_of(file));
            self.gap(GapSort::Missing, number, title, told, None);
            InPack::Nothing("it cannot be read.".into())
        };
        // Of a file that the public does not get, even its length and its fingerprint would tell something.
        let is_told = !self.audience.is_public() || in_pack.file().is_some();
        let piece = is_told.then(|| PieceFile {
            original: original.filter(|_| !self.audience.is_public()),
            kind: source.kind.words(),
            bytes: source.bytes,
            fingerprint: source.fingerprint,
        });
        if let InPack::File(_) = in_pack {
            self.gathered.files.insert(number, source);
        }
        (piece, in_pack)
    }

    /// Where a file that was looked into is in the pack, if it may go there.
    fn place_of(
        &mut self,
        number: usize,
        title: &str,
        examined: &Examined,
        source: &SourceFile,
    ) -> InPack {
        for fault in &examined.faults {
            let sort = if fault.is_refused() {
                GapSort::Refused
            } else {
                GapSort::Flagged
            };
            let told = format!("The file {}.", fault.message);
            let help = Some(fault.way_out().to_string());
            self.gap(sort, number, title, told, help);
        }
        if let Some(fault) = examined.faults.iter().find(|fault| fault.is_refused()) {
            // What is wrong with a file may name what is in it.
            return InPack::Nothing(if self.audience.is_public() {
                "it cannot be handed out as it is.".into()
            } else {
                format!("the file {}.", fault.message)
            });
        }
        let search = self.search;
        let held_back = self
            .audience
            .is_public()
            .then(|| search.holds_back(examined, source))
            .flatten();
        if let Some(why) = held_back {
            let told = format!("It was left out of the public pack: {why}.");
            let help =
                "Cite a copy without it, or say in the plan that everybody may see it.".to_string();
            self.gap(GapSort::Refused, number, title, told, Some(help));
            return InPack::Nothing("it is not for the public.".into());
        }
        let ending = examined
            .kind
            .extension()
            .map_or_else(|| ending(&source.from_root, examined.kind), str::to_string);
        InPack::File(format!("{FOLDER}/{}", file_name(number, title, &ending)))
    }

    fn gap(
        &mut self,
        sort: GapSort,
        number: usize,
        title: &str,
        why: String,
        help: Option<String>,
    ) {
        self.gathered.gaps.push(Gap {
            sort,
            about: format!("{number}. {title}"),
            why,
            help,
        });
    }
}

/// When the file of a piece was cited, and whether it is still the same; `None` where nobody can tell.
fn cited(evidence: &Evidence, state: &FileState) -> Option<Cited> {
    let FileState::Found {
        fingerprint: Some(_),
        ..
    } = state
    else {
        return None;
    };
    evidence.fingerprint.as_ref().map(|_| Cited {
        on: evidence.cited_on.as_ref().map(|day| day.value),
        is_changed: evidence.change(state).is_some(),
    })
}

/// The name of a file without its folders: whoever reads a list does not have them.
fn last_of(file: &Text) -> &str {
    let path = file.trim();
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The file of a state that can be packed; else why not, as half a sentence.
fn source_file(workspace: &Workspace, state: &FileState) -> Result<SourceFile, String> {
    match state {
        FileState::Found {
            path,
            bytes,
            fingerprint: Some(fingerprint),
            ..
        } => Ok(SourceFile {
            path: workspace.root().join(path),
            from_root: path.clone(),
            bytes: *bytes,
            fingerprint: *fingerprint,
            kind: FileKind::Other,
            is_unread: false,
        }),
        FileState::Found { .. } => Err("its fingerprint could not be taken".into()),
        FileState::Missing { .. } => Err("there is no such file".into()),
        FileState::Outside => Err("it lies outside the folder of the plans".into()),
        FileState::NoFile => Err("it is a folder or a device, and no file".into()),
        FileState::Unread(why) => Err(format!("it cannot be read: {why}")),
    }
}

/// The ending of a file of which only its name tells what it is.
fn ending(name: &str, kind: FileKind) -> String {
    let own = Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let own = own.filter(|own| ENDINGS.contains(&&**own));
    let other = if kind == FileKind::Text { "txt" } else { "bin" };
    own.unwrap_or_else(|| other.into())
}
