//! The objects of a PDF, found by looking through the whole file.
//!
//! The file's own list of them is not asked: it may lead into the middle of other objects, and what it does not mention
//! may be opened all the same by another program, so everything that looks like an object is one.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;
use crate::evidence::limits::{LARGEST_UNPACKED, MOST_OBJECTS};
use crate::evidence::position;

use super::inside::inspect;
use super::object::{Object, Parser, is_blank};
use super::unpacked::{Filter, Packed, length, unpacked, without_predictor};

/// The most bytes that all streams of objects may hold together.
const LARGEST_LISTS: usize = 100_000_000;
/// How many bytes of objects are read again, beside four times the file.
const MOST_AGAIN: usize = 50_000_000;
/// The most ways in which one stream may be packed.
const MOST_FILTERS: usize = 4;

/// A PDF whose objects were found.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    /// Every place where an object of a number stands, the last one last.
    objects: BTreeMap<u32, Vec<Place>>,
    /// What the streams of objects hold.
    lists: Vec<Vec<u8>>,
    /// What the file says of itself, the last one last.
    pub(super) trailers: Vec<Object>,
    /// How many more bytes of objects are read again: everything may refer to the longest one.
    left: Cell<usize>,
}

/// Where an object stands.
#[derive(Clone, Debug)]
enum Place {
    /// In the file itself; what follows it, if it is a stream.
    File(usize, Option<Range<usize>>),
    /// In one of the streams of objects.
    List(usize, usize),
}

impl<'a> File<'a> {
    /// Finds the objects; `None` where that has no end, and the reason is among the faults.
    pub(super) fn open(bytes: &'a [u8], findings: &mut Findings) -> Option<Self> {
        let mut file = Self {
            bytes,
            objects: BTreeMap::new(),
            lists: Vec::new(),
            trailers: Vec::new(),
            left: Cell::new(MOST_AGAIN + 4 * bytes.len()),
        };
        file.scan(findings)?;
        file.scan_trailers();
        // What is locked cannot be unpacked.
        if file
            .trailers
            .iter()
            .any(|trailer| trailer.get("Encrypt").is_some())
        {
            findings.fault(
                FaultSort::Locked,
                "has a password, or a protection against being printed or copied",
            );
            return None;
        }
        file.unpack(findings)?;
        Some(file)
    }

    fn scan(&mut self, findings: &mut Findings) -> Option<()> {
        let (mut at, mut end, mut count) = (0, 0, 0);
        while let Some(found) = position(self.bytes, b"obj", at) {
            at = found + 3;
            let Some((number, start)) = number_before(self.bytes, found) else {
                continue;
            };
            if start < end {
                findings.fault(
                    FaultSort::TwoKinds,
                    "has parts that are hidden within other parts",
                );
                return None;
            }
            count += 1;
            if count > MOST_OBJECTS {
                return too_many(findings);
            }
            let mut parser = Parser::new(self.bytes, at);
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
            let stream = is_stream.then(|| self.body(parser.at + 6, value.as_ref()));
            end = stream.as_ref().map_or(parser.at, |stream| stream.end);
            let place = Place::File(at, stream);
            self.objects.entry(number).or_default().push(place);
        }
        Some(())
    }

    /// Where the bytes of a stream are that begins behind its word.
    fn body(&self, word: usize, group: Option<&Object>) -> Range<usize> {
        let start = match self.bytes.get(word..) {
            Some([b'\r', b'\n', ..]) => word + 2,
            Some([b'\r' | b'\n', ..]) => word + 1,
            Some(_) | None => word,
        };
        let length = group.and_then(|group| group.get("Length")?.count());
        let said = length.and_then(|length| {
            let end = start.checked_add(length)?;
            let rest = self.bytes.get(end..)?;
            let blanks = rest
                .iter()
                .take(4)
                .take_while(|byte| is_blank(**byte))
                .count();
            rest[blanks..].starts_with(b"endstream").then_some(end)
        });
        let end = said.or_else(|| position(self.bytes, b"endstream", start));
        start..end.unwrap_or(self.bytes.len())
    }

