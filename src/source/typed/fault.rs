//! What does not fit the type, and how to say it.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use super::Progress;
use crate::diagnostic::{Diagnostic, Fix, Place, nearest};
use crate::source::text::short;

/// serde's error: what is wrong and, as soon as a reader has seen it, where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) what: What,
    pub(super) at: Option<Spot>,
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum What {
    /// What a type says of its own accord; help follows a line break.
    Custom(String),
    MissingKey(&'static str),
    UnknownKey(String, &'static [&'static str]),
    UnknownWord(String, &'static [&'static str]),
    /// A value of another kind than the type takes: what it takes, and how to write that.
    WrongKind(String, Option<String>),
}

/// The value at which a fault was found, with what a message needs of it. It outlives the readers, so it holds copies.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Tells the value from all others of the tree.
    pub(super) address: usize,
    pub(super) place: Place,
    /// What to call the value, by the key before it.
    pub(super) name: Option<String>,
    /// What was found: the text, or the kind of the value.
    pub(super) found: String,
    /// The keys of a group: the name, where it stands, the address of its value, whether that is empty.
    pub(super) keys: Vec<KeyInside>,
}

#[derive(Clone, Debug)]
pub(super) struct KeyInside {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) address: usize,
    pub(super) is_empty: bool,
}

impl What {
    /// The message. `None` when the fault only follows from one that was reported.
    pub(super) fn diagnostic(self, spot: &Spot, progress: &Progress) -> Option<Diagnostic> {
        match self {
            Self::Custom(text) => {
                let (message, help) = match text.split_once('\n') {
                    Some((message, help)) => (message, Some(help.trim())),
                    None => (text.as_str(), None),
                };
                let diagnostic = Diagnostic::error("wrong-value", spot.place, message);
                Some(match help {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                })
            }
            Self::MissingKey(name) => missing(name, spot, progress),
            Self::UnknownKey(name, known) => Some(unknown_key(&name, spot.place, known)),
            Self::UnknownWord(word, known) => {
                let message = format!(
                    "`{}` is not one of the words that can stand here",
                    short(&word)
                );
                let fault = Diagnostic::error("unknown-word", spot.place, message)
                    .help(did_you_mean(&word, known, "The words are"));
                Some(match nearest(&word, known.iter().copied()) {
                    Some(meant) => fault.fix(Fix::replace(spot.place, meant)),
                    None => fault,
                })
            }
            Self::WrongKind(expected, help) => {
                let of = spot
                    .name
                    .as_ref()
                    .map_or_else(String::new, |name| format!(" for {name}"));
                let is_split = spot.found == "nothing"
                    && spot.name.as_ref().is_some_and(|name| name.contains(' '));
                let help = if is_split {
                    Some(SPLIT_BY_A_COMMA.to_owned())
                } else {
                    help
                };
                let diagnostic = Diagnostic::error(
                    "wrong-kind",
                    spot.place,
                    format!("expected {expected}{of}, found {}", spot.found),
                );
                Some(match help {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                })
            }
        }
    }
}

fn missing(name: &str, spot: &Spot, progress: &Progress) -> Option<Diagnostic> {
    let left_out = progress.left_out.borrow();
    if let Some(key) = spot.keys.iter().find(|key| key.name == name) {
        if left_out.contains(&key.address) || !key.is_empty {
            return None;
        }
        return Some(
            Diagnostic::error("missing-key", key.place, format!("`{name}` has no value")).help(
                format!("Write its value after the colon and a space: `{name}: …`."),
            ),
        );
    }
    let misspelt = spot.keys.iter().any(|key| {
        progress.unknown.borrow().contains(&key.place) && nearest(&key.name, [name]).is_some()
    });
    if misspelt {
        return None;
    }
    let of = spot
        .name
        .as_ref()
        .map_or_else(String::new, |name| format!(" in {name}"));
    Some(
        Diagnostic::error(
            "missing-key",
            spot.place,
            format!("`{name}` is missing{of}"),
        )
        .help(format!(
            "Add a line `{name}: …` exactly under the line shown here; within braces, add `, {name}: …` before the }}."
        )),
    )
}

/// What to do about the second half of a text that was taken for a key.
const SPLIT_BY_A_COMMA: &str = "A field is one word. If these words belong to the text before them, put the whole text in quotes: within \
     braces a comma ends it.";

/// The message about a key that the group does not have.
pub(super) fn unknown_key(name: &str, place: Place, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not a field that can stand here", short(name));
    let help = if name.contains(' ') && nearest(name, known.iter().copied()).is_none() {
        SPLIT_BY_A_COMMA.to_owned()
    } else {
        did_you_mean(name, known, "The fields are")
    };
    Diagnostic::error("unknown-key", place, message).help(help)
}

/// How many words are listed although one of them is near enough to be meant.
const SHORT_LIST: usize = 6;

fn did_you_mean(word: &str, known: &[&str], all: &str) -> String {
    let list: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    let list = match list.as_slice() {
        [] => "Nothing can stand here.".to_owned(),
        _ => format!("{all} {}.", list.join(", ")),
    };
    match nearest(word, known.iter().copied()) {
        Some(near) if known.len() <= SHORT_LIST => format!("Did you mean `{near}`? {list}"),
        Some(near) => format!("Did you mean `{near}`?"),
        None => list,
    }
}

impl From<What> for Box<Fault> {
    fn from(what: What) -> Self {
        Self::new(Fault { what, at: None })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Custom(message) => f.write_str(message),
            What::MissingKey(name) => write!(f, "`{name}` is missing"),
            What::UnknownKey(word, _) | What::UnknownWord(word, _) => {
                write!(f, "`{word}` cannot stand here")
            }
            What::WrongKind(expected, _) => write!(f, "expected {expected}"),
        }
    }
}

impl std::error::Error for Fault {}

impl Error for Box<Fault> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        What::Custom(message.to_string()).into()
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        What::WrongKind(expected.to_string(), None).into()
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        What::WrongKind(expected.to_string(), None).into()
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        What::WrongKind(expected.to_string(), None).into()
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        What::UnknownWord(word.to_owned(), known).into()
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        What::UnknownKey(key.to_owned(), known).into()
    }

    fn missing_field(key: &'static str) -> Self {
        What::MissingKey(key).into()
    }
}
