//! Word.
//!
//! The body is built with docx-rs types, then finished: docx-rs writes children out of the schema's order and cannot
//! say heading rows, alternative text or the look of a table. The package, its styles, theme, settings, numbering and
//! properties are this writer's own; the files in `parts` are where a person changes how documents look.

mod body;
mod inline;
mod table;
mod measure;
mod title;
mod sections;
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
mod tests;

use docx_rs as word;
use word::BuildXML as _;

use self::body::{Content, Place, blocks};
use self::collected::Collected;
use self::finish::{finish, picture_id, svg_id};
use self::package::{Part, Relationship, relationships, zip};
use self::sections::{footer, header, text_width};
use self::title::title_sheet;
use super::Rendered;
use crate::document::{Document, PictureFormat, Theme};
use crate::error::RenderError;

/// The document as a Word file.
///
/// `omissions` says what Word cannot show: lines that return where a group of rows is continued, and an SVG logo
/// without a PNG copy. How many pages there are only Word can tell.
///
/// # Errors
/// A table that breaks the promises of [`Table::validate`](crate::document::Table::validate); a fault of the program
/// itself, such as XML that does not read back.
pub fn render(document: &Document) -> Result<Rendered, RenderError> {
    let mut writer = Writer::default();
    let bytes = writer.write(document).map_err(|fault| RenderError {
        document: document.meta.identifier.clone(),
        format: "docx",
        message: fault.message,
        detail: fault.detail,
    })?;
    Ok(Rendered {
        bytes,
        pages: None,
        omissions: writer.collected.into_omissions(),
    })
}

/// What went wrong, without the document's name.
struct Fault {
    message: String,
    detail: Vec<String>,
}

impl Fault {
    /// A fault of this program.
    fn internal(detail: impl ToString) -> Self {
        Self {
            message: "the Word file could not be put together".into(),
            detail: vec![detail.to_string()],
        }
    }
}

/// A Word file while it is written.
#[derive(Default)]
struct Writer {
    collected: Collected,
    /// The parts that the document links to, with their relationships.
    parts: Vec<Part>,
    links: Vec<Relationship>,
    /// How many running headers and footers there are.
    running: usize,
}

impl Writer {
    fn write(&mut self, document: &Document) -> Result<Vec<u8>, Fault> {
        let body = self.body(document)?;
        let body = finished(&body.build(), &self.collected, &document.theme)?;
        for (kind, part) in parts::document_parts(document) {
            self.link(&format!("rId_{kind}"), kind, part);
        }
        let numbering = numbering::numbering(&self.collected).map_err(Fault::internal)?;
        self.link(
            "rId_numbering",
            "numbering",
            Part {
                name: "word/numbering.xml".into(),
                content_type:
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
                bytes: numbering,
            },
        );
        self.link_pictures();
        for (id, target) in self.collected.links() {
            self.links.push(Relationship::address(&id, target));
        }
        let mut package = vec![
            package_relationships(),
            Part {
                name: "word/document.xml".into(),
                content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                bytes: body,
            },
            relationships("word/document.xml", &self.links),
        ];
        package.append(&mut self.parts);
        package.extend(parts::properties(document));
        zip(&package).map_err(Fault::internal)
    }

    /// The title sheet and the sections; the properties of a section stand in its last paragraph, those of the last
    /// one at the end of the body.
    fn body(&mut self, document: &Document) -> Result<word::Document, Fault> {
        let mut runs = Vec::new();
        if let Some(sheet) = &document.title_sheet {
            let contents = title_sheet(sheet, &mut self.collected);
            // The frame of the strapline needs a paragraph after it to be anchored to.
            runs.push((contents, sections::properties(sheet.orientation), true));
        }
        let mut has_header = false;
        for section in &document.sections {
            let place = Place::page(text_width(section.orientation));
            let contents =
                blocks(&section.blocks, place, &mut self.collected).map_err(|fault| Fault {
                    message: fault.to_string(),
                    detail: Vec::new(),
                })?;
            let mut properties = sections::properties(section.orientation);
            if has_header || section.running_header.is_some() {
                has_header = true;
                let id = self.running(
                    Running::Header,
                    &header(section.running_header.as_deref()).build(),
                    &document.theme,
                )?;
                properties.header_reference = Some(word::HeaderReference::new("default", id));
            }
            let id = self.running(
                Running::Footer,
                &footer(section.running_footer.as_deref(), section.orientation).build(),
                &document.theme,
            )?;
            properties.footer_reference = Some(word::FooterReference::new("default", id));
            runs.push((contents, properties, false));
        }
        Ok(joined(runs))
    }

