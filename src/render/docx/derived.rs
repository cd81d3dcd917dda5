//! Styles that are derived from those of the house, for paragraphs that stand further in than these say, or have other
//! white space around them.
//!
//! Nothing but styles formats the body: a quotation within a clause is not a quotation that somebody has moved, but of a
//! style of its own, which follows a change of the style it is based on.

use super::xml::Element;

/// A style of the house, and what is different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Derived {
    /// The style that it is based on.
    pub(super) base: String,
    /// Where the text begins and where it ends; `None` where `base` says it.
    pub(super) indent: Option<Indent>,
    /// Whether it is centred.
    pub(super) centred: bool,
    /// Whether it stands at the top of a page, without white space above it.
    pub(super) at_top: bool,
    /// The white space below it in twentieths of a point, where it stands above a table.
    pub(super) above_table: Option<usize>,
}

/// Where the lines of a paragraph begin and end, in twentieths of a point from the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Indent {
    /// Where they begin.
    pub(super) left: usize,
    /// Where they end.
    pub(super) right: usize,
    /// How far to the left of the others the first line begins.
    pub(super) hanging: usize,
}

/// The derived styles of a document, in order of appearance.
#[derive(Default)]
pub(super) struct DerivedStyles {
    all: Vec<Derived>,
}

impl DerivedStyles {
    /// The id of a style, which the document has from now on.
    pub(super) fn id(&mut self, style: Derived) -> String {
        let id = style.id();
        if !self.all.contains(&style) {
            self.all.push(style);
        }
        id
    }

    /// The id of a style that differs from another one, be that of the house or derived.
    pub(super) fn like(&mut self, id: &str, differ: impl FnOnce(&mut Derived)) -> String {
        let known = self.all.iter().find(|style| style.id() == id).cloned();
        let mut style = known.unwrap_or_else(|| Derived {
            base: id.to_owned(),
            ..Derived::default()
        });
        differ(&mut style);
        self.id(style)
    }

    /// The definitions; `house` are the styles that they are based on.
    pub(super) fn definitions(&self, house: &Element) -> Vec<Element> {
        let all = self.all.iter();
        all.map(|style| style.definition(house)).collect()
    }
}

/// Twentieths of a point as points: `43`, `58.25`. Two styles of one name would be one to Word.
fn points(length: usize) -> String {
    match (length / 20, length % 20 * 5) {
        (points, 0) => points.to_string(),
        (points, hundredths) => format!("{points}.{hundredths:02}"),
    }
}

impl Derived {
    fn id(&self) -> String {
        let mut id = self.base.clone();
        if let Some(Indent { left, hanging, .. }) = self.indent {
            id = format!("{id}In{left}");
            if hanging > 0 {
                id = format!("{id}Hanging{hanging}");
            }
        }
        for (differs, suffix) in [
            (self.centred, "Centred"),
            (self.at_top, "AtTop"),
            (self.above_table.is_some(), "AboveTable"),
        ] {
            id.push_str(if differs { suffix } else { "" });
        }
        id
    }

    fn definition(&self, house: &Element) -> Element {
        let base = house
            .elements()
            .find(|style| style.attribute("w:styleId") == Some(&self.base));
        let value = |name| base?.find(name)?.attribute("w:val");
        let mut name = value("w:name").unwrap_or(&self.base).to_owned();
        let mut properties = Element::new("w:pPr");
        let indent = self.indent.map(|indent| {
            name = format!("{name} in {} pt", points(indent.left));
            let mut element = Element::new("w:ind")
                .with("w:left", indent.left.to_string())
                .with("w:right", indent.right.to_string());
            if indent.hanging > 0 {
                name = format!("{name} hanging {}", points(indent.hanging));
                element.set("w:hanging", indent.hanging.to_string());
                // Keeps Word from taking a usual stop before it.
                let stop = Element::value("w:tab", "left").with("w:pos", indent.left.to_string());
                properties.push(Element::new("w:tabs").child(stop));
            }
            element
        });
        if let Some(spacing) = self.spacing(&mut name) {
            properties.push(spacing);
        }
        if let Some(indent) = indent {
            properties.push(indent);
        }
        if self.centred {
            name.push_str(" centred");
            properties.push(Element::value("w:jc", "center"));
        }
        // A heading stays one for programs that do not look at what a style is based on.
        let level =
            base.and_then(|base| base.find("w:pPr")?.find("w:outlineLvl")?.attribute("w:val"));
        if let Some(level) = level {
            properties.push(Element::value("w:outlineLvl", level));
        }
        Element::new("w:style")
            .with("w:type", "paragraph")
            .with("w:customStyle", "1")
            .with("w:styleId", self.id())
            .child(Element::value("w:name", name))
            .child(Element::value("w:basedOn", &self.base))
            .child(Element::value(
                "w:uiPriority",
                value("w:uiPriority").unwrap_or("99"),
            ))
            .child(properties)
    }

    /// The white space around it, where that differs; the name says how.
    fn spacing(&self, name: &mut String) -> Option<Element> {
        let mut spacing = Element::new("w:spacing");
        if self.at_top {
            name.push_str(" at the top");
            spacing.set("w:before", "0".to_owned());
        }
        if let Some(below) = self.above_table {
            name.push_str(" above a table");
            spacing.set("w:after", below.to_string());
        }
        (self.at_top || self.above_table.is_some()).then_some(spacing)
    }
}
