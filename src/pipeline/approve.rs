//! From a plan to an approved edition.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::edition::{
    self, EditionFile, FORMAT, GUIDANCE, INHERITED, Inherited, Issue, PLAN, Record, plan_yaml,
};
use crate::error::Error;
use crate::model::{PartialDate, Profile};
use crate::render::pdf::{PdfWriter, on_worker_thread};
use crate::workspace::{Setting, Workspace};

use super::Options;
use super::drawn::documents;
use super::organisation::Note;
use super::prepared::{Prepared, prepare};
use super::refusal::{refuse, refuse_another, refuse_draft, refuse_twice, says_the_same};

/// What messages call the place of what was given with the command.
const GIVEN: &str = "the approval that was given";

/// The version of a plan that names none.
const FIRST: &str = "1.0";

/// An approval as a clerk reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approving {
    /// The organisation's id.
    pub id: String,
    /// Who approved its plan.
    pub by: String,
    /// When.
    pub on: Date,
    /// The minute that records it.
    pub minute: Option<String>,
    /// The version; the plan's own, or else 1.0, where it is not given.
    pub version: Option<String>,
    /// What is new, for the version history; another edition of the same period must say it.
    pub reason: Option<String>,
}

/// What came of an approval.
#[derive(Debug)]
pub enum Approved {
    /// Something is wrong in the plan: nothing was written. Errors stand among the findings.
    Refused(Vec<Diagnostic>),
    /// The edition is there.
    Frozen(Box<FrozenEdition>),
}

/// An edition that is there, or would be.
#[derive(Debug)]
pub struct FrozenEdition {
    /// Its folder.
    pub folder: PathBuf,
    /// Whether it was there before, from a run that was ended before the plan's file was written.
    pub was_there: bool,
    /// What it is, and its files.
    pub record: Record,
    /// What is to be written into the organisation's own file now, and does not stand there yet. This is the last step
    /// of an approval: ended before it, the edition is there and the plan still says DRAFT, and the same command takes
    /// it up here.
    pub unwritten: Vec<Setting>,
    /// What is wrong in the plan and kept nothing back.
    pub findings: Vec<Diagnostic>,
    /// What a writer could not show.
    pub notes: Vec<Note>,
}

