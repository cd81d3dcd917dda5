//! The list at the end of a ZIP, looked at before anything is unpacked: where it is, how long, and what stands in it.
//!
//! Programs look for this list in different ways, and one that finds another list unpacks other files. So it has to stand
//! where all of them look: packs are made that way, and what is not is refused.

use std::io::{self, Read, Seek, SeekFrom};

use super::entry::{self, Entry};

/// The most files that a pack holds.
pub(super) const MOST: usize = 10_000;

/// How long the list may be, in bytes: names of 200 letters and what else stands beside each.
const LARGEST: u64 = 4 << 20;

/// How long the record at the very end is, in bytes.
const END_LONG: u64 = 22;

/// How long the record of a very large ZIP is, and the one between it and the end that leads to it.
const END_64_LONG: u64 = 56;
const LOCATOR_64_LONG: u64 = 20;

/// How far from the end that record can be: behind it there is at most a comment.
const LONGEST_TAIL: u64 = END_LONG + 65_535;

const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";

const BEHIND: Refused =
    Refused::NotAsMade("there is a comment or something else behind the list of its files");
const TWO_LISTS: Refused = Refused::NotAsMade("it has two lists of its files");
pub(super) const UNLISTED: Refused =
    Refused::NotAsMade("something stands before its files or between them that it does not list");

/// Why a ZIP is not looked into.
#[derive(Debug)]
pub(super) enum Refused {
    /// It is no ZIP, or its end is missing.
    NoZip,
    /// It lists more files, or longer names, than a pack has.
    TooMany,
    /// It is put together in another way than packs are.
    NotAsMade(&'static str),
    /// It cannot be read.
    Unread(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::NoZip
        } else {
            Self::Unread(error)
        }
    }
}

/// Every name that a ZIP lists, in the order of its list.
///
/// # Errors
/// Why the ZIP is not looked into: it holds something that its list does not name, or that another program could take for
/// its list.
pub(super) fn names(zip: &mut (impl Read + Seek)) -> Result<Vec<String>, Refused> {
    let List { count, start, size } = place_of_list(zip)?;
    if size > LARGEST || count > MOST as u64 {
        return Err(Refused::TooMany);
    }
    let list = piece(zip, start, size)?;
    let entries = entry::listed(&list)?;
    if u64::try_from(entries.len()).ok() != Some(count) {
        return Err(Refused::NoZip);
    }
    entry::stand_side_by_side(zip, &entries, start)?;
    let name = |entry: &Entry<'_>| String::from_utf8_lossy(entry.name).into_owned();
    Ok(entries.iter().map(name).collect())
}

/// How many entries the list has, where it begins, and how long it is.
struct List {
    count: u64,
    start: u64,
    size: u64,
}

fn place_of_list(zip: &mut (impl Read + Seek)) -> Result<List, Refused> {
    let length = zip.seek(SeekFrom::End(0))?;
    let at = length.checked_sub(END_LONG).ok_or(Refused::NoZip)?;
    let end = piece(zip, at, END_LONG)?;
    if !end.starts_with(&END) || number(&end, 20, 2) != 0 {
        return Err(without_end(zip, length)?);
    }
    let list = List {
        count: number(&end, 10, 2),
        start: number(&end, 16, 4),
        size: number(&end, 12, 4),
    };
    let is_in_parts = number(&end, 4, 4) != 0 || number(&end, 8, 2) != list.count;
    let is_large = list.count == 0xffff || list.start == 0xffff_ffff || list.size == 0xffff_ffff;
    let locator = match at.checked_sub(LOCATOR_64_LONG) {
        Some(at) => piece(zip, at, LOCATOR_64_LONG)?,
        None => Vec::new(),
    };
    if is_in_parts {
        return Err(Refused::NoZip);
    }
    let (list, behind) = match (is_large, locator.starts_with(&LOCATOR_64)) {
        (false, false) => (list, at),
        (false, true) => return Err(TWO_LISTS),
        (true, false) => return Err(Refused::NoZip),
        (true, true) => {
            let at = at
                .checked_sub(LOCATOR_64_LONG + END_64_LONG)
                .ok_or(Refused::NoZip)?;
            if number(&locator, 8, 8) != at {
                return Err(TWO_LISTS);
            }
            (list_of_large(&list, &piece(zip, at, END_64_LONG)?)?, at)
        }
    };
    if list.start.checked_add(list.size) == Some(behind) {
        Ok(list)
    } else {
        Err(TWO_LISTS)
    }
}

/// The list of a very large ZIP; what the record at the very end could say of it has to be the same.
fn list_of_large(said: &List, end: &[u8]) -> Result<List, Refused> {
    let list = List {
        count: number(end, 32, 8),
        start: number(end, 48, 8),
        size: number(end, 40, 8),
    };
    let is_whole = end.starts_with(&END_64)
        && number(end, 4, 8) == END_64_LONG - 12
        && number(end, 16, 8) == 0
        && number(end, 24, 8) == list.count;
    let same = (said.count == 0xffff || said.count == list.count)
        && (said.start == 0xffff_ffff || said.start == list.start)
        && (said.size == 0xffff_ffff || said.size == list.size);
    match (is_whole, same) {
        (true, true) => Ok(list),
        (true, false) => Err(TWO_LISTS),
        (false, _) => Err(Refused::NoZip),
    }
}

