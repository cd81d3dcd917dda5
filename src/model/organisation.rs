//! Whose plan it is: the organisation, its words, its brand and its people.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::colour::Colour;
use crate::diagnostic::Placed;

use super::id::Id;
use super::text::{Text, from_text};

/// The organisation that a plan belongs to.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
}

impl Organisation {
    /// The name for running headers.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short_name.as_ref().unwrap_or(&self.name)
    }
}

/// What kind of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
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

/// A school's Unique Reference Number, as issued by the Department for Education.
///
/// Always six digits, `100000..=999999`; printed without separators.
///
/// ```
/// # use dutybound::model::Urn;
/// assert_eq!("100023".parse::<Urn>()?.to_string(), "100023");
/// assert!("0100023".parse::<Urn>().is_err());
/// # Ok::<(), dutybound::model::UrnError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Urn(u32);

impl std::fmt::Display for Urn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is not a Unique Reference Number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrnError;

impl std::fmt::Display for UrnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a URN has exactly six digits and does not begin with 0\nLook it up on Get Information about Schools.")
    }
}

impl std::error::Error for UrnError {}

impl std::str::FromStr for Urn {
    type Err = UrnError;

    fn from_str(text: &str) -> Result<Self, UrnError> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits && number >= 100_000 => Ok(Self(number)),
            _ => Err(UrnError),
        }
    }
}

from_text!(Urn, "a URN of six digits");

/// How an organisation's documents look.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Brand {
    /// Path of the logo (SVG, PNG or JPEG), relative to the file that names it.
    pub logo: Option<Text>,
    /// What the logo shows, for a reader who cannot see it.
    pub logo_alt: Option<Text>,
    /// The colours.
    #[serde(default)]
    pub colours: Colours,
    /// The font families.
    #[serde(default)]
    pub fonts: Fonts,
    /// Motto at the foot of the title sheet.
    pub strapline: Option<Text>,
}

/// The colours of a brand.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Colours {
    /// Headings and heading rows.
    pub primary: Option<Placed<Colour>>,
    /// Lines and ornaments.
    pub accent: Option<Placed<Colour>>,
}

/// The font families of a brand.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Fonts {
    /// The family that the PDF embeds.
    pub pdf: Option<Text>,
    /// The family that the Word file names.
    pub word: Option<Text>,
}

from_text!(Colour, "a colour such as #1f3a5f");

/// Somebody, or some group, that leads actions or is to be contacted.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Person {
    /// The person's name; left out for a role that nobody is named for.
    pub name: Option<Text>,
    /// The role, as it is printed: "Designated Safeguarding Lead".
    pub role: Option<Text>,
    /// E-mail address.
    pub email: Option<Text>,
    /// Telephone number, as it was typed.
    pub phone: Option<Text>,
    /// Whether name and numbers may appear in a published document; yes unless it says no.
    pub public: Option<bool>,
}

impl Person {
    /// What a document calls the person: the role, or else the name.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.role
            .as_ref()
            .or(self.name.as_ref())
            .map(|text| text.as_str())
    }
}

/// Whom one audience is to contact.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Contact {
    /// Its name.
    pub id: Placed<Id>,
    /// Whom the box is for.
    pub audience: Option<Text>,
    /// The people of the box, by their key.
    #[serde(default)]
    pub people: Vec<Text>,
    /// What else the box says.
    pub text: Option<Text>,
}

/// A document or page that shows that an action was done.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Evidence {
    /// Its name.
    pub id: Placed<Id>,
    /// What it is, as a document names it.
    pub title: Text,
    /// Path of the file, relative to the file that names it.
    pub file: Option<Text>,
    /// Web address.
    pub link: Option<Text>,
    /// When it was made.
    pub date: Option<Placed<super::PartialDate>>,
    /// Who keeps it, by key.
    pub owner: Option<Text>,
    /// Whether it may be named in a published document; yes unless it says no.
    pub public: Option<bool>,
}
