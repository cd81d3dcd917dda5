//! What governors get before they approve a plan.

mod readme;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Sources};
use crate::edition;
use crate::error::Error;
use crate::model::{DateStyle, PartialDate, Profile};
use crate::render::pdf::{PdfWriter, on_worker_thread};
use crate::report::{ChangeSummary, Resolution, Stands};
use crate::workspace::Workspace;

use super::compare::{
    Look, board, issue, marked, on_one_page, summary, taken_over_from, tampered, unread,
};
use super::drawn::{documents, in_formats};
use super::{Drawing, Format, Note, Options, PlanChanges, Side, Sort, prepare};
use readme::Readme;

/// What came of making a pack.
#[derive(Debug)]
pub enum Packed {
    /// The plan has errors: nothing was made. They stand among the findings.
    Refused(Vec<Diagnostic>),
    /// The files.
    Made(Box<GovernorsPack>),
}

/// What governors get before they approve a plan.
#[derive(Debug)]
pub struct GovernorsPack {
    /// What its folder is called.
    pub name: String,
    /// Its files: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is to be known before any of it is believed: editions that are not as they were approved.
    pub warnings: Vec<String>,
    /// What a writer could not show, and what there is not.
    pub notes: Vec<Note>,
}

/// Makes the pack of an organisation's plan as it is on the day of `options`: its documents as PDF, what changed since the
/// edition that was approved last as tracked changes in Word, the summary on one page, and the resolution with its slip.
///
/// # Errors
/// [`Error::Request`] when there is no such organisation, its plan asks for no document, or the last edition cannot be
/// read; [`Error::Read`] when the editions cannot be read; [`Error::Render`] when a document cannot be drawn.
pub fn governors(
    workspace: &Workspace,
    id: &str,
    meeting: Option<Date>,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Packed, Error> {
    let prepared = prepare(workspace, id, options, writer)?;
    let mut findings = workspace.concerning(id);
    findings.extend(prepared.diagnostics.iter().cloned());
    if prepared.checked.is_none() || findings.iter().any(Diagnostic::is_error) {
        return Ok(Packed::Refused(findings));
    }
    let stored = edition::of(workspace.root(), id, &mut Sources::default())?;
    let (mut from, mut warnings) = (None, Vec::new());
    if !stored.is_empty() {
        let last = edition::last(&stored, id)?;
        warnings.extend(unread(&stored, last, None));
        let side = Side::edition(last, &prepared, writer)?;
        warnings.extend(tampered(&side));
        from = Some(side);
    }
    let taken_over_from = taken_over_from(workspace, &prepared.resolved);
    let Some(now) = Side::now(workspace, prepared, options.as_of)? else {
        return Ok(Packed::Refused(findings));
    };
    let making = Making {
        workspace,
        meeting,
        options,
        writer,
    };
    let work = || match from {
        Some(from) => {
            let changes = PlanChanges::between(from, now, taken_over_from, warnings);
            making.with_changes(&changes)
        }
        None => making.without_edition(&now),
    };
    let pack = on_worker_thread(work).map_err(|source| Error::Request {
        message: format!("no thread could be started: {source}"),
        help: None,
    })??;
    Ok(Packed::Made(Box::new(pack)))
}

/// What the parts of a pack are made with.
struct Making<'a> {
    workspace: &'a Workspace,
    meeting: Option<Date>,
    options: &'a Options,
    writer: &'a PdfWriter,
}

