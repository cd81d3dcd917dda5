//! Whether the fonts can draw every character; Typst would stop at the first one with no word on where it stands.

use crate::document::{Document, plain_text, words};

use super::checks::tables;
use super::fonts::Family;

/// Finds a font family that is not shipped, or the first character that the family cannot draw.
pub(super) fn check(document: &Document, families: &[Family]) -> Result<(), String> {
    let wanted = &document.theme.fonts.pdf;
    let Some(family) = families.iter().find(|family| family.name == wanted) else {
        let names: Vec<&str> = families.iter().map(|family| family.name).collect();
        return Err(format!(
            "the font family `{wanted}` is not shipped; choose one of: {}",
            names.join(", ")
        ));
    };
    for text in properties(document) {
        if let Some(character) = text.chars().find(|c| c.is_control()) {
            return Err(in_context(
                "the control character",
                character,
                text,
                "remove it",
            ));
        }
    }
    for text in printed(document) {
        let Some(character) = text.chars().find(|c| !can_print(*c, family)) else {
            continue;
        };
        if character.is_control() || is_private(character) {
            return Err(in_context(
                "the control character",
                character,
                &text,
                "remove it",
            ));
        }
        let others: Vec<&str> = families
            .iter()
            .filter(|other| can_print(character, other))
            .map(|other| other.name)
            .collect();
        let help = if others.is_empty() {
            "use another character".to_string()
        } else {
            format!("use another character, or the font {}", others.join(" or "))
        };
        let problem = format!("the font {} has no character", family.name);
        return Err(in_context(&problem, character, &text, &help));
    }
    Ok(())
}

/// Control characters have no shape, and the ones for private use no meaning that a reader could be told.
fn can_print(character: char, family: &Family) -> bool {
    !character.is_control() && !is_private(character) && family.covers(character)
}

fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

/// "the font Carlito has no character `✓` (U+2713), in "Checked ✓ by the head"; use another character".
fn in_context(problem: &str, character: char, text: &str, help: &str) -> String {
    let shown = if character.is_control() || is_private(character) {
        String::new()
    } else {
        format!("`{character}` ")
    };
    format!(
        "{problem} {shown}(U+{:04X}), in \"{}\"; {help}",
        u32::from(character),
        surroundings(text, character)
    )
}

/// The words around the first place of the character, at most about 60 characters, with "…" where some are left out.
fn surroundings(text: &str, character: char) -> String {
    const AROUND: usize = 30;
    let characters: Vec<char> = text.chars().collect();
    let place = characters.iter().position(|c| *c == character).unwrap_or(0);
    let from = place.saturating_sub(AROUND);
    let to = characters.len().min(place + 1 + AROUND);
    let mut words = String::new();
    if from > 0 {
        words.push('…');
    }
    words.extend(
        characters[from..to]
            .iter()
            .map(|c| if c.is_control() { '\u{FFFD}' } else { *c }),
    );
    if to < characters.len() {
        words.push('…');
    }
    words
}

/// All texts that are drawn: the document's words and the page furniture.
fn printed(document: &Document) -> impl Iterator<Item = String> {
    let furniture = document.sections.iter().flat_map(|section| {
        [&section.running_header, &section.running_footer]
            .into_iter()
            .flatten()
            .cloned()
    });
    let continued = tables(document)
        .flat_map(|table| &table.groups)
        .filter_map(|group| group.continued.as_deref().map(plain_text));
    words(document)
        .into_iter()
        .chain(furniture)
        .chain(continued)
}

/// The texts that are not drawn but kept in the file.
fn properties(document: &Document) -> impl Iterator<Item = &str> {
    let meta = &document.meta;
    let alt = document
        .title_sheet
        .iter()
        .filter_map(|sheet| sheet.logo.as_ref())
        .map(|logo| logo.alt.as_str());
    [&meta.title, &meta.author, &meta.subject]
        .into_iter()
        .chain(&meta.keywords)
        .map(String::as_str)
        .chain(alt)
        .chain(tables(document).map(|table| table.summary.as_str()))
}
