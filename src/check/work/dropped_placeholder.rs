//! A text that replaces an inherited one has lost a placeholder of it.

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Organisation;
use crate::text::words_of;

pub(super) const RULE: Rule = Rule {
    code: "dropped-placeholder",
    severity: Severity::Note,
    usual: Usual::On,
    about: "a text that replaces an inherited one has lost a placeholder of it",
    why: "What the placeholder would have kept up to date, such as a name, a date or a reference, is now gone or typed by hand.",
    example: Example {
        wrong: "\
extends: trust.yaml
plan:
  purpose: We follow the Prevent duty guidance as any school does, and review this plan each year.
  #        ^
# trust.yaml:
organisation: { kind: trust, name: Example Trust }
plan:
  title: Prevent action plan
  purpose: \"We follow the {{ cite('prevent-duty-guidance-2023') }}, and review this plan each year.\"",
        right: "\
extends: trust.yaml
plan:
  purpose: \"We follow the {{ cite('prevent-duty-guidance-2023') }} as any school does, and review this plan each year.\"
# trust.yaml:
organisation: { kind: trust, name: Example Trust }
plan:
  title: Prevent action plan
  purpose: \"We follow the {{ cite('prevent-duty-guidance-2023') }}, and review this plan each year.\"",
    },
    find,
};

/// Placeholders whose words are an organisation's own: it may as well type them.
const OWN_WORDS: [&str; 2] = ["organisation.", "words."];

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject
        .passages
        .iter()
        .filter_map(|passage| of_passage(subject, passage))
        .collect()
}

fn of_passage(subject: &Subject<'_>, passage: &Passage<'_>) -> Option<Diagnostic> {
    let replaced = passage.node.replaced.as_deref()?;
    let inherited = replaced.text()?;
    if !is_reworded(inherited, passage.written) {
        return None;
    }
    let lost = placeholders(inherited).find(|placeholder| {
        let name = name(placeholder);
        let kept = placeholders(passage.written).any(|other| self::name(other) == name);
        !kept && !is_typed(name, passage.text, &subject.profile.organisation)
    })?;
    let message = format!("the inherited text has {lost}, and the text in its place has not");
    Some(
        RULE.finding(passage.place, message)
            .related(replaced.place, "the inherited text")
            .help("Write the placeholder here too, unless it was left out on purpose."),
    )
}

/// Whether half of the words are still the inherited ones: a text of one's own owes it nothing.
fn is_reworded(inherited: &str, now: &str) -> bool {
    let words = || words_of(inherited, char::is_alphanumeric).filter(|word| word.len() > 3);
    let kept = words().filter(|word| now.contains(word)).count();
    kept * 2 >= words().count()
}

/// The placeholders of a text, braces included.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{{").filter_map(|(start, _)| {
        let length = text[start..].find("}}")? + 2;
        Some(&text[start..start + length])
    })
}

/// What a placeholder names, without its filters.
fn name(placeholder: &str) -> &str {
    let inside = placeholder.trim_matches(['{', '}', '-', '~', ' ']);
    inside.split('|').next().unwrap_or(inside).trim()
}

/// Whether a text says in its own words what a placeholder of the organisation's own words would have said.
fn is_typed(name: &str, text: &str, organisation: &Organisation) -> bool {
    if !OWN_WORDS.iter().any(|start| name.starts_with(start)) {
        return false;
    }
    let text = text.to_lowercase();
    let says = |words: &str| text.contains(&words.to_lowercase());
    let Some(word) = name.strip_prefix("words.") else {
        return says(&organisation.name) || says(organisation.short_name());
    };
    let usual = organisation.kind.words();
    let usual = usual.iter().find(|(key, _)| *key == word);
    match (organisation.words.get(word), usual) {
        (Some(own), _) => says(own),
        (None, Some((_, usual))) => says(usual),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_known_by_its_name() {
        let text =
            "At {{ organisation.name }}, {{words.learner|plural}} and {{ cite('ctsa-2015') }}";
        let names: Vec<&str> = placeholders(text).map(name).collect();
        assert_eq!(
            names,
            ["organisation.name", "words.learner", "cite('ctsa-2015')"]
        );
    }

    #[test]
    fn a_text_of_ones_own_is_no_rewording() {
        let inherited = "Review the risk assessment each year with the local authority.";
        assert!(is_reworded(
            inherited,
            "Review the risk assessment each autumn with heads of year."
        ));
        assert!(!is_reworded(inherited, "Ask families what worries them."));
    }
}
