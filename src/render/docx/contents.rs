//! The table of contents.

use docx_rs as word;

use super::collected::Collected;
use super::field::{begin, child, end, field, link};
use super::inline::text;
use super::landmark::Entry;
use super::place::Place;
use crate::document::HeadingLevel;

/// What is shown for a page that is not known.
const UNKNOWN_PAGE: &str = "–";
/// How far the entries of each level stand in, in twentieths of a point; the styles say it too.
const STEP: usize = 440;

/// The table of contents, with entries that stand until Word is asked to update it; empty without headings.
pub(super) fn contents(
    depth: HeadingLevel,
    place: Place,
    collected: &Collected,
) -> Vec<word::Paragraph> {
    let entries = collected.landmarks.entries(depth);
    let mut paragraphs: Vec<_> = entries.iter().map(|listed| entry(listed, place)).collect();
    if let Some(first) = paragraphs.first_mut() {
        let instruction = format!("TOC \\o \"1-{}\" \\h \\z \\u", depth.number());
        first.children.splice(0..0, begin(&instruction));
    }
    if let Some(last) = paragraphs.last_mut() {
        last.children.push(end());
    }
    paragraphs
}

fn entry(entry: &Entry, place: Place) -> word::Paragraph {
    let mut words = Vec::with_capacity(8);
    let mut paragraph = place.styled(&format!("TOC{}", entry.level.number()));
    if let Some(label) = &entry.label {
        words.push(child(text(label).add_tab()));
        let left = STEP * usize::from(entry.level.number() - 1);
        let hanging = if label.chars().count() < 4 {
            STEP
        } else {
            2 * STEP
        };
        let twips = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
        paragraph = paragraph
            .indent(
                Some(twips(left + hanging)),
                Some(word::SpecialIndentType::Hanging(twips(hanging))),
                None,
                None,
            )
            .add_tab(
                word::Tab::new()
                    .val(word::TabValueType::Left)
                    .pos(left + hanging),
            );
    }
    words.push(child(text(&entry.words).add_tab()));
    let page = entry
        .page
        .map_or_else(|| UNKNOWN_PAGE.to_owned(), |page| page.to_string());
    let instruction = format!("PAGEREF {} \\h", entry.bookmark);
    words.extend(field(&instruction, text(&page)));
    paragraph = paragraph.add_tab(
        word::Tab::new()
            .val(word::TabValueType::Right)
            .leader(word::TabLeaderType::Dot)
            .pos(place.left + place.width),
    );
    paragraph.children.push(link(&entry.bookmark, words));
    paragraph
}
