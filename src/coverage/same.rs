//! Texts that claim to speak of one place and stand in several plans.

use serde::Serialize;

use crate::check::{Runs, groups};
use crate::diagnostic::{FileId, Place, Sources};
use crate::model::Profile;

/// A text that claims to speak of one place.
#[derive(Clone, Debug)]
pub struct Claim {
    what: &'static str,
    text: String,
    place: Place,
    runs: Runs,
}

/// A text that several plans have in nearly the same words, though it claims to speak of one place.
#[derive(Clone, Debug, Serialize)]
pub struct SameText {
    /// What it is: "the local picture of risk".
    pub what: &'static str,
    /// How it begins.
    pub begins: String,
    /// Who says it, at least two.
    pub speakers: Vec<Speaker>,
}

/// Who says something.
#[derive(Clone, Debug, Serialize)]
pub struct Speaker {
    /// The organisation's id.
    pub organisation: String,
    /// The file and the line.
    pub place: String,
    /// How much of it is the same as the first speaker's, in per cent.
    pub likeness: u8,
}

/// How many words of a text are shown.
const SHOWN: usize = 14;

/// What an organisation's own file says of its place: the local picture of risk, the introduction, its risks.
#[must_use]
pub fn claims(profile: &Profile, own: FileId) -> Vec<Claim> {
    let plan = &profile.plan;
    let local = plan
        .context
        .local
        .iter()
        .map(|text| ("the local picture of risk", text));
    let introduction = plan
        .introduction
        .iter()
        .map(|text| ("the introduction", text));
    let risks = plan.risks().map(|risk| ("a risk", &risk.description));
    let names = [
        profile.organisation.name.as_str(),
        profile.organisation.short_name(),
    ];
    let texts = local.chain(introduction).chain(risks);
    texts
        .filter(|(_, text)| text.place.file == own)
        .filter_map(|(what, text)| {
            Some(Claim {
                what,
                text: text.value.clone(),
                place: text.place,
                runs: Runs::of(text, &names)?,
            })
        })
        .collect()
}

/// What several organisations say in nearly the same words.
#[must_use]
pub fn same_texts(said: &[(&str, Claim)], sources: &Sources) -> Vec<SameText> {
    let runs: Vec<&Runs> = said.iter().map(|(_, claim)| &claim.runs).collect();
    let groups = groups(&runs).into_iter();
    let found = groups.filter_map(|group| {
        let (first, _) = *group.first()?;
        let (organisation, claim) = &said[first];
        let apart = |(index, _): &(usize, u8)| said[*index].0 != *organisation;
        if !group.iter().any(apart) {
            return None; // said twice in one plan, which is another matter
        }
        let speakers = group.iter().map(|(index, likeness)| {
            let (organisation, claim) = &said[*index];
            Speaker {
                organisation: (*organisation).to_string(),
                place: format!("{}:{}", sources.name(claim.place.file), claim.place.line),
                likeness: *likeness,
            }
        });
        let mut words = claim.text.split_whitespace();
        let begins: Vec<&str> = words.by_ref().take(SHOWN).collect();
        let more = if words.next().is_some() { " …" } else { "" };
        Some(SameText {
            what: claim.what,
            begins: format!("{}{more}", begins.join(" ")),
            speakers: speakers.collect(),
        })
    });
    found.collect()
}
