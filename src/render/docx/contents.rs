//! The table of contents.

use docx_rs as word;

use super::body::Content;
use super::collected::Collected;
use super::field::{begin, end, field, link};
use super::inline::text;
use super::landmark::Entry;
use super::place::Place;
use super::tracked::{line_and, mark_paragraph, settle_end};
use crate::document::HeadingLevel;

/// What is shown for a page that is not known.
const UNKNOWN_PAGE: &str = "–";
/// The table of contents, with entries that stand until Word is asked to update it; empty without headings.
pub(super) fn contents(
    depth: HeadingLevel,
    place: Place,
    collected: &mut Collected,
) -> Vec<Content> {
    let entries = collected.landmarks.entries(depth);
    let mut paragraphs: Vec<_> = entries
        .iter()
        .map(|listed| entry(listed, place, collected))
        .collect();
    if let Some(first) = paragraphs.first_mut() {
        let instruction = format!("TOC \\o \"1-{}\" \\h \\z \\u", depth.number());
        first.children.splice(0..0, begin(&instruction));
    }
    let mut contents: Vec<_> = paragraphs.into_iter().map(Content::Paragraph).collect();
    settle_end(&mut contents);
    if let Some(Content::Paragraph(last)) = contents.last_mut() {
        last.children.push(end());
    }
    contents
}

fn entry(entry: &Entry, place: Place, collected: &mut Collected) -> word::Paragraph {
    let mut words = Vec::with_capacity(8);
    if let Some(label) = &entry.label {
        words.extend(line_and(label, |run| {
            if entry.is_set_out() {
                run.add_tab()
            } else {
                run.add_text(" ")
            }
        }));
    }
    words.extend(line_and(&entry.words, word::Run::add_tab));
    let page = entry
        .page
        .map_or_else(|| UNKNOWN_PAGE.to_owned(), |page| page.to_string());
    let instruction = format!("PAGEREF {} \\h", entry.bookmark);
    words.extend(field(&instruction, text(&page)));
    let style = format!("TOC{}", entry.level.number());
    let mut paragraph = place.paragraph(&style, &[], collected);
    paragraph.children.push(link(&entry.bookmark, words));
    if let Some(change) = entry.change {
        mark_paragraph(change, &mut paragraph);
    }
    paragraph
}
