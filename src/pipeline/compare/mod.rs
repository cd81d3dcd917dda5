//! From two issues of a plan to what changed.

mod side;
mod drawn;

pub use drawn::{Drawing, Made, Sort, draw};
pub(super) use drawn::{Look, marked, on_one_page, summary};
pub use side::Side;

use crate::compare::{Changed, PlanComparison, compare_plans};
use crate::diagnostic::{Diagnostic, Sources};
use crate::edition::{self, Inherited, Stored};
use crate::error::Error;
use crate::model::{Id, Kind, Profile, Standing};
use crate::render::pdf::PdfWriter;
use crate::report::Stands;
use crate::workspace::{Resolved, Workspace};

use super::{Options, prepare};

/// What the plan as it is now is called beside editions.
pub const NOW: &str = "now";

/// Two issues of a plan as a clerk names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparing {
    /// The organisation's id.
    pub id: String,
    /// The earlier edition; the one that was approved last where it is not given.
    pub from: Option<String>,
    /// The later edition, or [`NOW`], which is meant where it is not given.
    pub to: Option<String>,
}

/// What came of comparing.
#[derive(Debug)]
pub enum Compared {
    /// The plan as it is now has errors that leave nothing to compare; they stand among the findings.
    Refused(Vec<Diagnostic>),
    /// What changed.
    Told(Box<PlanChanges>),
}

/// What changed from one issue of a plan to another.
#[derive(Debug)]
pub struct PlanChanges {
    /// The organisation's id.
    pub organisation: Id,
    /// What it is called.
    pub name: String,
    /// The earlier issue.
    pub from: Side,
    /// The later one.
    pub to: Side,
    /// The organisation whose plan it takes over, by its name; `None` where all is its own.
    pub taken_over_from: Option<String>,
    /// What changed.
    pub comparison: PlanComparison,
    /// What is to be known before any of it is believed, a sentence each: editions that are not as they were approved.
    pub warnings: Vec<String>,
}

/// Compares two issues of a plan of a workspace.
///
/// # Errors
/// [`Error::Request`] when there is no such organisation or edition, or none was approved yet; and when an edition cannot
/// be read as a plan. [`Error::Read`] when its folder cannot be read.
pub fn compare(
    workspace: &Workspace,
    comparing: &Comparing,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Compared, Error> {
    let id = comparing.id.as_str();
    let prepared = prepare(workspace, id, options, writer)?;
    let stored = edition::of(workspace.root(), id, &mut Sources::default())?;
    let from = match comparing.from.as_deref() {
        None => edition::last(&stored, id)?,
        Some(name) if name.trim() == NOW => return Err(nothing_after_now()),
        Some(name) => edition::called(&stored, name)?,
    };
    let to = comparing.to.as_deref().filter(|name| name.trim() != NOW);
    let to = to.map(|name| edition::called(&stored, name)).transpose()?;
    let mut warnings = unread(&stored, from, to);
    let from = Side::edition(from, &prepared, writer)?;
    let taken_over_from = taken_over_from(workspace, &prepared.resolved);
    let to = if let Some(stored) = to {
        Side::edition(stored, &prepared, writer)?
    } else {
        let mut findings = workspace.concerning(id);
        findings.extend(prepared.diagnostics.iter().cloned());
        match Side::now(workspace, prepared, options.as_of)? {
            Some(now) => now,
            None => return Ok(Compared::Refused(findings)),
        }
    };
    warnings.extend([&from, &to].into_iter().filter_map(tampered));
    Ok(Compared::Told(Box::new(PlanChanges::between(
        from,
        to,
        taken_over_from,
        warnings,
    ))))
}

impl PlanChanges {
    pub(super) fn between(
        from: Side,
        to: Side,
        taken_over_from: Option<String>,
        warnings: Vec<String>,
    ) -> Self {
        let own_doing = |path: &str, changed: &Changed| {
            let is_gone = matches!(changed, Changed::Removed { .. });
            let earlier = from.inherited.as_ref();
            let later = to.inherited.as_ref();
            later.is_some_and(|later: &Inherited| later.is_own_doing(earlier, path, is_gone))
        };
        let comparison = compare_plans(&from.version, &to.version, &own_doing);
        Self {
            organisation: to.profile().id.value.clone(),
            name: to.profile().organisation.name.value.clone(),
            comparison,
            taken_over_from,
            warnings,
            from,
            to,
        }
    }

    /// What is wrong in the later plan; its errors keep documents back.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.to.prepared.diagnostics
    }

    /// How the later issue stands.
    pub(super) fn stands(&self) -> Stands {
        if self.to.edition.is_some() {
            return Stands::Approved;
        }
        match self.to.profile().plan.approval.standing(self.to.as_of) {
            Standing::Approved { .. } => Stands::ChangedSince,
            Standing::Draft(_) => Stands::Draft,
        }
    }

    /// What the later issue is called: "version 2.0 for 2027/28". One that still bears the version of the earlier one is
    /// a new version without a number.
    pub(super) fn issue(&self) -> String {
        let earlier = self
            .from
            .edition
            .as_ref()
            .and_then(|known| known.record.as_ref());
        issue(
            self.to.profile(),
            earlier.map(|record| (record.period, record.version.as_str())),
        )
    }
}

