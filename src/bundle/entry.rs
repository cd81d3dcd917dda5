//! The files in a ZIP: what its list says of each, and what stands before the file itself.
//!
//! Some programs believe the list, others what stands before each file, and others search the gaps between them. So both
//! have to say the same, and there may be no gaps.

use std::io::{Read, Seek};

use super::central::{Refused, UNLISTED, number, piece};

const IN_LIST: [u8; 4] = *b"PK\x01\x02";
const BEFORE_FILE: [u8; 4] = *b"PK\x03\x04";

/// How long the two are without the name, in bytes.
const IN_LIST_LONG: usize = 46;
const BEFORE_FILE_LONG: usize = 30;

/// A mark that the sum and the sizes stand behind the file, and how long that may be.
const SUM_FOLLOWS: u64 = 1 << 3;
const SUM_LONG: [u64; 4] = [12, 16, 20, 24];

/// Further fields: sizes of large files, and the name once more.
const SIZES: u64 = 0x0001;
const NAME_AGAIN: u64 = 0x7075;

const TWO_NAMES: Refused = Refused::NotAsMade("a file is called or described in two ways in it");
const COMMENT: Refused = Refused::NotAsMade("a comment stands in the list of its files");

/// What the list says of a file.
pub(super) struct Entry<'a> {
    pub(super) name: &'a [u8],
    /// How it is packed, and how the name is spelt.
    form: (u64, u64),
    sum: u64,
    sizes: Sizes,
    /// Where what stands before it begins.
    start: u64,
}

/// How long a file is, and how long as it is packed.
#[derive(PartialEq, Eq)]
struct Sizes {
    plain: u64,
    packed: u64,
}

/// The entries of a list.
pub(super) fn listed(list: &[u8]) -> Result<Vec<Entry<'_>>, Refused> {
    let mut entries = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let (head, behind) = rest
            .split_at_checked(IN_LIST_LONG)
            .filter(|(head, _)| head.starts_with(&IN_LIST))
            .ok_or(Refused::NoZip)?;
        let (name, behind) = taken(behind, number(head, 28, 2))?;
        let (more, behind) = taken(behind, number(head, 30, 2))?;
        if number(head, 32, 2) != 0 {
            return Err(COMMENT);
        }
        let mut said = [24, 20, 42].map(|at| number(head, at, 4));
        enlarge(&mut said, more)?;
        let [plain, packed, start] = said;
        entries.push(Entry {
            name,
            form: (number(head, 8, 2), number(head, 10, 2)),
            sum: number(head, 16, 4),
            sizes: Sizes { plain, packed },
            start,
        });
        rest = behind;
    }
    Ok(entries)
}

/// Whether the files stand side by side in the order of the list, from the first byte to the list itself, each behind the
/// same words as in the list.
pub(super) fn stand_side_by_side(
    zip: &mut (impl Read + Seek),
    entries: &[Entry<'_>],
    list: u64,
) -> Result<(), Refused> {
    if entries.first().map_or(list, |first| first.start) != 0 {
        return Err(UNLISTED);
    }
    let nexts = entries.iter().skip(1).map(|next| next.start);
    for (entry, next) in entries.iter().zip(nexts.chain([list])) {
        let packed = behind_words(zip, entry)?;
        let end = packed.checked_add(entry.sizes.packed);
        let gap = end.and_then(|end| next.checked_sub(end)).ok_or(UNLISTED)?;
        let is_sum = entry.form.0 & SUM_FOLLOWS != 0 && SUM_LONG.contains(&gap);
        if gap != 0 && !is_sum {
            return Err(UNLISTED);
        }
    }
    Ok(())
}

/// Where a file begins, behind the words that stand before it, which are the same as in the list.
fn behind_words(zip: &mut (impl Read + Seek), entry: &Entry<'_>) -> Result<u64, Refused> {
    let head = piece(zip, entry.start, BEFORE_FILE_LONG as u64)?;
    if !head.starts_with(&BEFORE_FILE) {
        return Err(UNLISTED);
    }
    let (name_long, more_long) = (number(&head, 26, 2), number(&head, 28, 2));
    let words = piece(
        zip,
        entry.start + BEFORE_FILE_LONG as u64,
        name_long + more_long,
    )?;
    let (name, more) = taken(&words, name_long)?;
    let mut said = [22, 18].map(|at| number(&head, at, 4));
    enlarge(&mut said, more)?;
    let [plain, packed] = said;
    let is_later = entry.form.0 & SUM_FOLLOWS != 0;
    let same = name == entry.name
        && (number(&head, 6, 2), number(&head, 8, 2)) == entry.form
        && (is_later
            || number(&head, 14, 4) == entry.sum && Sizes { plain, packed } == entry.sizes);
    if same {
        Ok(entry.start + BEFORE_FILE_LONG as u64 + name_long + more_long)
    } else {
        Err(TWO_NAMES)
    }
}

/// Puts the numbers in that a further field holds because they are too large for their own place.
fn enlarge(said: &mut [u64], mut more: &[u8]) -> Result<(), Refused> {
    while !more.is_empty() {
        let (head, behind) = more.split_at_checked(4).ok_or(TWO_NAMES)?;
        let (field, behind) = taken(behind, number(head, 2, 2))?;
        match number(head, 0, 2) {
            SIZES => {
                let large = said.iter_mut().filter(|said| **said == 0xffff_ffff);
                let mut digits = field.chunks(8);
                for said in large {
                    let digits = digits.next().filter(|digits| digits.len() == 8);
                    *said = number(digits.ok_or(TWO_NAMES)?, 0, 8);
                }
                if digits.next().is_some() {
                    return Err(TWO_NAMES);
                }
            }
            NAME_AGAIN => return Err(TWO_NAMES),
            _ => {} // times and owners
        }
        more = behind;
    }
    Ok(())
}

fn taken(bytes: &[u8], long: u64) -> Result<(&[u8], &[u8]), Refused> {
    let long = usize::try_from(long).map_err(|_| Refused::NoZip)?;
    bytes.split_at_checked(long).ok_or(Refused::NoZip)
}
