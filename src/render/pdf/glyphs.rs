//! Whether the fonts can draw every character; Typst would stop at the first one with no word on where it stands.

use std::sync::Arc;

use crate::document::{Document, Line, plain_text, words};

use super::checks::{exhibits, numbers, tables};
use super::fonts::Family;

/// Finds the first character that the document's font cannot draw; `shipped` are the families to choose from instead.
pub(super) fn check(
    document: &Document,
    family: &Family,
    shipped: &[Arc<Family>],
) -> Result<(), String> {
    let texts = properties(document).map(str::to_string);
    for text in texts.chain(printed(document)) {
        if let Some(character) = text.chars().find(|c| is_unprintable(*c)) {
            let problem = format!("the character U+{:04X} has no shape", u32::from(character));
            return Err(in_context(&problem, character, &text, "remove it"));
        }
    }
    for text in printed(document) {
        if let Some(character) = text.chars().find(|c| !family.covers(*c)) {
            let problem = format!(
                "the font {} has no character `{character}` (U+{:04X})",
                family.name,
                u32::from(character)
            );
            let help = way_out(character, shipped);
            return Err(in_context(&problem, character, &text, &help));
        }
    }
    Ok(())
}

/// Control characters have no shape, and characters for private use no meaning that a reader could be told.
pub(super) fn is_unprintable(character: char) -> bool {
    let private = matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF);
    character.is_control() || private
}

/// What to do about a character that the chosen family does not have.
fn way_out(character: char, shipped: &[Arc<Family>]) -> String {
    let others: Vec<&str> = shipped
        .iter()
        .filter(|family| family.covers(character))
        .map(|family| family.name.as_str())
        .collect();
    if others.is_empty() {
        "use another character".into()
    } else {
        format!("use another character, or the font {}", others.join(" or "))
    }
}

/// "the font Carlito has no character `✓` (U+2713), in "Checked ✓ by the head"; use another character".
fn in_context(problem: &str, character: char, text: &str, help: &str) -> String {
    format!(
        "{problem}, in \"{}\"; {help}",
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
            .map(|c| if is_unprintable(*c) { '\u{FFFD}' } else { *c }),
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
            .map(Line::words)
    });
    let continued = tables(document)
        .flat_map(|table| &table.groups)
        .filter_map(|group| group.continued.as_deref().map(plain_text));
    words(document)
        .into_iter()
        .chain(furniture)
        .chain(continued)
        .chain(numbers(document))
        .chain(
            document
                .comparison
                .iter()
                .map(|compared| plain_text(&compared.explanation)),
        )
}

/// The texts that are not drawn but kept in the file.
fn properties(document: &Document) -> impl Iterator<Item = &str> {
    let meta = &document.meta;
    let alt = document
        .title_sheet
        .iter()
        .flat_map(|sheet| &sheet.logos)
        .map(|logo| logo.alt.as_str());
    [&meta.title, &meta.author, &meta.subject]
        .into_iter()
        .chain(&meta.keywords)
        .map(String::as_str)
        .chain(alt)
        .chain(tables(document).map(|table| table.summary.as_str()))
        .chain(exhibits(document).map(|page| page.alternative.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_around_the_character() {
        let text = format!("{}✓{}", "a".repeat(50), "b".repeat(50));
        assert_eq!(
            surroundings(&text, '✓'),
            format!("…{}✓{}…", "a".repeat(30), "b".repeat(30))
        );
        assert_eq!(surroundings("done ✓", '✓'), "done ✓");
    }
}