/// Checks a plan as it will be once the approval stands in its file, builds its documents and freezes them as an
/// edition. The workspace takes the approval for written from then on; the file itself is not changed.
///
/// The edition is written first and the file last, see [`FrozenEdition::unwritten`]: a plan never says that it was
/// approved while there is no edition to show what was. The same approval of the same plan again finds its edition and
/// writes none.
///
/// # Errors
/// [`Error::Request`] when there is no such organisation, when the approval is in the future or names nobody, when the
/// version is taken, or when the period has an edition and no reason is given; [`Error::Read`] and [`Error::Write`] when
/// files cannot be read or written; [`Error::Render`] when a document cannot be drawn.
pub fn approve(
    workspace: &mut Workspace,
    approving: &Approving,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Approved, Error> {
    let (mut frozen, files) = match ready(workspace, approving, options, writer)? {
        Ready::Refused(findings) => return Ok(Approved::Refused(findings)),
        Ready::Standing(frozen) => return Ok(Approved::Frozen(frozen)),
        Ready::New(frozen, files) => (frozen, files),
    };
    frozen.folder = edition::freeze(workspace.root(), frozen.record.clone(), &files)?;
    Ok(Approved::Frozen(frozen))
}

/// The same as [`approve`], but that nothing is written: the edition that would be there.
///
/// # Errors
/// As [`approve`].
pub fn rehearse(
    workspace: &mut Workspace,
    approving: &Approving,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Approved, Error> {
    Ok(match ready(workspace, approving, options, writer)? {
        Ready::Refused(findings) => Approved::Refused(findings),
        Ready::Standing(frozen) | Ready::New(frozen, _) => Approved::Frozen(frozen),
    })
}

/// An approval before anything is written.
enum Ready {
    Refused(Vec<Diagnostic>),
    /// The edition is there already.
    Standing(Box<FrozenEdition>),
    /// The edition, and the files that it is to hold.
    New(Box<FrozenEdition>, Vec<EditionFile>),
}

fn ready(
    workspace: &mut Workspace,
    approving: &Approving,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Ready, Error> {
    refuse(approving, options.as_of)?;
    let id = approving.id.as_str();
    let before = workspace.resolve(id)?.profile;
    let version = version(approving, before.as_deref());
    let settings = settings(approving, &version, before.as_deref());
    let unwritten = workspace.unwritten(id, &settings);
    let issue = Issue {
        version: version.clone(),
        on: PartialDate::Day(approving.on),
        by: approving.by.clone(),
        note: approving.reason.clone(),
    };
    workspace.suppose(id, &settings, issue, GIVEN)?;
    let prepared = prepare(workspace, id, options, writer)?;
    let mut findings = workspace.concerning(id);
    findings.extend(prepared.diagnostics.iter().cloned());
    let checked = prepared.checked.as_ref().map(Checked::get);
    let Some(profile) = checked.filter(|_| !findings.iter().any(Diagnostic::is_error)) else {
        return Ok(Ready::Refused(findings));
    };
    refuse_draft(profile, options)?;
    refuse_twice(profile, &version, approving.on)?;
    let plan = plan_yaml(&prepared.resolved.filled, profile)?;
    refuse_another(workspace, &plan, profile)?;
    let record = record(workspace, approving, &version, profile, options);
    let is_this_plan = |bytes: &[u8]| {
        let read = workspace.read_alone(PLAN, bytes).0;
        read.is_some_and(|read| says_the_same(&read, profile))
    };
    if let Some(standing) = edition::standing(workspace.root(), &record, &is_this_plan)? {
        return Ok(Ready::Standing(Box::new(FrozenEdition {
            folder: standing.folder,
            was_there: true,
            record: standing.record.unwrap_or(record),
            unwritten,
            findings,
            notes: Vec::new(),
        })));
    }
    let mut notes = Vec::new();
    let drawn = on_worker_thread(|| {
        documents(
            workspace,
            &prepared,
            options,
            writer,
            &mut findings,
            &mut notes,
        )
    });
    let drawn = drawn.map_err(|source| Error::Request {
        message: format!("no thread could be started: {source}"),
        help: None,
    })??;
    if findings.iter().any(Diagnostic::is_error) {
        return Ok(Ready::Refused(findings));
    }
    let mut files: Vec<EditionFile> = drawn
        .into_iter()
        .map(|drawn| EditionFile {
            name: drawn.name,
            template: Some(drawn.template.name().to_string()),
            pages: drawn.file.pages,
            bytes: drawn.file.bytes,
        })
        .collect();
    files.extend(beside(workspace, &prepared, plan)?);
    let frozen = FrozenEdition {
        folder: workspace.root().join(record.address().to_string()),
        was_there: false,
        record: record.listing(&files),
        unwritten,
        findings,
        notes,
    };
    Ok(Ready::New(Box::new(frozen), files))
}

/// What an approval writes into a plan's file, in order. A minute of another approval is taken out.
fn settings(approving: &Approving, version: &str, before: Option<&Profile>) -> Vec<Setting> {
    let approval = |key: &'static str| vec!["plan", "approval", key];
    let mut settings = vec![
        (approval("approved_by"), Some(approving.by.clone())),
        (approval("approved_on"), Some(approving.on.to_string())),
    ];
    let plan = before.map(|profile| &profile.plan);
    let known = plan.map(|plan| &plan.approval);
    let is_other = known.is_some_and(|known| {
        let on = known.approved_on.as_ref().map(|on| on.value);
        known.minute.is_some() && on != Some(PartialDate::Day(approving.on))
    });
    if approving.minute.is_some() || is_other {
        settings.push((approval("minute"), approving.minute.clone()));
    }
    let written = plan.and_then(|plan| plan.version.as_ref());
    if written.is_none_or(|written| written.value != version) {
        settings.push((vec!["plan", "version"], Some(version.to_string())));
    }
    settings
}

fn version(approving: &Approving, before: Option<&Profile>) -> String {
    let own = before.and_then(|profile| profile.plan.version.as_ref());
    let given = approving.version.clone();
    given
        .or_else(|| own.map(|own| own.value.clone()))
        .unwrap_or_else(|| FIRST.into())
}

fn record(
    workspace: &Workspace,
    approving: &Approving,
    version: &str,
    profile: &Profile,
    options: &Options,
) -> Record {
    Record {
        format: FORMAT,
        organisation: profile.id.value.clone(),
        name: profile.organisation.name.value.clone(),
        period: profile.plan.period.as_ref().map(|period| period.value),
        version: version.to_string(),
        approved_by: approving.by.clone(),
        approved_on: PartialDate::Day(approving.on),
        minute: profile
            .plan
            .approval
            .minute
            .as_ref()
            .map(|minute| minute.value.clone()),
        reason: approving.reason.clone(),
        as_of: PartialDate::Day(options.as_of),
        register: workspace.register().date(),
        program: format!("dutybound {}", env!("CARGO_PKG_VERSION")),
        files: Vec::new(),
    }
}

/// What stands beside the documents.
fn beside(
    workspace: &Workspace,
    prepared: &Prepared,
    plan: String,
) -> Result<Vec<EditionFile>, Error> {
    let file = |name: &str, bytes: Vec<u8>| EditionFile {
        name: name.to_string(),
        template: None,
        pages: None,
        bytes,
    };
    let resolved = &prepared.resolved;
    let inherited = Inherited::of(&resolved.merged, &resolved.extends, &resolved.changes);
    let mut files = vec![
        file(PLAN, plan.into_bytes()),
        file(INHERITED, inherited.to_json().into_bytes()),
    ];
    files.extend(workspace.own_guidance()?.map(|bytes| file(GUIDANCE, bytes)));
    Ok(files)
}
