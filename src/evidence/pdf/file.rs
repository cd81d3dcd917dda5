//! The objects of a PDF.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;
use crate::evidence::limits::MOST_OBJECTS;

use super::lists::{filters, lists, without_predictor};
use super::object::{Object, Parser};
use super::scan::{scan, trailers};
use super::unpacked::unpacked;

/// How many bytes of objects are read again, beside four times the file and its streams of objects.
const MOST_AGAIN: usize = 50_000_000;

/// A PDF whose objects were found.
pub(super) struct File<'a> {
    pub(super) bytes: &'a [u8],
    /// Every place where an object of a number stands, the last one last.
    pub(super) objects: BTreeMap<u32, Vec<Place>>,
    /// What the streams of objects hold.
    pub(super) lists: Vec<Vec<u8>>,
    /// Where the file says what it is as a whole, the last one last.
    trailers: Vec<usize>,
    /// How many more bytes of objects are read again: everything may refer to the longest one.
    left: Cell<usize>,
    /// Whether there was more to be read than that.
    is_worn: Cell<bool>,
}

/// Where an object stands.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In the file itself; what follows it, if it is a stream.
    File(usize, Option<Range<usize>>),
    /// In one of the streams of objects.
    List {
        /// Where that stream stands.
        stream: usize,
        list: usize,
        at: usize,
    },
}

impl Place {
    /// How far from the beginning of the file it stands: a newer version of an object is behind the older ones.
    fn offset(&self) -> usize {
        match self {
            Self::File(at, _) => *at,
            Self::List { stream, .. } => *stream,
        }
    }
}

impl<'a> File<'a> {
    /// Finds the objects; `None` where that has no end, and the reason is among the faults.
    pub(super) fn open(bytes: &'a [u8], findings: &mut Findings) -> Option<Self> {
        let objects = scan(bytes, findings)?;
        let mut file = Self {
            bytes,
            trailers: trailers(bytes, &objects, findings)?,
            objects,
            lists: Vec::new(),
            left: Cell::new(MOST_AGAIN),
            is_worn: Cell::new(false),
        };
        // What is locked cannot be unpacked.
        if file
            .trailers()
            .any(|trailer| trailer.get("Encrypt").is_some())
        {
            findings.fault(
                FaultSort::Locked,
                "has a password, or a protection against being printed or copied",
            );
            return None;
        }
        lists(&mut file, findings)?;
        let held: usize = file.lists.iter().map(Vec::len).sum();
        file.left.set(MOST_AGAIN + 4 * (bytes.len() + held));
        for places in file.objects.values_mut() {
            places.sort_by_key(Place::offset);
        }
        Some(file)
    }

    /// What the file says of itself, the last one last.
    pub(super) fn trailers(&self) -> impl DoubleEndedIterator<Item = Object> {
        let each = self.trailers.iter();
        each.filter_map(|at| Parser::new(self.bytes, *at).value())
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

    /// Whether some objects were not read, since it would have taken too long.
    pub(super) fn is_worn(&self) -> bool {
        self.is_worn.get()
    }

    fn at(&self, place: &Place) -> Option<Object> {
        let (bytes, at) = match place {
            Place::File(at, _) => (self.bytes, *at),
            Place::List { list, at, .. } => (self.lists.get(*list)?.as_slice(), *at),
        };
        let mut parser = Parser::new(bytes, at);
        let value = parser.value();
        let left = self.left.get().checked_sub(parser.at.saturating_sub(at));
        self.left.set(left.unwrap_or_default());
        self.is_worn.set(self.is_worn.get() || left.is_none());
        value.filter(|_| left.is_some())
    }

    /// The group and the unpacked bytes of the stream of a number, at most so many.
    pub(super) fn stream(&self, number: u32, most: usize) -> Option<(Object, Vec<u8>)> {
        self.streams(number).last()?.unpacked(most)
    }

    /// All streams that stand in the file under a number, the newest one last.
    pub(super) fn streams(&self, number: u32) -> impl Iterator<Item = Stream<'_, 'a>> {
        let places = self.objects.get(&number).into_iter().flatten();
        places.filter_map(|place| match place {
            Place::File(at, Some(body)) => Some(Stream {
                file: self,
                at: *at,
                body: body.clone(),
            }),
            Place::File(_, None) | Place::List { .. } => None,
        })
    }
}

/// A stream that stands in a file.
pub(super) struct Stream<'f, 'a> {
    file: &'f File<'a>,
    at: usize,
    body: Range<usize>,
}

impl Stream<'_, '_> {
    /// What it says of itself.
    pub(super) fn group(&self) -> Option<Object> {
        Parser::new(self.file.bytes, self.at).value()
    }

    /// Its group and its bytes once they are unpacked; `None` where they would be more than so many, or are packed in a
    /// way that is not read.
    pub(super) fn unpacked(&self, most: usize) -> Option<(Object, Vec<u8>)> {
        let group = self.group()?;
        let filters = filters(self.file, &group);
        let bytes = unpacked(&self.file.bytes[self.body.clone()], &filters, most).ok()?;
        let bytes = without_predictor(self.file, &group, &filters, bytes)?;
        Some((group, bytes))
    }
}

/// Refuses a file of too many objects.
pub(super) fn too_many<T>(findings: &mut Findings) -> Option<T> {
    let message = format!("has more than {MOST_OBJECTS} parts, which no document needs");
    findings.fault(FaultSort::Objects, message);
    None
}
