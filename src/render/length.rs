//! Lengths in twentieths of a point, in which distances of a design are whole numbers.

use crate::document::{Orientation, Paper};

/// A length in points as twentieths of a point.
pub(super) fn twips(points: f64) -> usize {
    whole(points * 20.0)
}

/// The nearest whole number; lengths and sizes are small, and never below nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and no page is that large"
)]
pub(super) fn whole(number: f64) -> usize {
    number.round() as usize
}

/// The width and height of the paper, in twentieths of a point.
pub(super) fn paper_size(paper: Paper, orientation: Orientation) -> (usize, usize) {
    let (short, long) = match paper {
        Paper::A4 => (11906, 16838),
        Paper::A3 => (16838, 23811),
    };
    match orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
    }
}
