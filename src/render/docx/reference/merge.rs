//! Our styles and those of a house document in one list.

use std::collections::{BTreeMap, BTreeSet};

use super::styles::{Chains, Name, id_of, name_of, styles};
use crate::render::docx::schema;
use crate::render::docx::xml::{Element, Node};

/// What comes of two lists of styles.
pub(super) struct Merged {
    /// The styles of the house document with those of ours that it lacks.
    pub(super) root: Element,
    /// What the id of each of our styles became.
    pub(super) ids: BTreeMap<String, String>,
    /// Whether the house document numbers headings, and no longer does.
    pub(super) loses_numbers: bool,
}

/// The properties of a paragraph that numbers and bullets depend on.
const LAYOUT: [&str; 3] = ["w:numPr", "w:tabs", "w:ind"];

/// The attributes that name a colour of the theme.
const THEME_COLOURS: [&str; 6] = [
    "w:themeColor",
    "w:themeTint",
    "w:themeShade",
    "w:themeFill",
    "w:themeFillTint",
    "w:themeFillShade",
];

/// Merges our styles into those of a house document. The house's definition wins wherever both have a style of the
/// same type and name, but for what numbers, bullets and the texts beside them depend on, for headings that the house
/// does not say whether to keep with what they head, and for the tab stops of the styles in `with_own_tabs`.
pub(super) fn merged(house: &Element, ours: &Element, with_own_tabs: &[&str]) -> Merged {
    let mut merged = Merged {
        root: house.clone(),
        ids: BTreeMap::new(),
        loses_numbers: false,
    };
    let known: BTreeMap<Name, String> = styles(house)
        .map(|style| (name_of(style), id_of(style).to_owned()))
        .collect();
    let mut taken: BTreeSet<String> = known.values().map(|id| id.to_lowercase()).collect();
    let mut names: BTreeSet<String> = known.keys().map(|(_, name)| name.clone()).collect();
    let mut added = Vec::new();
    for style in styles(ours) {
        let name = name_of(style);
        let id = id_of(style).to_owned();
        if let Some(house_id) = known.get(&name) {
            merged.ids.insert(id, house_id.clone());
        } else {
            let mut style = style.clone();
            let free_id = free(&id, "", &mut taken);
            style.set("w:styleId", free_id.as_str());
            merged.ids.insert(id, free_id);
            for child in style.elements_mut().filter(|child| child.name == "w:name") {
                let name = child.attribute("w:val").unwrap_or_default().to_owned();
                child.set("w:val", free(&name, " ", &mut names));
            }
            added.push(style);
        }
    }
    merged.loses_numbers = lay_out(&mut merged.root, house, ours, &merged.ids, with_own_tabs);
    let has_theme_fonts = has_theme_fonts(house);
    let mut defaults: BTreeSet<String> = styles(house)
        .filter(|style| is_default(style))
        .map(|style| name_of(style).0)
        .collect();
    for mut style in added {
        rename(&mut style, &merged.ids);
        forget_theme_colours(&mut style);
        if !has_theme_fonts {
            forget_theme_fonts(&mut style);
        }
        if is_default(&style) && !defaults.insert(name_of(&style).0) {
            style.attributes.retain(|(name, _)| name != "w:default");
        }
        merged.root.push(style);
    }
    set_language(&mut merged.root, ours);
    merged
}

/// The ids of the house's styles that stand for ours.
pub(super) fn shared(house: &Element, ours: &Element) -> BTreeSet<String> {
    let names: BTreeSet<Name> = styles(ours).map(name_of).collect();
    styles(house)
        .filter(|style| names.contains(&name_of(style)))
        .map(|style| id_of(style).to_owned())
        .collect()
}

