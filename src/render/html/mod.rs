//! HTML: one page for an organisation's website, which stands alone.
//!
//! The page holds its style and its logos, asks for nothing from elsewhere and runs no script. It is written so that
//! it is well-formed XML too: what reads XML can read it back.

mod page;
mod markup;
mod places;
mod inline;
mod body;
mod list;
mod table;
mod sheet;
mod looks;
mod dark;

use super::Rendered;
use crate::document::{Document, TableFault};
use crate::error::RenderError;

/// The document as a web page: UTF-8.
///
/// It has no pages. Nothing is omitted but what belongs to pages: running headers and footers, page numbers and lines
/// such as "(continued)".
///
/// # Errors
/// A table that breaks the promises of [`Table::validate`](crate::document::Table::validate).
pub fn render(document: &Document) -> Result<Rendered, RenderError> {
    let page = page::page(document).map_err(|fault: TableFault| RenderError {
        document: document.meta.identifier.clone(),
        format: "html",
        message: fault.to_string(),
        detail: Vec::new(),
    })?;
    Ok(Rendered {
        bytes: page.into_bytes(),
        pages: None,
        headings: Vec::new(),
        omissions: Vec::new(),
    })
}
