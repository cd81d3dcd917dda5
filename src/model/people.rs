//! Who leads actions, and whom to contact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Place, Placed};

use super::id::Id;
use super::reserved::{ContactField, PersonField};
use super::text::Text;

/// Somebody, or some group, that leads actions or is to be contacted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Person {
    /// The person's name; left out for a role that nobody is named for.
    pub name: Option<Text>,
    /// The role, as it is printed: "Designated Safeguarding Lead".
    pub role: Option<Text>,
    /// E-mail address.
    pub email: Option<Text>,
    /// Telephone number, as it was typed.
    pub phone: Option<Text>,
    /// Whether everybody may see the name and the numbers; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<PersonField>>,
}

impl Person {
    /// Where the person is written; `None` for one of whom nothing is given.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let given = [&self.name, &self.role, &self.email, &self.phone];
        given.into_iter().flatten().map(|text| text.place).next()
    }

    /// Whether everybody may see a field.
    #[must_use]
    pub fn tells(&self, field: PersonField) -> bool {
        let reserved = self.not_public.iter().any(|known| known.value == field);
        self.public != Some(false) && !reserved
    }

    /// What a document calls the person: the role, or else the name.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.role
            .as_ref()
            .or(self.name.as_ref())
            .map(|text| text.as_str())
    }
}

/// Whom one audience is to contact; several stand in one box.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Contact {
    /// Its name.
    pub id: Placed<Id>,
    /// Whom the box is for.
    pub audience: Option<Text>,
    /// The people of the box, by their key.
    #[serde(default)]
    pub people: Vec<Text>,
    /// What else is said to this audience.
    pub text: Option<Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<ContactField>>,
}