    fn scan_trailers(&mut self) {
        let mut at = 0;
        while let Some(found) = position(self.bytes, b"trailer", at) {
            at = found + 7;
            self.trailers.extend(Parser::new(self.bytes, at).value());
        }
        // Newer files say the same of themselves in a stream.
        let places = self.objects.values().flatten();
        let streams = places.filter_map(|place| match place {
            Place::File(at, Some(_)) => Parser::new(self.bytes, *at).value(),
            Place::File(_, None) | Place::List(..) => None,
        });
        let lists: Vec<Object> = streams
            .filter(|group| group.get("Type").and_then(Object::name) == Some("XRef"))
            .collect();
        self.trailers.extend(lists);
    }

    /// Measures every stream, and takes the objects out of those that hold some.
    fn unpack(&mut self, findings: &mut Findings) -> Option<()> {
        let mut left = LARGEST_UNPACKED + 4 * self.bytes.len() as u64;
        let mut room = LARGEST_LISTS;
        let mut count: usize = self.objects.values().map(Vec::len).sum();
        let places: Vec<Place> = self.objects.values().flatten().cloned().collect();
        for place in places {
            let Place::File(at, Some(range)) = place else {
                continue;
            };
            let group = Parser::new(self.bytes, at).value()?;
            let filters = self.filters(&group);
            if filters.len() > MOST_FILTERS {
                findings.fault(FaultSort::Bomb, "is packed many times over");
                return None;
            }
            let body = &self.bytes[range];
            let most = left.min(LARGEST_UNPACKED);
            let unpacked_length = length(body, &filters, most);
            let Some(rest) = left
                .checked_sub(unpacked_length)
                .filter(|_| unpacked_length <= most)
            else {
                findings.fault(
                    FaultSort::Bomb,
                    format!(
                        "has parts that would be larger than {} MB once they are unpacked",
                        most / 1_000_000
                    ),
                );
                return None;
            };
            left = rest;
            let (Some(number), Some(first)) = (
                self.resolved(group.get("N"))
                    .and_then(|number| number.count()),
                self.resolved(group.get("First"))
                    .and_then(|first| first.count()),
            ) else {
                continue;
            };
            count += number;
            if count > MOST_OBJECTS {
                return too_many(findings);
            }
            let list = match unpacked(body, &filters, room) {
                Ok(list) => list,
                Err(Packed::TooLarge) => return too_many(findings),
                Err(Packed::Closed) => {
                    findings.fault(FaultSort::Broken, "is packed in a way that is not read");
                    return None;
                }
            };
            room = room.saturating_sub(list.len());
            let list = self.without_predictor(&group, list);
            self.take(list, number, first, findings)?;
        }
        Some(())
    }

    /// Takes the objects out of a stream.
    fn take(
        &mut self,
        list: Vec<u8>,
        number: usize,
        first: usize,
        findings: &mut Findings,
    ) -> Option<()> {
        let mut heads = Parser::new(&list, 0);
        let mut work = 4 * list.len() + 1_000;
        for _ in 0..number {
            let mut next = || heads.command()?.count();
            let (Some(number), Some(offset)) = (next(), next()) else {
                break;
            };
            let Ok(number) = u32::try_from(number) else {
                continue;
            };
            let at = first.saturating_add(offset);
            let mut parser = Parser::new(&list, at);
            let value = parser.value();
            let is_empty = matches!(value, Some(Object::Reference(_)));
            // Objects that begin within each other take ever longer to read.
            let used = parser.at.saturating_sub(at);
            if parser.is_endless || is_empty || used > work {
                findings.fault(FaultSort::Objects, "has lists that have no end");
                return None;
            }
            if let Some(value) = &value {
                inspect(value, findings);
            }
            work -= used;
            let place = Place::List(self.lists.len(), at);
            self.objects.entry(number).or_default().push(place);
        }
        self.lists.push(list);
        Some(())
    }

