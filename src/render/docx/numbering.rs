//! Bullets and numbers.

use super::collected::Collected;
use super::xml::{Element, parse};

/// The four kinds of list with their three levels, and the numbers that their styles carry.
const TEMPLATE: &str = include_str!("parts/numbering.xml");

/// The part that says how lists are numbered; every numbered list starts anew.
///
/// # Errors
/// What is wrong with the template, which is a fault of this program.
pub(super) fn numbering(collected: &Collected) -> Result<Vec<u8>, String> {
    let mut root = parse(TEMPLATE.as_bytes())?;
    for (number, list) in collected.numbered() {
        let kind = if list.compact { "4" } else { "3" };
        // Levels below start anew by themselves, but those of another list may still count on.
        let start = Element::new("w:lvlOverride")
            .with("w:ilvl", list.depth.to_string())
            .child(Element::value("w:startOverride", "1"));
        root.push(
            Element::new("w:num")
                .with("w:numId", number.to_string())
                .child(Element::value("w:abstractNumId", kind))
                .child(start),
        );
    }
    Ok(root.to_bytes())
}
