//! Word.
//!
//! The body is built with docx-rs types, then finished: docx-rs writes children out of the schema's order and cannot
//! say heading rows, alternative text or the look of a table. The package, its styles, theme, settings, numbering and
//! properties are this writer's own; the files in `parts` are where a person changes how documents look.

mod body;
mod place;
mod lengths;
mod derived;
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
mod title_position;
mod sections;
mod running;
mod artifact;
mod tracked;
mod collected;
mod finish;
mod schema;
mod numbering;
mod parts;
mod package;
mod reference;
mod xml;

#[cfg(test)]
mod lint;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sample_policy;
#[cfg(test)]
mod tests;

pub use self::reference::{Reference, ReferenceFault};

use std::borrow::Cow;

use docx_rs as word;
use word::BuildXML as _;

use self::body::{begin_at_the_top, push_page};
use self::collected::Collected;
use self::finish::{finish, picture_id, svg_id};
use self::package::{Linked, Part, Relationship, relationships, zip};
use self::place::Place;
use self::running::{footer, header};
use self::sections::{Pages, joined};
use self::title::title_sheet;
use self::xml::Element;
use super::Rendered;
use crate::document::{Document, PictureFormat, Section, TableFault, Theme};
use crate::error::RenderError;

/// What the media types of WordprocessingML parts start with.
const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The document as a Word file.
///
/// `heading_pages` are the pages, from 1, of the document's headings in reading order; the table of contents shows them
/// until Word works them out. It may be empty, or too short, where they are not known; a house document breaks pages
/// elsewhere, so none are shown beside one.
///
/// Styles, header, footer and margins are those of the house document `reference`, where one is given and the document
/// is no large print.
///
/// Changes that the document carries are tracked: accepted, they leave [`Document::accepted`], and rejected
/// [`Document::rejected`], but for the colours of the theme and the like, which are of this edition, and the pages in the
/// table of contents, which Word works out anew. The line that explains the marks is left out.
///
/// `omissions` says what Word cannot show: lines that return where a group of rows is continued, and an SVG logo
/// without a PNG copy; and what gives way to the house document. How many pages there are only Word can tell.
///
/// # Errors
/// A table that breaks the promises of [`Table::validate`](crate::document::Table::validate); a fault of the program
/// itself, such as XML that does not read back.
pub fn render(
    document: &Document,
    heading_pages: &[usize],
    reference: Option<&Reference>,
) -> Result<Rendered, RenderError> {
    let suited = reference.filter(|_| Reference::suits(document));
    let fitted = suited.map_or(Cow::Borrowed(document), |reference| {
        Cow::Owned(reference.fitted(document))
    });
    let known_pages = match suited {
        Some(_) => &[],
        None => heading_pages,
    };
    let mut collected = Collected::new(&fitted, known_pages);
    if suited.is_some() && document.has_contents() {
        collected.omit(
            "The table of contents of the Word file shows dashes until Word is asked to update it (F9): with the house \
             document, pages break elsewhere than in the PDF.",
        );
    }
    if reference.is_some() && suited.is_none() {
        collected.omit("The house document is left out of large print: its styles would make the letters small.");
    }
    if fitted.theme.cover != document.theme.cover {
        collected.omit(
            "The cover of the Word file is plain, for it has the title of the house document.",
        );
    }
    let document = fitted;
    let bytes = file(&document, suited, &mut collected).map_err(|fault| RenderError {
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
fn file(
    document: &Document,
    reference: Option<&Reference>,
    collected: &mut Collected,
) -> Result<Vec<u8>, Fault> {
    let mut linked = Linked::default();
    let body = body(document, collected, &mut linked)?;
    let mut body = Part {
        name: "word/document.xml".into(),
        content_type: format!("{MEDIA_TYPE}.document.main+xml"),
        bytes: finished(&body.build(), collected, &document.theme)?.to_bytes(),
    };
    let values = parts::values(document, collected);
    let document_parts =
        parts::document_parts(document, &values, collected).map_err(Fault::internal)?;
    for (kind, part) in document_parts {
        linked.add(&format!("rId_{kind}"), kind, part);
    }
    let numbering = Part {
        name: "word/numbering.xml".into(),
        content_type: format!("{MEDIA_TYPE}.numbering+xml"),
        bytes: collected.numbering.part(&values).map_err(Fault::internal)?,
    };
    linked.add("rId_numbering", "numbering", numbering);
    add_pictures(collected, &mut linked);
    for (id, target) in collected.links() {
        linked
            .relationships
            .push(Relationship::address(&id, target));
    }
    if let Some(reference) = reference {
        let notes = artifact::behind_section(document, 0)
            .and_then(|behind| reference.fill(document, &mut body, &mut linked, &behind));
        for note in notes.map_err(Fault::internal)? {
            collected.omit(&note);
        }
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
    let margins = &document.theme.design.margins;
    let mut runs = Vec::with_capacity(document.sections.len() + 1);
    // A section without a header of its own would have that of the section before.
    let mut has_header = false;
    if let Some(sheet) = &document.title_sheet {
        let mut properties =
            sections::properties(sheet.paper, sheet.orientation, &margins.of_sheet());
        let behind = artifact::behind_sheet(document, sheet).map_err(Fault::internal)?;
        if !behind.is_empty() {
            has_header = true;
            let mut root = finished(&header(None).build(), collected, &document.theme)?;
            artifact::hang(behind, &mut root);
            let id = linked.add_running("header", 0, &root);
            properties.header_reference = Some(word::HeaderReference::new("default", id));
        }
        runs.push(Pages {
            contents: title_sheet(sheet, document.theme.cover, collected)?,
            properties,
            ends_with_frame: sheet.strapline.is_some(),
        });
    }
    for (number, section) in (1..).zip(&document.sections) {
        let behind = artifact::behind_section(document, number).map_err(Fault::internal)?;
        has_header |= section.running_header.is_some() || !behind.is_empty();
        let Section {
            paper, orientation, ..
        } = *section;
        let place = Place::page(paper, orientation, collected.lengths);
        let mut contents = Vec::with_capacity(section.blocks.len());
        push_page(&section.blocks, place, collected, &mut contents)?;
        begin_at_the_top(&mut contents, collected);
        let mut properties = sections::properties(paper, orientation, margins);
        if has_header {
            let words = section.running_header.as_ref();
            let mut root = finished(&header(words).build(), collected, &document.theme)?;
            artifact::hang(behind, &mut root);
            let id = linked.add_running("header", number, &root);
            properties.header_reference = Some(word::HeaderReference::new("default", id));
        }
        let words = section.running_footer.as_ref();
        let footer = footer(words, place.width, &document.theme).build();
        let root = finished(&footer, collected, &document.theme)?;
        let id = linked.add_running("footer", number, &root);
        properties.footer_reference = Some(word::FooterReference::new("default", id));
        runs.push(Pages {
            contents,
            properties,
            ends_with_frame: false,
        });
    }
    Ok(joined(runs))
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
fn finished(xml: &[u8], collected: &Collected, theme: &Theme) -> Result<Element, Fault> {
    let mut root = xml::parse(xml).map_err(Fault::internal)?;
    finish(&mut root, collected, theme);
    Ok(root)
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
