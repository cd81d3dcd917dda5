//! What an SVG logo may hold: shapes that stand alone, do nothing, and come to an end.

use resvg::usvg::roxmltree::{Attribute, Document, Node, NodeType, ParsingOptions};

use super::LogoFault;

/// What an SVG may have at the most. A detailed coat of arms has some thousands of elements; masks and see-through
/// layers take the longest to draw.
const MOST: Parts = Parts {
    elements: 10_000,
    see_through: 200,
    clips: 100,
    masks: 10,
    masked: 20,
    patterns: 10,
    markers: 10,
    copies: 500,
};

/// How deep elements may stand in each other; drawing programs nest some ten groups.
const DEEPEST: usize = 64;

/// How many digits a length may have before its point: a drawing may be a kilometre wide in thousandths of a millimetre.
/// An arc of 10^50 is divided into pieces without end.
const MOST_DIGITS: usize = 9;

/// Attributes that say how something is drawn, often at great length.
const DRAWING: [&str; 5] = ["d", "points", "transform", "gradientTransform", "style"];

/// Elements that do something, or hold a page of the web.
const ACTIVE: [&str; 9] = [
    "script",
    "handler",
    "listener",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
];

/// Whether an SVG is fit for every format, those that keep it as it is too.
///
/// # Errors
/// The [`LogoFault`] that it has.
pub(super) fn inspect(text: &str) -> Result<(), LogoFault> {
    if !text.contains("svg") {
        return Err(LogoFault::Format);
    }
    if text.contains("<!ENTITY") {
        return Err(LogoFault::Refers);
    }
    let document = parse(text)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(LogoFault::Format);
    }
    let mut depths: Vec<usize> = Vec::new();
    let mut parts = Parts::default();
    for node in document.descendants() {
        let above = node
            .parent()
            .and_then(|parent| depths.get(parent.id().get_usize()));
        let depth = above.map_or(0, |depth| depth + 1);
        if depth > DEEPEST {
            return Err(LogoFault::Intricate);
        }
        depths.push(depth);
        parts.count(node);
        if parts.exceed(&MOST) {
            return Err(LogoFault::Intricate);
        }
        inspect_node(node)?;
    }
    Ok(())
}

fn parse(text: &str) -> Result<Document<'_>, LogoFault> {
    let options = ParsingOptions {
        allow_dtd: true, // old drawing programs write one; its entities are refused
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|_| LogoFault::Damaged)
}

/// What a sound SVG says that is not drawn: titles, descriptions, notes of the program that made it, names of layers.
pub(super) fn words(text: &str) -> Vec<String> {
    let Ok(document) = parse(text) else {
        return Vec::new();
    };
    let mut words = Vec::new();
    for node in document.descendants() {
        words.extend(
            node.text()
                .filter(|_| !node.is_element())
                .map(str::to_string),
        );
        let values = node
            .attributes()
            .filter(|one| !DRAWING.contains(&one.name()));
        words.extend(values.map(|one| one.value().to_string()));
    }
    words.retain(|words| words.chars().any(char::is_alphabetic));
    words
}

/// How many parts an SVG has of the kinds that take long to draw.
#[derive(Default)]
struct Parts {
    elements: usize,
    see_through: usize,
    clips: usize,
    masks: usize,
    /// What a mask is laid on.
    masked: usize,
    patterns: usize,
    markers: usize,
    /// What is drawn once more.
    copies: usize,
}

impl Parts {
    fn count(&mut self, node: Node<'_, '_>) {
        match node.node_type() {
            NodeType::Element => {
                self.elements += 1;
                match node.tag_name().name() {
                    "clipPath" => self.clips += 1,
                    "mask" => self.masks += 1,
                    "pattern" => self.patterns += 1,
                    "marker" => self.markers += 1,
                    "use" => self.copies += 1,
                    _ => {}
                }
                for attribute in node.attributes() {
                    self.see_through += usize::from(attribute.name().ends_with("opacity"));
                    self.masked += usize::from(attribute.name() == "mask");
                    if attribute.name() == "style" {
                        self.count_styles(attribute.value());
                    }
                }
            }
            NodeType::Text => self.count_styles(node.text().unwrap_or_default()),
            NodeType::Root | NodeType::Comment | NodeType::PI => {}
        }
    }

    fn count_styles(&mut self, styles: &str) {
        let styles = plain(styles);
        self.see_through += styles.matches("opacity:").count();
        self.masked += styles.matches("mask:").count();
    }

