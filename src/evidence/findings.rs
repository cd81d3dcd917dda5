//! What is gathered while a file is looked into.

use super::examined::{TextPart, Wanted};
use super::fault::{FaultSort, FileFault};
use super::limits::{LONGEST_TEXT, MOST_PLACES};

/// What was found of a file so far.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) faults: Vec<FileFault>,
    pub(super) pages: Option<usize>,
    pub(super) texts: Vec<TextPart>,
    /// How many more bytes of words are taken.
    room: usize,
    wants_texts: bool,
}

impl Findings {
    /// Nothing yet.
    pub(super) fn new(wanted: Wanted) -> Self {
        Self {
            faults: Vec::new(),
            pages: None,
            texts: Vec::new(),
            room: LONGEST_TEXT,
            wants_texts: wanted == Wanted::Texts,
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

    /// Whether words are wanted of it, and it is not refused.
    pub(super) fn wants_texts(&self) -> bool {
        self.wants_texts && !self.is_refused()
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
