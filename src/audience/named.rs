//! Placeholders that print what is hidden: a date or a few words, which nobody could look for in a document.

use crate::check::Merged;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{blocks, words_of};
use crate::source::{Node, Value};
use crate::wording::Engine;

use super::removal::{Cause, Removal};
use super::searched::{Searched, plain};
use super::seen::Seen;
use super::sought::Sought;

/// A field that is hidden, as texts name it.
struct Hidden<'a> {
    name: String,
    removal: &'a Removal,
}

/// The texts that stand in a document and name a hidden field, each once; a text that is hidden itself is none.
pub(super) fn named(
    plan: Merged<'_>,
    seen: &Seen,
    document: &Searched,
    name: &str,
) -> Vec<Diagnostic> {
    let hidden: Vec<Hidden<'_>> = seen.removals().iter().filter_map(named_field).collect();
    let mut found = Vec::new();
    if !hidden.is_empty() {
        let search = Search {
            engine: Engine::strict(),
            hidden,
            seen,
            document,
            name,
        };
        search.walk(plan.written, plan.filled, &mut found);
    }
    found
}

/// A field that placeholders can name, which has the same value for every reader.
fn named_field(removal: &Removal) -> Option<Hidden<'_>> {
    let way = removal.what.as_str();
    let name = match way.strip_prefix("plan.") {
        Some(field) if field.starts_with("approval.") => field,
        Some("version" | "owner" | "actions_review_on") => way,
        Some(field) if field.starts_with("custom.") => way,
        None if way.starts_with("organisation.") => way,
        Some(_) | None => return None,
    };
    (removal.cause == Cause::FieldNotPublic).then(|| Hidden {
        name: name.to_string(),
        removal,
    })
}

struct Search<'a> {
    engine: Engine,
    hidden: Vec<Hidden<'a>>,
    seen: &'a Seen,
    document: &'a Searched,
    name: &'a str,
}

impl Search<'_> {
    /// Looks at every text of a file as it was written and as it was filled.
    fn walk(&self, written: &Node, filled: &Node, found: &mut Vec<Diagnostic>) {
        match (&written.value, &filled.value) {
            (Value::Scalar(text), Value::Scalar(words)) => {
                let is_hidden = |place| self.seen.hidden.iter().any(|one| one.place == place);
                let hidden = self
                    .hidden_in(text)
                    .filter(|_| !is_hidden(written.place) && self.prints(words));
                found.extend(hidden.map(|hidden| self.fault(hidden, written.place)));
            }
            (Value::List(written), Value::List(filled)) => {
                let pairs = written.iter().zip(filled.iter());
                pairs.for_each(|(written, filled)| self.walk(written, filled, found));
            }
            (Value::Group(written), Value::Group(filled)) => {
                let pairs = written.iter().zip(filled.iter());
                pairs.for_each(|(written, filled)| self.walk(&written.node, &filled.node, found));
            }
            (Value::Scalar(_) | Value::List(_) | Value::Group(_) | Value::Empty, _) => {}
        }
    }

    /// The first hidden field that a text names.
    fn hidden_in(&self, text: &str) -> Option<&Hidden<'_>> {
        let key = |hidden: &Hidden<'_>| {
            let key = hidden.name.rsplit('.').next();
            key.is_some_and(|key| text.contains(key))
        };
        if !text.contains("{{") || !self.hidden.iter().any(key) {
            return None;
        }
        let names = self.engine.names_in_text(text).unwrap_or_default();
        self.hidden.iter().find(|hidden| {
            names.iter().any(|name| {
                let longer = |long: &str, short: &str| {
                    long.strip_prefix(short)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                // Of `plan.custom['k']` the engine knows `plan.custom`.
                longer(name, &hidden.name) || longer(&hidden.name, name) && key(hidden)
            })
        })
    }

    /// Whether a filled text stands in the document.
    fn prints(&self, words: &str) -> bool {
        let paragraphs = words_of(&blocks(words)).into_iter();
        let mut paragraphs =
            paragraphs.map(|paragraph| Sought::Words(plain(&paragraph).to_lowercase()));
        paragraphs.any(|paragraph| self.document.holds(&paragraph))
    }

    fn fault(&self, hidden: &Hidden<'_>, place: Place) -> Diagnostic {
        let Hidden { name, removal } = hidden;
        let fault = Diagnostic::error(
            "not-public",
            place,
            format!(
                "this prints `{name}`, which is not public, and everybody may read the document `{}`",
                self.name
            ),
        )
        .help(
            "Take the placeholder out of this text; or mark the text as not public too; or let everybody see the field, \
             and take the mark away. `--audience governors` builds a document that may hold it.",
        );
        match removal.place {
            Some(mark) => fault.related(mark, "here it is kept from the public"),
            None => fault,
        }
    }
}
