//! How the pages of a house document lie, and which header and footer they have.

use super::fault::ReferenceFault as Fault;
use crate::document;
use crate::render::docx::xml::Element;

/// Half the width and half the height of a page, A4 and upright, in twentieths of a point.
const HALF: (i32, i32) = (5_953, 8_419);

/// On which pages a header or footer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pages {
    /// On all that have none of their own.
    Default,
    /// On the first.
    First,
    /// On those with an even number.
    Even,
}

impl Pages {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Default, Self::First, Self::Even];

    /// The word of WordprocessingML.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::First => "first",
            Self::Even => "even",
        }
    }
}

/// The last section of a house document; it inherits headers and footers from the sections before.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// The margins; `None` where the document says nothing.
    pub(super) margins: Option<Margins>,
    /// Whether the first page has a header and footer of its own.
    pub(super) is_first_apart: bool,
    /// The ids of the relationships to the headers.
    pub(super) headers: Vec<(Pages, String)>,
    /// The same for footers.
    pub(super) footers: Vec<(Pages, String)>,
}

impl Page {
    /// The last section of a document.
    ///
    /// # Errors
    /// [`Fault::Margins`].
    pub(super) fn of(root: &Element) -> Result<Self, Fault> {
        let mut sections = Vec::new();
        collect(root, &mut sections);
        let mut page = Self::default();
        for section in sections {
            page.is_first_apart = section.find("w:titlePg").is_some_and(is_on);
            page.margins = section.find("w:pgMar").map(Margins::of).or(page.margins);
            for reference in section.elements() {
                let known = match reference.name.as_str() {
                    "w:headerReference" => &mut page.headers,
                    "w:footerReference" => &mut page.footers,
                    _ => continue,
                };
                let kind = reference.attribute("w:type").unwrap_or("default");
                let pages = Pages::ALL.into_iter().find(|pages| pages.word() == kind);
                if let (Some(pages), Some(id)) = (pages, reference.attribute("r:id")) {
                    known.retain(|(other, _)| *other != pages);
                    known.push((pages, id.to_owned()));
                }
            }
        }
        match page.margins {
            Some(margins) if !margins.are_sound() => Err(Fault::Margins),
            Some(_) | None => Ok(page),
        }
    }
}

/// Whether a switch is on: it is where nothing else is said.
pub(super) fn is_on(switch: &Element) -> bool {
    !matches!(switch.attribute("w:val"), Some("0" | "false" | "off"))
}

fn collect<'a>(element: &'a Element, sections: &mut Vec<&'a Element>) {
    if element.name == "w:sectPr" {
        sections.push(element);
    }
    for child in element.elements() {
        collect(child, sections);
    }
}

/// The margins of a page, in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margins {
    top: i32,
    right: i32,
    bottom: i32,
    left: i32,
    /// From the edge of the paper to the header.
    header: i32,
    /// From the edge of the paper to the footer.
    footer: i32,
    /// Beside the left margin, where the pages are bound.
    gutter: i32,
}

impl Margins {
    fn of(element: &Element) -> Self {
        // Some programs write fractions of a twentieth; what is not said is an inch.
        let length = |name: &str, usual: i32| {
            let said = element
                .attribute(name)
                .and_then(|value| value.parse::<f64>().ok());
            #[expect(clippy::cast_possible_truncation, reason = "bounded before it is used")]
            said.map_or(usual, |twips| twips.round().clamp(-1e6, 1e6) as i32)
        };
        Self {
            top: length("w:top", 1440),
            right: length("w:right", 1440),
            bottom: length("w:bottom", 1440),
            left: length("w:left", 1440),
            header: length("w:header", 720),
            footer: length("w:footer", 720),
            gutter: length("w:gutter", 0),
        }
    }

    /// Whether half of a page is left for text. Negative margins above and below mean that the text does not give way
    /// to a tall header.
    fn are_sound(self) -> bool {
        [self.left, self.right, self.gutter, self.header, self.footer]
            .iter()
            .all(|length| *length >= 0)
            && self.left + self.right + self.gutter <= HALF.0
            && self.top.abs() + self.bottom.abs() <= HALF.1
            && self.header.max(self.footer) <= HALF.1
    }

    /// The margins as far as the design of a document can say them; sides that differ are evened out.
    pub(super) fn design(self) -> document::Margins {
        let points = |twips: i32| f64::from(twips) / 20.0;
        document::Margins {
            side: points(self.left + self.right + self.gutter) / 2.0,
            top: points(self.top.abs()),
            bottom: points(self.bottom.abs()),
            running: points(self.header),
            sheet: points(self.top.abs().max(self.bottom.abs())), // the header stands on the title sheet too
        }
    }

    /// The margins as a section says them.
    pub(super) fn element(self) -> Element {
        [
            ("w:top", self.top),
            ("w:right", self.right),
            ("w:bottom", self.bottom),
            ("w:left", self.left),
            ("w:header", self.header),
            ("w:footer", self.footer),
            ("w:gutter", self.gutter),
        ]
        .into_iter()
        .fold(Element::new("w:pgMar"), |element, (name, twips)| {
            element.with(name, twips.to_string())
        })
    }
}
