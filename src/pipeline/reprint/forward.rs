//! How one organisation goes on to the next period, seen with the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{FileId, Sources};
use crate::edition;
use crate::error::Error;
use crate::model::{Completed, Period, Profile};
use crate::reprint::{Inheritance, NotNext, Roll, Shift, roll};
use crate::source::Node;
use crate::workspace::{Resolved, Workspace};

use super::held::Held;

/// An organisation on its way.
pub(super) struct Forward {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) file: FileId,
    pub(super) file_name: String,
    pub(super) roll: Roll,
}

/// The organisations of a workspace.
pub(super) struct Organisations<'a> {
    workspace: &'a Workspace,
    period: Period,
    resolved: BTreeMap<String, Resolved>,
    /// Those that are asked for.
    wanted: BTreeSet<String>,
}

impl<'a> Organisations<'a> {
    pub(super) fn of(
        workspace: &'a Workspace,
        period: Period,
        only: Option<&[String]>,
    ) -> Result<Self, Error> {
        let mut resolved = BTreeMap::new();
        for id in workspace.organisations() {
            resolved.insert(id.to_string(), workspace.resolve(id)?);
        }
        let wanted: BTreeSet<String> = match only {
            Some(ids) => ids.iter().cloned().collect(),
            None => resolved.keys().cloned().collect(),
        };
        for id in &wanted {
            if !resolved.contains_key(id) {
                workspace.resolve(id)?; // says that there is no such organisation
            }
        }
        Ok(Self {
            workspace,
            period,
            resolved,
            wanted,
        })
    }

    /// Those that can go on, as far as can be seen before their files are looked at.
    pub(super) fn going(&self) -> impl Iterator<Item = &str> {
        let all = self.wanted.iter().map(String::as_str);
        all.filter(|id| self.standing(id).is_none())
    }

    /// Those that cannot.
    pub(super) fn held(&self) -> Vec<Held> {
        let all = self.wanted.iter();
        all.filter_map(|id| self.standing(id)).collect()
    }

    /// Why an organisation cannot go on, if anything says so.
    fn standing(&self, id: &str) -> Option<Held> {
        let held = |why: String, help: String| Held {
            why,
            help,
            id: id.to_string(),
            file: self.file_name(id),
            by_hand: Vec::new(),
        };
        let resolved = self.resolved.get(id)?;
        let errors = resolved.diagnostics.iter().filter(|fault| fault.is_error());
        let mut errors = errors.map(|fault| &fault.message);
        if let Some(first) = errors.next() {
            let why = format!("its file has an error: {first}");
            return Some(held(why, "Put right what `dutybound check` says.".into()));
        }
        let profile = resolved.profile.as_deref()?;
        match self.shift(profile) {
            Err(why) => return Some(held(why.0, why.1)),
            Ok(None) => return None,
            Ok(Some(_)) => {}
        }
        let left: Vec<&str> = self.left_behind(id).collect();
        if left.is_empty() {
            return None;
        }
        let only: Vec<String> = left.iter().map(|id| format!("--only {id}")).collect();
        let way_out = match only.len() {
            0..=5 => format!(
                "Roll them forward together: name the folder, or add {}.",
                only.join(" ")
            ),
            _ => "Roll them forward together: name the folder.".into(),
        };
        let others = match &left[..] {
            [one] => format!("`{one}` takes its period"),
            _ => format!("{} others take their period", left.len()),
        };
        let why = format!("{others} over from this file and would not be rolled forward with it");
        Some(held(why, way_out))
    }

    /// The organisations that would get the new period from an organisation's file, and are not asked for.
    fn left_behind<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s str> {
        let file = self.file(id);
        let others = self
            .resolved
            .iter()
            .filter(|(other, _)| !self.wanted.contains(*other));
        let others = others.filter(move |(_, other)| {
            let giver = self.giver(other);
            giver.is_some() && giver == file && giver != Some(other.merged.place.file)
        });
        others.map(|(other, _)| other.as_str())
    }

