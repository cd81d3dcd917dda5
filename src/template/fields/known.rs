//! The fields of a plan.

use super::{Field, Holds, Kind};

const fn value(name: &'static str, about: &'static str) -> Field {
    field(name, about, Holds::Value)
}

const fn number(name: &'static str, about: &'static str) -> Field {
    field(name, about, Holds::Number)
}

const fn field(name: &'static str, about: &'static str, holds: Holds) -> Field {
    Field { name, about, holds }
}

/// What can be named anywhere.
pub(in crate::template) const ROOT: Kind = Kind {
    name: "",
    fields: &[
        field(
            "organisation",
            "the organisation",
            Holds::One(&ORGANISATION),
        ),
        field("brand", "the brand", Holds::One(&BRAND)),
        field(
            "words",
            "the organisation's own words: words.learner",
            Holds::NamedValues,
        ),
        field(
            "people",
            "people by key: people.dsl.name, people['it-lead'].name",
            Holds::Named(&PERSON),
        ),
        field(
            "facts",
            "statements by key: facts.trained",
            Holds::NamedValues,
        ),
        field("plan", "the plan", Holds::One(&PLAN)),
        field("approval", "its approval", Holds::One(&APPROVAL)),
        value("period", "what the plan covers"),
        field(
            "references",
            "the guidance that the plan refers to",
            Holds::List(&REFERENCE),
        ),
        field("document", "this document", Holds::One(&DOCUMENT)),
        field(
            "clause",
            "the number of a clause or a section: clause('referral')",
            Holds::Function,
        ),
        field(
            "annex",
            "the name of an annex: annex('rag')",
            Holds::Function,
        ),
    ],
};

/// What each level adds to the names, from the coarsest to the finest, then the other lists.
pub(in crate::template) const LEVELS: [&Kind; 9] = [
    &THEME,
    &AREA,
    &EXPECTATION,
    &ACTION,
    &PRACTICE_ROW,
    &PERSON_ROW,
    &EVIDENCE_ROW,
    &VERSION_ROW,
    &REFERENCE_ROW,
];

pub(in crate::template) const THEME: Kind = Kind {
    name: "theme level",
    fields: &[
        value("theme", "the theme of the areas"),
        field("row", "the row", Holds::One(&ROW)),
    ],
};

pub(in crate::template) const AREA: Kind = Kind {
    name: "area level",
    fields: &[
        field("area", "the area", Holds::One(&AREA_FIELDS)),
        field(
            "actions",
            "all its actions, those of its expectations too",
            Holds::List(&ACTION_FIELDS),
        ),
        field("outcomes", "what it is to achieve", Holds::List(&OUTCOME)),
        field(
            "expectations",
            "what it means in practice",
            Holds::List(&EXPECTATION_FIELDS),
        ),
    ],
};

pub(in crate::template) const EXPECTATION: Kind = Kind {
    name: "expectation level",
    fields: &[field(
        "expectation",
        "the expectation",
        Holds::One(&EXPECTATION_FIELDS),
    )],
};

pub(in crate::template) const ACTION: Kind = Kind {
    name: "action level",
    fields: &[field("action", "the action", Holds::One(&ACTION_FIELDS))],
};

pub(in crate::template) const PRACTICE_ROW: Kind = Kind {
    name: "practice level",
    fields: &[
        field(
            "practice",
            "what was an action and is embedded practice",
            Holds::One(&PRACTICE),
        ),
        field("row", "the row", Holds::One(&ROW)),
    ],
};

pub(in crate::template) const PERSON_ROW: Kind = Kind {
    name: "person level",
    fields: &[
        field("person", "the person", Holds::One(&PERSON)),
        field("row", "the row", Holds::One(&ROW)),
    ],
};

pub(in crate::template) const EVIDENCE_ROW: Kind = Kind {
    name: "evidence level",
    fields: &[
        field("evidence", "the piece of evidence", Holds::One(&EVIDENCE)),
        field("row", "the row", Holds::One(&ROW)),
    ],
};

pub(in crate::template) const VERSION_ROW: Kind = Kind {
    name: "version level",
    fields: &[
        field("version", "the version", Holds::One(&VERSION)),
        field("row", "the row", Holds::One(&ROW)),
    ],
};

pub(in crate::template) const REFERENCE_ROW: Kind = Kind {
    name: "reference level",
    fields: &[
        field("reference", "the piece of guidance", Holds::One(&REFERENCE)),
        field("row", "the row", Holds::One(&ROW)),
    ],
};

const ROW: Kind = Kind {
    name: "row",
    fields: &[number(
        "number",
        "the number of the row in its table, from 1",
    )],
};