/// Why the last bytes are no record of the end: something follows it, or it is not there at all. A file of the ZIP may be a
/// ZIP itself, whose end is in another place than it says.
fn without_end(zip: &mut (impl Read + Seek), length: u64) -> io::Result<Refused> {
    let long = length.min(LONGEST_TAIL);
    let tail = piece(zip, length - long, long)?;
    let is_end = |(at, end): (u64, &[u8])| {
        let list_ends = number(end, 12, 4) + number(end, 16, 4);
        end.starts_with(&END) && list_ends == length - long + at
    };
    let is_there = (0..).zip(tail.windows(22)).any(is_end);
    Ok(if is_there { BEHIND } else { Refused::NoZip })
}

/// Some bytes of a file.
///
/// # Errors
/// [`io::ErrorKind::UnexpectedEof`] where it has fewer.
pub(super) fn piece(zip: &mut (impl Read + Seek), at: u64, long: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.seek(SeekFrom::Start(at))?;
    let read = zip.by_ref().take(long).read_to_end(&mut bytes)?;
    if u64::try_from(read).ok() == Some(long) {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// A number of some bytes, the lowest first.
pub(super) fn number(bytes: &[u8], at: usize, long: usize) -> u64 {
    let digits = bytes.iter().skip(at).take(long).rev();
    digits.fold(0, |number, digit| (number << 8) | u64::from(*digit))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;

    use super::*;

    /// A ZIP of two files, as packs are made; where its list is, and where that ends.
    fn zip(is_large: bool) -> (Vec<u8>, usize, usize) {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["p/a.txt", "p/b.txt"] {
            let options = SimpleFileOptions::default().large_file(is_large);
            zip.start_file(name, options).unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let end = bytes.len() - 22;
        let start = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap());
        (bytes, usize::try_from(start).unwrap(), end)
    }

    fn put(bytes: &mut [u8], at: usize, what: &[u8]) {
        bytes[at..at + what.len()].copy_from_slice(what);
    }

    fn inserted(bytes: &[u8], at: usize, what: &[u8]) -> Vec<u8> {
        [&bytes[..at], what, &bytes[at..]].concat()
    }

    /// The records of a very large ZIP, for a list at a place.
    fn large(start: u64, size: u64, at: u64) -> Vec<u8> {
        let mut records = [&b"PK\x06\x06"[..], &44_u64.to_le_bytes(), &[45, 0, 45, 0]].concat();
        records.extend([0; 8]);
        for number in [2, 2, size, start] {
            records.extend(number.to_le_bytes());
        }
        records.extend(b"PK\x06\x07\0\0\0\0");
        records.extend(at.to_le_bytes());
        records.extend([1, 0, 0, 0]);
        records
    }

    fn judged(bytes: Vec<u8>) -> Result<Vec<String>, Refused> {
        names(&mut Cursor::new(bytes))
    }

    #[test]
    fn what_is_made_as_packs_are_is_listed() {
        for is_large in [false, true] {
            assert_eq!(judged(zip(is_large).0).unwrap(), ["p/a.txt", "p/b.txt"]);
        }
        let (mut bytes, start, end) = zip(false);
        put(&mut bytes, end + 16, &[0xff; 4]);
        let records = large(start as u64, (end - start) as u64, end as u64);
        let bytes = inserted(&bytes, end, &records);
        assert_eq!(judged(bytes).unwrap(), ["p/a.txt", "p/b.txt"]);
    }

    #[test]
    fn what_another_program_could_unpack_otherwise_is_refused() {
        let (bytes, start, end) = zip(false);
        let changed = |at: usize, what: &[u8]| {
            let mut bytes = bytes.clone();
            put(&mut bytes, at, what);
            bytes
        };
        let with_list = |add: usize, bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let at = bytes.len() - 6;
            put(
                &mut bytes,
                at,
                &u32::try_from(start + add).unwrap().to_le_bytes(),
            );
            bytes
        };
        let mut commented = changed(end + 20, &[1, 0]);
        commented.push(b'x');
        let size = u32::try_from(end - start).unwrap() + 1;
        let mut entry_commented = changed(end + 12, &size.to_le_bytes());
        put(&mut entry_commented, end - 7 - 46 + 32, &[1]);
        let records = large(0, 0, end as u64);
        for (what, bytes) in [
            ("a comment", commented),
            ("something behind", [&bytes[..], b"x"].concat()),
            (
                "another end in a comment",
                [&bytes[..], &bytes[end..], b"x"].concat(),
            ),
            ("something in front", inserted(&bytes, 0, b"MZ")),
            ("a gap", with_list(3, &inserted(&bytes, start, b"gap"))),
            (
                "another list",
                with_list(end - start, &inserted(&bytes, start, &bytes[start..end])),
            ),
            ("two lists", inserted(&bytes, end, &bytes[start..end])),
            ("another name beside the file", changed(30, b"q")),
            ("another size beside the file", changed(22, &[6])),
            ("a large ZIP beside", inserted(&bytes, end, &records)),
            ("a comment of a file", inserted(&entry_commented, end, b"x")),
        ] {
            let refused = judged(bytes);
            assert!(
                matches!(refused, Err(Refused::NotAsMade(_))),
                "{what}: {refused:?}"
            );
        }
    }

    #[test]
    fn what_is_damaged_is_no_zip_wherever_it_says_that_its_list_is() {
        let (bytes, _, end) = zip(false);
        let mut far = bytes.clone();
        put(&mut far, end + 16, &[0xff; 4]);
        for length in 0..bytes.len() {
            let refused = judged(bytes[..length].to_vec());
            assert!(
                matches!(refused, Err(Refused::NoZip)),
                "{length}: {refused:?}"
            );
        }
        let far = inserted(&far, end, &large(u64::MAX, u64::MAX - 1, u64::MAX));
        assert!(matches!(judged(far), Err(Refused::NotAsMade(_))));
    }
}
