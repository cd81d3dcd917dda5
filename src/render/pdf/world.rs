//! What the Typst compiler may see: the fixed program, one document, its font and its logos. Nothing else exists for it.

use std::sync::Arc;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use super::fonts::Family;

/// The virtual path of a file of the Typst program, and its text.
macro_rules! program {
    ($name:literal) => {
        (
            concat!("/", $name),
            include_str!(concat!("../../../templates/pdf/", $name)),
        )
    };
}

/// The Typst program, file by file; the first one is the main file.
const PROGRAM: [(&str, &str); 16] = [
    program!("document.typ"),
    program!("theme.typ"),
    program!("place.typ"),
    program!("change.typ"),
    program!("height.typ"),
    program!("word.typ"),
    program!("heading.typ"),
    program!("clause.typ"),
    program!("list.typ"),
    program!("frame.typ"),
    program!("exhibit.typ"),
    program!("repeat.typ"),
    program!("cell.typ"),
    program!("table.typ"),
    program!("text.typ"),
    program!("sheet.typ"),
];

/// What all documents share; made once, never changed.
pub(super) struct Shared {
    library: LazyHash<Library>,
    main: FileId,
    program: Vec<Source>,
}

impl Shared {
    /// Parses the program.
    pub(super) fn new() -> Self {
        // `pdf.header-cell` and `pdf.table-summary` are still behind this feature.
        let library = Library::builder()
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build();
        let [(main, _), ..] = PROGRAM;
        Self {
            library: LazyHash::new(library),
            main: file_id(main),
            program: PROGRAM
                .iter()
                .map(|(path, text)| Source::new(file_id(path), (*text).into()))
                .collect(),
        }
    }
}

/// The world of one document.
pub(super) struct DocumentWorld<'a> {
    shared: &'a Shared,
    family: Arc<Family>,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> DocumentWorld<'a> {
    /// A world with one font family, in which `/data.json` holds the document, and the logos lie beside it.
    pub(super) fn new(
        shared: &'a Shared,
        family: Arc<Family>,
        data: Vec<u8>,
        logos: impl IntoIterator<Item = (String, Bytes)>,
    ) -> Self {
        let data = ("/data.json".to_string(), Bytes::new(data));
        Self {
            shared,
            family,
            files: std::iter::once(data)
                .chain(logos)
                .map(|(path, bytes)| (file_id(&path), bytes))
                .collect(),
        }
    }

    /// What the compiler says, with the line of the program that it speaks of.
    pub(super) fn describe(&self, diagnostic: &SourceDiagnostic) -> String {
        let line = diagnostic
            .span
            .id()
            .zip(self.range(diagnostic.span))
            .and_then(|(id, range)| {
                let line = self.source(id).ok()?.lines().byte_to_line(range.start)?;
                let file = id.vpath().get_without_slash();
                Some(format!("{file}, line {}", line + 1))
            });
        let hints = diagnostic.hints.iter().map(|hint| hint.v.to_string());
        std::iter::once(diagnostic.message.to_string())
            .chain(line)
            .chain(hints)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.family.book
    }

    fn main(&self) -> FileId {
        self.shared.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared
            .program
            .iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(file, _)| *file == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.family.faces.get(index).cloned()
    }

    /// There is no clock: a document's date is in its data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

/// The id of a virtual file. Ids are never freed, so the paths are the same few for every document.
#[expect(
    clippy::expect_used,
    reason = "the paths are constants of this module and its parent"
)]
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the path is absolute and plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}