    /// The way of a plan to the new period; `None` where it is there already.
    fn shift(&self, profile: &Profile) -> Result<Option<Shift>, (String, String)> {
        let Some(from) = profile.plan.period.map(|period| period.value) else {
            let help = "Add the period that it is for: `period: 2026/27`, below `plan:`.";
            return Err((
                "its plan does not say which period it is for".into(),
                help.into(),
            ));
        };
        if from == self.period {
            return Ok(None);
        }
        Shift::new(from, self.period).map(Some).map_err(|why| {
            let next = Shift::next(from).map_or(String::new(), |next| format!("The next period is {next}. "));
            let help = match why {
                NotNext::NotLater { .. } => format!("{next}Give the period that follows with `--period`."),
                NotNext::Skips { .. } => {
                    format!("{next}Roll it forward a year at a time, or write the period into the file by hand.")
                }
            };
            (why.to_string(), help)
        })
    }

    /// What becomes of an organisation that can go on.
    pub(super) fn forward(&self, id: &str) -> Result<Result<Forward, Held>, Error> {
        let held = |why: &str| Held {
            why: why.into(),
            help: "Put right what `dutybound check` says.".into(),
            id: id.to_string(),
            file: self.file_name(id),
            by_hand: Vec::new(),
        };
        let resolved = self.resolved.get(id);
        let parts = resolved.and_then(|resolved| {
            let profile = resolved.profile.as_deref()?;
            let (_, own) = self.workspace.plan_file(resolved.merged.place.file)?;
            Some((resolved, profile, own))
        });
        let Some((resolved, profile, own)) = parts else {
            return Ok(Err(held("its file cannot be read")));
        };
        let shift = self.shift(profile).ok().flatten();
        let roll = match shift {
            None => Roll::default(),
            Some(shift) => {
                let inheritance = self.inheritance(id, resolved, profile, shift)?;
                roll(
                    own,
                    &resolved.merged,
                    profile,
                    shift,
                    &inheritance,
                    self.completed(profile),
                )
            }
        };
        Ok(Ok(Forward {
            id: id.to_string(),
            name: profile.organisation.name.value.clone(),
            file: resolved.merged.place.file,
            file_name: self.file_name(id),
            roll,
        }))
    }

    fn inheritance(
        &self,
        id: &str,
        resolved: &Resolved,
        profile: &Profile,
        shift: Shift,
    ) -> Result<Inheritance<'a>, Error> {
        let above = resolved.extends.iter();
        let files: Vec<&Node> = above
            .filter_map(|(file, _)| Some(self.workspace.plan_file(*file)?.1))
            .collect();
        let giver = self.giver(resolved);
        let gives_period = self.resolved.iter().any(|(other, one)| {
            let file = one.merged.place.file;
            giver == Some(file) && file != resolved.merged.place.file && self.wanted.contains(other)
        });
        let own = resolved.merged.place.file;
        let mut others = self.resolved.values();
        let is_taken_over = others.any(|other| other.extends.iter().any(|(file, _)| *file == own));
        Ok(Inheritance {
            files,
            gives_period,
            has_edition: self.has_edition(id, profile, shift.from())?,
            is_taken_over,
        })
    }

    /// Whether the approved plan is kept as an edition.
    fn has_edition(&self, id: &str, profile: &Profile, period: Period) -> Result<bool, Error> {
        let stored = edition::of(self.workspace.root(), id, &mut Sources::default())?;
        let version = profile.plan.version.as_ref();
        Ok(stored
            .iter()
            .filter_map(|stored| stored.record.as_ref())
            .any(|record| {
                record.organisation.as_str() == id
                    && record.period == Some(period)
                    && version.is_none_or(|version| edition::same(version, &record.version))
            }))
    }

    /// What becomes of actions that are done: as the first document says that says so.
    fn completed(&self, profile: &Profile) -> Completed {
        let documents = profile.documents.iter();
        let mut said =
            documents.filter_map(|name| self.workspace.template_called(name)?.completed());
        said.next().unwrap_or_default()
    }

    /// The nearest file that says the period of an organisation's plan.
    fn giver(&self, resolved: &Resolved) -> Option<FileId> {
        let own = [resolved.merged.place.file];
        let above = resolved.extends.iter().rev().map(|(file, _)| *file);
        let mut files = own.into_iter().chain(above);
        files.find(|file| {
            let plan = self.workspace.plan_file(*file);
            let period = plan.and_then(|(_, node)| node.get("plan")?.get("period"));
            period.is_some_and(|period| !period.is_empty())
        })
    }

    fn file(&self, id: &str) -> Option<FileId> {
        Some(self.resolved.get(id)?.merged.place.file)
    }

    fn file_name(&self, id: &str) -> String {
        let file = self.file(id);
        file.map_or(String::new(), |file| {
            self.workspace.sources().name(file).to_string()
        })
    }
}
