//! Whether a file may go to everybody: it is searched for what is not public, behind the scenes of the file, too.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use flate2::read::ZlibDecoder;

use crate::audience::{Seen, gate};
use crate::document::{Block, Document, Meta, Theme};
use crate::evidence::{Examined, FaultSort, FileKind, SCANNED};
use crate::model::{EvidenceField, FileState, Fingerprint, Profile};
use crate::source::{self, Node};
use crate::workspace::Workspace;

use super::gathered::SourceFile;

/// The most bytes of a file that are searched, as they are and unpacked.
const LARGEST: usize = 96 << 20;

/// What a search needs to know.
pub(super) struct Search<'a> {
    pub(super) seen: &'a Seen,
    pub(super) filled: &'a Node,
    pub(super) theme: &'a Theme,
    pub(super) meta: Meta,
    /// The files that are not public.
    pub(super) hidden: BTreeSet<Fingerprint>,
}

/// The fingerprints of the files that a plan keeps from the public: one may be cited a second time, by a piece that does
/// not say so.
pub(super) fn hidden_files(workspace: &Workspace, plan: &Profile) -> BTreeSet<Fingerprint> {
    let states = workspace.evidence(plan, true);
    let hidden = plan.evidence.iter().filter(|evidence| {
        let mut fields = evidence.not_public.iter();
        evidence.public == Some(false) || fields.any(|field| field.value == EvidenceField::File)
    });
    let files = hidden.filter_map(|evidence| states.get(&evidence.file.as_ref()?.place));
    files
        .filter_map(|state| match state {
            FileState::Found { fingerprint, .. } => *fingerprint,
            FileState::Missing { .. }
            | FileState::Outside
            | FileState::NoFile
            | FileState::Unread(_) => None,
        })
        .collect()
}

impl Search<'_> {
    /// Why a file may not go to everybody; half a sentence.
    pub(super) fn holds_back(&self, examined: &Examined, file: &SourceFile) -> Option<String> {
        if self.hidden.contains(&file.fingerprint) {
            return Some("another piece, which is not public, has the same file".into());
        }
        for fault in &examined.faults {
            match fault.sort {
                FaultSort::Located
                | FaultSort::Attachments
                | FaultSort::Unknown
                | FaultSort::OldOffice => {
                    return Some(format!(
                        "the file {}, and the public may not see that unlooked",
                        fault.message
                    ));
                }
                FaultSort::Empty
                | FaultSort::TooLarge
                | FaultSort::Broken
                | FaultSort::Locked
                | FaultSort::Bomb
                | FaultSort::Path
                | FaultSort::Picture
                | FaultSort::Objects
                | FaultSort::TwoKinds
                | FaultSort::Program
                | FaultSort::Scripts
                | FaultSort::Macros
                | FaultSort::OtherKind => {}
                // Of a scan, and of a picture, people are told; words that were not reached could be anybody's.
                FaultSort::Unread if fault.message == SCANNED => {}
                FaultSort::Unread => {
                    return Some(format!(
                        "the file {}, and the public may not see the rest unlooked",
                        fault.message
                    ));
                }
            }
        }
        let mut texts: Vec<String> = examined
            .texts
            .iter()
            .map(|part| part.text.clone())
            .collect();
        match behind(file) {
            Some(more) => texts.extend(more),
            None => {
                return Some("the file is too large to be searched for what is not public".into());
            }
        }
        let document = self.document(texts);
        let found = gate(&document, "", "evidence", self.seen, self.filled);
        let first = found.into_iter().next()?;
        let words = first.message.split('`').nth(1).unwrap_or_default();
        Some(format!("the file says `{words}`, which is not public"))
    }

    fn document(&self, texts: Vec<String>) -> Document {
        Document {
            meta: self.meta.clone(),
            theme: self.theme.clone(),
            watermark: None,
            comparison: None,
            title_sheet: None,
            sections: vec![crate::document::Section {
                paper: crate::document::Paper::A4,
                orientation: crate::document::Orientation::Portrait,
                running_header: None,
                running_footer: None,
                blocks: texts.into_iter().map(Block::paragraph).collect(),
            }],
        }
    }
}

