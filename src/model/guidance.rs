//! The guidance that plans refer to: Acts, statutory guidance, advice.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::{DateStyle, PartialDate};
use super::id::Id;
use super::organisation::Kind;
use super::provision::{Misstatement, Provision, Quotation};
use super::text::{Text, from_text};

/// One edition of a document that plans refer to.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Guidance {
    /// The key by which plans name it, such as `kcsie-2025`.
    pub id: Placed<Id>,
    /// What it is called, with the year where editions would be mixed up without it.
    pub title: Text,
    /// What kind of document it is.
    pub kind: Option<Placed<GuidanceKind>>,
    /// What texts call it beside its title, without the year: `KCSIE`. Editions of the same document share names.
    #[serde(default)]
    pub names: Vec<Text>,
    /// Who issued it; left out for an Act, which is cited without a date.
    pub issuer: Option<Text>,
    /// Where it applies; everywhere if it says nothing.
    #[serde(default)]
    pub nations: Vec<Placed<Nation>>,
    /// When it was published.
    pub published: Option<Placed<PartialDate>>,
    /// From when it applies.
    pub in_force_from: Option<Placed<PartialDate>>,
    /// From when it no longer applies.
    pub superseded_on: Option<Placed<PartialDate>>,
    /// The id of what took its place.
    pub superseded_by: Option<Text>,
    /// Its web address.
    pub link: Option<Text>,
    /// The kinds of organisation whose Prevent plan is expected to name it while it applies.
    #[serde(default)]
    pub expected_of: Vec<Kind>,
    /// What its sections and annexes are about, as far as plans name them.
    #[serde(default)]
    pub sections: Vec<Provision>,
    /// Its words that plans quote.
    #[serde(default)]
    pub quotations: Vec<Quotation>,
    /// What plans say of it and is wrong.
    #[serde(default)]
    pub misstatements: Vec<Misstatement>,
    /// Where this entry was taken from.
    pub source: Option<Text>,
    /// When somebody last compared this entry with its source.
    pub checked_on: Option<Placed<PartialDate>>,
    /// How sure the entry is; see [`Guidance::status`].
    pub status: Option<Placed<Status>>,
}

impl Guidance {
    /// How sure the entry is: unverified unless it says otherwise.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
            .as_ref()
            .map_or(Status::Unverified, |status| status.value)
    }

    /// Its title without a year at its end: what all editions are called.
    #[must_use]
    pub fn plain_title(&self) -> &str {
        let title = self.title.trim();
        let bare = title.trim_end_matches([')', ']']);
        let digits = bare.len() - bare.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let before = &bare[..bare.len() - digits];
        if digits == 4 && before.ends_with([' ', '(', '[']) {
            before.trim_end_matches([' ', '(', '[', ','])
        } else {
            title
        }
    }

    /// The year of the edition: that at the end of its title, or else of its coming into force or its publication.
    #[must_use]
    pub fn edition(&self) -> Option<i16> {
        let year = self.title.trim().strip_prefix(self.plain_title());
        let of_title = year.and_then(|year| {
            let digits = year.trim_matches(|c: char| !c.is_ascii_digit());
            digits.parse().ok()
        });
        let dated = self.in_force_from.as_ref().or(self.published.as_ref());
        of_title.or_else(|| dated.map(|date| date.first_day().year()))
    }

    /// How sure a part of the entry is: what the part says of itself, or else what the entry says.
    #[must_use]
    pub fn status_of(&self, part: Option<&Placed<Status>>) -> Status {
        part.map_or_else(|| self.status(), |status| status.value)
    }

    /// What running text calls it, as Markdown: the title in italics, a link where there is an address.
    #[must_use]
    pub fn short_citation(&self) -> String {
        let title = format!("*{}*", escaped(&self.title));
        match &self.link {
            Some(link) => format!("[{title}]({})", address(link)),
            None => title,
        }
    }

    /// Its line in a list of references, as Markdown: title, issuer, month of publication (or else of coming into
    /// force) and address. A draft says that it is one; an Act, which nobody issues, has its year in its title.
    #[must_use]
    pub fn citation(&self) -> String {
        let date = self.published.as_ref().or(self.in_force_from.as_ref());
        let date = date.filter(|_| self.issuer.is_some());
        let parts = [
            Some(format!("*{}*", escaped(&self.title))),
            self.issuer.as_ref().map(|issuer| escaped(issuer)),
            date.map(|date| date.format(DateStyle::Month)),
            (self.status() == Status::Draft).then(|| "draft".to_string()),
            self.link.as_ref().map(|link| escaped(&address(link))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Words in which no character means anything to Markdown.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.trim().chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// An address without the characters that would end it early in Markdown.
fn address(link: &str) -> String {
    let mut address = String::with_capacity(link.len());
    for c in link.trim().chars() {
        match c {
            ' ' => address.push_str("%20"),
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            _ => address.push(c),
        }
    }
    address
}

/// What kind of document guidance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GuidanceKind {
    /// An Act of Parliament.
    Act,
    /// Guidance that those it is for must have regard to.
    StatutoryGuidance,
    /// Advice that nobody has to follow.
    Advice,
    /// Standards to be met.
    Standards,
}

/// A part of the United Kingdom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    /// England.
    England,
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// How sure an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Compared with the source that it names.
    Verified,
    /// A document that is not final.
    Draft,
    /// Not compared with a source yet.
    Unverified,
}

impl Status {
    /// The word for it, as a file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Draft => "draft",
            Self::Unverified => "unverified",
        }
    }
}

