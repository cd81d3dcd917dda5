//! JSON that the reader of plan files reads too, whatever letters it holds.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

/// A value as JSON over several lines. Letters that nobody sees are escaped: as they are, they could begin a line for
/// one reader and not for the other, and the reader of plan files refuses them.
pub(super) fn text(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let formatter = Escaping(PrettyFormatter::new());
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    if value.serialize(&mut serializer).is_err() {
        bytes.clear(); // not of values that are made of texts, numbers, lists and groups
    }
    bytes.push(b'\n');
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Escaping(PrettyFormatter<'static>);

/// Signs beyond ASCII that people see, other than letters and digits.
const SEEN: [char; 9] = ['–', '—', '‘', '’', '“', '”', '…', '£', '·'];

impl Formatter for Escaping {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for letter in fragment.chars() {
            let number = u32::from(letter);
            let seen =
                matches!(letter, ' '..='~') || letter.is_alphanumeric() || SEEN.contains(&letter);
            if seen || number > 0xffff {
                write!(writer, "{letter}")?;
            } else {
                write!(writer, "\\u{number:04x}")?;
            }
        }
        Ok(())
    }

    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;
    use crate::source;

    #[test]
    fn json_readers_and_the_reader_of_plans_read_the_same() {
        let odd = "\u{85}\u{2028}\u{a0}\u{200b}\u{202e}\u{feff}\t\r\n\u{7}\u{7f}\u{fffd}é😀\"\\\u{301}{# x: ";
        let values = serde_json::json!({ "one": odd, "list": [odd, null, []], "none": {} });
        let text = text(&values);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, values);
        let mut faults = Vec::new();
        let node = source::parse(
            "x.json",
            text.as_bytes(),
            &mut Sources::default(),
            &mut faults,
        );
        assert_eq!(faults, []);
        assert_eq!(serde_json::to_value(node.unwrap()).unwrap(), values);
    }
}