/// What a file says that a reader of its pages does not see: properties, comments, tracked changes, hidden sheets. `None`
/// where there is too much of it.
fn behind(file: &SourceFile) -> Option<Vec<String>> {
    let bytes = source::bytes(&file.path, LARGEST).ok()?;
    match file.kind {
        FileKind::Word | FileKind::Excel | FileKind::PowerPoint => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
            let (mut texts, mut rest) = (Vec::new(), LARGEST as u64);
            for place in 0..zip.len() {
                let entry = zip.by_index(place).ok()?;
                let is_text = [".xml", ".rels"]
                    .iter()
                    .any(|ending| entry.name().ends_with(ending));
                if !is_text {
                    continue;
                }
                let mut part = Vec::new();
                entry.take(rest).read_to_end(&mut part).ok()?;
                rest = rest
                    .checked_sub(part.len() as u64)
                    .filter(|rest| *rest > 0)?;
                let part = String::from_utf8_lossy(&part);
                // A word may be parted by marks, and two words may be kept apart by nothing else.
                texts.push(without_marks(&part, ""));
                texts.push(without_marks(&part, " "));
            }
            Some(texts)
        }
        FileKind::Pdf
        | FileKind::Jpeg
        | FileKind::Png
        | FileKind::Text
        | FileKind::Email
        | FileKind::Other => {
            let mut texts = vec![
                bytes.iter().map(|byte| char::from(*byte)).collect(),
                String::from_utf8_lossy(&bytes).into_owned(),
            ];
            texts.push(wide(&bytes));
            if file.kind == FileKind::Png {
                texts.extend(packed_words(&bytes)?);
            }
            Some(texts)
        }
    }
}

/// The letters of bytes in which each may have two, as cameras write them; what is no letter of English parts words.
fn wide(bytes: &[u8]) -> String {
    let letters = bytes.iter().filter(|byte| **byte != 0);
    let plain = |byte: &u8| {
        if byte.is_ascii_graphic() {
            char::from(*byte)
        } else {
            ' '
        }
    };
    letters.map(plain).collect()
}

/// The packed words of a PNG: what stands behind a name in its parts `zTXt` and `iTXt`. `None` where there is too much.
fn packed_words(png: &[u8]) -> Option<Vec<String>> {
    let (mut texts, mut room) = (Vec::new(), LARGEST as u64);
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let length = usize::try_from(length).ok()?.min(behind.len());
        let (part, next) = behind.split_at(length);
        if matches!(&head[4..], b"zTXt" | b"iTXt") {
            // Where the packed bytes begin hangs on names before them; zlib's are known by their first one.
            let starts = (0..part.len().min(1_000)).filter(|at| part[*at] == 0x78);
            for start in starts {
                let mut words = Vec::new();
                let _ = ZlibDecoder::new(&part[start..])
                    .take(room)
                    .read_to_end(&mut words);
                room = room
                    .checked_sub(words.len() as u64)
                    .filter(|room| *room > 0)?;
                texts.push(String::from_utf8_lossy(&words).into_owned());
            }
        }
        rest = next.get(4..).unwrap_or_default();
    }
    Some(texts)
}

/// A text of XML without its tags; the values of attributes stay, for links stand in them.
fn without_marks(xml: &str, between: &str) -> String {
    let mut text = String::with_capacity(xml.len() / 2);
    for (number, piece) in xml.split('<').enumerate() {
        let Some((tag, words)) = piece.split_once('>').filter(|_| number > 0) else {
            text.push_str(piece);
            continue;
        };
        for value in tag.split('"').skip(1).step_by(2) {
            if value.contains(['@', '/', ' ']) {
                text.push(' ');
                text.push_str(value);
                text.push(' ');
            }
        }
        text.push_str(between);
        text.push_str(words);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_together_or_stay_apart_as_is_asked() {
        let xml = "<w:t>Dev Rama</w:t><w:t>nathan</w:t><a href=\"mailto:x@example.org\">y</a>";
        assert_eq!(
            without_marks(xml, ""),
            "Dev Ramanathan mailto:x@example.org y"
        );
        assert!(without_marks(xml, " ").contains("Dev Rama  nathan"));
    }

    #[test]
    fn letters_of_two_bytes_and_packed_words_of_a_png_are_found() {
        assert_eq!(wide(b"\x1aO\0r\0l\0a\0 \0Q\0\xff\xdb"), " Orla Q  ");
        // "Orla Quigley", stored by zlib in one block without being made smaller.
        let packed = b"\x78\x01\x01\x0c\x00\xf3\xffOrla Quigley";
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.extend(u32::to_be_bytes(8 + 19));
        png.extend(b"zTXtAuthor\0\0");
        png.extend(packed);
        png.extend([0; 4]);
        assert!(
            packed_words(&png)
                .unwrap()
                .contains(&"Orla Quigley".to_string())
        );
        assert!(packed_words(b"\x89PNG").unwrap().is_empty());
    }
}
