//! Every field that a template can name, with what it holds.

/// Fields that can be named anywhere in a template. `*` stands for any name.
pub(super) const EVERYWHERE: [(&str, &str); 41] = [
    ("organisation.id", "the organisation's id"),
    ("organisation.name", "its full name"),
    (
        "organisation.short_name",
        "its short name, or else the full one",
    ),
    ("organisation.urn", "its Unique Reference Number"),
    ("organisation.address", "its postal address"),
    ("organisation.website", "its web address"),
    ("organisation.strapline", "its motto"),
    (
        "brand.strapline",
        "the brand's motto, or else the organisation's",
    ),
    (
        "words.*",
        "the organisation's own words, such as words.learner",
    ),
    ("people.*.name", "the name of a person, by key"),
    ("people.*.role", "the person's role"),
    ("people.*.email", "the person's e-mail address"),
    ("people.*.phone", "the person's telephone number"),
    ("plan.title", "what the plan is called"),
    ("plan.period", "what it covers"),
    ("plan.scope", "whom it applies to"),
    ("plan.introduction", "what stands before the areas"),
    ("plan.version", "its version"),
    ("plan.updated_on", "when it was last updated"),
    (
        "plan.actions_review_on",
        "when its actions will be reviewed",
    ),
    (
        "plan.safeguarding_contact.name",
        "the safeguarding contact's name",
    ),
    ("plan.safeguarding_contact.role", "the contact's role"),
    (
        "plan.safeguarding_contact.email",
        "the contact's e-mail address",
    ),
    (
        "plan.safeguarding_contact.phone",
        "the contact's telephone number",
    ),
    ("plan.history.version", "the versions so far"),
    ("plan.history.on", "when each version was made"),
    ("plan.history.by", "who made or approved each version"),
    ("plan.history.note", "what changed in each version"),
    ("approval.approved_by", "who approved the plan"),
    ("approval.approved_on", "when it was approved"),
    ("approval.minute", "the minute that records it"),
    ("approval.last_reviewed_on", "when it was last reviewed"),
    ("approval.review_every", "how often it is reviewed"),
    ("approval.review_on", "when it is due for review"),
    ("plan.principles.text", "the principles"),
    (
        "plan.references",
        "keys of the guidance that the plan refers to",
    ),
    ("organisation.kind", "what kind of organisation it is"),
    ("period", "what the plan covers"),
    ("document.title", "what the template makes"),
    ("document.date", "the day the document speaks of"),
    ("document.template", "the template's name"),
];

/// Fields of an area; can be named at every level.
pub(super) const AREA: [(&str, &str); 23] = [
    ("area.id", "the area's id"),
    ("area.number", "its place among the areas, from 1"),
    ("area.theme", "the band that it belongs to"),
    ("area.title", "what it is called"),
    (
        "area.deadline",
        "when its actions are due unless they say otherwise",
    ),
    ("area.leads.name", "the names of those who lead it"),
    ("area.leads.role", "their roles"),
    ("area.leads.email", "their e-mail addresses"),
    ("area.leads.phone", "their telephone numbers"),
    ("area.outcomes.text", "what it is to achieve"),
    ("area.impact", "what it has changed"),
    ("area.progress", "what has happened so far"),
    ("area.evidence.id", "the ids of what shows it"),
    ("area.evidence.title", "what shows it"),
    ("area.evidence.file", "the files of what shows it"),
    ("area.evidence.link", "the web addresses of what shows it"),
    ("area.evidence.date", "the dates of what shows it"),
    ("area.risk.description", "the risk that it answers"),
    ("area.custom.*", "the workspace's own fields"),
    ("actions.*", "all its actions, with the fields of an action"),
    ("outcomes.text", "short for area.outcomes.text"),
    (
        "expectations.*",
        "its expectations: id, text, leads, actions, custom",
    ),
    ("area.actions.*", "the same as actions"),
];

