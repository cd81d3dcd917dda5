//! The lists of a house document beside our own.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::docx::xml::{Element, Node};

/// Adds the lists that the house's styles and headers use to ours, with ids that are free. Returns what became of the
/// ids of the house's numbers.
///
/// `shared` are the ids of the house's styles that stand for ours: they have our numbers.
pub(super) fn add_lists(
    ours: &mut Element,
    house: Option<&Element>,
    used: &BTreeSet<String>,
    shared: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let Some(house) = house else {
        return ids;
    };
    let known: BTreeMap<&str, &Element> = house
        .elements()
        .filter(|element| element.name == "w:abstractNum")
        .filter_map(|list| Some((list.attribute("w:abstractNumId")?, list)))
        .collect();
    let mut next_list = next_id(ours, "w:abstractNum", "w:abstractNumId");
    let mut next_number = next_id(ours, "w:num", "w:numId");
    let (mut lists, mut numbers) = (Vec::new(), Vec::new());
    let mut list_ids: BTreeMap<&str, String> = BTreeMap::new();
    for number in house.elements().filter(|element| element.name == "w:num") {
        let list = number
            .find("w:abstractNumId")
            .and_then(|list| list.attribute("w:val"));
        let list = list.and_then(|list| known.get_key_value(list));
        let id = number
            .attribute("w:numId")
            .filter(|id| used.contains(*id) && !ids.contains_key(*id));
        let (Some((list_id, list)), Some(id)) = (list, id) else {
            continue;
        };
        let list_id = list_ids.entry(list_id).or_insert_with(|| {
            let mut list = unlinked(Element::clone(list), shared);
            list.set("w:abstractNumId", next_list.to_string());
            lists.push(Node::Element(list));
            next_list += 1;
            (next_list - 1).to_string()
        });
        let mut number = unlinked(number.clone(), shared);
        number.set("w:numId", next_number.to_string());
        number.edit_first("w:abstractNumId", |list| {
            list.set("w:val", list_id.as_str());
        });
        numbers.push(Node::Element(number));
        ids.insert(id.to_owned(), next_number.to_string());
        next_number += 1;
    }
    let is_number = |node: &Node| matches!(node, Node::Element(known) if known.name == "w:num");
    let place = ours
        .children
        .iter()
        .position(is_number)
        .unwrap_or(ours.children.len());
    ours.children.splice(place..place, lists);
    ours.children.extend(numbers);
    adopt_prefixes(ours, house);
    ids
}

fn next_id(root: &Element, name: &str, attribute: &str) -> usize {
    let elements = root.elements().filter(|element| element.name == name);
    let ids = elements.filter_map(|element| element.attribute(attribute)?.parse::<usize>().ok());
    ids.max().map_or(1, |last| last + 1)
}

/// A list without its ties to styles that have numbers of our own, and without bullets that are pictures.
fn unlinked(mut element: Element, shared: &BTreeSet<String>) -> Element {
    let is_tie = |node: &Node| match node {
        Node::Element(child) => match child.name.as_str() {
            "w:pStyle" => shared.contains(child.attribute("w:val").unwrap_or_default()),
            "w:lvlPicBulletId" => true,
            _ => false,
        },
        Node::Text(_) => false,
    };
    element.children.retain(|node| !is_tie(node));
    for node in &mut element.children {
        if let Node::Element(child) = node {
            let whole = std::mem::replace(child, Element::new(""));
            *child = unlinked(whole, shared);
        }
    }
    element
}

/// Declares the prefixes that the house's root declares.
fn adopt_prefixes(ours: &mut Element, house: &Element) {
    for (name, value) in &house.attributes {
        let declares = name.starts_with("xmlns:") || name == "mc:Ignorable";
        if declares && ours.attribute(name).is_none() {
            ours.attributes.push((name.clone(), value.clone()));
        }
    }
}

/// The ids of the numbers that a part uses.
pub(super) fn collect_numbers(element: &Element, used: &mut BTreeSet<String>) {
    if element.name == "w:numId" {
        used.extend(element.attribute("w:val").map(str::to_owned));
    }
    for child in element.elements() {
        collect_numbers(child, used);
    }
}

/// Lets what carries a number of the house carry what it became; one that leads nowhere carries none.
pub(super) fn renumber(element: &mut Element, ids: &BTreeMap<String, String>) {
    if element.name == "w:numId" {
        let id = element.attribute("w:val").and_then(|id| ids.get(id));
        let id = id.map_or("0", String::as_str).to_owned();
        element.set("w:val", id);
    }
    for child in element.elements_mut() {
        renumber(child, ids);
    }
}