const ORGANISATION: Kind = Kind {
    name: "organisation",
    fields: &[
        value("id", "its id"),
        value("name", "its full name"),
        value("short_name", "its short name, or else the full one"),
        value("kind", "what kind of organisation it is"),
        value("urn", "its Unique Reference Number"),
        value("address", "its postal address"),
        value("website", "its web address"),
        value("strapline", "its motto"),
    ],
};

const BRAND: Kind = Kind {
    name: "brand",
    fields: &[value(
        "strapline",
        "the brand's motto, or else the organisation's",
    )],
};

const PERSON: Kind = Kind {
    name: "person",
    fields: &[
        value("name", "the name"),
        value("role", "the role, or else the name"),
        value("email", "the e-mail address"),
        value("phone", "the telephone number"),
    ],
};

const PLAN: Kind = Kind {
    name: "plan",
    fields: &[
        value("title", "what it is called"),
        value("period", "what it covers"),
        value("scope", "whom it applies to"),
        value("introduction", "what stands before the areas"),
        value("purpose", "what it is for, after the principles"),
        field("context", "the picture of risk", Holds::One(&CONTEXT)),
        value("version", "its version"),
        value("updated_on", "when it was last updated"),
        value("actions_review_on", "when its actions will be reviewed"),
        field("owner", "who keeps it", Holds::One(&PERSON)),
        field(
            "safeguarding_contact",
            "whom to contact",
            Holds::One(&PERSON),
        ),
        field("principles", "the principles", Holds::List(&PRINCIPLE)),
        field(
            "embedded",
            "what were actions and are embedded practice",
            Holds::List(&PRACTICE),
        ),
        field("history", "its versions so far", Holds::List(&VERSION)),
        number("policy", "the policy, for `when`"),
        number("annexes", "the annexes, for `when`"),
        field("custom", "the workspace's own fields", Holds::NamedValues),
    ],
};

const CONTEXT: Kind = Kind {
    name: "plan.context",
    fields: &[
        value("national", "the risk in the whole country"),
        value("local", "the risk in the neighbourhood"),
    ],
};

const PRINCIPLE: Kind = Kind {
    name: "principle",
    fields: &[value("id", "its id"), value("text", "what it says")],
};

const VERSION: Kind = Kind {
    name: "version",
    fields: &[
        value("version", "the version"),
        value("on", "when it was made"),
        value("by", "who made or approved it"),
        value("note", "what changed"),
    ],
};

const REFERENCE: Kind = Kind {
    name: "reference",
    fields: &[
        value("id", "its id in the register"),
        value("citation", "title, issuer, date and address in one text"),
        value("title", "its title"),
        value("issuer", "who issued it"),
        value("published", "when it was published"),
        value("in_force_from", "from when it applies"),
        value("link", "its web address"),
        value(
            "status",
            "how sure the register is: verified, draft or unverified",
        ),
    ],
};

const APPROVAL: Kind = Kind {
    name: "approval",
    fields: &[
        value("approved_by", "who approved the plan"),
        value("approved_on", "when"),
        value("effective_on", "from when it applies"),
        value("minute", "the minute that records it"),
        value("last_reviewed_on", "when it was last reviewed"),
        value("review_every", "how often it is reviewed"),
        value("review_on", "when it is due for review"),
        value(
            "statement",
            "who approved it, when and in which minute, in one line; or that it is a draft",
        ),
    ],
};

const DOCUMENT: Kind = Kind {
    name: "document",
    fields: &[
        value("title", "what the template makes"),
        value("template", "the template's name"),
        value("date", "the day the document speaks of"),
        value("audience", "published, governors, inspector or internal"),
        value(
            "annex",
            "the name of the annex, where the template is one: Annex A",
        ),
    ],
};

const AREA_FIELDS: Kind = Kind {
    name: "area",
    fields: &[
        value("id", "its id"),
        number("number", "its place among the areas, from 1"),
        value("theme", "the band that it belongs to"),
        value("title", "what it is called"),
        value(
            "deadline",
            "when its actions are due unless they say otherwise",
        ),
        field("leads", "who leads it", Holds::List(&PERSON)),
        field("outcomes", "what it is to achieve", Holds::List(&OUTCOME)),
        field("actions", "all its actions", Holds::List(&ACTION_FIELDS)),
        field(
            "expectations",
            "what it means in practice",
            Holds::List(&EXPECTATION_FIELDS),
        ),
        value("impact", "what it has changed"),
        value("progress", "what has happened so far"),
        field("evidence", "what shows it", Holds::List(&EVIDENCE)),
        field("risk", "the risk that it answers", Holds::One(&RISK)),
        field("custom", "the workspace's own fields", Holds::NamedValues),
    ],
};

