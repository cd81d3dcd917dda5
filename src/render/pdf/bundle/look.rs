//! What a file of evidence would be within a bundle.

use std::fmt;

/// What is known of a file of evidence before it is put into a bundle.
#[derive(Clone, Debug, PartialEq)]
pub struct ExhibitLook {
    /// Width and height of each page as it is seen, in points; never empty. A picture has one page.
    pub pages: Vec<(f64, f64)>,
    /// Why a file that holds it cannot claim PDF/A, as the end of a sentence: "it does not hold all of its fonts".
    pub not_archivable: Option<String>,
    /// Why a file that holds it cannot claim PDF/UA, as the end of a sentence.
    pub not_accessible: Option<String>,
    /// What of it does not come along although a reader of the file would see it, as the end of a sentence: "2 comments".
    pub left_out: Option<String>,
}

/// Why a file of evidence cannot be put into a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExhibitFault {
    /// What is wrong with it, as the end of a sentence: "it can only be opened with a password".
    pub message: String,
    /// What to do about it, as a sentence.
    pub help: String,
}

impl ExhibitFault {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for ExhibitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ExhibitFault {}

/// What a bundle claims to be in its properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// PDF/A-2: it can be kept for good.
    pub archivable: bool,
    /// PDF/UA-1: it can be read without seeing it.
    pub accessible: bool,
}

impl Claims {
    /// What every document without evidence claims.
    pub const ALL: Self = Self {
        archivable: true,
        accessible: true,
    };

    /// What holds of the whole, given what was seen of its pieces.
    #[must_use]
    pub fn of<'a>(looks: impl IntoIterator<Item = &'a ExhibitLook>) -> Self {
        let mut claims = Self::ALL;
        for look in looks {
            claims.archivable &= look.not_archivable.is_none();
            claims.accessible &= look.not_accessible.is_none();
        }
        claims
    }
}
