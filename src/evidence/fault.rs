//! What is wrong with a file of evidence.

/// Something that is wrong with a file, or that a person should know before it is handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// What sort of fault it is.
    pub sort: FaultSort,
    /// What is wrong, in half a sentence that goes on from the file's name: `has a password, so nobody can look into it`.
    pub message: String,
}

impl FileFault {
    /// Whether the file never goes into a pack.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.sort.is_refused()
    }

    /// What to do about it: a whole sentence.
    #[must_use]
    pub fn way_out(&self) -> &'static str {
        self.sort.way_out()
    }
}

/// What sort of fault a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultSort {
    /// It holds nothing.
    Empty,
    /// It is larger than anything that is looked into.
    TooLarge,
    /// It is damaged, or was cut off, or cannot be read whole for another reason.
    Broken,
    /// It has a password.
    Locked,
    /// It is small and would become very large once it is opened.
    Bomb,
    /// It is an archive, and a name in it leads out of the folder that it is unpacked into.
    Path,
    /// It is a picture of more pixels than anybody can look at.
    Picture,
    /// It has more parts, pages or levels than any real document.
    Objects,
    /// It is two kinds of file in one.
    TwoKinds,
    /// It is a program.
    Program,
    /// It holds commands that run when it is opened, or that start other programs.
    Scripts,
    /// It holds macros.
    Macros,
    /// It has other files in it.
    Attachments,
    /// It is of another kind than the ending of its name says.
    OtherKind,
    /// What kind of file it is cannot be told, so nobody has looked into it.
    Unknown,
    /// It is of the format of Word, Excel or `PowerPoint` before 2007, which is not looked into.
    OldOffice,
    /// It is a photograph that says where it was taken.
    Located,
    /// Some of its text could not be read, so nothing is known of that.
    Unread,
}

impl FaultSort {
    /// Whether a file with such a fault never goes into a pack. Otherwise a person is told, and decides.
    #[must_use]
    pub fn is_refused(self) -> bool {
        match self {
            Self::Empty
            | Self::TooLarge
            | Self::Broken
            | Self::Locked
            | Self::Bomb
            | Self::Path
            | Self::Picture
            | Self::Objects
            | Self::TwoKinds
            | Self::Program
            | Self::Scripts
            | Self::Macros => true,
            Self::Attachments
            | Self::OtherKind
            | Self::Unknown
            | Self::OldOffice
            | Self::Located
            | Self::Unread => false,
        }
    }

    /// What to do about it: a whole sentence.
    #[must_use]
    pub fn way_out(self) -> &'static str {
        match self {
            Self::Empty => "Save it again from the program that made it, or name another file.",
            Self::TooLarge => {
                "Take out what is not needed, or put it where readers can open it and give its address as `link:`."
            }
            Self::Broken => {
                "Open it in the program that made it and save it again; if it does not open there, get it anew."
            }
            Self::Locked => "Save a copy without a password, and name that.",
            Self::Bomb | Self::Path | Self::TwoKinds | Self::Program => {
                "Do not open it. Ask whoever sent it what it is, and cite a PDF in its place."
            }
            Self::Picture => "Save it smaller: 4,000 pixels a side are enough for a whole page.",
            Self::Objects => "Print it to a new PDF, and name that.",
            Self::Scripts => {
                "Print it to a new PDF, which leaves the commands behind, and name that."
            }
            Self::Macros => {
                "Save it without macros (as .docx, .xlsx or .pptx), or as a PDF, and name that."
            }
            Self::Attachments => {
                "Look into what is attached, or print it to a new PDF, which leaves the other files behind."
            }
            Self::OtherKind => {
                "Give it the ending that belongs to it, so that it opens everywhere."
            }
            Self::Unknown => "Save it as a PDF if you can, so that every reader can open it.",
            Self::OldOffice => {
                "Open it and save it in the present format (.docx, .xlsx or .pptx), or as a PDF."
            }
            Self::Located => "Save it without its place if it shows where somebody lives.",
            Self::Unread => {
                "Look through it yourself for names, dates of birth and numbers of pupils."
            }
        }
    }
}
