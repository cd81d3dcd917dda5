//! Whose plan it is, and the words it uses.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::reserved::OrganisationField;
use super::text::Text;
use super::urn::Urn;

/// The organisation that a plan belongs to.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Organisation {
    /// What kind of organisation it is; decides the words that are not given.
    pub kind: Kind,
    /// Its full name.
    pub name: Text,
    /// The name for running headers; the full name where it is not given.
    pub short_name: Option<Text>,
    /// Unique Reference Number of the Department for Education.
    pub urn: Option<Placed<Urn>>,
    /// Postal address.
    pub address: Option<Text>,
    /// Web address.
    pub website: Option<Text>,
    /// Motto.
    pub strapline: Option<Text>,
    /// The organisation's own words, such as `learner: pupil`, in the singular.
    #[serde(default)]
    pub words: IndexMap<String, Text>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<OrganisationField>>,
}

impl Organisation {
    /// The name for running headers.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short_name.as_ref().unwrap_or(&self.name)
    }
}

/// What kind of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A multi-academy trust.
    Trust,
    /// A school or academy.
    School,
    /// A further education or sixth-form college.
    College,
    /// An independent training provider.
    TrainingProvider,
    /// A local authority.
    LocalAuthority,
}

impl Kind {
    /// The word for it, as a file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Trust => "trust",
            Self::School => "school",
            Self::College => "college",
            Self::TrainingProvider => "training-provider",
            Self::LocalAuthority => "local-authority",
        }
    }

    /// The words that an organisation of this kind uses unless its file says otherwise, each in the singular.
    #[must_use]
    pub fn words(self) -> [(&'static str, &'static str); 5] {
        let (setting, learner, board, leadership, staff) = match self {
            Self::Trust => (
                "trust",
                "pupil",
                "board of trustees",
                "executive team",
                "staff",
            ),
            Self::School => (
                "school",
                "pupil",
                "governing body",
                "senior leadership team",
                "teachers",
            ),
            Self::College => (
                "college",
                "student",
                "corporation",
                "college leadership team",
                "tutors",
            ),
            Self::TrainingProvider => (
                "provider",
                "trainee",
                "board of directors",
                "management team",
                "trainers",
            ),
            Self::LocalAuthority => (
                "authority",
                "pupil",
                "cabinet",
                "corporate leadership team",
                "staff",
            ),
        };
        [
            ("setting", setting),
            ("learner", learner),
            ("board", board),
            ("leadership", leadership),
            ("staff", staff),
        ]
    }
}
