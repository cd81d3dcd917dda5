//! The two issues of a plan that are compared.

use jiff::civil::Date;

use crate::check::{Circumstances, Merged, check, printable};
use crate::compare::PlanVersion;
use crate::diagnostic::{Diagnostic, Sources};
use crate::edition::{Inherited, PLAN, Stored, Tampering, plan_yaml, verify};
use crate::error::Error;
use crate::model::{DateStyle, PartialDate, Profile};
use crate::render::pdf::PdfWriter;
use crate::workspace::{Resolved, Workspace};

use super::super::Prepared;

/// Faults of files that an edition names and does not hold: the other issue lends its own.
const LENT: [&str; 3] = ["logo", "word-reference", "font-file"];

/// One of two issues of a plan that are compared.
#[derive(Debug)]
pub struct Side {
    /// The edition; `None` of the plan as it is now.
    pub edition: Option<Stored>,
    /// What of the edition is not as it was approved.
    pub tampering: Vec<Tampering>,
    /// The day that its documents speak of.
    pub as_of: Date,
    /// The plan, as a whole.
    pub(in crate::pipeline) version: PlanVersion,
    /// What is the organisation's own in it; `None` where the edition does not tell any more.
    pub(in crate::pipeline) inherited: Option<Inherited>,
    /// The plan, ready to be composed if nothing is wrong with it.
    pub(in crate::pipeline) prepared: Prepared,
}

impl Side {
    /// The plan as it is now; `None` where its files leave nothing to compare.
    ///
    /// # Errors
    /// [`Error::Request`] when it cannot be written as one file.
    pub(in crate::pipeline) fn now(
        workspace: &Workspace,
        prepared: Prepared,
        as_of: Date,
    ) -> Result<Option<Self>, Error> {
        let Some(profile) = prepared.resolved.profile.clone() else {
            return Ok(None);
        };
        let resolved = &prepared.resolved;
        // An edition holds what the profile has beyond its file, such as the guidance that its texts cite. So must this.
        let plan = plan_yaml(&resolved.filled, &profile)?;
        let (read, faults) = workspace.read_filled(PLAN, plan.as_bytes());
        let Some((_, filled)) = read else {
            let why = faults.first().map(|fault| format!(": {}", fault.message));
            return Err(Error::Request {
                message: format!("the plan cannot be compared{}", why.unwrap_or_default()),
                help: None,
            });
        };
        let inherited = Inherited::of(&resolved.merged, &resolved.extends, &resolved.changes);
        Ok(Some(Self {
            edition: None,
            tampering: Vec::new(),
            as_of,
            version: PlanVersion { filled, profile },
            inherited: Some(inherited),
            prepared,
        }))
    }

    /// An edition. It holds no logos, fonts and house documents: those of `now` are used for its documents.
    ///
    /// # Errors
    /// [`Error::Request`] when it is no edition, or its plan cannot be read; [`Error::Read`] when its folder cannot.
    pub(in crate::pipeline) fn edition(
        stored: &Stored,
        now: &Prepared,
        writer: &PdfWriter,
    ) -> Result<Self, Error> {
        let id = stored.address.organisation.as_str();
        let verdict = verify(stored.clone())?;
        let unreadable = |why: Option<&Diagnostic>, sources| unreadable(stored, why, sources);
        let Some(record) = &stored.record else {
            return Err(unreadable(stored.faults.first(), &Sources::default()));
        };
        let of_it = Workspace::open_files(&stored.folder, &[stored.plan()?])?;
        let first = |faults: &[Diagnostic]| {
            let mut faults = faults.iter();
            let fault = faults.find(|fault| fault.is_error() && !LENT.contains(&fault.code));
            fault.map(|fault| unreadable(Some(fault), of_it.sources()))
        };
        if let Some(error) = first(of_it.diagnostics()) {
            return Err(error);
        }
        if !of_it.organisations().any(|known| known == id) {
            return Err(stored.unreadable(&format!("its plan is not that of `{id}`")));
        }
        let resolved = of_it.resolve(id)?;
        if let Some(error) = first(&resolved.diagnostics) {
            return Err(error);
        }
        let Some(profile) = resolved.profile.clone() else {
            return Err(unreadable(resolved.diagnostics.first(), of_it.sources()));
        };
        let as_of = record.as_of.first_day();
        let lent = Resolved {
            logos: now.resolved.logos.clone(),
            fonts: now.resolved.fonts.clone(),
            word_reference: now.resolved.word_reference.clone(),
            ..resolved
        };
        let filled = lent.filled.clone();
        let prepared = prepared(&of_it, lent, as_of, now, writer);
        Ok(Self {
            edition: Some(stored.clone()),
            tampering: verdict.tampering,
            as_of,
            version: PlanVersion { filled, profile },
            inherited: stored.inherited(),
            prepared,
        })
    }

