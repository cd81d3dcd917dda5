//! One organisation's profile, with all that it inherits.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileId, nearest};
use crate::edition::Stored;
use crate::error::Error;
use crate::merge::{Change, Override, Seen, lineage};
use crate::model::{Profile, Text};
use crate::render::docx::Reference;
use crate::source::Node;
use crate::template::{FontFace, Logo};
use crate::wording::expand;

use super::{Workspace, scales};

/// The logos of a brand.
#[derive(Clone, Debug, Default)]
pub struct LogoPair {
    /// The brand's own.
    pub first: Option<Arc<Logo>>,
    /// The one beside it.
    pub second: Option<Arc<Logo>>,
}

/// An organisation with all that it inherits.
#[derive(Debug)]
pub struct Resolved {
    /// The finished profile; `None` where its files have faults that leave nothing to build on.
    pub profile: Option<Arc<Profile>>,
    /// The logos of its brand: its own, and at most one beside it.
    pub logos: LogoPair,
    /// The four faces of its brand's own font, in the order of [`FaceStyle::ALL`](crate::template::FaceStyle::ALL); none
    /// where it has a font that is shipped.
    pub fonts: Vec<Arc<FontFace>>,
    /// The merged file before its placeholders are filled; each value knows where it came from.
    pub merged: Node,
    /// The merged file with its placeholders filled.
    pub filled: Node,
    /// What its files changed in what they inherited.
    pub changes: Vec<Change>,
    /// The files that its own extends, the farthest first, each with its path from the workspace's root.
    pub extends: Vec<(FileId, String)>,
    /// What its own file put in the place of what it inherits.
    pub overrides: Vec<Override>,
    /// What its own file says it had seen there.
    pub seen: Vec<Seen>,
    /// Its editions that can be read, the latest last.
    pub editions: Vec<Stored>,
    /// The house document of its brand, which its Word files are filled into.
    pub word_reference: Option<Arc<Reference>>,
    /// What is wrong; see [`Diagnostic::is_error`].
    pub diagnostics: Vec<Diagnostic>,
}

impl Workspace {
    /// Finishes the profile of an organisation.
    ///
    /// # Errors
    /// [`Error::Request`] when the workspace has no such organisation.
    pub fn resolve(&self, id: &str) -> Result<Resolved, Error> {
        let file = self
            .organisations
            .get(id)
            .ok_or_else(|| self.no_such_organisation(id))?;
        let own = &self.files[file];
        let files = match lineage(file, &self.files, &self.faulty, &self.sources) {
            Ok(files) => files,
            Err(fault) => {
                return Ok(Resolved {
                    profile: None,
                    logos: LogoPair::default(),
                    fonts: Vec::new(),
                    merged: own.clone(),
                    filled: own.clone(),
                    changes: Vec::new(),
                    extends: Vec::new(),
                    overrides: Vec::new(),
                    seen: Vec::new(),
                    editions: Vec::new(),
                    word_reference: None,
                    diagnostics: vec![*fault],
                });
            }
        };
        let below = files.split_last().map_or(&[][..], |(_, below)| below);
        let merged = self.inherited.merged(below, own);
        let extends = below.iter().filter_map(|node| {
            let mut files = self.files.iter();
            let (path, _) = files.find(|(_, known)| known.place.file == node.place.file)?;
            Some((node.place.file, path.clone()))
        });
        let extends = extends.collect();
        let (profile, filled, faults) =
            expand(&merged.node, &self.engine, &self.sources, &self.register);
        let mut diagnostics = merged.diagnostics;
        diagnostics.extend(faults);
        let place = own.get("id").map_or(own.place, |id| id.place);
        let editions = self.editions(id, place, &mut diagnostics);
        let profile = profile.map(|profile| {
            let mut profile = self.finished(profile, &mut diagnostics);
            self.complete_history(&mut profile, &editions);
            Arc::new(profile)
        });
        let word_reference = profile.as_ref().and_then(|profile| {
            let path = profile.brand.word_reference.as_ref()?;
            let reference = self.references.open(path, &self.paths, &self.sources);
            reference.map_err(|fault| diagnostics.push(*fault)).ok()
        });
        let mut open = |path: &Option<Text>| {
            let logo = self.logos.open(path.as_ref()?, &self.paths, &self.sources);
            logo.map_err(|fault| diagnostics.push(*fault)).ok()
        };
        let logos = profile.as_ref().map(|profile| LogoPair {
            first: open(&profile.brand.logo),
            second: open(&profile.brand.second_logo),
        });
        let brand = profile.as_ref().map(|profile| &profile.brand);
        let fonts = brand.map(|brand| {
            let (paths, sources) = (&self.paths, &self.sources);
            self.fonts.family(brand, paths, sources, &mut diagnostics)
        });
        Ok(Resolved {
            fonts: fonts.unwrap_or_default(),
            profile,
            logos: logos.unwrap_or_default(),
            merged: merged.node,
            filled,
            changes: merged.changes,
            extends,
            overrides: merged.overrides,
            seen: merged.seen,
            editions,
            word_reference,
            diagnostics,
        })
    }

    /// The profile with what it does not say itself: defaults, the built-in scales, the guidance that it refers to.
    pub(super) fn finished(&self, profile: Profile, diagnostics: &mut Vec<Diagnostic>) -> Profile {
        let mut profile = profile.with_defaults();
        scales::complete(&mut profile.scales, &self.scales);
        let (guidance, unknown) = self.register.referenced(&profile.plan.references);
        diagnostics.extend(unknown);
        profile.guidance = guidance;
        profile
    }

    pub(super) fn no_such_organisation(&self, id: &str) -> Error {
        let known: Vec<&str> = self.organisations().collect();
        let help = match nearest(id, known.iter().copied()) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => format!("There are: {}.", known.join(", ")),
        };
        Error::Request {
            message: format!(
                "there is no organisation `{id}` in `{}`",
                self.root.display()
            ),
            help: Some(help),
        }
    }
}

/// Which file each id names; two files with the same id are a fault.
pub(super) fn index(
    files: &BTreeMap<String, Node>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut index: BTreeMap<String, String> = BTreeMap::new();
    for (file, node) in files {
        let stem = file
            .rsplit('/')
            .next()
            .unwrap_or(file)
            .trim_end_matches(".yaml")
            .trim_end_matches(".yml");
        let id = node.id().unwrap_or(stem);
        let Some(other) = index.get(id) else {
            index.insert(id.to_string(), file.clone());
            continue;
        };
        let place = |node: &Node| node.get("id").map_or(node.place, |id| id.place);
        diagnostics.push(
            Diagnostic::error(
                "shared-id",
                place(node),
                format!("two organisations have the id `{id}`"),
            )
            .related(place(&files[other]), "the other one")
            .help("Give each organisation an id of its own; it names the folder of its documents."),
        );
    }
    index
}
