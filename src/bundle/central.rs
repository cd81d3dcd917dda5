//! The list at the end of a ZIP, looked at before anything is unpacked: how long it is, and every name in it, twice where it
//! stands twice.

use std::io::{self, Read, Seek, SeekFrom};

/// The most files that a pack holds.
pub(super) const MOST: usize = 10_000;

/// How long the list may be, in bytes: names of 200 letters and what else stands beside each.
const LARGEST: u64 = 4 << 20;

/// How far from the end the record stands that says where the list is: behind it there is at most a comment.
const LONGEST_TAIL: u64 = 22 + 65_535 + 20;

const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";
const ENTRY: [u8; 4] = *b"PK\x01\x02";

/// Why a ZIP is not looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no ZIP, or its end is missing.
    NoZip,
    /// It lists more files, or longer names, than a pack has.
    TooMany,
}

/// Every name that a ZIP lists, in the order of its list.
pub(super) fn names(zip: &mut (impl Read + Seek)) -> io::Result<Result<Vec<String>, Refused>> {
    let length = zip.seek(SeekFrom::End(0))?;
    let tail = length.min(LONGEST_TAIL);
    zip.seek(SeekFrom::Start(length - tail))?;
    let mut end = Vec::new();
    zip.by_ref().take(tail).read_to_end(&mut end)?;
    let Some((count, size, start)) = where_it_is(zip, &end)? else {
        return Ok(Err(Refused::NoZip));
    };
    if size > LARGEST || count > MOST as u64 {
        return Ok(Err(Refused::TooMany));
    }
    zip.seek(SeekFrom::Start(start))?;
    let mut list = Vec::new();
    zip.by_ref().take(size).read_to_end(&mut list)?;
    let mut names = Vec::new();
    let mut rest = &list[..];
    while let Some(entry) = rest.first_chunk::<46>() {
        if !entry.starts_with(&ENTRY) {
            return Ok(Err(Refused::NoZip));
        }
        let long = |at: usize| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]]));
        let (name, whole) = (46 + long(28), 46 + long(28) + long(30) + long(32));
        let Some(bytes) = rest.get(46..name) else {
            return Ok(Err(Refused::NoZip));
        };
        names.push(String::from_utf8_lossy(bytes).into_owned());
        rest = rest.get(whole..).unwrap_or_default();
    }
    let says_the_same = u64::try_from(names.len()).is_ok_and(|found| found == count);
    Ok(if says_the_same {
        Ok(names)
    } else {
        Err(Refused::NoZip)
    })
}

/// How many entries the list has, how long it is, and where it begins.
fn where_it_is(zip: &mut (impl Read + Seek), tail: &[u8]) -> io::Result<Option<(u64, u64, u64)>> {
    let ends = |at: &usize| {
        let comment = tail.get(at + 20..at + 22);
        let comment = comment.map(|long| usize::from(u16::from_le_bytes([long[0], long[1]])));
        comment.is_some_and(|long| at + 22 + long == tail.len())
    };
    let mut places = (0..tail.len())
        .rev()
        .filter(|at| tail[*at..].starts_with(&END));
    let Some(at) = places.find(ends) else {
        return Ok(None);
    };
    let (count, size, start) = (
        number(tail, at + 10, 2),
        number(tail, at + 12, 4),
        number(tail, at + 16, 4),
    );
    if count != 0xffff && size != 0xffff_ffff && start != 0xffff_ffff {
        return Ok(Some((count, size, start)));
    }
    let Some(locator) = at
        .checked_sub(20)
        .filter(|at| tail[*at..].starts_with(&LOCATOR_64))
    else {
        return Ok(None);
    };
    zip.seek(SeekFrom::Start(number(tail, locator + 8, 8)))?;
    let mut end = Vec::new();
    zip.by_ref().take(56).read_to_end(&mut end)?;
    if end.len() < 56 || !end.starts_with(&END_64) {
        return Ok(None);
    }
    Ok(Some((
        number(&end, 32, 8),
        number(&end, 40, 8),
        number(&end, 48, 8),
    )))
}

fn number(bytes: &[u8], at: usize, long: usize) -> u64 {
    let digits = bytes.iter().skip(at).take(long).rev();
    digits.fold(0, |number, digit| (number << 8) | u64::from(*digit))
}
