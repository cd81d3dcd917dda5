//! What keeps an approval back, beside what a check finds.

use jiff::civil::Date;

use crate::edition::{self, PLAN};
use crate::error::Error;
use crate::model::{PartialDate, Profile, Standing};
use crate::workspace::Workspace;

use super::Options;
use super::approve::Approving;

/// Refuses what could be no approval, whatever the plan says.
pub(super) fn refuse(approving: &Approving, as_of: Date) -> Result<(), Error> {
    let given = [&approving.minute, &approving.version, &approving.reason];
    let mut given = given.into_iter().flatten().chain([&approving.by]);
    if given.any(|text| text.contains("{{")) {
        return Err(Error::Request {
            message: "a placeholder cannot be used in an approval".into(),
            help: Some(
                "Write the words themselves: they stay as they are when the plan changes.".into(),
            ),
        });
    }
    if !approving.by.contains(char::is_alphanumeric) {
        return Err(Error::Request {
            message: "it is not said who approved the plan".into(),
            help: Some("Name the board or the person: --by \"Local Governing Body\".".into()),
        });
    }
    if approving.on > as_of {
        return Err(Error::Request {
            message: format!("{} is after {as_of}: nobody can have approved the plan yet", approving.on),
            help: Some("Give the day of the meeting with `--on`, and that of the documents with `--as-of`.".into()),
        });
    }
    Ok(())
}

/// A plan of which nothing is to be printed cannot be handed over.
pub(super) fn refuse_without_document(profile: &Profile, options: &Options) -> Result<(), Error> {
    if profile.documents.is_empty() && options.templates.is_empty() {
        return Err(Error::Request {
            message: format!("the plan of `{}` asks for no document", profile.id.value),
            help: Some("Add `documents: [school, rag]` to its file.".into()),
        });
    }
    Ok(())
}

/// The approval stands in the plan, but what else stands there may keep it a draft.
pub(super) fn refuse_draft(profile: &Profile, options: &Options) -> Result<(), Error> {
    refuse_without_document(profile, options)?;
    match profile.plan.approval.standing(options.as_of) {
        Standing::Approved { .. } => Ok(()),
        Standing::Draft(_) => Err(Error::Request {
            message: format!(
                "the plan of `{}` is still a draft with this approval",
                profile.id.value
            ),
            help: Some("Look at `approval:` in its file.".into()),
        }),
    }
}

/// In one period a version is one issue of a plan: else its history would name two by the same number.
pub(super) fn refuse_twice(profile: &Profile, version: &str, on: Date) -> Result<(), Error> {
    let plan = &profile.plan;
    let of_this_period = |day: &PartialDate| {
        let period = plan.period.map(|period| period.value);
        period.is_some_and(|period| !day.is_before(period.from()) && !period.to().is_before(*day))
    };
    let on = PartialDate::Day(on);
    let is_other = |day: &PartialDate| day.is_before(on) || on.is_before(*day);
    let alike = plan
        .history
        .iter()
        .filter(|entry| edition::same(&entry.version, version));
    let mut dates = alike.filter_map(|entry| Some(entry.on.as_ref()?.value));
    match dates.find(|day| of_this_period(day) && is_other(day)) {
        None => Ok(()),
        Some(other) => Err(Error::Request {
            message: format!(
                "`history` in the plan of `{}` has a version {version} already, of {other}",
                profile.id.value
            ),
            help: Some(format!(
                "If the plan was approved again, {}.",
                edition::correction(version)
            )),
        }),
    }
}

/// What is frozen must be the plan, down to every word, when it is read again.
pub(super) fn refuse_another(
    workspace: &Workspace,
    plan: &str,
    profile: &Profile,
) -> Result<(), Error> {
    let (read, faults) = workspace.read_alone(PLAN, plan.as_bytes());
    if read.is_some_and(|read| says_the_same(&read, profile)) {
        return Ok(());
    }
    let why = faults.first().map(|fault| format!(": {}", fault.message));
    Err(Error::Request {
        message: format!(
            "the whole plan of `{}` cannot be kept in one file{}",
            profile.id.value,
            why.unwrap_or_default()
        ),
        help: Some("Several files may hold more than one can; take out what nobody reads.".into()),
    })
}

/// Whether two profiles say the same, wherever it was written.
pub(super) fn says_the_same(one: &Profile, other: &Profile) -> bool {
    let guidance = |profile: &Profile| -> Vec<String> {
        let known = profile.guidance.iter();
        known.map(|known| known.id.value.to_string()).collect()
    };
    let values = |profile: &Profile| serde_json::to_value(profile).ok();
    values(one).is_some() && values(one) == values(other) && guidance(one) == guidance(other)
}
