//! What is hidden from the readers of a plan, looked for in texts from elsewhere, however long they are.

use super::gate::{quoted, stands_in};
use super::openly::Openly;
use super::says::Said;
use super::searched::Searched;
use super::seen::Seen;
use super::sought::Sought;

/// How many bytes are searched at a time.
const PIECE: usize = 1 << 20;

/// What is hidden, made ready to be looked for again and again.
#[derive(Debug)]
pub struct Secrets<'a> {
    each: Vec<(&'a Said, Vec<Sought>)>,
    openly: Openly,
    /// How many bytes of a piece are searched with the next one, too.
    overlap: usize,
}

impl Seen {
    /// What is hidden from its readers, and not said openly as well.
    #[must_use]
    pub fn secrets(&self) -> Secrets<'_> {
        let openly = Openly::new(self.plan());
        let hidden = self.hidden.iter();
        let each: Vec<(&Said, Vec<Sought>)> = hidden
            .map(|hidden| (hidden, openly.unsaid(hidden)))
            .filter(|(_, forms)| !forms.is_empty())
            .collect();
        let longest = each.iter().map(|(said, _)| said.words.len()).max();
        Secrets {
            each,
            openly,
            // A form may be longer than what is hidden, by a title, and so may the text, by line breaks and blanks.
            overlap: 2 * longest.unwrap_or_default() + 200,
        }
    }
}

impl Secrets<'_> {
    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    fn in_text(&self, text: &str) -> Option<&Said> {
        let text = Searched::new(text);
        let stands = |said: &Said, forms: &[Sought]| {
            let mut forms = forms.iter();
            forms.any(|form| stands_in(&text, form, said, &self.openly))
        };
        let found = self.each.iter().find(|(said, forms)| stands(said, forms));
        found.map(|(said, _)| *said)
    }
}

/// A search for secrets that hears one text after the other.
#[derive(Debug)]
pub struct Spotter<'a> {
    secrets: &'a Secrets<'a>,
    /// What was heard and not searched yet.
    piece: String,
    spotted: Option<&'a Said>,
}

impl<'a> Spotter<'a> {
    /// A search that has heard nothing yet.
    #[must_use]
    pub fn new(secrets: &'a Secrets<'a>) -> Self {
        Self {
            secrets,
            piece: String::new(),
            spotted: None,
        }
    }

    /// Hears a text; no word of it goes on in the next one.
    pub fn hear(&mut self, text: &str) {
        let most = PIECE.max(4 * self.secrets.overlap);
        let mut rest = text;
        while self.spotted.is_none() {
            let (now, later) = rest.split_at(end_of_word(rest, most - self.piece.len()));
            self.piece.push_str(now);
            if later.is_empty() {
                break;
            }
            self.search();
            let kept = self.piece.len().saturating_sub(self.secrets.overlap);
            let kept = end_of_word(&self.piece, kept);
            self.piece.drain(..kept);
            rest = later;
        }
        if self.piece.len() < most {
            self.piece.push('\0');
        }
    }

    /// The beginning of the secret that was heard, if there was one.
    #[must_use]
    pub fn spotted(mut self) -> Option<String> {
        self.search();
        self.spotted.map(|said| quoted(&said.words))
    }

    fn search(&mut self) {
        if self.spotted.is_none() {
            self.spotted = self.secrets.in_text(&self.piece);
        }
    }
}

/// Where the last word ends that does not go beyond so many bytes; somewhere within it where nothing parts words.
fn end_of_word(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let most = text.floor_char_boundary(most);
    let is_gap = |sign: char| sign.is_whitespace() || sign == '\0';
    text[..most]
        .rfind(is_gap)
        .filter(|at| *at > 0)
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::says::Sort;
    use crate::audience::sought::forms;
    use crate::diagnostic::{Place, Sources};

    fn said(words: &str) -> Said {
        let file = Sources::default().add("plan.yaml", "");
        let place = Place {
            file,
            start: 0,
            end: 0,
            line: 1,
            column: 1,
        };
        Said {
            words: words.into(),
            place,
            sort: Sort::Name,
        }
    }

    fn spotted(said: &Said, texts: &[&str]) -> Option<String> {
        let secrets = Secrets {
            each: vec![(said, forms(said, &[]))],
            openly: Openly::default(),
            overlap: 2 * said.words.len() + 200,
        };
        let mut spotter = Spotter::new(&secrets);
        for text in texts {
            spotter.hear(text);
        }
        spotter.spotted()
    }

    #[test]
    fn a_secret_is_spotted_wherever_a_long_text_is_cut() {
        let said = said("Hilda Quillon");
        for before in [PIECE - 16, PIECE - 9, PIECE - 3, PIECE, 2 * PIECE - 300] {
            let text = format!(
                "{}\nHilda Quillon\n{}",
                "ab ".repeat(before / 3),
                "z".repeat(1_000)
            );
            assert!(spotted(&said, &[&text]).is_some(), "behind {before}");
        }
        let without = "x".repeat(3 * PIECE);
        assert_eq!(
            spotted(&said, &[&without, "Hilda Quillon"]).as_deref(),
            Some("Hilda Quillon")
        );
    }

    #[test]
    fn neither_two_texts_nor_a_longer_word_make_a_secret() {
        let said = said("Hilda Quillon");
        assert_eq!(spotted(&said, &["Hilda", "Quillon"]), None);
        for before in [PIECE - 16, PIECE - 14, PIECE - 9] {
            let text = format!(
                "{} Hilda Quillonson {}",
                "z".repeat(before),
                "y ".repeat(200)
            );
            assert_eq!(spotted(&said, &[&text]), None, "behind {before}");
        }
    }
}
