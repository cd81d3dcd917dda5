//! What a placeholder or an expression has no business to hold, refused before it is worked out.

use std::ops::Range;

use super::engine::{Fault, PLACEHOLDER, filter_help};
use super::filters::FILTERS;
use super::functions::FUNCTIONS;

/// How long one placeholder or expression may be, in bytes: a long chain of operators would overflow the stack.
const LONGEST: usize = 1_000;

/// What a placeholder holds.
pub(super) const HOLDS: &str =
    "A placeholder holds a name and filters: {{ words.learner | plural }}.";
/// What an expression is.
pub(super) const EXPRESSION: &str = "An expression is a name with filters, such as action.deadline | month. A condition \
     compares it: action.rag == 'Red'; words stand in quotes.";

/// Refuses blocks, and in every placeholder what [`expression`] refuses.
pub(super) fn text(text: &str) -> Result<(), Fault> {
    if let Some(at) = text.find("{%").or_else(|| text.find("{#")) {
        return Err(Fault {
            code: PLACEHOLDER,
            message: format!("`{}` cannot be used in a text", &text[at..at + 2]),
            help: Some("Only placeholders can be used: {{ organisation.name }}.".into()),
            range: at..at + 2,
        });
    }
    for placeholder in placeholders(text) {
        let range = placeholder.map_err(|open| Fault {
            code: PLACEHOLDER,
            message: "this placeholder is not closed".into(),
            help: Some("Write }} behind the name.".into()),
            range: open..open + 2,
        })?;
        let inner = Guarded {
            words: &text[range.clone()],
            kind: Kind::Placeholder,
        };
        inner.check().map_err(|fault| Fault {
            range: range.start + fault.range.start..range.start + fault.range.end,
            ..fault
        })?;
    }
    Ok(())
}

/// The bytes within each pair of braces of a text, in order; where a placeholder is not closed, the byte where it opens.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = Result<Range<usize>, usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let open = from + text[from..].find("{{")?;
        let Some(close) = placeholder_end(text, open + 2) else {
            from = text.len();
            return Some(Err(open));
        };
        from = close + 2;
        Some(Ok(open + 2..close))
    })
}

/// Refuses arithmetic, groups, calls other than those of filters and functions, unknown filters, and tests.
pub(super) fn expression(words: &str) -> Result<(), Fault> {
    let guarded = Guarded {
        words,
        kind: Kind::Expression,
    };
    guarded.check()
}

/// Where the placeholder that begins at `from` is closed; braces within quotes do not close it.
pub(super) fn placeholder_end(text: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    text[from..]
        .char_indices()
        .find(|(at, c)| {
            if quote == Some(*c) {
                quote = None;
            } else if quote.is_none() && matches!(c, '"' | '\'') {
                quote = Some(*c);
            }
            quote.is_none() && text[from + at..].starts_with("}}")
        })
        .map(|(at, _)| from + at)
}

#[derive(Clone, Copy)]
enum Kind {
    Placeholder,
    Expression,
}

/// Words that are looked through from left to right.
struct Guarded<'a> {
    words: &'a str,
    kind: Kind,
}

impl Guarded<'_> {
    fn check(&self) -> Result<(), Fault> {
        if self.words.len() > LONGEST {
            return Err(Fault {
                code: PLACEHOLDER,
                message: "this expression is longer than 1,000 characters".into(),
                help: Some("Make it shorter.".into()),
                range: 0..self.words.len(),
            });
        }
        let mut quote = None;
        for (at, c) in self.words.char_indices() {
            // A backslash could hide the end of a quotation, and with it all that follows.
            if c == '\\' {
                return Err(self.refused(at, "\\"));
            }
            if quote == Some(c) {
                quote = None;
            } else if quote.is_none() && matches!(c, '"' | '\'') {
                quote = Some(c);
            } else if quote.is_none() {
                self.sign(at, c)?;
            }
        }
        Ok(())
    }

    /// Looks at one sign that stands outside quotes.
    fn sign(&self, at: usize, c: char) -> Result<(), Fault> {
        let (before, after) = (&self.words[..at], &self.words[at + c.len_utf8()..]);
        match c {
            '*' | '~' | '+' | '/' | '%' | '{' => Err(self.refused(at, &c.to_string())),
            '-' => Err(hyphenated(before, after).unwrap_or_else(|| self.refused(at, "-"))),
            '(' if !is_called(before) => Err(Fault {
                help: Some(
                    "Brackets stand straight behind a filter, or behind clause, annex or cite: {{ clause('records') }}."
                        .into(),
                ),
                ..self.refused(at, "(")
            }),
            '=' if !before.ends_with(['=', '!', '<', '>']) && !after.starts_with('=') => Err(Fault {
                help: Some("Two equal signs compare: action.rag == 'Red'.".into()),
                ..self.refused(at, "=")
            }),
            '|' if follows_function(before) => Err(Fault {
                help: Some("It is a live reference: a filter would change where it leads.".into()),
                ..self.refused(at, "|")
            }),
            '|' => filter(at + 1, after),
            'i' if is_word(before, after, "s") => Err(Fault {
                help: Some("Compare with == or != in its place; a name alone asks whether there is a value.".into()),
                ..self.refused(at, "is")
            }),
            _ => Ok(()),
        }
    }

    fn refused(&self, at: usize, sign: &str) -> Fault {
        let (place, help) = match self.kind {
            Kind::Placeholder => ("a placeholder", HOLDS),
            Kind::Expression => ("an expression", EXPRESSION),
        };
        Fault {
            code: PLACEHOLDER,
            message: format!("`{sign}` cannot be used in {place}"),
            help: Some(help.into()),
            range: at..at + sign.len(),
        }
    }
}

