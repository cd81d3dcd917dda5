//! The fonts that are built into the program, and those that documents bring along.

use serde::Serialize;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{
    Font, FontBook, FontStretch, FontStyle, FontVariant, FontVariations, FontWeight,
};
use typst::utils::LazyHash;

use crate::document::{FontFile, Fonts};

/// The shipped families with their four faces: regular, bold, italic, bold italic.
const FAMILIES: [(&str, [&[u8]; 4]); 3] = [
    (
        "Carlito",
        [
            include_bytes!("../../../fonts/carlito/Carlito-Regular.ttf"),
            include_bytes!("../../../fonts/carlito/Carlito-Bold.ttf"),
            include_bytes!("../../../fonts/carlito/Carlito-Italic.ttf"),
            include_bytes!("../../../fonts/carlito/Carlito-BoldItalic.ttf"),
        ],
    ),
    (
        "Open Sans",
        [
            include_bytes!("../../../fonts/open-sans/OpenSans-Regular.ttf"),
            include_bytes!("../../../fonts/open-sans/OpenSans-Bold.ttf"),
            include_bytes!("../../../fonts/open-sans/OpenSans-Italic.ttf"),
            include_bytes!("../../../fonts/open-sans/OpenSans-BoldItalic.ttf"),
        ],
    ),
    (
        "Liberation Sans",
        [
            include_bytes!("../../../fonts/liberation-sans/LiberationSans-Regular.ttf"),
            include_bytes!("../../../fonts/liberation-sans/LiberationSans-Bold.ttf"),
            include_bytes!("../../../fonts/liberation-sans/LiberationSans-Italic.ttf"),
            include_bytes!("../../../fonts/liberation-sans/LiberationSans-BoldItalic.ttf"),
        ],
    ),
];

/// The faces of every family, in this order.
const FACES: [(FontWeight, FontStyle); 4] = [
    (FontWeight::REGULAR, FontStyle::Normal),
    (FontWeight::BOLD, FontStyle::Normal),
    (FontWeight::REGULAR, FontStyle::Italic),
    (FontWeight::BOLD, FontStyle::Italic),
];

/// A font family that the PDF can embed.
pub(super) struct Family {
    pub(super) name: String,
    pub(super) faces: Vec<Font>,
    /// What Typst chooses from: this family alone.
    pub(super) book: LazyHash<FontBook>,
    /// The files that a document brought along; none for a shipped family.
    files: Vec<FontFile>,
}

impl Family {
    /// A family of four faces; `None` where they are not four, or one cannot be read.
    fn new(name: &str, faces: Vec<Bytes>, files: Vec<FontFile>) -> Option<Self> {
        let faces: Vec<Font> = faces
            .into_iter()
            .map_while(|bytes| Font::new(bytes, 0))
            .collect();
        if faces.len() != FACES.len() {
            return None;
        }
        // A face is chosen by its place in the list, whatever it calls itself: "Medium" may be a brand's regular.
        let infos = faces.iter().zip(FACES).map(|(face, (weight, style))| {
            let mut info = face.info().clone();
            info.family = name.to_string();
            info.variant = FontVariant::new(style, weight, FontStretch::NORMAL);
            info
        });
        Some(Self {
            name: name.to_string(),
            book: LazyHash::new(FontBook::from_infos(infos)),
            faces,
            files,
        })
    }

    /// The family that a document brings along.
    ///
    /// # Errors
    /// When its files are not four sound fonts.
    pub(super) fn of(fonts: &Fonts) -> Result<Self, String> {
        let faces = fonts.files.iter().map(|file| Bytes::new(file.0.clone()));
        Self::new(&fonts.pdf, faces.collect(), fonts.files.clone()).ok_or_else(|| {
            format!(
                "the files of the font `{}` are not four sound faces",
                fonts.pdf
            )
        })
    }

    /// Whether it is the family that these fonts name.
    pub(super) fn is(&self, fonts: &Fonts) -> bool {
        self.name == fonts.pdf && self.files == fonts.files
    }

    /// How high a line of the family is, by what its regular face says of itself.
    pub(super) fn line(&self) -> Line {
        let Some(face) = self.faces.first() else {
            return Line::default();
        };
        let variant = FontVariant::default();
        let face = face
            .clone()
            .instantiate(variant, Abs::zero(), &FontVariations::default());
        let font = face.ttf();
        let size = |units: i16| f64::from(units) / face.units_per_em();
        Line {
            above: size(font.ascender()) + size(font.line_gap()),
            below: -size(font.descender()),
        }
    }

    /// Whether every face can draw the character, so that it may stand in bold and in italic too.
    pub(super) fn covers(&self, character: char) -> bool {
        // Nearly every character, and every font has them: a test sees to the shipped ones, and no other is opened
        // without. Joiners and parters have no shape to draw.
        let everywhere = matches!(character, ' '..='~' | '\u{200B}'..='\u{200D}' | '\u{2060}');
        // A font without a no-break space draws it as a space.
        let drawn = if character == '\u{A0}' {
            ' '
        } else {
            character
        };
        everywhere
            || self
                .faces
                .iter()
                .all(|face| face.info().coverage.contains(u32::from(drawn)))
    }
}

/// How high a line is that is set as close as its font allows, in sizes of its letters; Word calls it single spacing.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Line {
    /// Above the line that letters stand on.
    above: f64,
    /// Below it.
    below: f64,
}

/// The shipped families, read from the bytes in the program.
pub(super) fn families() -> Vec<Family> {
    FAMILIES
        .iter()
        .filter_map(|(name, faces)| {
            let faces = faces.iter().map(|face| Bytes::new(*face)).collect();
            Family::new(name, faces, Vec::new()) // a test sees to it that none is left out
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_family_and_each_face_is_what_its_files_say() {
        assert_eq!(families().len(), FAMILIES.len());
        for family in families() {
            for (face, (weight, style)) in family.faces.iter().zip(FACES) {
                assert_eq!(face.info().family, family.name);
                assert_eq!(face.info().variant.weight, weight, "{}", family.name);
                assert_eq!(face.info().variant.style, style, "{}", family.name);
            }
        }
    }

    #[test]
    fn every_face_has_the_characters_that_are_not_looked_up() {
        for face in families().iter().flat_map(|family| &family.faces) {
            let missing: Vec<char> = (' '..='~')
                .filter(|c| !face.info().coverage.contains(u32::from(*c)))
                .collect();
            assert!(missing.is_empty(), "{}: {missing:?}", face.info().family);
        }
    }

    #[test]
    fn names_of_british_pupils_are_covered() {
        for family in families() {
            let missing: String = "\u{A0}àéîöñçøåłńśźżčšžțğŵŷßÆ–—‘’“”…•£€½°×"
                .chars()
                .filter(|c| !family.covers(*c))
                .collect();
            assert_eq!(missing, "", "{}", family.name);
            assert!(!family.covers('✓'));
        }
    }
}
