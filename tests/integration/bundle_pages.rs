//! Pages of evidence: how large each is shown, on which paper, and what is said above it.

use lopdf::Document;

use crate::support::exhibits::{Piece, bundle_of, page_that_says, photograph, piece};
use crate::support::pages::{page_sizes, pictures_and_frames};
use crate::support::pdf::{fold, furniture, page_words, tags};

/// A page of so many millimetres.
fn paper(width: f64, height: f64) -> Piece {
    let points = |millimetres: f64| millimetres / 25.4 * 72.0;
    let page = format!("/MediaBox[0 0 {:.2} {:.2}]", points(width), points(height));
    piece("Paper", page_that_says("Visitors sign in", &page))
}

/// How large the only page of a piece is shown, as a part of its width; the paper that it is shown on, in millimetres;
/// and what that page says.
fn shown(piece: Piece, width: f32) -> (f32, (u32, u32), String) {
    let (file, ..) = bundle_of(&[piece]);
    let (picture, _) = *pictures_and_frames(&file).last().unwrap();
    let [left, _, right, _] = picture.unwrap();
    let scale = (right - left) / (width / 25.4 * 72.0);
    let says = fold(page_words(&file).last().unwrap());
    (scale, *page_sizes(&file).last().unwrap(), says)
}

#[test]
fn a_page_of_evidence_is_shown_nearly_as_large_as_it_is() {
    for (width, height, on) in [
        (210.0, 297.0, (210, 297)),
        (297.0, 210.0, (297, 210)),
        (297.0, 420.0, (297, 420)),
        (420.0, 297.0, (420, 297)),
    ] {
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred millimetres")]
        let (scale, size, says) = shown(paper(width, height), width as f32);
        assert!(scale >= 0.9, "{width} by {height}: {scale}");
        assert_eq!(size, on);
        assert!(!says.contains("shown at"), "{says}");
    }
    let (scale, _, _) = shown(paper(148.0, 210.0), 148.0);
    assert!((scale - 1.0).abs() < 0.001, "no larger than it is: {scale}");
}

#[test]
fn a_page_that_is_made_much_smaller_says_so_and_a_picture_has_no_size_of_its_own() {
    let (scale, size, says) = shown(paper(841.0, 1189.0), 841.0);
    assert_eq!(size, (297, 420));
    assert!((0.3..0.36).contains(&scale), "{scale}");
    let percent = format!("shown at {:.0}%", scale * 100.0);
    assert!(says.contains(&percent), "{percent}: {says}");
    // 4,000 pixels would be more than a metre.
    let (_, size, says) = shown(piece("Photograph", photograph(4_000, 3_000, 1)), 1_058.0);
    assert_eq!(size, (297, 210));
    assert!(!says.contains("shown at"), "{says}");
}

#[test]
fn the_frame_stands_around_the_picture() {
    let pieces = [
        paper(210.0, 297.0),
        paper(90.0, 50.0),
        piece("Photograph", photograph(400, 300, 1)),
        piece("Strip", photograph(1_000, 40, 1)),
    ];
    let (file, ..) = bundle_of(&pieces);
    let drawn = pictures_and_frames(&file);
    let exhibits: Vec<_> = drawn
        .into_iter()
        .filter_map(|(picture, frame)| Some((picture?, frame?)))
        .collect();
    assert_eq!(exhibits.len(), pieces.len());
    for (picture, frame) in exhibits {
        // Half the width of its line lies within it.
        for side in [0, 1] {
            assert!(frame[side] + 0.25 <= picture[side], "{frame:?} {picture:?}");
            assert!(
                frame[side + 2] - 0.25 >= picture[side + 2],
                "{frame:?} {picture:?}"
            );
        }
    }
}

#[test]
fn the_line_above_says_the_page_and_its_number_is_not_read_aloud() {
    let (file, ..) = bundle_of(&[paper(210.0, 297.0)]);
    let last = fold(page_words(&file).last().unwrap());
    assert!(
        last.contains("Evidence 1, page 1 of 1") && last.contains("Page 3 of 3"),
        "{last}"
    );
    assert!(
        !last.contains("Prevent action plan"),
        "a running header: {last}"
    );
    assert!(fold(&furniture(&file)).contains("Page 3 of 3"));
    assert!(!fold(&tags(&file).all_words()).contains("Page 3 of 3"));
}

#[test]
fn a_bundle_opens_with_its_bookmarks_and_its_title() {
    for pieces in [
        vec![paper(210.0, 297.0)],
        vec![piece("Photograph", photograph(400, 300, 1))],
        vec![],
    ] {
        let (file, ..) = bundle_of(&pieces);
        let read = Document::load_mem(&file).unwrap();
        let catalog = read.catalog().unwrap();
        assert_eq!(
            catalog.get(b"PageMode").unwrap().as_name().unwrap(),
            b"UseOutlines"
        );
        let preferences = catalog
            .get(b"ViewerPreferences")
            .unwrap()
            .as_dict()
            .unwrap();
        assert!(
            preferences
                .get(b"DisplayDocTitle")
                .unwrap()
                .as_bool()
                .unwrap()
        );
        assert!(catalog.has(b"Outlines") && catalog.has(b"StructTreeRoot"));
    }
}