    fn exceed(&self, most: &Self) -> bool {
        self.elements > most.elements
            || self.see_through > most.see_through
            || self.clips > most.clips
            || self.masks > most.masks
            || self.masked > most.masked
            || self.patterns > most.patterns
            || self.markers > most.markers
            || self.copies > most.copies
    }
}

fn inspect_node(node: Node<'_, '_>) -> Result<(), LogoFault> {
    match node.node_type() {
        NodeType::PI => Err(LogoFault::Refers), // a style sheet from elsewhere
        NodeType::Text => inspect_style(node.text().unwrap_or_default()),
        NodeType::Element => {
            let name = node.tag_name().name();
            if ACTIVE.contains(&name) {
                return Err(LogoFault::Active);
            }
            if matches!(name, "image" | "feImage") {
                return Err(LogoFault::Refers);
            }
            if name == "filter" {
                return Err(LogoFault::Effects);
            }
            if name == "text" && has_words(node) {
                return Err(LogoFault::Letters);
            }
            node.attributes().try_for_each(inspect_attribute)
        }
        NodeType::Root | NodeType::Comment => Ok(()),
    }
}

/// Whether an element shows words; drawing programs leave empty ones behind.
fn has_words(element: Node<'_, '_>) -> bool {
    element
        .descendants()
        .any(|node| node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty()))
}

fn inspect_attribute(attribute: Attribute<'_, '_>) -> Result<(), LogoFault> {
    let (name, value) = (attribute.name(), attribute.value());
    if name.starts_with("on") {
        return Err(LogoFault::Active); // what is to be done when somebody clicks
    }
    if name == "filter" {
        return Err(LogoFault::Effects); // also `blur(9)`, which needs no element
    }
    let is_name = matches!(name, "id" | "class" | "href") || name.starts_with("data-");
    if !is_name && has_huge_number(value) {
        return Err(LogoFault::Huge);
    }
    if name == "href" && !value.trim_start().starts_with('#') {
        return Err(LogoFault::Refers);
    }
    inspect_style(value)
}

/// Whether a number among others has too many digits before its point, also as a power of ten: `1e50`.
fn has_huge_number(value: &str) -> bool {
    let mut digits = 0;
    let mut is_behind_point = false;
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '#' => while letters.next_if(char::is_ascii_hexdigit).is_some() {}, // a colour
            '0'..='9' if is_behind_point => {}
            '0'..='9' => digits += 1,
            '.' if digits > 0 => is_behind_point = true,
            'e' | 'E' if digits > 0 || is_behind_point => {
                letters.next_if_eq(&'+');
                let mut power = 0;
                while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                    let digit = digit.to_digit(10).unwrap_or_default() as usize;
                    power = (power * 10 + digit).min(1_000);
                }
                digits += power;
                is_behind_point = true;
            }
            _ => (digits, is_behind_point) = (0, letter == '.'),
        }
        if digits > MOST_DIGITS {
            return true;
        }
    }
    false
}

/// Styles refer to parts of the drawing alone, as in `url(#gradient)`.
fn inspect_style(style: &str) -> Result<(), LogoFault> {
    let style = style.to_ascii_lowercase();
    let quotes = [' ', '\t', '\n', '\r', '"', '\''];
    let mut targets = style.split("url(").skip(1);
    if style.contains("@import")
        || targets.any(|to| !to.trim_start_matches(quotes).starts_with('#'))
    {
        return Err(LogoFault::Refers);
    }
    if plain(&style).contains("filter:") {
        return Err(LogoFault::Effects);
    }
    Ok(())
}

/// Styles in small letters, without comments and spaces.
fn plain(styles: &str) -> String {
    let mut plain = String::with_capacity(styles.len());
    let mut rest = styles;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.retain(|c| !c.is_whitespace());
    plain.make_ascii_lowercase();
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_number_is_told_from_many_digits_that_mean_little() {
        for value in [
            "M1234567890 1",
            "M0 0A116 55555555555555 0",
            "1e50",
            "M1.5E+12",
            "scale(0.5e30)",
        ] {
            assert!(has_huge_number(value), "{value}");
        }
        for value in [
            "M120.123456789012 4A116 116 0 1 1 120 236",
            "M0-100.5.25.75e-9",
            "fill:#12e45678;stroke-width:2em",
            "1e-50",
            "M.0000000000001",
        ] {
            assert!(!has_huge_number(value), "{value}");
        }
    }
}