/// Whether an opening bracket behind these words calls a filter or a function.
fn is_called(before: &str) -> bool {
    let name = before.rsplit_once('|').map_or("", |(_, name)| name.trim());
    FILTERS.iter().any(|(filter, _)| *filter == name) || is_function(before)
}

/// The filter behind a bar, whose words begin at `from`.
fn filter(from: usize, after: &str) -> Result<(), Fault> {
    let start = after.len() - after.trim_start().len();
    let name: &str = after[start..]
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default();
    if name.is_empty() || FILTERS.iter().any(|(filter, _)| *filter == name) {
        return Ok(());
    }
    Err(Fault {
        code: PLACEHOLDER,
        message: format!("there is no filter `{name}`"),
        help: Some(filter_help(name)),
        range: from + start..from + start + name.len(),
    })
}

/// Whether words end with the call of a function.
fn follows_function(words: &str) -> bool {
    let call = words.trim_end().strip_suffix(')');
    call.and_then(|call| call.rsplit_once('('))
        .is_some_and(|(before, _)| is_function(before))
}

/// Whether words end with the name of a function that stands for itself, and is no field of something.
fn is_function(words: &str) -> bool {
    let before = words.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    let name = &words[before.len()..];
    FUNCTIONS.iter().any(|(function, _)| *function == name) && !before.trim_end().ends_with('.')
}

/// Whether a letter and `rest` are a word of their own.
fn is_word(before: &str, after: &str, rest: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let follows = after.strip_prefix(rest);
    !before.ends_with(part_of_word) && follows.is_some_and(|after| !after.starts_with(part_of_word))
}

/// A key with a hyphen that is written as a name: `people.it-lead`, where `before` ends with `it` and `after` begins
/// with `lead`.
fn hyphenated(before: &str, after: &str) -> Option<Fault> {
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']' | '\'');
    let start = before.trim_end_matches(in_name).len();
    let end = after
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
        .unwrap_or(after.len());
    let (group, first) = before[start..].rsplit_once('.')?;
    if first.is_empty() || end == 0 {
        return None;
    }
    let key = format!("{first}-{}", &after[..end]);
    let written = format!("{group}.{key}");
    Some(Fault {
        code: "unknown-name",
        message: format!("`{written}` cannot be read, because of the hyphen"),
        help: Some(format!("Write {group}['{key}'] in its place.")),
        range: start..start + written.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_filters_comparisons_and_calls_pass() {
        for words in [
            "action.deadline | short_month",
            "people['it-lead'].name | default('to be - or not')",
            "action.rag == 'Red' and not area.custom['in-place']",
            "'x' in area.title or area.number >= 3",
            "[area.leads.role, actions.leads.role] | unique | join('; ')",
            "clause('records')",
            "approval.this_is | isx",
        ] {
            let wanted = !words.contains("isx");
            assert_eq!(expression(words).is_ok(), wanted, "{words}");
        }
    }

    #[test]
    fn what_is_refused_is_refused_at_its_place() {
        for (words, message, at) in [
            ("a + 1", "`+` cannot be used in an expression", 2..3),
            (
                "action.rag = 'Red'",
                "`=` cannot be used in an expression",
                11..12,
            ),
            (
                "plan.version is defined",
                "`is` cannot be used in an expression",
                13..15,
            ),
            ("a | plurall", "there is no filter `plurall`", 4..11),
            ("a - b", "`-` cannot be used in an expression", 2..3),
            (
                "area.custom.in-place | upper",
                "`area.custom.in-place` cannot be read, because of the hyphen",
                0..20,
            ),
            (
                "clause('a') | upper",
                "`|` cannot be used in an expression",
                12..13,
            ),
            ("(a)", "`(` cannot be used in an expression", 0..1),
            ("a.clause('x')", "`(` cannot be used in an expression", 8..9),
        ] {
            let fault = expression(words).unwrap_err();
            assert_eq!(
                (fault.message.as_str(), fault.range),
                (message, at),
                "{words}"
            );
        }
        let fault = text("See {{ people.it-lead.name }}.").unwrap_err();
        assert_eq!(fault.range, 7..21);
        assert_eq!(fault.code, "unknown-name");
    }
}