    /// The plan.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.version.profile
    }

    /// What it is, in words: "version 1.0 for 2026/27, approved by … on …", "the plan as it is on …".
    #[must_use]
    pub fn said(&self) -> String {
        let record = self
            .edition
            .as_ref()
            .and_then(|known| known.record.as_ref());
        let Some(record) = record else {
            return format!(
                "the plan as it is on {}",
                PartialDate::Day(self.as_of).format(DateStyle::Long)
            );
        };
        let period = record
            .period
            .map_or(String::new(), |period| format!(" for {period}"));
        let minute = record
            .minute
            .as_ref()
            .map_or(String::new(), |minute| format!(" (minute {minute})"));
        one_line(&format!(
            "version {}{period}, approved by {} on {}{minute}",
            record.version,
            record.approved_by,
            record.approved_on.format(DateStyle::Long)
        ))
    }

    /// What a command calls it: `2026/27@1.0`, or `now`.
    #[must_use]
    pub fn called(&self) -> String {
        self.edition
            .as_ref()
            .map_or_else(|| "now".into(), Stored::called)
    }
}

/// The plan of an edition as it can be composed with the fonts of now.
fn prepared(
    workspace: &Workspace,
    resolved: Resolved,
    as_of: Date,
    now: &Prepared,
    writer: &PdfWriter,
) -> Prepared {
    let families: Vec<&str> = writer.families().collect();
    let circumstances = Circumstances {
        as_of,
        font_families: &families,
        reader: workspace.reader(),
        sources: workspace.sources(),
        evidence: &std::collections::BTreeMap::new(), // it was looked at when the plan was approved
        examined: &std::collections::BTreeMap::new(),
        documents: &[],
        overrides: &[],
    };
    let merged = Merged {
        written: &resolved.merged,
        filled: &resolved.filled,
    };
    let mut diagnostics = Vec::new();
    let checked = resolved.profile.clone().and_then(|profile| {
        let (checked, findings) = check(profile, merged, &circumstances);
        diagnostics.extend(findings);
        checked
    });
    let prints = |character| writer.prints(&now.theme.fonts, character);
    diagnostics.extend(printable(&resolved.filled, workspace.sources(), &prints));
    let refused = diagnostics.iter().any(Diagnostic::is_error);
    Prepared {
        resolved,
        theme: now.theme.clone(),
        checked: checked.filter(|_| !refused),
        diagnostics,
    }
}

/// The error of an edition in whose plan something is wrong.
fn unreadable(stored: &Stored, why: Option<&Diagnostic>, sources: &Sources) -> Error {
    let why = why.map_or_else(
        || "its plan says too little".to_string(),
        |fault| {
            let place = fault.place.map_or_else(String::new, |place| {
                format!("{}:{}: ", sources.name(place.file), place.line)
            });
            format!("{place}{}", fault.message)
        },
    );
    stored.unreadable(&why)
}

/// A text from a file that anybody may have written, as a line.
pub(super) fn one_line(text: &str) -> String {
    let letters = text.chars();
    letters
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