impl Making<'_> {
    fn with_changes(&self, changes: &PlanChanges) -> Result<GovernorsPack, Error> {
        let look = Look::of(&changes.to.prepared, self.writer);
        let one_page = summary(changes, &look, self.writer)?;
        let mut pack = self.pack(&changes.to, changes.warnings.clone());
        self.add(
            &mut pack,
            "1-summary-of-changes",
            &one_page,
            &[Format::Pdf],
            &look,
        )?;
        let mut tracked = Drawing::default();
        let in_word = Options {
            formats: vec![Format::Docx],
            ..self.options.clone()
        };
        marked(
            self.workspace,
            changes,
            &look,
            &in_word,
            self.writer,
            &mut tracked,
        )?;
        let of: Vec<&str> = tracked
            .made
            .iter()
            .filter_map(|made| match &made.sort {
                Sort::Marked(template) => Some(template.as_str()),
                Sort::Summary => None,
            })
            .collect();
        let clean = self.clean(&changes.to, &of, &mut pack)?;
        pack.notes.extend(tracked.notes.iter().cloned());
        for made in tracked.made {
            pack.files
                .push((format!("3-{}", made.name), made.file.bytes));
        }
        let since = changes.from.said();
        let issue = changes.issue();
        let inherited = changes.comparison.changes.iter();
        let inherited = inherited
            .filter(|change| change.origin == crate::compare::Origin::Inherited)
            .count();
        let from = changes.taken_over_from.as_deref().filter(|_| inherited > 0);
        self.resolution(
            &mut pack,
            &changes.to,
            &issue,
            Some(&since),
            from,
            changes.comparison.rag.new,
            &look,
        )?;
        self.readme(&mut pack, &changes.to, Some(&changes.from), &issue, clean);
        Ok(pack)
    }

    /// The pack of a plan that was never approved.
    fn without_edition(&self, now: &Side) -> Result<GovernorsPack, Error> {
        let look = Look::of(&now.prepared, self.writer);
        let comparison = crate::compare::compare_plans(&now.version, &now.version, &|_, _| true);
        let fonts = look.theme.fonts.clone();
        let issue = issue(now.profile(), None);
        let one_page = ChangeSummary {
            organisation: now.profile().id.value.as_str(),
            name: &now.profile().organisation.name.value,
            plan: &now.profile().plan.title.value,
            board: &board(now.profile()),
            issue: &issue,
            since: None,
            until: &now.said(),
            stands: Stands::Draft,
            taken_over_from: None,
            comparison: &comparison,
            warnings: &[],
            as_of: now.as_of,
            theme: look.theme.clone(),
            prints: &|character| self.writer.prints(&fonts, character),
        };
        let one_page = on_one_page(&one_page, self.writer)?;
        let mut pack = self.pack(now, Vec::new());
        self.add(&mut pack, "1-summary", &one_page, &[Format::Pdf], &look)?;
        let clean = self.clean(now, &[], &mut pack)?;
        pack.notes.push(Note {
            text: "No edition of this plan was approved before, so the Word file shows no changes."
                .into(),
            about: now.profile().id.value.to_string(),
        });
        self.resolution(
            &mut pack,
            now,
            &issue,
            None,
            None,
            comparison.rag.new,
            &look,
        )?;
        self.readme(&mut pack, now, None, &issue, clean);
        Ok(pack)
    }

    fn pack(&self, now: &Side, warnings: Vec<String>) -> GovernorsPack {
        let day = self.meeting.unwrap_or(self.options.as_of);
        GovernorsPack {
            name: format!("{}-governors-{day}", now.profile().id.value),
            files: Vec::new(),
            warnings,
            notes: Vec::new(),
        }
    }

    fn add(
        &self,
        pack: &mut GovernorsPack,
        stem: &str,
        document: &crate::document::Document,
        formats: &[Format],
        look: &Look<'_>,
    ) -> Result<(), Error> {
        let options = Options {
            formats: formats.to_vec(),
            ..self.options.clone()
        };
        for (format, file) in in_formats(document, &options, look.reference, self.writer)? {
            let name = format!("{stem}.{}", format.extension());
            pack.notes
                .extend(file.omissions.iter().map(|omission| Note {
                    text: omission.clone(),
                    about: name.clone(),
                }));
            pack.files.push((name, file.bytes));
        }
        Ok(())
    }

    /// The plan's documents as PDF, and as Word those of which there is no file with tracked changes, by the names of their
    /// templates; whether there are such.
    fn clean(&self, now: &Side, tracked: &[&str], pack: &mut GovernorsPack) -> Result<bool, Error> {
        let options = Options {
            formats: vec![Format::Pdf, Format::Docx],
            ..self.options.clone()
        };
        let (mut faults, notes) = (Vec::new(), &mut pack.notes);
        let drawn = documents(
            self.workspace,
            &now.prepared,
            &options,
            self.writer,
            &mut faults,
            notes,
        )?;
        let Some(first) = faults.iter().find(|fault| fault.is_error()) else {
            if drawn.is_empty() {
                return Err(Error::Request {
                    message: format!(
                        "the plan of `{}` asks for no document",
                        now.profile().id.value
                    ),
                    help: Some("Add `documents: [school, rag]` to its file.".into()),
                });
            }
            let mut in_word = false;
            for drawn in drawn {
                if drawn.format == Format::Pdf {
                    pack.files
                        .push((format!("2-{}", drawn.name), drawn.file.bytes));
                } else if !tracked.contains(&drawn.template.name()) {
                    in_word = true;
                    pack.files
                        .push((format!("3-{}", drawn.name), drawn.file.bytes));
                }
            }
            return Ok(in_word);
        };
        Err(Error::Request {
            message: format!(
                "the documents of `{}` cannot be made: {}",
                now.profile().id.value,
                first.message
            ),
            help: first.help.clone(),
        })
    }

    #[expect(clippy::too_many_arguments, reason = "each is a fact of its own")]
    fn resolution(
        &self,
        pack: &mut GovernorsPack,
        now: &Side,
        issue: &str,
        since: Option<&str>,
        taken_over_from: Option<&str>,
        rag: [usize; 4],
        look: &Look<'_>,
    ) -> Result<(), Error> {
        let profile = now.profile();
        let fonts = look.theme.fonts.clone();
        let document = Resolution {
            organisation: profile.id.value.as_str(),
            name: &profile.organisation.name.value,
            plan: &profile.plan.title.value,
            board: &board(profile),
            issue,
            since,
            taken_over_from,
            rag,
            meeting: self.meeting,
            review: &review(profile, self.meeting),
            reporter: reporter(profile),
            as_of: now.as_of,
            theme: look.theme.clone(),
            prints: &|character| self.writer.prints(&fonts, character),
        }
        .document();
        let formats = [Format::Pdf, Format::Docx];
        self.add(
            pack,
            "4-resolution-and-sign-off-slip",
            &document,
            &formats,
            look,
        )
    }

    fn readme(
        &self,
        pack: &mut GovernorsPack,
        now: &Side,
        from: Option<&Side>,
        issue: &str,
        clean_in_word: bool,
    ) {
        let names: Vec<&str> = pack.files.iter().map(|(name, _)| name.as_str()).collect();
        let text = Readme {
            now,
            from,
            issue,
            board: &board(now.profile()),
            meeting: self.meeting,
            names: &names,
            clean_in_word,
            warnings: &pack.warnings,
        }
        .text();
        pack.files.push(("README.txt".into(), text.into_bytes()));
    }
}

/// By when a plan is to be reviewed that a meeting approves.
fn review(profile: &Profile, meeting: Option<Date>) -> String {
    let every = profile
        .plan
        .approval
        .review_every
        .as_ref()
        .map(|every| every.value);
    let by = meeting
        .zip(every)
        .and_then(|(day, every)| PartialDate::Day(day).after_months(every.months()));
    match (by, every) {
        (Some(day), _) => format!("by {}", day.format(DateStyle::Long)),
        (None, Some(every)) => format!("within {every}"),
        (None, None) => "within a year".into(),
    }
}

/// Who reports on a plan.
fn reporter(profile: &Profile) -> Option<&str> {
    let plan = &profile.plan;
    let mut keys = [&plan.owner, &plan.safeguarding_contact]
        .into_iter()
        .flatten();
    keys.find_map(|key| profile.people.get(key.value.as_str())?.title())
}

impl Side {
    /// Who approved the earlier edition, as the next approval is likely to name them.
    fn approved_by(&self) -> Option<&str> {
        let record = self.edition.as_ref()?.record.as_ref()?;
        Some(&record.approved_by)
    }
}
