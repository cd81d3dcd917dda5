//! The parts of a policy document: principles, numbered clauses, annexes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::id::Id;
use super::reserved::{AnnexField, SectionField};
use super::text::Text;

/// A principle that a plan follows; numbered in the order of the file.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Principle {
    /// Its name.
    pub id: Placed<Id>,
    /// What it says.
    pub text: Text,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
}

/// Numbered sections with numbered clauses.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Policy {
    /// The sections: 1, 2, 3.
    #[serde(default)]
    pub sections: Vec<Section>,
}

/// A numbered section of a policy.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Section {
    /// Its name, for cross-references.
    pub id: Placed<Id>,
    /// What it is called.
    pub title: Text,
    /// What it says before its first clause, without a number.
    pub text: Option<Text>,
    /// Its clauses: 1.1, 1.2. The numbers go on under unnumbered sub-headings.
    #[serde(default)]
    pub clauses: Vec<Clause>,
    /// Ids of the contacts that stand in a box at its end.
    #[serde(default)]
    pub contacts: Vec<Text>,
    /// What stands at the top of that box; "Key contacts" where it is left out.
    pub contacts_heading: Option<Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<SectionField>>,
}

/// A clause of a policy; numbered, unless it says no.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Clause {
    /// Its name, for cross-references.
    pub id: Placed<Id>,
    /// An unnumbered sub-heading that it begins with.
    pub heading: Option<Text>,
    /// Whether it has a number; yes unless it says no.
    pub numbered: Option<bool>,
    /// What it says.
    pub text: Text,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
}

impl Clause {
    /// Whether it has a number.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.numbered != Some(false)
    }

    /// Where references to it lead, by its number and that of its section.
    #[must_use]
    pub fn anchor(&self, section: usize, number: usize) -> String {
        anchor(
            "clause",
            &self.id,
            self.public,
            &format!("{section}-{number}"),
        )
    }
}

impl Policy {
    /// The number of a section or of a numbered clause, such as `3` or `3.6`; `None` where no entry has the id.
    ///
    /// An id that a section and a clause share means the section.
    #[must_use]
    pub fn number_of(&self, id: &str) -> Option<String> {
        let section = self
            .sections
            .iter()
            .position(|section| section.id.as_str() == id);
        if let Some(index) = section {
            return Some((index + 1).to_string());
        }
        self.sections.iter().zip(1..).find_map(|(section, number)| {
            let mut clauses = section.numbered();
            let (_, place) =
                clauses.find(|(clause, place)| place.is_some() && clause.id.as_str() == id)?;
            Some(format!("{number}.{}", place?))
        })
    }
}

impl Section {
    /// Its clauses, each with its place from 1 among the numbered ones; `None` for a clause without a number.
    pub fn numbered(&self) -> impl Iterator<Item = (&Clause, Option<usize>)> {
        let mut numbers = 1..;
        self.clauses.iter().map(move |clause| {
            let number = clause.is_numbered().then(|| numbers.next()).flatten();
            (clause, number)
        })
    }

    /// Where references to it lead, by its number.
    #[must_use]
    pub fn anchor(&self, number: usize) -> String {
        anchor("section", &self.id, self.public, &number.to_string())
    }
}

/// Where references to something lead: its id, which everybody finds in a web page and in a PDF, or what it is numbered with
/// where it is not public. No id begins with a hyphen, so the two are never the same.
fn anchor(kind: &str, id: &Placed<Id>, public: Option<bool>, label: &str) -> String {
    if public == Some(false) {
        format!("{kind}--{label}")
    } else {
        format!("{kind}-{}", id.value)
    }
}

/// The letters of an annex by its place from 0: A to Z, then AA, AB as a spreadsheet counts.
///
/// ```
/// # use dutybound::model::annex_letters;
/// assert_eq!(annex_letters(0), "A");
/// assert_eq!(annex_letters(27), "AB");
/// ```
#[must_use]
pub fn annex_letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// What follows a plan, lettered A, B, C.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Annex {
    /// Its name, for cross-references.
    pub id: Placed<Id>,
    /// What it is called.
    pub title: Text,
    /// The template whose table it holds.
    pub template: Option<Text>,
    /// What it says.
    pub text: Option<Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<AnnexField>>,
}

impl Annex {
    /// Where references to it lead, by its place from 0.
    #[must_use]
    pub fn anchor(&self, place: usize) -> String {
        let letters = annex_letters(place).to_lowercase();
        anchor("annex", &self.id, self.public, &letters)
    }
}
