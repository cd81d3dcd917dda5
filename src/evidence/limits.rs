//! The end of everything: how large a file may be, and how much of it is looked at.

/// The largest file that is looked into, in bytes.
pub(super) const LARGEST: u64 = 100_000_000;
/// How much of a file is read to tell what it is, in bytes.
pub(super) const BEGINNING: usize = 4_096;
/// The most files that an archive, and so a Word, Excel or `PowerPoint` file, may have in it.
pub(super) const MOST_ENTRIES: usize = 10_000;
/// The most bytes that all of them may have together once they are unpacked.
pub(super) const LARGEST_UNPACKED: u64 = 300_000_000;
/// The most bytes of one part whose words are read.
pub(super) const LARGEST_PART: u64 = 50_000_000;
/// The most pixels of a picture.
pub(super) const MOST_PIXELS: u64 = 100_000_000;
/// The most bytes of words that are taken from one file.
pub(super) const LONGEST_TEXT: usize = 2_000_000;
/// The most places in one file that words are taken from.
pub(super) const MOST_PLACES: usize = 200_000;
/// The most objects of a PDF.
pub(super) const MOST_OBJECTS: usize = 300_000;
/// The most pages of a PDF.
pub(super) const MOST_PAGES: usize = 5_000;
/// How deep the lists of a PDF may lie in each other, and the branches of its pages.
pub(super) const DEEPEST: usize = 60;
/// The most commands that the pages of a PDF may take to write their words.
pub(super) const MOST_COMMANDS: usize = 3_000_000;
