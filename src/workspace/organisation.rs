//! One organisation's profile, with all that it inherits.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::error::Error;
use crate::merge::{Change, lineage, merge};
use crate::model::Profile;
use crate::source::Node;
use crate::template::Logo;
use crate::wording::{Engine, expand};

use super::{Workspace, scales};

/// An organisation with all that it inherits.
#[derive(Debug)]
pub struct Resolved {
    /// The finished profile; `None` where its files have faults that leave nothing to build on.
    pub profile: Option<Profile>,
    /// The logo of its brand.
    pub logo: Option<Arc<Logo>>,
    /// The merged file before its placeholders are filled; each value knows where it came from.
    pub merged: Node,
    /// The merged file with its placeholders filled.
    pub filled: Node,
    /// What its files changed in what they inherited.
    pub changes: Vec<Change>,
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
                    logo: None,
                    merged: own.clone(),
                    filled: own.clone(),
                    changes: Vec::new(),
                    diagnostics: vec![*fault],
                });
            }
        };
        let (farthest, nearer) = files
            .split_first()
            .map_or((own, &[][..]), |(first, rest)| (*first, rest));
        let merged = merge(farthest, nearer);
        let (profile, filled, faults) = expand(
            &merged.node,
            &Engine::strict(),
            &self.sources,
            &self.register,
        );
        let mut diagnostics = merged.diagnostics;
        diagnostics.extend(faults);
        let profile = profile.map(|profile| self.finished(profile, &mut diagnostics));
        let logo = profile
            .as_ref()
            .and_then(|profile| profile.brand.logo.as_ref())
            .and_then(|path| {
                self.logos
                    .open(path, &self.root, &self.sources)
                    .map_err(|fault| diagnostics.push(*fault))
                    .ok()
            });
        Ok(Resolved {
            profile,
            logo,
            merged: merged.node,
            filled,
            changes: merged.changes,
            diagnostics,
        })
    }

    /// The profile with what it does not say itself: defaults, the built-in scales, the guidance that it refers to.
    fn finished(&self, profile: Profile, diagnostics: &mut Vec<Diagnostic>) -> Profile {
        let mut profile = profile.with_defaults();
        scales::complete(&mut profile.scales, &self.scales);
        let (guidance, unknown) = self.register.referenced(&profile.plan.references);
        diagnostics.extend(unknown);
        profile.guidance = guidance;
        profile
    }

    fn no_such_organisation(&self, id: &str) -> Error {
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
