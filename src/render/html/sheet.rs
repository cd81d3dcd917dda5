//! The title sheet, as the page's header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::page::Page;
use crate::document::{Cover, Picture, PictureFormat, TableFault, TitleSheet};

impl<'a> Page<'a> {
    /// The title sheet.
    ///
    /// # Errors
    /// The [`TableFault`] of the first table on it that breaks its promises.
    pub(super) fn sheet(&mut self, sheet: &'a TitleSheet, cover: Cover) -> Result<(), TableFault> {
        let class = match cover {
            Cover::Plain => "sheet cover-plain",
            Cover::Band => "sheet cover-band",
            Cover::Full => "sheet cover-full",
        };
        self.markup.open("header", &[("class", class)]);
        self.markup.line();
        if !sheet.logos.is_empty() {
            self.markup.open("div", &[("class", "logos")]);
            self.markup.line();
            for logo in &sheet.logos {
                self.logo(logo);
            }
            self.markup.close_line("div");
        }
        self.markup.open("div", &[("class", "title")]);
        self.markup.line();
        if let Some(organisation) = &sheet.organisation {
            self.paragraph("organisation", &organisation.runs());
        }
        self.markup.open("h1", &[]);
        self.inlines(&sheet.title);
        self.markup.close_line("h1");
        if !sheet.subtitle.is_empty() {
            self.paragraph("subtitle", &sheet.subtitle);
        }
        if let Some(statement) = &sheet.statement {
            self.paragraph("statement", &statement.runs());
        }
        self.markup.close_line("div");
        if let Some(fields) = &sheet.fields {
            self.fields(fields);
        }
        self.blocks(&sheet.blocks)?;
        if let Some(strapline) = &sheet.strapline {
            self.paragraph("strapline", &strapline.runs());
        }
        self.markup.close_line("header");
        Ok(())
    }

    /// A logo within the page itself. As a picture, an SVG runs no script and asks for nothing.
    fn logo(&mut self, logo: &Picture) {
        let kind = match logo.format {
            PictureFormat::Svg => "svg+xml",
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpeg",
        };
        let address = format!("data:image/{kind};base64,{}", STANDARD.encode(&logo.bytes));
        let attributes = [
            ("src", &*address),
            ("alt", &logo.alt),
            ("width", &logo.width.to_string()),
            ("height", &logo.height.to_string()),
        ];
        self.markup.empty("img", &attributes);
        self.markup.line();
    }
}
