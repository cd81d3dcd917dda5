//! What is gathered while a file is looked into.

use super::examined::TextPart;
use super::fault::{FaultSort, FileFault};
use super::limits::{LONGEST_TEXT, MOST_PLACES};

/// What was found of a file so far.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) faults: Vec<FileFault>,
    pub(super) pages: Option<usize>,
    pub(super) texts: Vec<TextPart>,
    /// Whether there are pictures in it.
    pub(super) has_pictures: bool,
    /// How many more bytes of words are taken.
    room: usize,
}

impl Findings {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            faults: Vec::new(),
            pages: None,
            texts: Vec::new(),
            has_pictures: false,
            room: LONGEST_TEXT,
        }
    }

    /// Adds a fault; the first of each sort is enough.
    pub(super) fn fault(&mut self, sort: FaultSort, message: impl Into<String>) {
        if self.faults.iter().all(|fault| fault.sort != sort) {
            self.faults.push(FileFault {
                sort,
                message: message.into(),
            });
        }
    }

    /// Whether the file is refused by now, so that nothing more need be known of it.
    pub(super) fn is_refused(&self) -> bool {
        self.faults.iter().any(FileFault::is_refused)
    }

    /// Whether words are wanted of it: it is not refused.
    pub(super) fn wants_texts(&self) -> bool {
        !self.is_refused()
    }

    /// Takes some words, if they are more than blanks. Whether there is room for more.
    pub(super) fn text(&mut self, place: impl FnOnce() -> String, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return true;
        }
        let fits = text.floor_char_boundary(self.room);
        let is_full = fits < text.len() || self.texts.len() >= MOST_PLACES;
        if fits > 0 && self.texts.len() < MOST_PLACES {
            self.texts.push(TextPart {
                place: place(),
                text: text[..fits].to_string(),
            });
        }
        self.room -= fits;
        if is_full {
            self.room = 0;
            self.fault(
                FaultSort::Unread,
                "has so many words that only the first of them were looked through",
            );
        }
        !is_full
    }
}
