//! The plan refers to guidance that another edition has replaced.

use crate::diagnostic::Diagnostic;
use crate::model::{DateStyle, Guidance, PartialDate, Profile, Text};

use super::Circumstances;

pub(super) fn find(profile: &Profile, circumstances: &Circumstances<'_>) -> Vec<Diagnostic> {
    super::cited(profile)
        .filter_map(|(key, guidance)| of_guidance(key, guidance, circumstances))
        .collect()
}

fn of_guidance(
    key: &Text,
    guidance: &Guidance,
    circumstances: &Circumstances<'_>,
) -> Option<Diagnostic> {
    let key_name = &key.value;
    let warning = |message| Diagnostic::warning("guidance-superseded", key.place, message);
    let Some(on) = &guidance.superseded_on else {
        let successor = guidance.superseded_by.as_ref()?;
        let message = format!(
            "`{key_name}` has a successor, `{}`, from a day that is not certain",
            successor.value
        );
        return Some(warning(message).help(
            "Look which of the two is in force, cite that one, and write `superseded_on` into `guidance.yaml`.",
        ));
    };
    let certainly_over = on.last_day() <= circumstances.as_of; // of a month or a year the day is not known
    certainly_over.then(|| {
        let since = since(on.value);
        match &guidance.superseded_by {
            Some(successor) => warning(format!(
                "`{key_name}` was replaced by `{}` {since}",
                successor.value
            ))
            .help(format!(
                "Cite `{}`, and look whether the text still holds.",
                successor.value
            )),
            None => warning(format!("`{key_name}` was withdrawn {since}"))
                .help("Cite what applies in its place, or take the reference out."),
        }
    })
}

fn since(date: PartialDate) -> String {
    let preposition = match date {
        PartialDate::Day(_) => "on",
        PartialDate::Month { .. } | PartialDate::Year(_) | PartialDate::AcademicYear(_) => "in",
    };
    format!("{preposition} {}", date.format(DateStyle::Long))
}
