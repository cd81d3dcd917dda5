//! Word.
//!
//! The body is built with docx-rs types, then finished: docx-rs writes children out of the schema's order and cannot
//! say heading rows, alternative text or the look of a table. The package, its styles, theme, settings, numbering and
//! properties are this writer's own; the files in `parts` are where a person changes how documents look.

mod body;
mod place;
mod inline;
mod list;
mod panel;
mod contents;
mod field;
mod landmark;
mod counting;
mod table;
mod cell;
mod measure;
mod title;
mod sections;
mod running;
mod collected;
mod finish;
mod schema;
mod numbering;
mod parts;
mod package;
mod xml;

#[cfg(test)]
mod lint;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sample_policy;
#[cfg(test)]
mod tests;

use docx_rs as word;
use word::BuildXML as _;

use self::body::push_page;
use self::collected::Collected;
use self::finish::{finish, picture_id, svg_id};
use self::package::{Linked, Part, Relationship, relationships, zip};
use self::running::{footer, header};
use self::sections::{Pages, joined, text_width};
use self::title::title_sheet;
use super::Rendered;
use crate::document::{Document, PictureFormat, Section, TableFault, Theme};
use crate::error::RenderError;

/// What the media types of WordprocessingML parts start with.
const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The document as a Word file.
///
/// `heading_pages` are the pages, from 1, of the document's headings in reading order; the table of contents shows them
/// until Word works them out. It may be empty, or too short, where they are not known.
///
/// `omissions` says what Word cannot show: lines that return where a group of rows is continued, and an SVG logo
/// without a PNG copy. How many pages there are only Word can tell.
///
/// # Errors
/// A table that breaks the promises of [`Table::validate`](crate::document::Table::validate); a fault of the program
/// itself, such as XML that does not read back.
pub fn render(document: &Document, heading_pages: &[usize]) -> Result<Rendered, RenderError> {
    let mut collected = Collected::new(document, heading_pages);
    let bytes = file(document, &mut collected).map_err(|fault| RenderError {
        document: document.meta.identifier.clone(),
        format: "docx",
        message: fault.message,
        detail: fault.detail,
    })?;
    Ok(Rendered {
        bytes,
        pages: None,
        headings: Vec::new(),
        omissions: collected.into_omissions(),
    })
}

/// What went wrong, without the document's name.
struct Fault {
    message: String,
    detail: Vec<String>,
}

impl Fault {
    /// A fault of this program.
    fn internal(detail: impl Into<String>) -> Self {
        Self {
            message: "the Word file could not be put together".into(),
            detail: vec![detail.into()],
        }
    }
}

impl From<TableFault> for Fault {
    fn from(fault: TableFault) -> Self {
        Self {
            message: fault.to_string(),
            detail: Vec::new(),
        }
    }
}

/// The whole file; what it cannot show is noted in `collected`.
fn file(document: &Document, collected: &mut Collected) -> Result<Vec<u8>, Fault> {
    let mut linked = Linked::default();
    let body = body(document, collected, &mut linked)?;
    let body = Part {
        name: "word/document.xml".into(),
        content_type: format!("{MEDIA_TYPE}.document.main+xml"),
        bytes: finished(&body.build(), collected, &document.theme)?,
    };
    for (kind, part) in parts::document_parts(document) {
        linked.add(&format!("rId_{kind}"), kind, part);
    }
    let numbering = Part {
        name: "word/numbering.xml".into(),
        content_type: format!("{MEDIA_TYPE}.numbering+xml"),
        bytes: collected.numbering.part().map_err(Fault::internal)?,
    };
    linked.add("rId_numbering", "numbering", numbering);
    add_pictures(collected, &mut linked);
    for (id, target) in collected.links() {
        linked
            .relationships
            .push(Relationship::address(&id, target));
    }
    let links = relationships("word/document.xml", &linked.relationships);
    let mut package = vec![package_relationships(), body, links];
    package.append(&mut linked.parts);
    package.extend(parts::properties(document));
    zip(&package).map_err(|error| Fault::internal(error.to_string()))
}

/// The title sheet and the sections.
fn body(
    document: &Document,
    collected: &mut Collected,
    linked: &mut Linked,
) -> Result<word::Document, Fault> {
    let mut runs = Vec::with_capacity(document.sections.len() + 1);
    if let Some(sheet) = &document.title_sheet {
        runs.push(Pages {
            contents: title_sheet(sheet, collected)?,
            properties: sections::properties(sheet.paper, sheet.orientation),
            ends_with_frame: sheet.strapline.is_some(),
        });
    }
    let mut has_header = false;
    for (number, section) in (1..).zip(&document.sections) {
        has_header |= section.running_header.is_some();
        let width = text_width(section.paper, section.orientation);
        let mut contents = Vec::with_capacity(section.blocks.len());
        push_page(&section.blocks, width, collected, &mut contents)?;
        let mut properties = sections::properties(section.paper, section.orientation);
        for (kind, xml) in running(section, width, has_header) {
            let id = format!("rId_{kind}{number}");
            let part = Part {
                name: format!("word/{kind}{number}.xml"),
                content_type: format!("{MEDIA_TYPE}.{kind}+xml"),
                bytes: finished(&xml, collected, &document.theme)?,
            };
            linked.add(&id, kind, part);
            if kind == "header" {
                properties.header_reference = Some(word::HeaderReference::new("default", id));
            } else {
                properties.footer_reference = Some(word::FooterReference::new("default", id));
            }
        }
        runs.push(Pages {
            contents,
            properties,
            ends_with_frame: false,
        });
    }
    Ok(joined(runs))
}

/// The running header and footer of a section as docx-rs writes them; a section whose header is left out needs an
/// empty one where a section before has a header.
fn running(section: &Section, width: usize, has_header: bool) -> Vec<(&'static str, Vec<u8>)> {
    let header = header(section.running_header.as_deref());
    let footer = footer(section.running_footer.as_deref(), width);
    let mut running = Vec::with_capacity(2);
    if has_header {
        running.push(("header", header.build()));
    }
    running.push(("footer", footer.build()));
    running
}

fn add_pictures(collected: &Collected, linked: &mut Linked) {
    for (number, picture) in (1..).zip(collected.pictures()) {
        let part = |format: PictureFormat, bytes: &[u8]| Part {
            name: format!("word/media/picture{number}.{}", format.extension()),
            content_type: match format {
                PictureFormat::Svg => "image/svg+xml".into(),
                PictureFormat::Png => "image/png".into(),
                PictureFormat::Jpeg => "image/jpeg".into(),
            },
            bytes: bytes.to_vec(),
        };
        let picture_part = part(picture.format, &picture.bytes);
        linked.add(&picture_id(number), "image", picture_part);
        if let Some(svg) = &picture.svg {
            linked.add(&svg_id(number), "image", part(PictureFormat::Svg, svg));
        }
    }
}

/// What docx-rs wrote, finished.
fn finished(xml: &[u8], collected: &Collected, theme: &Theme) -> Result<Vec<u8>, Fault> {
    let mut root = xml::parse(xml).map_err(Fault::internal)?;
    finish(&mut root, collected, theme);
    Ok(root.to_bytes())
}

fn package_relationships() -> Part {
    let core = Relationship {
        id: "rId2".into(),
        kind:
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                .into(),
        target: "docProps/core.xml".into(),
        external: false,
    };
    relationships(
        "",
        &[
            Relationship::part("rId1", "officeDocument", "word/document.xml"),
            core,
            Relationship::part("rId3", "extended-properties", "docProps/app.xml"),
        ],
    )
}
