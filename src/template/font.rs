//! Font files: opened and found sound, before anything is set in them.

use std::fmt;
use std::ops::RangeInclusive;
use std::panic::resume_unwind;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use ttf_parser::{Face, GlyphId, OutlineBuilder, Permissions, Tag, name_id};

use crate::document::FontFile;

/// What no text can do without, and what the PDF writer does not look up again.
const LETTERS: RangeInclusive<char> = '!'..='~';

/// What documents print by themselves: the dots of lists, dashes, quotation marks.
const SIGNS: [char; 8] = ['•', '–', '—', '‘', '’', '“', '”', '…'];

/// The most characters that a font may say it has: all of Unicode, once in each of two tables.
const CHARACTERS: usize = 2 * 0x11_0000;

/// The highest that a line may be and the widest a letter, in sizes of the letters; most are below 1.5.
const LARGEST: f64 = 4.0;

/// The most strokes in all letters together; the largest fonts have some millions.
const STROKES: usize = 50_000_000;

/// How long a font may take to draw all that it holds; a large one takes a fifth of a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tables of pictures, which are no letters: they would have to be found sound in their turn.
const PICTURES: [&[u8; 4]; 4] = [b"SVG ", b"COLR", b"CBDT", b"sbix"];

/// One face of a font family, opened and found sound.
#[derive(Clone, Debug)]
pub struct FontFace {
    file: FontFile,
    names: Vec<String>,
    style: FaceStyle,
}

/// Which of the four faces of a family a font file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaceStyle {
    /// Upright, of ordinary weight.
    Regular,
    /// Upright and bold.
    Bold,
    /// Italic or slanted.
    Italic,
    /// Both.
    BoldItalic,
}

impl FaceStyle {
    /// The four faces of a family, in the order in which a document has them.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];
}

impl fmt::Display for FaceStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Regular => "regular",
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::BoldItalic => "bold italic",
        })
    }
}

/// Why a file cannot be one of a brand's fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontFault {
    /// It is no TrueType or OpenType font.
    Format,
    /// It is a font for web pages.
    Web,
    /// It holds several fonts.
    Collection,
    /// It is a font, and damaged, or its measures cannot be meant.
    Damaged,
    /// It lacks letters of the English alphabet, figures, stops, dashes, quotation marks or the dot of lists.
    Letters,
    /// It holds all weights in one.
    Variable,
    /// It holds pictures in colour.
    Pictures,
    /// Its maker does not allow it to be put into documents.
    Forbidden,
    /// It takes without end to draw.
    Intricate,
}

impl FontFault {
    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Format | Self::Web => {
                "Use the font's desktop files, which end in .ttf or .otf; whoever sold or drew the font has them."
            }
            Self::Collection => {
                "Use the four single files of the font, which end in .ttf or .otf, in place of the .ttc file."
            }
            Self::Damaged | Self::Intricate => {
                "Fetch the file again from whoever sold or drew the font, or choose a font that is shipped: Carlito, \
                 Open Sans or Liberation Sans."
            }
            Self::Letters => {
                "Is this a font of symbols? Choose one that has the whole English alphabet, with dashes and quotation marks."
            }
            Self::Variable => {
                "Most such fonts come with a folder called `static`: name its regular, bold, italic and bold italic \
                 files."
            }
            Self::Pictures => "Use the plain edition of the font, without colours.",
            Self::Forbidden => {
                "Ask its maker for a licence and files that allow embedding, or choose a font that is shipped: \
                 Carlito, Open Sans or Liberation Sans."
            }
        }
    }
}

impl fmt::Display for FontFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "this file is not a TrueType or OpenType font",
            Self::Web => "this is a font for web pages (WOFF), which no PDF can hold",
            Self::Collection => "this file is a collection of several fonts",
            Self::Damaged => "this font is damaged",
            Self::Letters => "this font lacks letters, figures or signs that every document needs",
            Self::Variable => "this is a variable font, all weights in one file",
            Self::Pictures => "this font holds pictures in colour",
            Self::Forbidden => {
                "the maker of this font does not allow it to be put into documents (embedding is restricted)"
            }
            Self::Intricate => "this font takes without end to draw",
        })
    }
}

impl std::error::Error for FontFault {}

impl FontFace {
    /// Opens a font file.
    ///
    /// # Errors
    /// A [`FontFault`] for anything but one sound face that may be put into a PDF.
    pub fn open(bytes: Vec<u8>) -> Result<Self, FontFault> {
        match bytes.get(..4) {
            Some(b"\0\x01\0\0" | b"true" | b"OTTO") => {}
            Some(b"wOFF" | b"wOF2") => return Err(FontFault::Web),
            Some(b"ttcf") => return Err(FontFault::Collection),
            Some(_) | None => return Err(FontFault::Format),
        }
        let bytes: Arc<[u8]> = bytes.into();
        let (done, answer) = mpsc::channel();
        let held = Arc::clone(&bytes);
        // Letters are made of other letters, and a few bytes can ask for more of them than can ever be drawn. At too many
        // strokes the thread ends; one that draws without strokes cannot be stopped, and is left alone.
        thread::spawn(move || done.send(examine(&held)));
        let (names, style) = answer
            .recv_timeout(PATIENCE)
            .map_err(|_| FontFault::Intricate)??;
        Ok(Self {
            file: FontFile(bytes),
            names,
            style,
        })
    }

