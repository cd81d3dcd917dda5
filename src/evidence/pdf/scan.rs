//! Finds the objects of a PDF by looking through the whole file.
//!
//! The file's own list of them is not asked: it may lead into the middle of other objects, and what it does not mention
//! may be opened all the same by another program, so everything that looks like an object is one.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;
use crate::evidence::limits::MOST_OBJECTS;
use crate::evidence::position;

use super::file::{Place, too_many};
use super::head::{head, is_hidden};
use super::inside::inspect;
use super::object::{Object, Parser, is_blank};

/// How many times a file may say what it is as a whole; it does so anew whenever it is changed.
const MOST_TRAILERS: usize = 1_000;

/// The places of all objects that stand in the file itself, by their numbers; `None` where that has no end, and the
/// reason is among the faults.
pub(super) fn scan(bytes: &[u8], findings: &mut Findings) -> Option<BTreeMap<u32, Vec<Place>>> {
    let mut objects: BTreeMap<u32, Vec<Place>> = BTreeMap::new();
    let (mut at, mut end, mut count) = (0, 0, 0);
    while let Some(found) = position(bytes, b"obj", at) {
        at = found + 3;
        let head = head(bytes, found);
        if head.is_none() && !is_hidden(bytes, found) {
            continue;
        }
        let Some((number, _)) = head.filter(|(_, start)| *start >= end) else {
            findings.fault(
                FaultSort::TwoKinds,
                "has parts that are hidden within other parts",
            );
            return None;
        };
        count += 1;
        if count > MOST_OBJECTS {
            return too_many(findings);
        }
        let mut parser = Parser::new(bytes, at);
        let value = parser.value();
        if parser.is_endless {
            findings.fault(FaultSort::Objects, "has lists that have no end");
            return None;
        }
        if let Some(Object::Reference(_)) = value {
            findings.fault(
                FaultSort::Objects,
                "has parts that lead on to other parts and hold nothing",
            );
            return None;
        }
        if let Some(value) = &value {
            inspect(value, findings);
        }
        let is_stream = matches!(value, Some(Object::Group(_))) && parser.sees(b"stream");
        let stream = is_stream.then(|| body(bytes, parser.at + 6, value.as_ref()));
        end = stream.as_ref().map_or(parser.at, |stream| stream.end);
        objects
            .entry(number)
            .or_default()
            .push(Place::File(at, stream));
    }
    Some(objects)
}

/// Where the bytes of a stream are that begins behind its word.
fn body(bytes: &[u8], word: usize, group: Option<&Object>) -> Range<usize> {
    let start = match bytes.get(word..) {
        Some([b'\r', b'\n', ..]) => word + 2,
        Some([b'\r' | b'\n', ..]) => word + 1,
        Some(_) | None => word,
    };
    let length = group.and_then(|group| group.get("Length")?.count());
    let said = length.and_then(|length| {
        let end = start.checked_add(length)?;
        let rest = bytes.get(end..)?;
        let blanks = rest
            .iter()
            .take(4)
            .take_while(|byte| is_blank(**byte))
            .count();
        rest[blanks..].starts_with(b"endstream").then_some(end)
    });
    let end = said.or_else(|| position(bytes, b"endstream", start));
    start..end.unwrap_or(bytes.len())
}

/// Where the file says what it is as a whole, in its order; `None` where it does so without end.
pub(super) fn trailers(
    bytes: &[u8],
    objects: &BTreeMap<u32, Vec<Place>>,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let (mut trailers, mut at) = (Vec::new(), 0);
    while let Some(found) = position(bytes, b"trailer", at) {
        let mut parser = Parser::new(bytes, found + 7);
        if parser.sees(b"<<") {
            let start = parser.at;
            if let Some(Object::Group(_)) = parser.value() {
                trailers.push(start);
            }
        }
        if trailers.len() > MOST_TRAILERS {
            let message = format!("was changed more than {MOST_TRAILERS} times");
            findings.fault(FaultSort::Objects, message);
            return None;
        }
        // What was read is not read again, or the time would grow with the square.
        at = parser.at;
    }
    // Newer files say the same of themselves in a stream.
    let places = objects.values().flatten();
    trailers.extend(places.filter_map(|place| match place {
        Place::File(at, Some(_)) => {
            let group = Parser::new(bytes, *at).value()?;
            (group.get("Type").and_then(Object::name) == Some("XRef")).then_some(*at)
        }
        Place::File(_, None) | Place::List { .. } => None,
    }));
    trailers.sort_unstable();
    Some(trailers)
}
