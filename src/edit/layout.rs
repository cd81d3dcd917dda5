//! Changes laid out in the text by `yaml-edit`.

use yaml_edit::{AsYaml, Mapping, ScalarStyle, ScalarValue, Sequence, YamlFile};

use super::change::{New, Refused};
use super::meant::{Act, Step};

/// The text of a file, to be changed.
pub(super) struct Document(YamlFile);

/// A part of it.
enum Part {
    Mapping(Mapping),
    Sequence(Sequence),
}

impl Document {
    pub(super) fn new(text: &str) -> Result<Self, Refused> {
        let file: YamlFile = text.parse().map_err(|_| cannot())?;
        Ok(Self(file))
    }

    pub(super) fn text(&self) -> String {
        self.0.to_string()
    }

    pub(super) fn apply(&self, step: &Step) -> Result<(), Refused> {
        let part = self.part(&step.parent).ok_or_else(cannot)?;
        match (part, &step.act) {
            (Part::Mapping(mapping), Act::Set { key, value, below }) => {
                let mut done = true;
                let known = mapping.get(key.as_str());
                let known = known.as_ref().and_then(|known| known.as_scalar());
                let in_double_quotes = known.is_some_and(|known| known.value().starts_with('"'));
                if let (New::Text(text), true) = (value, in_double_quotes) {
                    mapping.set(key.as_str(), ScalarValue::double_quoted(text));
                    return Ok(()); // quoted as it was
                }
                with_value(value, &mut |value| match below {
                    None => mapping.set(key.as_str(), value),
                    Some(above) => {
                        done = mapping.insert_after(above.as_str(), key.as_str(), value);
                    }
                })?;
                if done { Ok(()) } else { Err(cannot()) }
            }
            (Part::Mapping(mapping), Act::RemoveKey { key }) => {
                mapping.remove(key.as_str()).map(drop).ok_or_else(cannot)
            }
            (Part::Sequence(sequence), Act::RemoveItem { index }) => {
                sequence.remove(*index).map(drop).ok_or_else(cannot)
            }
            (Part::Sequence(sequence), Act::Append { entry }) => {
                with_value(entry, &mut |value| sequence.push(value))
            }
            (
                Part::Mapping(_) | Part::Sequence(_),
                Act::Set { .. }
                | Act::RemoveKey { .. }
                | Act::RemoveItem { .. }
                | Act::Append { .. },
            ) => Err(cannot()),
        }
    }

    fn part(&self, path: &[usize]) -> Option<Part> {
        let mut part = Part::Mapping(self.0.document()?.as_mapping()?);
        for index in path {
            let inner = match &part {
                Part::Mapping(mapping) => mapping.values().nth(*index),
                Part::Sequence(sequence) => sequence.get(*index),
            }?;
            part = match (inner.as_mapping(), inner.as_sequence()) {
                (Some(mapping), _) => Part::Mapping(mapping.clone()),
                (None, Some(sequence)) => Part::Sequence(sequence.clone()),
                (None, None) => return None,
            };
        }
        Some(part)
    }
}

fn cannot() -> Refused {
    Refused::new("the change cannot be laid out")
}

/// Hands on a value as `yaml-edit` takes it: one value as it is, a group or a list as a piece of YAML of its own.
fn with_value(value: &New, put: &mut dyn FnMut(&dyn AsYaml)) -> Result<(), Refused> {
    if let New::Text(text) = value {
        match text.as_str() {
            "true" => put(&true), // as people write it, without quotes
            _ => put(&scalar(text)),
        }
        return Ok(());
    }
    let written = serde_yaml::to_string(value).map_err(|_| cannot())?;
    let file: YamlFile = written.parse().map_err(|_| cannot())?;
    let document = file.document().ok_or_else(cannot)?;
    match (document.as_mapping(), document.as_sequence()) {
        (Some(mapping), _) => put(&mapping),
        (None, Some(sequence)) => put(&sequence),
        (None, None) => return Err(cannot()),
    }
    Ok(())
}

/// One value: a date as people write it, without the quotes that other readers of YAML might need; anything else that needs
/// quotes in double ones.
fn scalar(text: &str) -> ScalarValue {
    let is_date = text.len() <= 10 && text.starts_with(|c: char| c.is_ascii_digit());
    if is_date && text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return ScalarValue::plain(text);
    }
    let value = ScalarValue::string(text);
    if value.style() == ScalarStyle::SingleQuoted && !text.contains(['"', '\\']) {
        return ScalarValue::double_quoted(text); // as people type them
    }
    value
}
