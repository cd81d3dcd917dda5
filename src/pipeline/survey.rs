//! What the plans of many organisations cover.

use crate::coverage::{Claim, PlanCoverage, Survey, Themes, claims, comparison, same_texts};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::PartialDate;
use crate::workspace::Workspace;

use super::Options;
use super::batch::{each, wanted};

/// Compares the plans asked for with the themes of guidance, with the plans that they take over, and with each other.
///
/// # Errors
/// As [`build`](super::build).
pub fn survey(workspaces: &[Workspace], options: &Options) -> Result<Survey, Error> {
    let work = wanted(workspaces, options.only.as_deref())?;
    let themes: Vec<Themes<'_>> = workspaces
        .iter()
        .map(|workspace| Themes::in_force(workspace.register(), options.as_of))
        .collect();
    let found = each(&work, options.jobs, &|(index, id)| {
        let workspace = &workspaces[*index];
        cover(workspace, id, &themes[*index])
    })?;
    let mut organisations = Vec::new();
    let mut said: Vec<Vec<(&str, Claim)>> = workspaces.iter().map(|_| Vec::new()).collect();
    for ((index, id), found) in work.iter().zip(found) {
        let (plan, claims) = found?;
        said[*index].extend(claims.into_iter().map(|claim| (*id, claim)));
        organisations.push(plan);
    }
    let same = said
        .iter()
        .zip(workspaces)
        .flat_map(|(said, workspace)| same_texts(said, workspace.sources()));
    let mut guidance: Vec<String> = Vec::new();
    for title in themes.iter().flat_map(Themes::guidance) {
        if !guidance.contains(&title) {
            guidance.push(title);
        }
    }
    let checked = workspaces.iter().map(Workspace::register);
    Ok(Survey {
        as_of: options.as_of,
        register_checked_on: checked
            .filter_map(|register| register.date())
            .max_by(PartialDate::chronological),
        guidance,
        organisations,
        same_texts: same.collect(),
    })
}

/// What the plan of one organisation covers, and what it says of its own place.
fn cover(
    workspace: &Workspace,
    id: &str,
    themes: &Themes<'_>,
) -> Result<(PlanCoverage, Vec<Claim>), Error> {
    let resolved = workspace.resolve(id)?;
    let faulty = resolved.diagnostics.iter().any(Diagnostic::is_error);
    let Some(profile) = resolved.profile.as_deref().filter(|_| !faulty) else {
        let plan = PlanCoverage {
            id: id.to_string(),
            name: id.to_string(),
            themes: Vec::new(),
            comparison: None,
            faulty: true,
        };
        return Ok((plan, Vec::new()));
    };
    let plan = PlanCoverage {
        id: id.to_string(),
        name: profile.organisation.name.value.clone(),
        themes: themes.answers(&profile.plan),
        comparison: comparison(
            &resolved.merged,
            &resolved.filled,
            &resolved.changes,
            workspace.sources(),
        ),
        faulty,
    };
    Ok((plan, claims(profile, resolved.merged.place.file)))
}