const OUTCOME: Kind = Kind {
    name: "outcome",
    fields: &[value("id", "its id"), value("text", "what will be seen")],
};

const EXPECTATION_FIELDS: Kind = Kind {
    name: "expectation",
    fields: &[
        value("id", "its id"),
        number("number", "its place among the area's expectations, from 1"),
        value("text", "what is expected"),
        field("leads", "who leads it", Holds::List(&PERSON)),
        field("actions", "its actions", Holds::List(&ACTION_FIELDS)),
        field("custom", "the workspace's own fields", Holds::NamedValues),
    ],
};

const ACTION_FIELDS: Kind = Kind {
    name: "action",
    fields: &[
        value("id", "its id"),
        number("number", "its place among the area's actions, from 1"),
        value("label", "the numbers of area and action: 3.2"),
        value("area", "the title of its area"),
        value("text", "what is to be done"),
        field("leads", "who leads it", Holds::List(&PERSON)),
        value("start", "when it begins"),
        value("deadline", "when it is due"),
        value("completed", "when it was done"),
        value("frequency", "how often it is done"),
        field("outcomes", "what it is to achieve", Holds::List(&OUTCOME)),
        value("impact", "what it has changed"),
        field("evidence", "what shows it", Holds::List(&EVIDENCE)),
        value("rag", "how it stands: Red, Amber or Green"),
        value("progress", "what has happened so far"),
        value("reviewed_on", "when it was last reviewed"),
        field("reviews", "its reviews", Holds::List(&REVIEW)),
        field(
            "review",
            "its reviews by round: action.review.autumn.rag",
            Holds::Named(&REVIEW),
        ),
        field("risk", "the risk that it answers", Holds::One(&RISK)),
        field("custom", "the workspace's own fields", Holds::NamedValues),
    ],
};

const PRACTICE: Kind = Kind {
    name: "practice",
    fields: &[
        value("id", "its id"),
        value("area", "the title of its area"),
        value("text", "what is done"),
        value("since", "the period in which it became embedded practice"),
        value("completed", "when the action was done"),
        value("frequency", "how often it is done"),
        field("leads", "who leads it", Holds::List(&PERSON)),
        field("outcomes", "what it is to achieve", Holds::List(&OUTCOME)),
        value("impact", "what it has changed"),
        field("evidence", "what shows it", Holds::List(&EVIDENCE)),
    ],
};

const REVIEW: Kind = Kind {
    name: "review",
    fields: &[
        value("round", "the round that it belongs to"),
        value("on", "when"),
        value("by", "the role of who judged"),
        value("rag", "how the action stood"),
        value("note", "what was found"),
    ],
};

const EVIDENCE: Kind = Kind {
    name: "evidence",
    fields: &[
        value("id", "its id"),
        value("title", "what it is"),
        value("file", "its file"),
        value("link", "its web address"),
        value("date", "when it was made"),
        value("owner", "the role of who keeps it"),
        value("note", "what a reader should know of it"),
        value(
            "fingerprint",
            "the fingerprint that its file had when it was cited",
        ),
        value("cited_on", "the day of the fingerprint"),
    ],
};

const RISK: Kind = Kind {
    name: "risk",
    fields: &[
        number("number", "its place among the risks of the plan, from 1"),
        value("description", "what may happen"),
        value("hazard", "what it comes from"),
        field("controls", "what already holds it down", Holds::Values),
        field(
            "gross",
            "its score without the controls",
            Holds::One(&SCORE),
        ),
        field(
            "residual",
            "its score with the controls",
            Holds::One(&SCORE),
        ),
        field("reviews", "how it was judged", Holds::List(&RISK_REVIEW)),
        field(
            "review",
            "the same by round: area.risk.review.autumn.result",
            Holds::Named(&RISK_REVIEW),
        ),
    ],
};

const SCORE: Kind = Kind {
    name: "score",
    fields: &[
        value("likelihood", "how likely, as the plan writes it"),
        value("impact", "how grave, as the plan writes it"),
        number("score", "likelihood times impact"),
        number(
            "result",
            "the score, or else the rating that the plan gives",
        ),
    ],
};

const RISK_REVIEW: Kind = Kind {
    name: "risk review",
    fields: &[
        value("round", "the round that it belongs to"),
        value("on", "when"),
        value("by", "the role of who judged"),
        value("note", "what was found"),
        value("likelihood", "how likely"),
        value("impact", "how grave"),
        number("score", "likelihood times impact"),
        number(
            "result",
            "the score, or else the rating that the plan gives",
        ),
    ],
};
