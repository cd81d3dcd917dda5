//! What the guidance register knows of the inside of a document: its sections, its words, and how it is misread.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::guidance::Status;
use super::text::Text;

/// A section, schedule, part or annex of guidance or of an Act.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Provision {
    /// What it is called: `section 26`, `Schedule 6`, `Part one`, `Annex B`.
    pub name: Text,
    /// What it is about, in half a sentence: "the Prevent duty".
    pub means: Text,
    /// Words that speak of it: a sentence that has them names this one. Words that several sections share count where no
    /// other words are said.
    #[serde(default)]
    pub speaks_of: Vec<Text>,
    /// Whether it holds for all that the document is about, so that a sentence names it rightly whatever it speaks of.
    #[serde(default)]
    pub general: bool,
    /// The section whose content it repeats in short, so that nobody reads both.
    pub repeats: Option<Text>,
    /// The section that is meant by those who name this one beside the one it repeats.
    pub instead: Option<Text>,
    /// Where this was taken from; that of the entry where it says nothing.
    pub source: Option<Text>,
    /// When somebody last compared it with its source; that of the entry where it says nothing.
    pub checked_on: Option<Placed<PartialDate>>,
    /// How sure it is; as sure as the entry where it says nothing.
    pub status: Option<Placed<Status>>,
}

/// Words of guidance or of an Act that plans quote.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Quotation {
    /// What they are, in some words: "the Prevent duty".
    pub of: Text,
    /// The words as they stand there.
    pub words: Text,
    /// Some of the words after which running text has to go on as they do, where it speaks of the duty.
    pub begins: Option<Text>,
    /// Words by which running text shows that it repeats them; one of them stands in the same sentence.
    #[serde(default)]
    pub with: Vec<Text>,
    /// From when other words hold in their place.
    pub superseded_on: Option<Placed<PartialDate>>,
    /// The id of the guidance that has those.
    pub superseded_by: Option<Text>,
    /// Where this was taken from; that of the entry where it says nothing.
    pub source: Option<Text>,
    /// When somebody last compared it with its source; that of the entry where it says nothing.
    pub checked_on: Option<Placed<PartialDate>>,
    /// How sure it is; as sure as the entry where it says nothing.
    pub status: Option<Placed<Status>>,
}

/// Something wrong that plans say of guidance or of an Act.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Misstatement {
    /// How texts say it: words in their order, `/` between words that stand for each other, `…` for up to six others and `..` for up to three.
    pub says: Vec<Text>,
    /// Words of which one has to stand in the same text, where there are any.
    #[serde(default)]
    pub with: Vec<Text>,
    /// Words that take it back where they stand in the same sentence.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// What is wrong, as the end of "this says": "that Channel is a police procedure".
    pub wrong: Text,
    /// What is right, in a sentence.
    pub right: Text,
    /// Where this was taken from; that of the entry where it says nothing.
    pub source: Option<Text>,
    /// When somebody last compared it with its source; that of the entry where it says nothing.
    pub checked_on: Option<Placed<PartialDate>>,
    /// How sure it is; as sure as the entry where it says nothing.
    pub status: Option<Placed<Status>>,
}

/// A domain that mail and links no longer reach.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct RetiredDomain {
    /// The domain: `pnn.police.uk`. Every name below it is meant too.
    pub domain: Text,
    /// What it was, in some words.
    pub was: Text,
    /// What to do about it, in a sentence.
    pub instead: Text,
    /// Where this was taken from.
    pub source: Option<Text>,
    /// When somebody last compared it with its source.
    pub checked_on: Option<Placed<PartialDate>>,
    /// How sure it is; unverified unless it says otherwise.
    pub status: Option<Placed<Status>>,
}

impl RetiredDomain {
    /// How sure it is: unverified unless it says otherwise.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
            .as_ref()
            .map_or(Status::Unverified, |status| status.value)
    }
}