    /// Adds a running header or footer and returns its id.
    fn running(&mut self, kind: Running, xml: &[u8], theme: &Theme) -> Result<String, Fault> {
        self.running += 1;
        let name = match kind {
            Running::Header => "header",
            Running::Footer => "footer",
        };
        let id = format!("rId_{name}{}", self.running);
        let part = Part {
            name: format!("word/{name}{}.xml", self.running),
            content_type: match kind {
                Running::Header => {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
                }
                Running::Footer => {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
                }
            },
            bytes: finished(xml, &self.collected, theme)?,
        };
        self.link(&id, name, part);
        Ok(id)
    }

    fn link_pictures(&mut self) {
        for (number, picture) in (1..).zip(self.collected.pictures().to_vec()) {
            let part = |format: PictureFormat, bytes| Part {
                name: format!("word/media/picture{number}.{}", format.extension()),
                content_type: match format {
                    PictureFormat::Svg => "image/svg+xml",
                    PictureFormat::Png => "image/png",
                    PictureFormat::Jpeg => "image/jpeg",
                },
                bytes,
            };
            self.link(
                &picture_id(number),
                "image",
                part(picture.format, picture.bytes),
            );
            if let Some(svg) = picture.svg {
                self.link(&svg_id(number), "image", part(PictureFormat::Svg, svg));
            }
        }
    }

    /// Adds a part below `word/` that the document links to.
    fn link(&mut self, id: &str, kind: &str, part: Part) {
        let target = part.name.trim_start_matches("word/");
        self.links.push(Relationship::part(id, kind, target));
        self.parts.push(part);
    }
}

#[derive(Clone, Copy)]
enum Running {
    Header,
    Footer,
}

/// The runs of pages as one body.
fn joined(mut runs: Vec<(Vec<Content>, word::SectionProperty, bool)>) -> word::Document {
    let mut body = word::Document::new();
    let last = runs.pop();
    for (contents, properties, needs_end) in runs {
        body = with_section(body, contents, Some(properties), needs_end);
    }
    if let Some((contents, properties, needs_end)) = last {
        body = with_section(body, contents, None, needs_end);
        body.section_property = properties;
    }
    body
}

fn with_section(
    mut body: word::Document,
    mut contents: Vec<Content>,
    properties: Option<word::SectionProperty>,
    needs_end: bool,
) -> word::Document {
    let ends_with_paragraph = matches!(contents.last(), Some(Content::Paragraph(_)));
    if needs_end || !ends_with_paragraph {
        let end = word::Paragraph::new().style("SectionEnd");
        contents.push(Content::Paragraph(end));
    }
    let last = contents.len() - 1;
    for (index, content) in contents.into_iter().enumerate() {
        body = match (content, &properties) {
            (Content::Paragraph(paragraph), Some(properties)) if index == last => {
                body.add_paragraph(paragraph.section_property(properties.clone()))
            }
            (Content::Paragraph(paragraph), _) => body.add_paragraph(paragraph),
            (Content::Table(table), _) => body.add_table(table),
        };
    }
    body
}

/// What docx-rs wrote, finished.
fn finished(xml: &[u8], collected: &Collected, theme: &Theme) -> Result<Vec<u8>, Fault> {
    let mut root = xml::parse(xml).map_err(Fault::internal)?;
    finish(&mut root, collected, theme);
    Ok(root.to_bytes())
}

fn package_relationships() -> Part {
    let mut core = Relationship::part("rId2", "core-properties", "docProps/core.xml");
    core.kind =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            .into();
    relationships(
        "",
        &[
            Relationship::part("rId1", "officeDocument", "word/document.xml"),
            core,
            Relationship::part("rId3", "extended-properties", "docProps/app.xml"),
        ],
    )
}
