//! Writers: a [`Document`](crate::document::Document) in, bytes out.
//!
//! A writer opens no file, asks no clock and keeps no state between documents. It sees the document model and nothing
//! else: `crate::model` is never named here.

pub mod docx;
pub mod html;
pub mod pdf;
pub mod xlsx;
mod columns;
mod kept;
mod length;
mod running;

/// A document as the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// How many pages it has; `None` when only the program that opens it can tell (Word), or there are
    /// none (HTML).
    pub pages: Option<usize>,
    /// On which page, counted from 1, each heading of the document lies, in reading order; empty when only the program
    /// that opens the file can tell (Word).
    pub headings: Vec<usize>,
    /// What the document asked for and this format could not show, one sentence each; empty when nothing was lost.
    pub omissions: Vec<String>,
}
