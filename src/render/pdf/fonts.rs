//! The fonts that are built into the program.

use typst::foundations::Bytes;
use typst::text::Font;

/// The shipped families with their four faces: regular, bold, italic, bold italic.
const FAMILIES: [(&str, [&[u8]; 4]); 2] = [
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
];

/// A font family that the PDF can embed.
pub(super) struct Family {
    pub(super) name: &'static str,
    pub(super) faces: Vec<Font>,
}

impl Family {
    /// Whether every face can draw the character, so that it may stand in bold and in italic too.
    pub(super) fn covers(&self, character: char) -> bool {
        // Nearly every character, and every shipped font has them: a test sees to it. Joiners and parters have no shape
        // to draw.
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

/// The shipped families, read from the bytes in the program.
pub(super) fn families() -> Vec<Family> {
    FAMILIES
        .iter()
        .map(|(name, faces)| Family {
            name,
            faces: faces
                .iter()
                .flat_map(|face| Font::iter(Bytes::new(*face)))
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_family_is_called_what_its_files_say_and_has_four_faces() {
        for family in families() {
            assert_eq!(family.faces.len(), 4, "{}", family.name);
            for face in &family.faces {
                assert_eq!(face.info().family, family.name);
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
