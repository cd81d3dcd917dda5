//! Values as the blocks of a cell, set as a template asks.

use minijinja::Value;
use minijinja::value::ValueKind;

use crate::document::{Block, Inline, List, ListKind, Tone, blocks};

use super::language::Setting;

/// What is printed for an action that has no rating.
pub(super) const NOT_RATED: &str = "Not rated";

/// Texts as blocks.
pub(super) fn set(items: &[String], setting: Setting) -> Vec<Block> {
    match setting {
        Setting::Text | Setting::Rag => items.iter().flat_map(|item| blocks(item)).collect(),
        Setting::Bullets => list(items, ListKind::Bullet),
        Setting::Numbers => list(items, ListKind::Number),
    }
}

fn list(items: &[String], kind: ListKind) -> Vec<Block> {
    let items: Vec<Vec<Block>> = items
        .iter()
        .map(|item| blocks(item))
        .filter(|item| matches!(item.first(), Some(Block::Paragraph { .. })))
        .collect();
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::List(List { kind, items })]
    }
}

/// A value as the texts that it prints: none for nothing, one for a single value, one an item for a list.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other kind prints as one text"
)]
pub(super) fn items(value: &Value) -> Vec<String> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Vec::new(),
        ValueKind::Seq | ValueKind::Iterable => value
            .try_iter()
            .into_iter()
            .flatten()
            .flat_map(|item| items(&item))
            .collect(),
        _ => Some(value.to_string())
            .filter(|text| !text.trim().is_empty())
            .into_iter()
            .collect(),
    }
}

/// What the word of a rating means for the colour of its cell.
pub(super) fn tone_of(word: &str) -> Tone {
    match word {
        "Red" => Tone::Red,
        "Amber" => Tone::Amber,
        "Green" => Tone::Green,
        _ => Tone::Unrated,
    }
}

/// Runs of text as a bold label with a colon.
pub(super) fn label(text: &str) -> Inline {
    Inline::Strong {
        content: vec![Inline::text(format!("{text}:"))],
    }
}
