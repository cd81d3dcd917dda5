//! The title of guidance is typed where a citation would keep it up to date.

use crate::check::{Example, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::said::{Look, Mention, mentions, place, tells_of_the_past};

pub(super) const RULE: Rule = Rule {
    code: "typed-citation",
    severity: Severity::Note,
    usual: Usual::Off,
    about: "the title of guidance is typed where `cite` would print it",
    why: "A typed title stays behind when the register moves on, and is missing from the references.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: We follow the Prevent duty guidance for England and Wales (2023).
#                             ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: \"We follow the {{ cite('prevent-duty-guidance-2023') }}.\"
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    mentions(subject, Look::Typed)
        .filter(|mention| mention.passage.kind == PassageKind::Prose)
        .filter(|mention| !tells_of_the_past(mention.passage))
        .filter_map(|mention| of_mention(&mention, subject))
        .collect()
}

fn of_mention<'a>(mention: &Mention<'_, 'a>, subject: &Subject<'a>) -> Option<Diagnostic> {
    let entry = mention.entry(subject)?;
    let is_title = |number: &usize| {
        let meant = subject.register.entry(*number);
        meant.is_some_and(|meant| std::ptr::eq(meant, entry))
            && subject.register.names().title(*number) == Some(mention.phrase)
    };
    if !mention.entries.iter().any(is_title) {
        return None;
    }
    let place = place(subject, mention.passage, mention.text, &mention.whole)?;
    let message = format!("the title “{}” is typed", entry.title.value);
    let help = format!(
        "Write {{{{ cite('{}') }}}} in its place: it prints the title, and fills the list of references.",
        entry.id.value
    );
    Some(RULE.finding(place, message).help(help))
}