/// A name that is not taken, with a number where need be.
fn free(name: &str, gap: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number: usize| format!("{name}{gap}{number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| taken.insert(name.to_lowercase()))
        .unwrap_or_default()
}

fn is_default(style: &Element) -> bool {
    matches!(style.attribute("w:default"), Some("1" | "true" | "on"))
}

/// Gives the house's paragraph styles that stand for ours what our numbers depend on; whether one lost its own number.
fn lay_out(
    root: &mut Element,
    house: &Element,
    ours: &Element,
    ids: &BTreeMap<String, String>,
    with_own_tabs: &[&str],
) -> bool {
    let chains = Chains::of(house);
    let numbered: BTreeSet<&str> = styles(house)
        .filter(|style| has_number(style))
        .map(id_of)
        .collect();
    let mut loses_numbers = false;
    let paragraphs = styles(ours).filter(|style| name_of(style).0 == "paragraph");
    for our_style in paragraphs {
        let name = name_of(our_style).1;
        let house_id = ids.get(id_of(our_style)).map_or("", String::as_str);
        let Some(style) = root.elements_mut().find(|style| id_of(style) == house_id) else {
            continue; // it is added as it is
        };
        let had_number = chains.of_style(house_id).any(|id| numbered.contains(id));
        let is_list = property(our_style, "w:numPr").is_some() || name.starts_with("list ");
        loses_numbers |= had_number && !is_list;
        style.edit_first("w:pPr", |properties| {
            for layout in LAYOUT {
                let is_ours = is_list
                    || (had_number && layout != "w:tabs")
                    || (layout == "w:tabs" && with_own_tabs.contains(&name.as_str()));
                if is_ours {
                    properties.remove(layout);
                    properties.children.extend(
                        property(our_style, layout).map(|property| Node::Element(property.clone())),
                    );
                }
            }
            if had_number && properties.find("w:numPr").is_none() {
                properties.push(Element::new("w:numPr").child(Element::value("w:numId", "0")));
            }
            let keeps = property(our_style, "w:keepNext");
            if let Some(keeps) = keeps.filter(|_| properties.find("w:keepNext").is_none()) {
                properties.push(keeps.clone()); // no heading stands alone at the foot of a page
            }
            schema::sort(properties);
        });
        schema::sort(style);
    }
    loses_numbers
}

/// Whether a style numbers its paragraphs. Word's own Subtitle names a level of no list.
fn has_number(style: &Element) -> bool {
    let number = property(style, "w:numPr").and_then(|numbering| numbering.find("w:numId"));
    number.is_some_and(|number| number.attribute("w:val") != Some("0"))
}

/// A property of the paragraphs of a style.
fn property<'a>(style: &'a Element, name: &str) -> Option<&'a Element> {
    style.find("w:pPr")?.find(name)
}

/// Lets what names one of our styles name what it became.
pub(super) fn rename(element: &mut Element, ids: &BTreeMap<String, String>) {
    let names_style = matches!(
        element.name.as_str(),
        "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" | "w:link"
    );
    let id = element.attribute("w:val").and_then(|id| ids.get(id));
    if let Some(id) = id.filter(|_| names_style).cloned() {
        element.set("w:val", id);
    }
    for child in element.elements_mut() {
        rename(child, ids);
    }
}

/// Leaves the colours themselves. They are the brand's, chosen so that letters stand out from what is behind them;
/// those of the house's theme may be any.
pub(super) fn forget_theme_colours(element: &mut Element) {
    element
        .attributes
        .retain(|(name, _)| !THEME_COLOURS.contains(&name.as_str()));
    for child in element.elements_mut() {
        forget_theme_colours(child);
    }
}

fn forget_theme_fonts(element: &mut Element) {
    let is_themed = |node: &Node| matches!(node, Node::Element(fonts) if fonts.name == "w:rFonts" && fonts.attribute("w:asciiTheme").is_some());
    element.children.retain(|node| !is_themed(node));
    for child in element.elements_mut() {
        forget_theme_fonts(child);
    }
}

/// Whether the house sets its text in the fonts of its theme; otherwise those of the theme may be anything.
fn has_theme_fonts(root: &Element) -> bool {
    root.attribute("w:asciiTheme").is_some() || root.elements().any(has_theme_fonts)
}

/// Writes our language into the defaults of all text.
fn set_language(root: &mut Element, ours: &Element) {
    let defaults = ours.find("w:docDefaults");
    let run = |defaults: &Element| defaults.find("w:rPrDefault")?.find("w:rPr").cloned();
    let Some(language) = defaults
        .and_then(run)
        .and_then(|run| run.find("w:lang").cloned())
    else {
        return;
    };
    root.edit_first("w:docDefaults", |defaults| {
        defaults.edit_first("w:rPrDefault", |run| {
            run.edit_first("w:rPr", |properties| {
                properties.remove("w:lang");
                properties.push(language);
                schema::sort(properties);
            });
        });
    });
}
