//! What a file is, whatever its name says.

/// What a file is, judged by what it holds and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// Word, in the format of 2007 and later.
    Word,
    /// Excel, in the format of 2007 and later.
    Excel,
    /// `PowerPoint`, in the format of 2007 and later.
    PowerPoint,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// Text without any layout: `.txt`, `.md`, `.csv`.
    Text,
    /// A message that was saved as a file, `.eml`.
    Email,
    /// Anything else.
    Other,
}

impl FileKind {
    /// What people call it: `Word document`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Word => "Word document",
            Self::Excel => "Excel workbook",
            Self::PowerPoint => "PowerPoint presentation",
            Self::Jpeg => "JPEG picture",
            Self::Png => "PNG picture",
            Self::Text => "text file",
            Self::Email => "e-mail",
            Self::Other => "file of another kind",
        }
    }

    /// The ending that the name of such a file has, without the dot; `None` where what it holds does not tell.
    ///
    /// Text may be any of several kinds, which only its name tells apart.
    #[must_use]
    pub fn extension(self) -> Option<&'static str> {
        match self {
            Self::Pdf => Some("pdf"),
            Self::Word => Some("docx"),
            Self::Excel => Some("xlsx"),
            Self::PowerPoint => Some("pptx"),
            Self::Jpeg => Some("jpg"),
            Self::Png => Some("png"),
            Self::Email => Some("eml"),
            Self::Text | Self::Other => None,
        }
    }
}
