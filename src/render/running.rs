//! Where the number of a page stands in a running footer: decided once for the PDF and for Word, so that both have
//! footers of as many lines, and pages as high.

use super::length::{twips, whole};
use crate::document::Theme;

/// How wide "Page 10 of 12" is with the white before it, as a part of the size of its letters.
const NUMBER: f64 = 7.2;

/// Whether "Page x of y" surely has room beside the last of the lines that some words fill in that width, in twentieths
/// of a point. Where it may have none, it stands on a line of its own.
pub(super) fn number_beside(words: &str, width: usize, theme: &Theme) -> bool {
    let (narrow, wide) = letters(&theme.fonts.pdf);
    let size = theme.design.sizes.furniture;
    let letters = words.chars().count();
    let number = twips(NUMBER * size);
    let lines = |letter: f64| {
        let long = letters * whole(letter * size * 20.0);
        let fits = long % width.max(1) + number <= width;
        fits.then_some(long / width.max(1))
    };
    lines(narrow).is_some() && lines(narrow) == lines(wide)
}

/// What a letter of a family is wide on average, at least and at most, as a part of its size.
fn letters(family: &str) -> (f64, f64) {
    match family {
        "Carlito" => (0.41, 0.45),
        "Liberation Sans" => (0.45, 0.50),
        "Open Sans" => (0.47, 0.52),
        _ => (0.41, 0.58),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Colour, Fonts, Palette};

    #[test]
    fn a_number_stands_beside_words_that_surely_leave_room() {
        let palette = Palette::new(Colour::BLACK, Colour::BLACK);
        let theme = Theme::new(palette, Fonts::default());
        let beside = |letters: usize| number_beside(&"w".repeat(letters), 10_000, &theme);
        // Between 123 and 135 letters of 9 points fill a line.
        assert!(beside(0) && beside(80) && beside(140));
        assert!(!beside(112) && !beside(130));
    }
}
