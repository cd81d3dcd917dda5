//! The zip of a house document, opened with care: it may come from anybody.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::fault::ReferenceFault as Fault;
use super::markup;
use crate::render::docx::xml::Element;

/// How many files the zip may hold; a long document with many pictures has some hundreds.
const MOST_ENTRIES: usize = 2_000;
/// The most that one part may hold, in bytes, once it is unpacked.
const LARGEST_PART: u64 = 8 * 1024 * 1024;
/// The most that all parts that are read may hold together, in bytes.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// The most elements, attributes and texts that all parts may have together.
const MOST_NODES: usize = 400_000;

/// What files of the old binary format begin with; Word also wraps protected documents in it.
const OLD_FORMAT: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open house document, with what may still be read of it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// `[Content_Types].xml`.
    types: Element,
    bytes_left: u64,
    nodes_left: usize,
}

impl<'a> Archive<'a> {
    /// Opens a zip and looks at the names in it.
    ///
    /// # Errors
    /// [`Fault::Locked`], [`Fault::NotWord`], [`Fault::Damaged`], [`Fault::TooLarge`], [`Fault::Names`] or
    /// [`Fault::Macros`]; and what [`Archive::tree`] finds in the list of types.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.starts_with(OLD_FORMAT) {
            return Err(Fault::Locked);
        }
        if !bytes.starts_with(b"PK") {
            return Err(Fault::NotWord);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if zip.len() > MOST_ENTRIES {
            return Err(Fault::TooLarge);
        }
        if !zip.file_names().all(stays_inside) {
            return Err(Fault::Names);
        }
        let is_macro = |name: &str| name.to_ascii_lowercase().contains("vba");
        if zip.file_names().any(is_macro) {
            return Err(Fault::Macros);
        }
        let mut archive = Self {
            zip,
            types: Element::new("Types"),
            bytes_left: MOST_BYTES,
            nodes_left: MOST_NODES,
        };
        archive.types = archive.tree("[Content_Types].xml")?.ok_or(Fault::NotWord)?;
        Ok(archive)
    }

    /// The media type of a part; empty where none is given.
    pub(super) fn content_type(&self, name: &str) -> &str {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let named = |attribute: &'static str, wanted: &str| {
            self.types.elements().find(|element| {
                let value = element.attribute(attribute).unwrap_or_default();
                value.trim_start_matches('/').eq_ignore_ascii_case(wanted)
            })
        };
        named("PartName", name)
            .or_else(|| named("Extension", ending))
            .and_then(|element| element.attribute("ContentType"))
            .unwrap_or_default()
    }

    /// The bytes of a part; `None` where it is not there.
    ///
    /// # Errors
    /// [`Fault::TooLarge`], whatever size the zip claims; [`Fault::Locked`]; [`Fault::Damaged`].
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Fault::Locked);
            }
            Err(_) => return Err(Fault::Damaged),
        };
        let most = LARGEST_PART.min(self.bytes_left);
        if file.size() > most {
            return Err(Fault::TooLarge);
        }
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Fault::Damaged)?;
        let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes_left = self.bytes_left.checked_sub(read).ok_or(Fault::TooLarge)?;
        if read > most {
            return Err(Fault::TooLarge);
        }
        Ok(Some(bytes))
    }

    /// The root element of a part; `None` where it is not there.
    ///
    /// # Errors
    /// As [`Archive::bytes`] and [`markup::read`].
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let bytes = self.bytes(name)?;
        bytes
            .map(|bytes| markup::read(&bytes, &mut self.nodes_left))
            .transpose()
    }
}

/// Whether a name leads to no other folder than the zip's own.
fn stays_inside(name: &str) -> bool {
    !name.starts_with('/')
        && !name.contains(['\\', ':', '\0'])
        && !name.split('/').any(|part| part == "..")
}
