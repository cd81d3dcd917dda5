//! The whole page: its head, and what it keeps in mind while it is written.

use std::collections::BTreeSet;

use super::looks::Looks;
use super::markup::Markup;
use super::places::Places;
use crate::document::{Change, Comparison, Document, Meta, Orientation, Section, TableFault};

/// What a reader's program may load for the page: its own pictures and its own style, and nothing else.
///
/// The style is not fixed by a fingerprint, since websites rewrite white space and would so lose it.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; \
                      form-action 'none'";

/// The body of a page while it is written.
pub(super) struct Page<'a> {
    pub(super) markup: Markup,
    pub(super) places: Places<'a>,
    pub(super) looks: Looks,
    /// The names of the regions so far.
    pub(super) regions: BTreeSet<String>,
    /// How many panels there are so far.
    pub(super) panels: usize,
    /// How many tables there are so far.
    pub(super) tables: usize,
    /// In how many cells, one within the other, the next block stands.
    pub(super) cells: usize,
    /// What became of the blocks around the next one.
    pub(super) within: Option<Change>,
    /// Whether a table is best as wide as the screen.
    pub(super) is_wide: bool,
    /// Whether the document's title heads the page.
    has_title: bool,
    /// The level of the last heading, as HTML counts.
    level: u8,
}

impl Page<'_> {
    /// The element for a heading of that level. The title is the page's first level, where there is one; below it no
    /// level is skipped, and HTML knows six.
    pub(super) fn heading_name(&mut self, level: u8) -> &'static str {
        let below_title = u8::from(self.has_title);
        self.level = (level + below_title).min(self.level + 1);
        match self.level {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }
}

/// The document as a page.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn page(document: &Document) -> Result<String, TableFault> {
    let mut page = Page {
        markup: Markup::default(),
        places: Places::of(document),
        looks: Looks::default(),
        regions: BTreeSet::new(),
        panels: 0,
        tables: 0,
        cells: 0,
        within: None,
        is_wide: false,
        level: u8::from(document.title_sheet.is_some()),
        has_title: document.title_sheet.is_some(),
    };
    if let Some(Comparison { explanation, .. }) = &document.comparison {
        page.markup.open(
            "aside",
            &[("class", "explanation"), ("aria-label", "Changes")],
        );
        page.paragraph("", explanation);
        page.markup.close_line("aside");
    }
    if let Some(sheet) = &document.title_sheet {
        page.sheet(sheet, document.theme.cover)?;
    }
    page.markup.open("main", &[("id", "main_content")]);
    page.markup.line();
    for section in &document.sections {
        page.section(section)?;
    }
    page.markup.close_line("main");
    let Page {
        markup: body,
        looks,
        is_wide,
        has_title,
        ..
    } = page;

    let mut markup = Markup::default();
    markup.raw("<!DOCTYPE html>\n");
    markup.open("html", &[("lang", &document.meta.language)]);
    markup.line();
    head(document, &looks, &mut markup);
    markup.open("body", &[("class", if is_wide { "wide" } else { "" })]);
    markup.line();
    if has_title {
        let attributes = [("class", "skip"), ("href", "#main_content")];
        markup.element("a", &attributes, "Skip to the text");
    }
    markup.raw(&body.into_text());
    markup.close_line("body");
    markup.close_line("html");
    Ok(markup.into_text())
}

impl<'a> Page<'a> {
    /// A run of pages, which lie in the printed page as they do in the PDF.
    fn section(&mut self, section: &'a Section) -> Result<(), TableFault> {
        if section.blocks.is_empty() {
            return Ok(());
        }
        let class = match section.orientation {
            Orientation::Portrait => "pages",
            Orientation::Landscape => "pages landscape",
        };
        self.markup.open("div", &[("class", class)]);
        self.markup.line();
        self.blocks(&section.blocks)?;
        self.markup.close_line("div");
        Ok(())
    }
}

fn head(document: &Document, looks: &Looks, markup: &mut Markup) {
    let Meta {
        title,
        author,
        subject,
        keywords,
        date,
        ..
    } = &document.meta;
    let named = |name, content: &str, markup: &mut Markup| {
        if !content.trim().is_empty() {
            markup.empty("meta", &[("name", name), ("content", content)]);
            markup.line();
        }
    };
    markup.open("head", &[]);
    markup.line();
    markup.empty("meta", &[("charset", "utf-8")]);
    markup.line();
    let policy = [
        ("http-equiv", "Content-Security-Policy"),
        ("content", POLICY),
    ];
    markup.empty("meta", &policy);
    markup.line();
    named("viewport", "width=device-width, initial-scale=1", markup);
    let whole_title = if author.trim().is_empty() || title.contains(author.trim()) {
        title.clone()
    } else {
        format!("{title} – {author}")
    };
    markup.element("title", &[], &whole_title);
    named("description", subject, markup);
    named("author", author, markup);
    named("keywords", &keywords.join(", "), markup);
    named("dcterms.date", &date.to_string(), markup);
    named(
        "generator",
        concat!("Dutybound ", env!("CARGO_PKG_VERSION")),
        markup,
    );
    named("color-scheme", "light dark", markup);
    named("referrer", "no-referrer", markup);
    markup.open("style", &[]);
    markup.line();
    markup.raw(&looks.style(document));
    markup.close_line("style");
    markup.close_line("head");
}
