//! What is meant to change.

use std::fmt;

/// The way to a value: keys from the top, and ids of entries of lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way(Vec<String>);

impl Way {
    /// The keys and ids, from the top.
    #[must_use]
    pub fn steps(&self) -> &[String] {
        &self.0
    }

    /// The way to something below.
    #[must_use]
    pub fn then(&self, step: impl Into<String>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }
}

/// Keys and ids that are divided by dots. For keys that hold dots themselves there is the other way, by a list.
impl From<&str> for Way {
    fn from(dotted: &str) -> Self {
        Self(dotted.split('.').map(str::to_string).collect())
    }
}

impl From<Vec<String>> for Way {
    fn from(steps: Vec<String>) -> Self {
        Self(steps)
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// One change to a plan file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A key of a group gets a value. Groups on the way that are not there are made; entries of lists are not. A new key
    /// stands above the first list of groups, where that has something above it, or else at the end.
    Set {
        /// The way to the key.
        way: Way,
        /// Its value.
        value: New,
    },
    /// A key or an entry goes with all that it holds; a group or list that would be left empty goes with it.
    Remove {
        /// The way to it.
        way: Way,
    },
    /// A list gets one more entry at its end; the list is made where it is not there.
    Append {
        /// The way to the list.
        way: Way,
        /// The entry.
        entry: New,
    },
}

impl Change {
    /// A key gets a text.
    #[must_use]
    pub fn set(way: impl Into<Way>, text: impl Into<String>) -> Self {
        Self::Set {
            way: way.into(),
            value: New::Text(text.into()),
        }
    }

    /// A key or an entry goes.
    #[must_use]
    pub fn remove(way: impl Into<Way>) -> Self {
        Self::Remove { way: way.into() }
    }

    /// A list gets one more entry.
    #[must_use]
    pub fn append(way: impl Into<Way>, entry: New) -> Self {
        Self::Append {
            way: way.into(),
            entry,
        }
    }

    /// The way to what changes.
    #[must_use]
    pub fn way(&self) -> &Way {
        match self {
            Self::Set { way, .. } | Self::Remove { way } | Self::Append { way, .. } => way,
        }
    }
}

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// One value.
    Text(String),
    /// A group; its keys are distinct, and there is at least one.
    Group(Vec<(String, New)>),
    /// A list with at least one item.
    List(Vec<New>),
}

impl New {
    /// A group of texts.
    #[must_use]
    pub fn group<const N: usize>(lines: [(&str, &str); N]) -> Self {
        let lines = lines.map(|(key, text)| (key.to_string(), Self::Text(text.to_string())));
        Self::Group(lines.to_vec())
    }
}

/// Why a file is not changed, in half a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl Refused {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// As YAML writes it.
impl serde::Serialize for New {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Group(lines) => {
                serializer.collect_map(lines.iter().map(|(key, value)| (key, value)))
            }
            Self::List(items) => serializer.collect_seq(items),
        }
    }
}
