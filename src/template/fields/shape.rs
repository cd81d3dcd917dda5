//! What an expression comes to, as far as that can be told before any plan is seen.

use super::{Found, Holds, Kind, LEVELS, ROOT, find};

/// What the value of an expression is, where the plan gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Words or a date.
    Words,
    /// A number, or yes or no.
    Number,
    /// A list of anything.
    List,
    /// A group of fields, or a function.
    Group,
}

/// Whether an expression whose names are fields can be worked out for every plan: it is a name, or names in a list, with
/// filters for what they hold. Of anything else, such as a comparison, this is not known.
pub(in crate::template) fn is_sure(expression: &str) -> bool {
    let mut words = Words { rest: expression };
    words.filtered().is_some() && words.rest.trim().is_empty()
}

/// An expression that is read from left to right.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    /// A name or a list with its filters.
    fn filtered(&mut self) -> Option<Shape> {
        let mut shape = if self.takes('[') {
            self.list()?
        } else {
            of_name(self.name())?
        };
        while self.takes('|') {
            shape = after_filter(self.name(), shape)?;
        }
        Some(shape)
    }

    /// The rest of a list.
    fn list(&mut self) -> Option<Shape> {
        loop {
            self.filtered()?;
            if self.takes(']') {
                return Some(Shape::List);
            }
            if !self.takes(',') {
                return None;
            }
        }
    }

    fn takes(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn name(&mut self) -> &'a str {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')));
        let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
        self.rest = rest;
        name
    }
}

/// What a field holds, at whatever level it can be named.
fn of_name(name: &str) -> Option<Shape> {
    let scopes: Vec<&'static Kind> = std::iter::once(&ROOT).chain(LEVELS).collect();
    let mut within_list = false;
    let dots = name.match_indices('.').map(|(at, _)| at);
    for end in dots.chain([name.len()]) {
        let Found::Field(_, holds) = find(&name[..end], &scopes) else {
            return None;
        };
        let shape = match holds {
            Holds::Value => Shape::Words,
            Holds::Number => Shape::Number,
            Holds::Values | Holds::List(_) => Shape::List,
            Holds::One(_) | Holds::Named(_) | Holds::NamedValues | Holds::Function => Shape::Group,
        };
        within_list |= shape == Shape::List;
        if end == name.len() {
            return Some(if within_list { Shape::List } else { shape });
        }
    }
    None
}

/// What a filter without arguments makes of a value; nothing where it may refuse it.
fn after_filter(filter: &str, shape: Shape) -> Option<Shape> {
    let is_one = match shape {
        Shape::Words | Shape::Number => true,
        Shape::List | Shape::Group => false,
    };
    match filter {
        "long_date" | "short_date" | "month" | "short_month" | "year" | "academic_year" | "iso" => {
            (shape == Shape::Words).then_some(Shape::Words)
        }
        "plural" | "possessive" | "with_article" | "capital" | "title" | "upper" | "lower"
        | "slug" => is_one.then_some(Shape::Words),
        "unique" => Some(Shape::List),
        "number" => Some(Shape::Number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_sure() {
        for words in [
            "area.title",
            " action.deadline | short_month ",
            "actions.text",
            "area.risk",
            "approval.review_on|long_date|upper",
            "[action.deadline | short_date, action.frequency] | unique",
            "words.learner | plural | capital",
            "row.number | upper",
        ] {
            assert!(is_sure(words), "{words}");
        }
    }

    #[test]
    fn what_may_be_refused_or_is_not_understood_is_not_sure() {
        for words in [
            "area.number | long_date",
            "actions.deadline | short_month",
            "actions.text | upper",
            "area.risk | upper",
            "plan.policy | iso",
            "area.risk.residual.result | iso",
            "action.rag == 'Red'",
            "not action.rag",
            "action.leads.role | and_list",
            "action.leads.role | join('; ')",
            "action.text | default('x')",
            "people['dsl'].name",
            "clause('a')",
            "area.title if area.theme",
            "[area.title",
            "[]",
            "area.titel",
            "'area'",
            "1",
            "",
        ] {
            assert!(!is_sure(words), "{words}");
        }
    }
}