    /// The files of some faces, for a theme.
    #[must_use]
    pub fn files(faces: &[Arc<Self>]) -> Vec<FontFile> {
        faces.iter().map(|face| face.file.clone()).collect()
    }

    /// The names of its family, without repetition: one where all weights are counted as one family, and, where it is
    /// another, the one that Word lists; never empty.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Which face of the family it is.
    #[must_use]
    pub fn style(&self) -> FaceStyle {
        self.style
    }
}

/// The names and the style of a sound font.
fn examine(bytes: &[u8]) -> Result<(Vec<String>, FaceStyle), FontFault> {
    let face = Face::parse(bytes, 0).map_err(|_| FontFault::Damaged)?;
    let records = face.raw_face().table_records;
    let has = |tag: &[u8; 4]| {
        let mut records = records.into_iter();
        records.any(|record| record.tag == Tag::from_bytes(tag))
    };
    let mut tables = records.into_iter();
    let whole = tables.all(|table| {
        let end = u64::from(table.offset) + u64::from(table.length);
        usize::try_from(end).is_ok_and(|end| end <= bytes.len())
    });
    let drawn = face.tables().glyf.is_some() || face.tables().cff.is_some();
    if !whole || !drawn || !has(b"OS/2") || !has(b"cmap") {
        return Err(FontFault::Damaged);
    }
    if face.is_variable() {
        return Err(FontFault::Variable);
    }
    if PICTURES.into_iter().any(has) {
        return Err(FontFault::Pictures);
    }
    let allowed = face.permissions() != Some(Permissions::Restricted)
        && face.is_subsetting_allowed()
        && face.is_outline_embedding_allowed();
    if !allowed {
        return Err(FontFault::Forbidden);
    }
    if !is_measured(&face) {
        return Err(FontFault::Damaged);
    }
    count_characters(&face);
    let mut ink = Ink(0);
    for glyph in 0..face.number_of_glyphs() {
        face.outline_glyph(GlyphId(glyph), &mut ink);
    }
    let mut letters = LETTERS.chain(SIGNS);
    if face.glyph_index(' ').is_none() || !letters.all(|letter| has_letter(&face, letter)) {
        return Err(FontFault::Letters);
    }
    let names = family_names(&face);
    if names.is_empty() {
        return Err(FontFault::Damaged);
    }
    Ok((names, style(&face)))
}

/// Ends the thread where the font says that it has more characters than there are.
fn count_characters(face: &Face<'_>) {
    let mut count = 0;
    for table in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables) {
        table.codepoints(|_| {
            count += 1;
            if count > CHARACTERS {
                resume_unwind(Box::new("too many characters"));
            }
        });
    }
}

/// Whether its lines have a height that can be meant, so that pages come to an end.
fn is_measured(face: &Face<'_>) -> bool {
    let height = f64::from(face.ascender()) - f64::from(face.descender());
    let line = height + f64::from(face.line_gap());
    let most = LARGEST * f64::from(face.units_per_em());
    height > 0.0 && line > 0.0 && height <= most && line <= most
}

/// Whether a letter can be drawn, and has a width.
fn has_letter(face: &Face<'_>, letter: char) -> bool {
    let most = LARGEST * f64::from(face.units_per_em());
    face.glyph_index(letter).is_some_and(|glyph| {
        let width = face.glyph_hor_advance(glyph).unwrap_or(0);
        let mut ink = Ink(0);
        face.outline_glyph(glyph, &mut ink);
        width > 0 && f64::from(width) <= most && ink.0 > 0
    })
}

/// What its family is called, in English where there is a choice.
fn family_names(face: &Face<'_>) -> Vec<String> {
    const ENGLISH: u16 = 0x0409;
    let mut found: Vec<String> = Vec::new();
    for id in [name_id::TYPOGRAPHIC_FAMILY, name_id::FAMILY] {
        let mut names: Vec<_> = face.names().into_iter().collect();
        names.retain(|name| name.name_id == id && name.is_unicode());
        names.sort_by_key(|name| name.language_id != ENGLISH);
        let name = names.first().and_then(ttf_parser::name::Name::to_string);
        let name = name.map(|name| name.trim().to_string());
        found.extend(name.filter(|name| !name.is_empty() && !found.contains(name)));
    }
    found
}

fn style(face: &Face<'_>) -> FaceStyle {
    const SEMI_BOLD: u16 = 600;
    let bold = face.is_bold() || face.weight().to_number() >= SEMI_BOLD;
    let italic = face.is_italic() || face.is_oblique();
    match (bold, italic) {
        (false, false) => FaceStyle::Regular,
        (true, false) => FaceStyle::Bold,
        (false, true) => FaceStyle::Italic,
        (true, true) => FaceStyle::BoldItalic,
    }
}

/// Counts the strokes of a letter.
struct Ink(usize);

impl Ink {
    /// Counts one, and ends the thread at the last that is allowed: there is no other way out of a drawing.
    fn stroke(&mut self) {
        self.0 += 1;
        if self.0 > STROKES {
            resume_unwind(Box::new("too many strokes"));
        }
    }
}

impl OutlineBuilder for Ink {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.stroke();
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.stroke();
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.stroke();
    }

    fn close(&mut self) {}
}