/// Fields of an expectation; can be named at the levels expectation and action.
pub(super) const EXPECTATION: [(&str, &str); 8] = [
    ("expectation.id", "the expectation's id"),
    ("expectation.text", "what is expected"),
    ("expectation.leads.name", "the names of those who lead it"),
    ("expectation.leads.role", "their roles"),
    ("expectation.leads.email", "their e-mail addresses"),
    ("expectation.leads.phone", "their telephone numbers"),
    ("expectation.actions.*", "its actions"),
    ("expectation.custom.*", "the workspace's own fields"),
];

/// Fields of an action; can be named at the level action, and of lists of actions.
pub(super) const ACTION: [(&str, &str); 28] = [
    ("action.id", "the action's id"),
    (
        "action.number",
        "its place among the area's actions, from 1",
    ),
    ("action.text", "what is to be done"),
    ("action.leads.name", "the names of those who lead it"),
    ("action.leads.role", "their roles"),
    ("action.leads.email", "their e-mail addresses"),
    ("action.leads.phone", "their telephone numbers"),
    ("action.start", "when it begins"),
    ("action.deadline", "when it is due"),
    ("action.completed", "when it was done"),
    ("action.frequency", "how often it is done"),
    ("action.outcomes.text", "what it is to achieve"),
    ("action.impact", "what it has changed"),
    ("action.evidence.id", "the ids of what shows it"),
    ("action.evidence.title", "what shows it"),
    ("action.evidence.file", "the files of what shows it"),
    ("action.evidence.link", "the web addresses of what shows it"),
    ("action.evidence.date", "the dates of what shows it"),
    ("action.rag", "how it stands: Red, Amber or Green"),
    ("action.progress", "what has happened so far"),
    ("action.reviewed_on", "when it was last reviewed"),
    ("action.reviews.on", "the dates of its reviews"),
    ("action.reviews.rag", "their ratings"),
    ("action.reviews.note", "what they found"),
    ("action.reviews.by", "the roles of who judged"),
    ("action.risk.description", "the risk that it answers"),
    ("action.custom.*", "the workspace's own fields"),
    ("action.area", "the title of its area"),
];

/// Lists of entries, each with the name under which the fields of one entry are known.
const LISTS: [(&str, &str); 5] = [
    ("area.actions", "action"),
    ("expectation.actions", "action"),
    ("expectations.actions", "action"),
    ("expectations", "expectation"),
    ("actions", "action"),
];

/// Whether `name` is one of `fields`, a group of which some field is a part, or a field of the entries of a list.
pub(super) fn is_field(name: &str, fields: &[&[(&str, &str)]]) -> bool {
    let of_list = LISTS.iter().find_map(|(list, entry)| {
        let rest = name.strip_prefix(list)?;
        rest.starts_with('.').then(|| format!("{entry}{rest}"))
    });
    if let Some(of_entry) = of_list {
        return is_field(&of_entry, &[&ACTION, &EXPECTATION]);
    }
    fields
        .iter()
        .flat_map(|fields| fields.iter())
        .any(|(field, _)| matches(name, field))
}

/// Whether a name is a field or the beginning of one, part by part; `*` stands for any part.
fn matches(name: &str, field: &str) -> bool {
    let mut parts = field.split('.');
    name.split('.').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| part == "*" || part == wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_fields_and_wildcards_are_known() {
        for name in [
            "area.title",
            "plan.safeguarding_contact",
            "words.learner",
            "people.dsl.name",
            "people",
            "actions.text",
            "actions.leads.role",
            "expectations.text",
        ] {
            assert!(is_field(name, &[&EVERYWHERE, &AREA]), "{name}");
        }
        for name in [
            "area.titel",
            "areas",
            "action.text",
            "plan.titles",
            "wordsmith",
            "actions.txt",
            "actions.leads.rol",
            "people.dsl.nmae",
        ] {
            assert!(!is_field(name, &[&EVERYWHERE, &AREA]), "{name}");
        }
    }
}
