//! What fields and entries are called in front of people.

/// What a list holds, in the singular, by its key; `None` of a list whose entries have no name of their own.
pub(super) fn entry(list: &str) -> Option<&'static str> {
    Some(match list {
        "areas" => "Area",
        "expectations" => "Expectation",
        "actions" => "Action",
        "outcomes" => "Outcome",
        "principles" => "Principle",
        "sections" => "Section",
        "clauses" => "Clause",
        "annexes" => "Annex",
        "evidence" => "Evidence",
        "contacts" => "Contact",
        "history" => "Earlier version",
        "reviews" => "Review",
        "references" => "Guidance",
        "leads" => "Lead",
        "controls" => "Control",
        "documents" => "Document",
        "covers" => "Theme of guidance",
        "supports" => "Area or action",
        _ => return None,
    })
}

/// What a field is called: its name in plain English, or else its key without hyphens.
pub(super) fn field(key: &str) -> String {
    let known = match key {
        "text" | "title" => "Wording",
        "lead" | "leads" => "Lead",
        "rag" => "RAG rating",
        "start" => "Start",
        "deadline" => "Deadline",
        "completed" => "Completed",
        "embedded" => "Embedded practice since",
        "frequency" => "How often",
        "approved_by" => "Approved by",
        "approved_on" => "Approved on",
        "effective_on" => "In effect from",
        "minute" => "Minute",
        "last_reviewed_on" => "Last reviewed on",
        "review_every" => "Reviewed every",
        "review_on" => "Next review due by",
        "actions_review_on" => "Actions reviewed on",
        "updated_on" => "Last updated on",
        "safeguarding_contact" => "Safeguarding contact",
        "short_name" => "Short name",
        "urn" => "URN",
        "extends" => "Plan that it takes over",
        "national" => "National picture",
        "local" => "Local picture",
        "on" => "Date",
        "by" => "By",
        "note" => "Note",
        "supports" => "What it supports",
        "cited_on" => "Cited on",
        _ => return plain(key),
    };
    known.to_string()
}

/// Whether a field is prose, to be compared word by word.
pub(super) fn is_prose(key: &str) -> bool {
    matches!(
        key,
        "text"
            | "title"
            | "introduction"
            | "scope"
            | "purpose"
            | "note"
            | "progress"
            | "impact"
            | "description"
            | "hazard"
            | "national"
            | "local"
            | "theme"
            | "heading"
            | "strapline"
            | "means"
            | "meaning"
            | "controls"
    )
}

/// Groups whose keys are the user's own.
pub(super) fn is_free(key: &str) -> bool {
    matches!(
        key,
        "facts" | "custom" | "words" | "people" | "checks" | "scales" | "brand"
    )
}

/// A key as words: `shared_by` and `shared-by` become "Shared by".
fn plain(key: &str) -> String {
    let words = key.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
