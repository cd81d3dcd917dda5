//! Values as the blocks of a cell, set as a template asks.

use minijinja::Value;
use minijinja::value::ValueKind;

use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Block, Inline, List, ListKind, Tone, blocks};
use crate::model::{Scale, Shade, Text};

use super::composer::Composer;
use super::language::Setting;

/// What is printed for an action that has no rating.
pub(super) const NOT_RATED: &str = "Not rated";

/// Texts as blocks.
pub(super) fn set(items: &[String], setting: Setting) -> Vec<Block> {
    match setting {
        Setting::Text | Setting::Rag | Setting::Level => {
            items.iter().flat_map(|item| blocks(item)).collect()
        }
        Setting::Bullets => list(items, ListKind::Bullet),
        Setting::Numbers => list(items, ListKind::Number),
    }
}

fn list(items: &[String], kind: ListKind) -> Vec<Block> {
    let list = List::of(kind, items.iter().map(|item| blocks(item)));
    list.map(Block::List).into_iter().collect()
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

/// The tone of a level's cells.
pub(super) fn shade_of(shade: Shade) -> Tone {
    match shade {
        Shade::Red => Tone::Red,
        Shade::Amber => Tone::Amber,
        Shade::Yellow => Tone::Yellow,
        Shade::Green => Tone::Green,
        Shade::Grey => Tone::Unrated,
    }
}

/// Runs of text as a bold label with a colon.
pub(super) fn label(text: &str) -> Inline {
    Inline::Strong {
        content: vec![Inline::text(format!("{text}:"))],
    }
}

impl Composer<'_> {
    /// Texts as blocks. Where only faults are looked for, no more matters than whether there are any, and what begins
    /// with a letter always leaves some.
    pub(super) fn set(&self, items: &[String], setting: Setting) -> Vec<Block> {
        let leaves_some = |item: &&String| item.starts_with(char::is_alphabetic);
        let stand_in = items.iter().find(leaves_some);
        match stand_in.filter(|_| self.only_looks) {
            Some(item) => vec![Block::paragraph(item)],
            None => set(items, setting),
        }
    }

    /// The words and the tone of values that are levels of a scale. `at` is the entry that gives them.
    pub(super) fn levels(
        &mut self,
        values: &[String],
        scale: &Text,
        at: Place,
    ) -> (Vec<String>, Option<Tone>) {
        let mut words = Vec::new();
        let mut tone = None;
        for value in values {
            let found = self.scale_called(scale).map(|scale| level(value, scale));
            match found {
                Some(Ok((said, shade))) => {
                    words.push(said);
                    tone = tone.or(shade);
                }
                Some(Err(help)) => self.fault(
                    Diagnostic::error(
                        "unknown-level",
                        at,
                        format!("`{value}` is no level of the scale `{}`, in which this entry is printed", scale.value),
                    )
                    .help(help),
                ),
                None => {}
            }
        }
        (words, tone)
    }
}

/// What is printed for a level, or for a score that belongs to a level, and its tone; or else which levels there are.
fn level(value: &str, scale: &Scale) -> Result<(String, Option<Tone>), String> {
    let tone = |level: &crate::model::ScaleLevel| level.shade.map(|shade| shade_of(shade.value));
    let of_score = value.parse().ok().and_then(|score| scale.of_score(score));
    if let Some(level) = of_score {
        return Ok((format!("{value} {}", level.name.value), tone(level)));
    }
    if let Some(level) = scale.level(value) {
        Ok((level.words(), tone(level)))
    } else {
        let known: Vec<String> = scale
            .levels
            .iter()
            .map(|level| format!("`{}`", level.value.value))
            .collect();
        Err(format!("Its levels are {}.", known.join(", ")))
    }
}
