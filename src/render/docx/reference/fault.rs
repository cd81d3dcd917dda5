//! Why a file cannot be a house document.

use std::fmt;

/// Why a file cannot be a house document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceFault {
    /// It is no Word document.
    NotWord,
    /// It is an old Word document, or protected by a password.
    Locked,
    /// It holds macros.
    Macros,
    /// It is a Word document, and damaged.
    Damaged,
    /// It has more parts, bytes or elements than a house document needs.
    TooLarge,
    /// Its XML declares entities, which no Word document does.
    Declarations,
    /// A name in it leads out of the document.
    Names,
    /// It refers to a part that is not there.
    Missing,
    /// It is written in a dialect that Word itself does not write by default.
    Unusual,
    /// Its header or footer shows what lies outside the document.
    Outside,
    /// Its header or footer holds an object of another program, such as a chart.
    Embedded,
    /// Its header or footer has a field that is not known to be harmless.
    Field,
    /// Its margins leave less than half of a page.
    Margins,
}

impl ReferenceFault {
    /// The way out, as a sentence.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::NotWord => "Name a Word document whose name ends in .docx.",
            Self::Locked => {
                "Open it in Word, take the password off, and save it as \"Word Document (.docx)\"."
            }
            Self::Macros => {
                "Open it in Word and save it as \"Word Document (.docx)\", which holds no macros."
            }
            Self::Damaged | Self::Declarations | Self::Names | Self::Missing | Self::Unusual => {
                "Open it in Word and save it again as \"Word Document (.docx)\", not as \"Strict Open XML\"."
            }
            Self::TooLarge => {
                "Save a copy that keeps one page of text, and smaller pictures in the header and footer."
            }
            Self::Outside => {
                "Put the picture itself into the header (Insert, Pictures), and let links lead to web or mail addresses."
            }
            Self::Embedded => {
                "Put a picture of it into the header or footer in its place; text, tables, pictures and links are taken over."
            }
            Self::Field => {
                "Take the field out of the header or footer; page numbers, dates, document properties and links to web or mail addresses can stay."
            }
            Self::Margins => "Make the margins of its last section smaller.",
        }
    }
}

impl fmt::Display for ReferenceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotWord => "this file is not a Word document",
            Self::Locked => {
                "this file is a Word document of the old kind (.doc), or protected by a password"
            }
            Self::Macros => "this Word document holds macros",
            Self::Damaged => "this Word document is damaged",
            Self::TooLarge => "this Word document is too large to be a house document",
            Self::Declarations => "this Word document declares entities, as no sound one does",
            Self::Names => "this Word document has a part whose name leads out of it",
            Self::Missing => "this Word document refers to a part of itself that is not there",
            Self::Unusual => "this Word document is written in an unusual dialect",
            Self::Outside => {
                "the header or footer of this Word document refers to a file outside it"
            }
            Self::Embedded => {
                "the header or footer of this Word document holds an object of another program"
            }
            Self::Field => {
                "the header or footer of this Word document has a field that may fetch files or start programs"
            }
            Self::Margins => "the margins of this Word document leave less than half of a page",
        })
    }
}

impl std::error::Error for ReferenceFault {}
