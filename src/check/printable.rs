//! Texts that cannot be put on paper: a character that the font lacks, a word without end, a title without end.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Sources};
use crate::source::Node;

/// The longest word that is let through, in characters; the longest in a dictionary has 45, an address may have more.
const LONGEST_WORD: usize = 1_000;

/// The longest name or title, in characters: they go into the properties of the files.
const LONGEST_TITLE: usize = 500;

/// What of a file may not be printed in every font: found once, of a file whose texts many organisations print.
#[derive(Clone, Debug, Default)]
pub struct Doubtful {
    characters: BTreeSet<char>,
    too_long: bool,
}

impl Doubtful {
    /// What of a file may not be printed.
    #[must_use]
    pub fn of(file: &Node) -> Self {
        let mut looking = Looking {
            sources: &Sources::default(),
            prints: &|_| true,
            printed: BTreeSet::new(),
            findings: Vec::new(),
        };
        looking.walk(file, "");
        Self {
            characters: looking.printed,
            too_long: !looking.findings.is_empty(),
        }
    }

    /// Whether [`printable`] finds nothing in the file.
    #[must_use]
    pub fn is_printable(&self, prints: &dyn Fn(char) -> bool) -> bool {
        !self.too_long && self.characters.iter().all(|character| prints(*character))
    }
}

/// Looks through every text of a finished file. `prints` says whether the brand's font has a character.
///
/// It works on the file rather than on the typed plan, so that no text can be forgotten.
#[must_use]
pub fn printable(file: &Node, sources: &Sources, prints: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let mut looking = Looking {
        sources,
        prints,
        printed: BTreeSet::new(),
        findings: Vec::new(),
    };
    looking.walk(file, "");
    looking.findings
}

struct Looking<'a> {
    sources: &'a Sources,
    prints: &'a dyn Fn(char) -> bool,
    /// The characters beyond ASCII that the font is known to have: few, and each comes up many times.
    printed: BTreeSet<char>,
    findings: Vec<Diagnostic>,
}

impl Looking<'_> {
    fn walk(&mut self, node: &Node, key: &str) {
        if let Some(text) = node.text() {
            if let Some(found) = self.missing(text) {
                let missing = missing_character(text, found, node, self.sources);
                self.findings.push(missing);
            }
            if let Some(long) = too_long(text, key, node) {
                self.findings.push(long);
            }
        }
        for entry in node.entries() {
            self.walk(&entry.node, &entry.key);
        }
        for item in node.items() {
            self.walk(item, key);
        }
    }

    /// The first character that the font lacks, and where it stands.
    fn missing(&mut self, text: &str) -> Option<(usize, char)> {
        if text.is_ascii() {
            return None;
        }
        let mut from = 0;
        while let Some(ascii) = text.as_bytes()[from..]
            .iter()
            .position(|byte| !byte.is_ascii())
        {
            let at = from + ascii;
            let character = text[at..].chars().next()?;
            from = at + character.len_utf8();
            if character.is_whitespace() || self.printed.contains(&character) {
                continue;
            }
            if !(self.prints)(character) {
                return Some((at, character));
            }
            self.printed.insert(character);
        }
        None
    }
}

fn missing_character(
    text: &str,
    (at, character): (usize, char),
    node: &Node,
    sources: &Sources,
) -> Diagnostic {
    let place = sources.narrow(node.place, text, &(at..at + character.len_utf8()));
    let code_point = u32::from(character);
    let help = match character {
        '\u{2010}' | '\u{2011}' => "Type an ordinary hyphen in its place.",
        '✓' | '✔' | '☑' => "Write yes, or done.",
        '\u{300}'..='\u{36f}' => "Type the accented letter again as one character.",
        _ => "Write it in another way, or choose another font in `brand`.",
    };
    let message = format!("the font has no character `{character}` (U+{code_point:04X})");
    Diagnostic::error("missing-character", place, message).help(help)
}

fn too_long(text: &str, key: &str, node: &Node) -> Option<Diagnostic> {
    if text.len() <= LONGEST_TITLE.min(LONGEST_WORD) {
        return None;
    }
    let title = matches!(key, "name" | "short_name" | "title");
    if title && text.len() > LONGEST_TITLE && text.chars().count() > LONGEST_TITLE {
        let message = format!("this `{key}` is longer than {LONGEST_TITLE} characters");
        return Some(
            Diagnostic::error("too-long", node.place, message)
                .help("Make it shorter; the rest belongs into a text."),
        );
    }
    if text.len() <= LONGEST_WORD {
        return None;
    }
    let longest = text.split_whitespace().map(str::len).max().unwrap_or(0);
    (longest > LONGEST_WORD).then(|| {
        let message = format!("this text has a word of more than {LONGEST_WORD} characters");
        Diagnostic::error("too-long", node.place, message)
            .help("Has something been pasted here by mistake?")
    })
}
