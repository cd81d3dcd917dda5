//! An incremental update: objects that are written behind a finished PDF, and a cross-reference section that finds them.

use std::io::{self, Write};

use pdf_writer::Chunk;

/// How far from its beginning an object of a PDF may stand: such a place has ten digits.
const LARGEST: u64 = 9_999_999_999;

/// Writes a finished PDF and, behind it, new objects and objects in the place of old ones.
pub(super) struct Update<'a> {
    out: &'a mut dyn Write,
    /// How many bytes were written.
    position: u64,
    /// The numbers of the objects that were written, and where they begin.
    places: Vec<(i32, u64)>,
    /// The number of the next new object.
    next: i32,
    /// Of all that was written.
    hasher: blake3::Hasher,
    trailer: Trailer,
}

/// What the trailer of the finished PDF says.
struct Trailer {
    /// Where its cross-reference section begins.
    section: u64,
    /// Its entries without the size and the second part of the identifier: `/Root 3 0 R/Info 1 0 R/ID[(…)`.
    entries: Vec<u8>,
}

impl<'a> Update<'a> {
    /// Writes a finished PDF as pdf-writer writes it: with a cross-reference table, and the identifier last in its trailer.
    ///
    /// Gives nothing where the file is not of that kind.
    pub(super) fn of(finished: &[u8], out: &'a mut dyn Write) -> io::Result<Option<Self>> {
        let Some((size, trailer)) = read_trailer(finished) else {
            return Ok(None);
        };
        let mut update = Self {
            out,
            position: 0,
            places: Vec::new(),
            next: size,
            hasher: blake3::Hasher::new(),
            trailer,
        };
        update.write(finished)?;
        update.write(b"\n")?;
        Ok(Some(update))
    }

    /// A number for a new object.
    pub(super) fn number(&mut self) -> i32 {
        let number = self.next;
        self.next += 1;
        number
    }

    /// Writes the one object of a chunk, which has this number.
    pub(super) fn object(&mut self, number: i32, object: &Chunk) -> io::Result<()> {
        self.written(number, object.as_bytes())
    }

    /// Writes an object that is made up already, from its number to its end.
    pub(super) fn written(&mut self, number: i32, object: &[u8]) -> io::Result<()> {
        if self.position > LARGEST {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "a PDF cannot be larger than 10 GB",
            ));
        }
        self.places.push((number, self.position));
        self.write(object)
    }

    /// Writes the cross-reference section and the trailer.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let begins = self.position;
        self.places.sort_unstable();
        let mut section = b"xref\n".to_vec();
        for run in self.places.chunk_by(|one, next| one.0 + 1 == next.0) {
            let first = run.first().map_or(0, |(number, _)| *number);
            writeln!(section, "{first} {}", run.len())?;
            for (_, place) in run {
                write!(section, "{place:010} 00000 n\r\n")?;
            }
        }
        write!(section, "trailer\n<</Size {}", self.next)?;
        section.extend_from_slice(&self.trailer.entries);
        // The second part of the identifier tells this version of the file from others.
        let hash = self.hasher.finalize().to_hex();
        let version = hash.get(..32).unwrap_or_default();
        let before = self.trailer.section;
        write!(
            section,
            "<{version}>]/Prev {before}>>\nstartxref\n{begins}\n%%EOF"
        )?;
        self.write(&section)?;
        self.out.flush()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hasher.update(bytes);
        self.position += bytes.len() as u64;
        Ok(())
    }
}

/// The size that the trailer names, which is the first free number, and what else it says.
fn read_trailer(finished: &[u8]) -> Option<(i32, Trailer)> {
    let tail = &finished[finished.len().saturating_sub(4096)..];
    let (_, tail) = tail.split_at(last(tail, b"trailer\n<</Size ")? + b"trailer\n<</Size ".len());
    let (entries, tail) = tail.split_at(last(tail, b">>\nstartxref\n")?);
    let section = std::str::from_utf8(tail).ok()?.lines().nth(2)?;
    let digits = entries.iter().take_while(|byte| byte.is_ascii_digit());
    let (size, entries) = entries.split_at(digits.count());
    // Letters and digits stand between the brackets, nothing that would be escaped.
    let second = last(entries, b")(")? + 1;
    Some((
        std::str::from_utf8(size).ok()?.parse().ok()?,
        Trailer {
            section: section.parse().ok()?,
            entries: entries[..second].to_vec(),
        },
    ))
}

/// Where some bytes stand for the last time.
fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|at| at == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_whose_place_has_too_many_digits_is_refused() {
        let finished = b"%PDF-1.7\ntrailer\n<</Size 2/Root 1 0 R/ID[(a)(b)]>>\nstartxref\n9\n%%EOF";
        let mut out = io::sink();
        let mut update = Update::of(finished, &mut out).unwrap().unwrap();
        update.position = LARGEST;
        update.object(2, &Chunk::new()).unwrap();
        update.position = LARGEST + 1;
        assert!(update.object(3, &Chunk::new()).is_err());
    }
}
