//! Our finished parts, filled into a house document.

use std::collections::{BTreeMap, BTreeSet};

use super::Reference;
use super::furniture::Furniture;
use super::merge::{forget_theme_colours, merged, rename, shared};
use super::numbering::{add_lists, collect_numbers, renumber};
use super::page::Pages;
use crate::document::{Document, Orientation};
use crate::render::docx::artifact::hang;
use crate::render::docx::package::{Linked, Part, Relationship, relationships};
use crate::render::docx::schema;
use crate::render::docx::xml::{Element, Node, parse};

impl Reference {
    /// Puts styles, theme, headers, footers and margins of the house document into the parts of our file, and says what
    /// a person should know of it.
    ///
    /// `behind` are runs that hang in every header, such as a watermark: what lies behind the words of each page.
    ///
    /// # Errors
    /// What is wrong with one of our parts, which is a fault of this program.
    pub(in crate::render::docx) fn fill(
        &self,
        document: &Document,
        body: &mut Part,
        linked: &mut Linked,
        behind: &[Element],
    ) -> Result<Vec<String>, String> {
        if !self.headers.is_empty() {
            drop_parts(linked, "header");
        }
        if !self.footers.is_empty() {
            drop_parts(linked, "footer");
        }
        let ours = tree(linked, "styles")?;
        let mut styles = self.styles.clone();
        let shared = shared(&styles, &ours);
        let mut lists = tree(linked, "numbering")?;
        let mut used = BTreeSet::new();
        collect_numbers(&styles, &mut used);
        for (_, part) in self.headers.iter().chain(&self.footers) {
            collect_numbers(&part.root, &mut used);
        }
        let numbers = add_lists(&mut lists, self.numbering.as_ref(), &used, &shared);
        renumber(&mut styles, &numbers);
        let merged = merged(&styles, &ours, &self.own_tabs());
        rename(&mut lists, &merged.ids);
        write(linked, "styles", &merged.root);
        write(linked, "numbering", &lists);
        let kept = linked
            .parts
            .iter_mut()
            .filter(|part| is_of(part, "header") || is_of(part, "footer"));
        for part in std::iter::once(&mut *body).chain(kept) {
            let mut root = parse(&part.bytes)?;
            rename(&mut root, &merged.ids);
            forget_theme_colours(&mut root);
            self.fill_sections(&mut root, &mut true);
            part.bytes = root.to_bytes();
        }
        self.fill_settings(linked)?;
        self.add_theme(linked);
        self.add_furniture(linked, &numbers, behind);
        Ok(self.notes(document, merged.loses_numbers))
    }

