//! House documents: Word files whose styles, header, footer and margins ours take over.
//!
//! A house document comes from outside and is read with care (`archive`, `markup`); what is taken is made sound when it
//! is opened. It is put in late, when all parts of our file are ready (`fill`).

mod fault;
mod archive;
mod markup;
mod links;
mod page;
mod furniture;
mod fields;
mod styles;
mod merge;
mod numbering;
mod fill;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use self::fault::ReferenceFault;

use self::archive::Archive;
use self::furniture::{Furniture, Pictures};
use self::links::{Link, Target, links};
use self::page::{Margins, Page, Pages, is_on};
use super::xml::{Element, Node};
use crate::document::{Cover, Document};

/// The media types of Word documents and templates without macros.
const SOUND_TYPES: [&str; 2] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
];

/// A Word document whose styles, header, footer and margins other documents take over; opened and found sound.
#[derive(Clone, Debug)]
pub struct Reference {
    styles: Element,
    /// The lists that styles and headers refer to.
    numbering: Option<Element>,
    theme: Option<Furniture>,
    fonts: Option<Element>,
    settings: Settings,
    margins: Option<Margins>,
    /// Whether the first page has a header and footer of its own.
    has_title_page: bool,
    /// A header for each kind of page; none where no header shows anything.
    headers: Vec<(Pages, Furniture)>,
    /// The same for footers.
    footers: Vec<(Pages, Furniture)>,
    pictures: Pictures,
}

/// The settings of a house document that its header, footer and theme depend on.
#[derive(Clone, Debug, Default)]
struct Settings {
    /// Which colours of the theme stand for text and background.
    colour_mapping: Option<Element>,
    /// How far apart tab stops lie that nobody set.
    tab_stops: Option<Element>,
    /// Whether pages with even numbers have headers and footers of their own.
    has_even_pages: bool,
}

impl Reference {
    /// Opens a Word document: `.docx`, or a template without macros.
    ///
    /// It is read up to 2,000 parts, 8 MB a part and 32 MB in all when unpacked.
    ///
    /// # Errors
    /// A [`ReferenceFault`] for anything but a sound Word document of a bounded size whose header and footer stand alone.
    pub fn open(bytes: &[u8]) -> Result<Self, ReferenceFault> {
        let mut archive = Archive::open(bytes)?;
        let main = links(&mut archive, "")?;
        let main = first(&main, "officeDocument").ok_or(ReferenceFault::NotWord)?;
        match archive.content_type(main) {
            sound if SOUND_TYPES.contains(&sound) => {}
            macros if macros.contains("macroEnabled") => return Err(ReferenceFault::Macros),
            _ => return Err(ReferenceFault::NotWord),
        }
        let root = archive.tree(main)?.ok_or(ReferenceFault::Missing)?;
        let parts = links(&mut archive, main)?;
        let mut part = |kind: &str| match first(&parts, kind) {
            Some(path) => archive.tree(path)?.ok_or(ReferenceFault::Missing).map(Some),
            None => Ok(None),
        };
        let styles = part("styles")?.ok_or(ReferenceFault::Missing)?;
        let styles = styles::sound(styles)?;
        let numbering = part("numbering")?.filter(|root| root.name == "w:numbering");
        let fonts = part("fontTable")?.filter(|root| root.name == "w:fonts");
        let mut settings = part("settings")?
            .map(|root| Settings::of(&root))
            .unwrap_or_default();
        let mut pictures = Pictures::new();
        let theme = first(&parts, "theme")
            .map(|path| Furniture::read(&mut archive, path, "a:theme", &mut pictures))
            .transpose()?;
        let page = Page::of(&root)?;
        let mut furniture = |wanted: &[(Pages, String)], root: &str| {
            let mut found = Vec::new();
            for pages in Pages::ALL {
                match pages {
                    Pages::First if !page.is_first_apart => continue,
                    Pages::Even if !settings.has_even_pages => continue,
                    Pages::Default | Pages::First | Pages::Even => {}
                }
                let part = match wanted.iter().find(|(known, _)| *known == pages) {
                    Some((_, id)) => {
                        let link = parts.iter().find(|link| link.id == *id);
                        let Some(Target::Part(path)) = link.map(|link| &link.target) else {
                            return Err(ReferenceFault::Missing);
                        };
                        Furniture::read(&mut archive, path, root, &mut pictures)?
                    }
                    None => Furniture::blank(root),
                };
                found.push((pages, part));
            }
            if found.iter().all(|(_, part)| part.is_blank()) {
                found.clear(); // ours says more
            }
            Ok(found)
        };
        let headers = furniture(&page.headers, "w:hdr")?;
        let footers = furniture(&page.footers, "w:ftr")?;
        let is_bare = headers.is_empty() && footers.is_empty();
        settings.has_even_pages &= !is_bare;
        Ok(Self {
            has_title_page: page.is_first_apart && !is_bare,
            headers,
            footers,
            styles,
            numbering,
            theme,
            fonts: fonts.map(without_embedded),
            settings,
            margins: page.margins,
            pictures,
        })
    }

    /// What its headers and footers say and where they link to, which every document says then that takes it over.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let parts = self.headers.iter().chain(&self.footers);
        parts.flat_map(|(_, part)| part.words()).collect()
    }

    /// Whether a document can take this one over: large print cannot, for its letters would be small again.
    pub(super) fn suits(document: &Document) -> bool {
        !document.theme.is_large_print()
    }

    /// The document with the margins of this one. Its cover becomes plain, for the house's title may be of any colour.
    pub(super) fn fitted(&self, document: &Document) -> Document {
        let mut document = document.clone();
        document.theme.cover = Cover::Plain;
        if let Some(margins) = self.margins {
            document.theme.design.margins = margins.design();
        }
        document
    }
}

impl Settings {
    fn of(root: &Element) -> Self {
        Self {
            colour_mapping: root.find("w:clrSchemeMapping").cloned(),
            tab_stops: root.find("w:defaultTabStop").cloned(),
            has_even_pages: root.find("w:evenAndOddHeaders").is_some_and(is_on),
        }
    }
}

/// The path of the first part of that kind.
fn first<'a>(links: &'a [Link], kind: &str) -> Option<&'a str> {
    links.iter().find_map(|link| link.part_of_kind(kind))
}

/// The table of fonts without the fonts themselves, which are not taken over.
fn without_embedded(mut fonts: Element) -> Element {
    for font in fonts.elements_mut() {
        font.children.retain(
            |node| !matches!(node, Node::Element(child) if child.name.starts_with("w:embed")),
        );
    }
    fonts
}
