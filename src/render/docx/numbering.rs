//! Bullets and numbers.

use super::xml::{Element, Node, fill, parse};
use crate::document::ListKind;

/// The definitions that styles carry: four kinds of list with three levels each, sections with clauses, annexes.
const TEMPLATE: &str = include_str!("parts/numbering.xml");

/// The definition of sections and their clauses; also the number that their styles carry.
pub(super) const SECTIONS: usize = 5;
/// The definition of annexes; also the number that their style carries.
pub(super) const ANNEXES: usize = 6;
/// White space as wide as about half a step between the levels of a list.
const LEAD: &str = "\u{2003}";

/// How the items of a list are numbered and where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListShape {
    /// A bullet or a number.
    pub(super) kind: ListKind,
    /// Whether it lies in a table's cell.
    pub(super) compact: bool,
    /// Where the text around the list begins, in twentieths of a point.
    pub(super) left: usize,
    /// Whether all items must begin at that edge, so that they share a frame with the text around.
    pub(super) framed: bool,
}

impl ListShape {
    /// The definition of the house that it has, or that it is derived from.
    fn house(self) -> usize {
        match (self.kind, self.compact) {
            (ListKind::Bullet, false) => 1,
            (ListKind::Bullet, true) => 2,
            (ListKind::Number, false) => 3,
            (ListKind::Number, true) => 4,
        }
    }
}

/// The numbers that paragraphs carry, and the definitions behind them.
pub(super) struct Numbering {
    derived: Vec<ListShape>,
    numbers: Vec<Counter>,
}

/// One count of a definition.
#[derive(Clone, Copy)]
struct Counter {
    definition: usize,
    /// A level that starts anew, and at what.
    start: Option<(usize, u32)>,
}

impl Default for Numbering {
    /// The numbers that styles carry.
    fn default() -> Self {
        let counter = |definition| Counter {
            definition,
            start: None,
        };
        Self {
            derived: Vec::new(),
            numbers: (1..=ANNEXES).map(counter).collect(),
        }
    }
}

impl Numbering {
    /// The number of a new count of a definition, which at that level starts anew.
    pub(super) fn restarted(&mut self, definition: usize, level: usize, start: u32) -> usize {
        self.push(Counter {
            definition,
            start: Some((level, start)),
        })
    }

    /// The number that the items of a list at that level carry; every numbered list starts at 1.
    pub(super) fn list(&mut self, shape: ListShape, level: usize) -> usize {
        let definition = self.definition(shape);
        match shape.kind {
            // Levels below start anew by themselves, but those of another list may still count on.
            ListKind::Number => self.restarted(definition, level, 1),
            ListKind::Bullet => {
                let known = self
                    .numbers
                    .iter()
                    .position(|number| number.definition == definition);
                match known {
                    Some(place) => place + 1,
                    None => self.push(Counter {
                        definition,
                        start: None,
                    }),
                }
            }
        }
    }

    fn push(&mut self, counter: Counter) -> usize {
        self.numbers.push(counter);
        self.numbers.len()
    }

    fn definition(&mut self, shape: ListShape) -> usize {
        if shape.left == 0 && !shape.framed {
            return shape.house();
        }
        let known = self.derived.iter().position(|known| *known == shape);
        let place = known.unwrap_or_else(|| {
            self.derived.push(shape);
            self.derived.len() - 1
        });
        ANNEXES + 1 + place
    }

    /// The part that says how paragraphs are numbered; `values` are those of the design.
    ///
    /// # Errors
    /// What is wrong with the template, which is a fault of this program.
    pub(super) fn part(&self, values: &[(&str, String)]) -> Result<Vec<u8>, String> {
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut root = parse(&fill(TEMPLATE, &values))?;
        for (id, shape) in (ANNEXES + 1..).zip(&self.derived) {
            let house = shape.house().to_string();
            let template = root
                .elements()
                .find(|element| element.attribute("w:abstractNumId") == Some(&house))
                .ok_or_else(|| format!("no list {house}"))?;
            let derived = derived(template.clone(), id, *shape);
            root.push(derived);
        }
        for (id, number) in (1..).zip(&self.numbers) {
            root.push(number.element(id));
        }
        Ok(root.to_bytes())
    }
}

impl Counter {
    fn element(self, id: usize) -> Element {
        let mut number =
            Element::new("w:num")
                .with("w:numId", id.to_string())
                .child(Element::value(
                    "w:abstractNumId",
                    self.definition.to_string(),
                ));
        if let Some((level, start)) = self.start {
            number.push(
                Element::new("w:lvlOverride")
                    .with("w:ilvl", level.to_string())
                    .child(Element::value("w:startOverride", start.to_string())),
            );
        }
        number
    }
}

/// The list as it is where the text around it does not begin at the margin.
fn derived(mut list: Element, id: usize, shape: ListShape) -> Element {
    list.set("w:abstractNumId", id.to_string());
    for child in list.elements_mut() {
        match child.name.as_str() {
            "w:nsid" => child.set("w:val", format!("1A2B{id:04X}")),
            "w:lvl" => derive_level(child, shape),
            _ => {}
        }
    }
    list
}

fn derive_level(level: &mut Element, shape: ListShape) {
    let depth = number(level, "w:ilvl");
    level.remove("w:pStyle");
    for child in level.elements_mut() {
        match child.name.as_str() {
            // Of a bullet with white space before it LibreOffice shows the white space only.
            "w:numFmt" if shape.framed && shape.kind == ListKind::Bullet && depth > 0 => {
                child.set("w:val", "none");
            }
            "w:lvlText" if shape.framed => {
                let text = child.attribute("w:val").unwrap_or_default();
                child.set("w:val", format!("{}{text}", LEAD.repeat(2 * depth)));
            }
            "w:pPr" => derive_indent(child, shape),
            _ => {}
        }
    }
}

/// A tab stop where the text begins keeps Word from taking a usual one before it.
fn derive_indent(properties: &mut Element, shape: ListShape) {
    let mut left = 0;
    for indent in properties.elements_mut() {
        let inset = number(indent, "w:left");
        left = shape.left + inset;
        indent.set("w:left", left.to_string());
        if shape.framed {
            indent.set("w:hanging", inset.to_string());
        }
    }
    let stop = Element::value("w:tab", "num").with("w:pos", left.to_string());
    properties
        .children
        .insert(0, Node::Element(Element::new("w:tabs").child(stop)));
}

fn number(element: &Element, attribute: &str) -> usize {
    let value = element.attribute(attribute);
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}