    /// The styles whose tab stops stay ours, since our own header or footer stays.
    fn own_tabs(&self) -> Vec<&'static str> {
        let header = self.headers.is_empty().then_some("header");
        let footer = self.footers.is_empty().then_some("footer");
        header.into_iter().chain(footer).collect()
    }

    /// Gives every section the margins of the house, and the first its headers and footers, which the others inherit.
    fn fill_sections(&self, element: &mut Element, is_first: &mut bool) {
        if element.name == "w:sectPr" {
            if let Some(margins) = self.margins {
                element.remove("w:pgMar");
                element.push(margins.element());
            }
            for (kind, parts) in [("header", &self.headers), ("footer", &self.footers)] {
                let name = reference_name(kind);
                if parts.is_empty() {
                    self.repeat(element, &name, *is_first);
                } else {
                    element.remove(&name);
                    let references = parts.iter().map(|(pages, _)| reference(kind, *pages));
                    references
                        .filter(|_| *is_first)
                        .for_each(|reference| element.push(reference));
                }
            }
            if *is_first && self.has_title_page {
                element.push(Element::new("w:titlePg"));
            }
            *is_first = false;
            schema::sort(element);
        }
        for child in element.elements_mut() {
            self.fill_sections(child, is_first);
        }
    }

    /// Lets our own header or footer of a section stand on the pages, too, for which the house has others.
    fn repeat(&self, section: &mut Element, name: &str, is_first: bool) {
        let Some(own) = section.find(name).cloned() else {
            return;
        };
        for pages in Pages::ALL {
            let applies = match pages {
                Pages::Default => false, // it stands there already
                Pages::First => is_first && self.has_title_page,
                Pages::Even => self.settings.has_even_pages,
            };
            if applies {
                let mut own = own.clone();
                own.set("w:type", pages.word());
                section.push(own);
            }
        }
    }

    fn fill_settings(&self, linked: &mut Linked) -> Result<(), String> {
        let mut settings = tree(linked, "settings")?;
        for taken in [&self.settings.colour_mapping, &self.settings.tab_stops]
            .into_iter()
            .flatten()
        {
            for known in settings
                .elements_mut()
                .filter(|known| known.name == taken.name)
            {
                known.clone_from(taken);
            }
        }
        if self.settings.has_even_pages {
            let place = settings.children.iter().position(
                |node| matches!(node, Node::Element(known) if known.name == "w:characterSpacingControl"),
            );
            let switch = Node::Element(Element::new("w:evenAndOddHeaders"));
            settings.children.insert(place.unwrap_or(0), switch);
        }
        write(linked, "settings", &settings);
        Ok(())
    }

    fn add_theme(&self, linked: &mut Linked) {
        if let Some(fonts) = &self.fonts {
            write(linked, "fontTable", fonts);
        }
        let Some(theme) = &self.theme else {
            return;
        };
        write(linked, "theme", &theme.root);
        let name = linked.parts.iter().find(|part| is_of(part, "theme"));
        if let Some(name) = name.map(|part| part.name.clone()) {
            linked
                .parts
                .extend(self.relationships_of(theme, &name, "../"));
        }
    }

    fn add_furniture(
        &self,
        linked: &mut Linked,
        numbers: &BTreeMap<String, String>,
        behind: &[Element],
    ) {
        for (kind, parts) in [("header", &self.headers), ("footer", &self.footers)] {
            for (pages, part) in parts {
                let mut root = part.root.clone();
                renumber(&mut root, numbers);
                if kind == "header" {
                    hang(behind.to_vec(), &mut root);
                }
                let name = format!("word/house-{kind}-{}.xml", pages.word());
                let links = self.relationships_of(part, &name, "");
                let part = Part {
                    name,
                    content_type: content_type(kind),
                    bytes: root.to_bytes(),
                };
                linked.add(&reference_id(kind, *pages), kind, part);
                linked.parts.extend(links);
            }
        }
        for (number, picture) in (1..).zip(self.pictures.values()) {
            linked.parts.push(Part {
                name: format!("word/{}", picture_path(number, &picture.content_type)),
                content_type: picture.content_type.clone(),
                bytes: picture.bytes.to_vec(),
            });
        }
    }

    /// The relationships of a part of the house; `up` leads from its folder to `word/`.
    fn relationships_of(&self, part: &Furniture, name: &str, up: &str) -> Option<Part> {
        let picture = |(id, path): (&String, &String)| {
            let number = self.pictures.keys().position(|known| known == path)? + 1;
            let picture = &self.pictures[path];
            let target = format!("{up}{}", picture_path(number, &picture.content_type));
            Some(Relationship::part(id, "image", &target))
        };
        let address = |(id, address): (&String, &String)| Relationship::address(id, address);
        let mut links: Vec<Relationship> = part.pictures.iter().filter_map(picture).collect();
        links.extend(part.addresses.iter().map(address));
        (!links.is_empty()).then(|| relationships(name, &links))
    }

    /// What a person should know of a document that takes this one over.
    fn notes(&self, document: &Document, loses_numbers: bool) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |applies: bool, text: &str| notes.extend(applies.then(|| text.to_owned()));
        let furniture = || {
            self.headers
                .iter()
                .chain(&self.footers)
                .map(|(_, part)| part)
        };
        let sections = &document.sections;
        note(
            !self.footers.is_empty() && !furniture().any(Furniture::numbers_pages),
            "The house document's footer has no page number, so the Word file has none.",
        );
        note(
            !self.headers.is_empty()
                && sections
                    .iter()
                    .any(|section| section.running_header.is_some()),
            "The house document's header stands in the place of the running header in the Word file.",
        );
        note(
            !self.footers.is_empty()
                && sections
                    .iter()
                    .any(|section| section.running_footer.is_some()),
            "The house document's footer stands in the place of the running footer in the Word file.",
        );
        note(
            furniture().any(Furniture::has_tabs)
                && sections
                    .iter()
                    .any(|section| section.orientation == Orientation::Landscape),
            "On landscape pages of the Word file, the house document's header and footer are only as wide as on portrait ones.",
        );
        note(
            loses_numbers,
            "The house document numbers its headings; the Word file leaves these numbers out, for the plan has its own.",
        );
        notes
    }
}

/// The relationship of our body to a header or footer of the house.
fn reference_id(kind: &str, pages: Pages) -> String {
    format!("rIdHouse_{kind}_{}", pages.word())
}

fn reference_name(kind: &str) -> String {
    format!("w:{kind}Reference")
}

fn reference(kind: &str, pages: Pages) -> Element {
    Element::new(&reference_name(kind))
        .with("w:type", pages.word())
        .with("r:id", reference_id(kind, pages))
}

/// Where a picture of the house lies, seen from `word/`.
fn picture_path(number: usize, content_type: &str) -> String {
    let ending = match content_type {
        "image/jpeg" | "image/jpg" => "jpg",
        "image/svg+xml" => "svg",
        "image/x-emf" | "image/emf" => "emf",
        "image/x-wmf" | "image/wmf" => "wmf",
        "image/gif" => "gif",
        "image/tiff" => "tiff",
        "image/bmp" => "bmp",
        _ => "png",
    };
    format!("media/house{number}.{ending}")
}

fn content_type(kind: &str) -> String {
    let media_type = crate::render::docx::MEDIA_TYPE;
    format!("{media_type}.{kind}+xml")
}

/// Whether a part is of a kind, such as `styles`.
fn is_of(part: &Part, kind: &str) -> bool {
    let ending = format!("{kind}+xml");
    let begin = part.content_type.strip_suffix(&ending);
    begin.is_some_and(|begin| begin.ends_with('.'))
}

fn tree(linked: &Linked, kind: &str) -> Result<Element, String> {
    let part = linked.parts.iter().find(|part| is_of(part, kind));
    parse(&part.ok_or_else(|| format!("no {kind}"))?.bytes)
}

fn write(linked: &mut Linked, kind: &str, root: &Element) {
    for part in linked.parts.iter_mut().filter(|part| is_of(part, kind)) {
        part.bytes = root.to_bytes();
    }
}

/// Drops the parts of a kind, with what they refer to and what refers to them.
fn drop_parts(linked: &mut Linked, kind: &str) {
    let names: Vec<String> = linked
        .parts
        .iter()
        .filter(|part| is_of(part, kind))
        .flat_map(|part| [part.name.clone(), relationships(&part.name, &[]).name])
        .collect();
    linked.parts.retain(|part| !names.contains(&part.name));
    linked
        .relationships
        .retain(|link| !link.kind.ends_with(&format!("/{kind}")));
}