    fn without_predictor(&self, group: &Object, bytes: Vec<u8>) -> Vec<u8> {
        let parameters = self.resolved(group.get("DecodeParms").or(group.get("DP")));
        let parameters = match parameters {
            Some(Object::List(list)) => list.into_iter().find(|one| one.get("Predictor").is_some()),
            other => other,
        };
        let of = |name| {
            parameters
                .as_ref()
                .and_then(|all| self.resolved(all.get(name))?.count())
        };
        if of("Predictor").is_none_or(|predictor| predictor < 10) {
            return bytes;
        }
        without_predictor(&bytes, of("Columns").unwrap_or(1).clamp(1, 1 << 20))
    }

    /// How a stream is packed.
    fn filters(&self, group: &Object) -> Vec<Filter> {
        let list = match self.resolved(group.get("Filter").or(group.get("F"))) {
            Some(Object::List(list)) => list,
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let each = list.iter().take(MOST_FILTERS + 1);
        each.filter_map(|one| self.resolved(Some(one)))
            .filter_map(|one| Some(Filter::called(one.name()?)))
            .collect()
    }

    /// A value, or the object that it refers to.
    pub(super) fn resolved(&self, value: Option<&Object>) -> Option<Object> {
        let value = value?;
        if let Object::Reference(number) = value {
            self.object(*number)
        } else {
            Some(value.clone())
        }
    }

    /// The object of a number, as it stands last in the file.
    pub(super) fn object(&self, number: u32) -> Option<Object> {
        self.at(self.objects.get(&number)?.last()?)
    }

    /// All that stands in the file under a number.
    pub(super) fn all(&self, number: u32) -> impl Iterator<Item = Object> {
        let places = self.objects.get(&number).into_iter().flatten();
        places.filter_map(|place| self.at(place))
    }

    /// The numbers of all objects.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.objects.keys().copied()
    }

    fn at(&self, place: &Place) -> Option<Object> {
        let (bytes, at) = match place {
            Place::File(at, _) => (self.bytes, *at),
            Place::List(list, at) => (self.lists.get(*list)?.as_slice(), *at),
        };
        let mut parser = Parser::new(bytes, at);
        let value = parser.value();
        let left = self.left.get().checked_sub(parser.at.saturating_sub(at))?;
        self.left.set(left);
        value
    }

    /// The group and the unpacked bytes of the stream of a number, at most so many.
    pub(super) fn stream(&self, number: u32, most: usize) -> Option<(Object, Vec<u8>)> {
        let Place::File(at, Some(range)) = self.objects.get(&number)?.last()? else {
            return None;
        };
        let group = Parser::new(self.bytes, *at).value()?;
        let bytes = unpacked(&self.bytes[range.clone()], &self.filters(&group), most).ok()?;
        let bytes = self.without_predictor(&group, bytes);
        Some((group, bytes))
    }
}

fn too_many(findings: &mut Findings) -> Option<()> {
    let message = format!("has more than {MOST_OBJECTS} parts, which no document needs");
    findings.fault(FaultSort::Objects, message);
    None
}

/// The number of the object that begins with a word, and where that number stands: `12 0 obj`.
fn number_before(bytes: &[u8], word: usize) -> Option<(u32, usize)> {
    let blanks = |end: usize| {
        let start = (0..end)
            .rev()
            .take(20)
            .take_while(|at| is_blank(bytes[*at]))
            .last();
        start.filter(|start| *start < end)
    };
    let digits = |end: usize| {
        let start = (0..end)
            .rev()
            .take(10)
            .take_while(|at| bytes[*at].is_ascii_digit())
            .last();
        start.filter(|start| *start < end)
    };
    let second = digits(blanks(word)?)?;
    let end = blanks(second)?;
    let first = digits(end)?;
    let number = std::str::from_utf8(&bytes[first..end]).ok()?;
    Some((number.parse().ok()?, first))
}