/// A word that is not one of those that can stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidanceWordError {
    text: String,
    kind: &'static str,
    words: &'static str,
}

impl GuidanceWordError {
    fn new(text: &str, kind: &'static str, words: &'static str) -> Self {
        Self {
            text: text.trim().chars().take(40).collect(),
            kind,
            words,
        }
    }
}

impl fmt::Display for GuidanceWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not {}\nWrite {}.",
            self.text, self.kind, self.words
        )
    }
}

impl std::error::Error for GuidanceWordError {}

impl FromStr for Nation {
    type Err = GuidanceWordError;

    fn from_str(text: &str) -> Result<Self, GuidanceWordError> {
        match text.trim().to_lowercase().as_str() {
            "england" => Ok(Self::England),
            "wales" => Ok(Self::Wales),
            "scotland" => Ok(Self::Scotland),
            "northern-ireland" => Ok(Self::NorthernIreland),
            _ => Err(GuidanceWordError::new(
                text,
                "a nation",
                "england, wales, scotland or northern-ireland",
            )),
        }
    }
}

impl FromStr for Status {
    type Err = GuidanceWordError;

    fn from_str(text: &str) -> Result<Self, GuidanceWordError> {
        match text.trim().to_lowercase().as_str() {
            "verified" => Ok(Self::Verified),
            "draft" => Ok(Self::Draft),
            "unverified" => Ok(Self::Unverified),
            _ => Err(GuidanceWordError::new(
                text,
                "a status",
                "verified, draft or unverified",
            )),
        }
    }
}

from_text!(Nation, "england, wales, scotland or northern-ireland");
from_text!(Status, "verified, draft or unverified");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Sources};

    fn guidance(title: &str, link: Option<&str>, status: Option<Status>) -> Guidance {
        let file = Sources::default().add("guidance.yaml", "");
        let place = Place {
            file,
            start: 0,
            end: 0,
            line: 1,
            column: 1,
        };
        let text = |value: &str| Placed {
            value: value.to_string(),
            place,
        };
        Guidance {
            id: Placed {
                value: "a".parse().unwrap(),
                place,
            },
            title: text(title),
            kind: None,
            names: Vec::new(),
            issuer: Some(text("Home Office")),
            nations: Vec::new(),
            published: Some(Placed {
                value: "2023-09-07".parse().unwrap(),
                place,
            }),
            in_force_from: None,
            superseded_on: None,
            superseded_by: None,
            link: link.map(text),
            expected_of: Vec::new(),
            sections: Vec::new(),
            quotations: Vec::new(),
            misstatements: Vec::new(),
            source: None,
            checked_on: None,
            status: status.map(|value| Placed { value, place }),
        }
    }

    #[test]
    fn a_citation_names_title_issuer_month_and_address() {
        let linked = guidance(
            "Prevent *duty* [2023]",
            Some("https://example.org/a(b)"),
            None,
        );
        assert_eq!(
            linked.citation(),
            r"*Prevent \*duty\* \[2023\]*, Home Office, September 2023, https://example.org/a%28b%29"
        );
        assert_eq!(
            linked.short_citation(),
            r"[*Prevent \*duty\* \[2023\]*](https://example.org/a%28b%29)"
        );
    }

    #[test]
    fn the_year_of_an_edition_is_that_of_its_title_or_its_date() {
        let called = |title: &str| guidance(title, None, None);
        for (title, plain, year) in [
            ("Keeping children safe 2025", "Keeping children safe", 2025),
            ("Guidance: for Wales (2015)", "Guidance: for Wales", 2015),
            ("Working together", "Working together", 2023),
            ("Room 12025", "Room 12025", 2023),
        ] {
            assert_eq!(called(title).plain_title(), plain);
            assert_eq!(called(title).edition(), Some(year), "{title}");
        }
    }

    #[test]
    fn a_draft_says_that_it_is_one_and_an_act_says_little() {
        let draft = guidance("Guidance", None, Some(Status::Draft));
        assert_eq!(
            draft.citation(),
            "*Guidance*, Home Office, September 2023, draft"
        );
        assert_eq!(draft.short_citation(), "*Guidance*");
        let mut act = guidance("Act 2015", None, None);
        act.issuer = None;
        assert_eq!(act.citation(), "*Act 2015*");
        assert_eq!(act.status(), Status::Unverified);
    }

    #[test]
    fn words_are_read_in_any_case_and_others_refused() {
        assert_eq!(" Verified ".parse(), Ok(Status::Verified));
        assert_eq!("Wales".parse(), Ok(Nation::Wales));
        assert!("final".parse::<Status>().is_err());
        assert!("UK".parse::<Nation>().is_err());
    }
}