/// What a plan is called that is put to governors.
pub(super) fn issue(
    profile: &Profile,
    earlier: Option<(Option<crate::model::Period>, &str)>,
) -> String {
    let period = profile.plan.period.as_ref().map(|period| period.value);
    let own = profile
        .plan
        .version
        .as_ref()
        .map(|version| version.value.as_str());
    let version = match (own, earlier) {
        (Some(own), Some((of, version))) if of == period && edition::same(own, version) => None,
        (own, _) => own,
    };
    let version = match (version, earlier) {
        (Some(version), _) => format!("version {version}"),
        (None, Some(_)) => "a new version".into(),
        (None, None) => "the first version".into(),
    };
    period.map_or(version.clone(), |period| format!("{version} for {period}"))
}

/// What an organisation calls its board.
pub(super) fn board(profile: &Profile) -> String {
    let organisation = &profile.organisation;
    let own = organisation
        .words
        .get("board")
        .map(|word| word.value.clone());
    own.unwrap_or_else(|| usual_board(organisation.kind).into())
}

fn usual_board(kind: Kind) -> &'static str {
    let mut words = kind.words().into_iter();
    words
        .find(|(key, _)| *key == "board")
        .map_or("board", |(_, word)| word)
}

/// The name of the organisation whose plan is taken over.
pub(super) fn taken_over_from(workspace: &Workspace, resolved: &Resolved) -> Option<String> {
    let (file, path) = resolved.extends.last()?;
    let name = workspace.plan_file(*file).and_then(|(_, node)| {
        let name = node.get("organisation")?.get("name")?.text()?;
        Some(name.to_string())
    });
    Some(name.unwrap_or_else(|| path.clone()))
}

/// Warnings of editions that cannot be read, and are not among those that are compared.
pub(super) fn unread(stored: &[Stored], from: &Stored, to: Option<&Stored>) -> Vec<String> {
    let others = stored
        .iter()
        .filter(|known| known.record.is_none() && *known != from && Some(*known) != to);
    others
        .map(|known| {
            side::one_line(&format!(
                "the edition `{}` cannot be read and was passed over: `dutybound verify` says what is wrong with it",
                known.address
            ))
        })
        .collect()
}

/// A warning of an edition that is not as it was approved.
pub(super) fn tampered(side: &Side) -> Option<String> {
    let stored = side.edition.as_ref()?;
    let mut found: Vec<&str> = Vec::new();
    for tampering in &side.tampering {
        let message = tampering.fault.message.as_str();
        if !found.contains(&message) {
            found.push(message);
        }
    }
    (!found.is_empty()).then(|| {
        side::one_line(&format!(
            "the edition `{}` is not as it was approved ({}), so what is said of it here may not be what was approved",
            stored.address,
            found.join("; ")
        ))
    })
}

fn nothing_after_now() -> Error {
    Error::Request {
        message: "`now` can only be compared with something earlier".into(),
        help: Some("Write `--from` with an edition, such as 2026/27, and `--to now`.".into()),
    }
}
