//! The streams of a PDF: each is measured, and those that hold objects are taken apart (ISO 32000-1, 7.5.7).

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;
use crate::evidence::limits::{LARGEST_UNPACKED, MOST_OBJECTS};

use super::file::{File, Place, too_many};
use super::inside::inspect;
use super::object::{Object, Parser};
use super::predictor;
use super::unpacked::{Filter, Packed, length, unpacked};

/// The most bytes that all streams of objects may hold together.
const LARGEST_LISTS: usize = 100_000_000;
/// The most ways in which one stream may be packed.
const MOST_FILTERS: usize = 4;
/// The longest row that was foretold from the one above.
const LONGEST_ROW: usize = 1 << 20;

/// Measures every stream, and takes the objects out of those that hold some; `None` where that has no end, or is not
/// understood, and the reason is among the faults.
pub(super) fn lists(file: &mut File<'_>, findings: &mut Findings) -> Option<()> {
    let mut left = LARGEST_UNPACKED + 4 * file.bytes.len() as u64;
    let mut room = LARGEST_LISTS;
    let mut count: usize = file.objects.values().map(Vec::len).sum();
    let places: Vec<Place> = file.objects.values().flatten().cloned().collect();
    for place in places {
        let Place::File(at, Some(range)) = place else {
            continue;
        };
        let group = Parser::new(file.bytes, at).value()?;
        let filters = filters(file, &group);
        if filters.len() > MOST_FILTERS {
            findings.fault(FaultSort::Bomb, "is packed many times over");
            return None;
        }
        let body = &file.bytes[range];
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
        let is_list = group.get("Type").and_then(Object::name) == Some("ObjStm")
            || group.get("First").is_some();
        if !is_list {
            continue;
        }
        let told = |name| {
            file.resolved(group.get(name))
                .and_then(|number| number.count())
        };
        let (Some(number), Some(first)) = (told("N"), told("First")) else {
            return not_read(findings);
        };
        count += number;
        if count > MOST_OBJECTS {
            return too_many(findings);
        }
        let list = match unpacked(body, &filters, room) {
            Ok(list) => list,
            Err(Packed::TooLarge) => return too_many(findings),
            Err(Packed::Closed) => return not_read(findings),
        };
        room = room.saturating_sub(list.len());
        let Some(list) = without_predictor(file, &group, &filters, list) else {
            return not_read(findings);
        };
        take(file, at, list, (number, first), findings)?;
    }
    Some(())
}

fn not_read(findings: &mut Findings) -> Option<()> {
    findings.fault(FaultSort::Broken, "is packed in a way that is not read");
    None
}

/// Takes so many objects out of a stream, of which the first stands at a place.
fn take(
    file: &mut File<'_>,
    stream: usize,
    list: Vec<u8>,
    (number, first): (usize, usize),
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
        let place = Place::List {
            stream,
            list: file.lists.len(),
            at,
        };
        file.objects.entry(number).or_default().push(place);
    }
    file.lists.push(list);
    Some(())
}

/// How a stream is packed.
pub(super) fn filters(file: &File<'_>, group: &Object) -> Vec<Filter> {
    let list = match file.resolved(group.get("Filter").or(group.get("F"))) {
        Some(Object::List(list)) => list,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let each = list.iter().take(MOST_FILTERS + 1);
    each.filter_map(|one| file.resolved(Some(one)))
        .filter_map(|one| Some(Filter::called(one.name()?)))
        .collect()
}

/// The bytes of a stream as they were before their rows were foretold; `None` where that was done in a way in which no
/// program does it to lists and words.
pub(super) fn without_predictor(
    file: &File<'_>,
    group: &Object,
    filters: &[Filter],
    bytes: Vec<u8>,
) -> Option<Vec<u8>> {
    let parameters = match file.resolved(group.get("DecodeParms").or(group.get("DP"))) {
        Some(Object::List(list)) => list,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let each = parameters.iter().take(MOST_FILTERS + 1);
    let each = each.filter_map(|one| file.resolved(Some(one)));
    let of = |one: &Object, name, usual| match file.resolved(one.get(name)) {
        Some(told) => told.count(),
        None => Some(usual),
    };
    let foretold: Vec<Object> = each
        .filter(|one| of(one, "Predictor", 1) != Some(1))
        .collect();
    match foretold.as_slice() {
        [] => Some(bytes),
        [one] => {
            let columns =
                of(one, "Columns", 1).filter(|columns| (1..=LONGEST_ROW).contains(columns));
            let is_usual = filters.len() == 1
                && of(one, "Predictor", 1).is_some_and(|kind| (10..=15).contains(&kind))
                && of(one, "Colors", 1) == Some(1)
                && of(one, "BitsPerComponent", 8) == Some(8);
            Some(predictor::without(&bytes, columns.filter(|_| is_usual)?))
        }
        _ => None,
    }
}
