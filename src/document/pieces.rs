//! Runs of text as a flat list, each piece with the formats around it; and back.

use super::{Change, Inline};

/// A piece of text that no format divides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Piece {
    /// The formats around it, the outermost first.
    pub(crate) formats: Vec<Format>,
    /// What it says.
    pub(crate) atom: Atom,
}

/// What a piece of text says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Atom {
    /// Words.
    Text(String),
    /// A reference to a heading or a clause.
    Reference {
        /// What it is called.
        anchor: String,
        /// Its number.
        label: String,
    },
    /// A new line.
    LineBreak,
}

/// A format of text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Format {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// In another language.
    Foreign(String),
    /// A link to an address.
    Link(String),
}

/// The pieces of some runs, without those that have the change `gone`; changes themselves are no formats.
pub(crate) fn pieces(runs: &[Inline], gone: Change) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(runs.len());
    push(runs, gone, &mut Vec::new(), &mut pieces);
    pieces
}

fn push(runs: &[Inline], gone: Change, formats: &mut Vec<Format>, pieces: &mut Vec<Piece>) {
    for run in runs {
        let (format, content) = match run {
            Inline::Text { text } => {
                let atom = Atom::Text(text.clone());
                push_atom(atom, formats, pieces);
                continue;
            }
            Inline::Reference { anchor, label } => {
                let (anchor, label) = (anchor.clone(), label.clone());
                push_atom(Atom::Reference { anchor, label }, formats, pieces);
                continue;
            }
            Inline::LineBreak => {
                push_atom(Atom::LineBreak, formats, pieces);
                continue;
            }
            Inline::Changed { change, content } => {
                if *change != gone {
                    push(content, gone, formats, pieces);
                }
                continue;
            }
            Inline::Strong { content } => (Format::Strong, content),
            Inline::Emphasis { content } => (Format::Emphasis, content),
            Inline::Foreign { language, content } => (Format::Foreign(language.clone()), content),
            Inline::Link { target, content } => (Format::Link(target.clone()), content),
        };
        formats.push(format);
        push(content, gone, formats, pieces);
        formats.pop();
    }
}

fn push_atom(atom: Atom, formats: &[Format], pieces: &mut Vec<Piece>) {
    let formats = formats.to_vec();
    pieces.push(Piece { formats, atom });
}

/// The runs that some pieces make: neighbours of the same format are joined.
pub(crate) fn joined(pieces: &[Piece]) -> Vec<Inline> {
    within(pieces, 0)
}

fn within(pieces: &[Piece], depth: usize) -> Vec<Inline> {
    let mut runs = Vec::new();
    let mut rest = pieces;
    while let [first, after @ ..] = rest {
        let Some(format) = first.formats.get(depth) else {
            push_joined(&first.atom, &mut runs);
            rest = after;
            continue;
        };
        let same = |piece: &&Piece| piece.formats.get(depth) == Some(format);
        let (inner, after) = rest.split_at(rest.iter().take_while(same).count());
        let content = within(inner, depth + 1);
        if !content.is_empty() {
            runs.push(format.around(content));
        }
        rest = after;
    }
    runs
}

fn push_joined(atom: &Atom, runs: &mut Vec<Inline>) {
    match (atom, runs.last_mut()) {
        (Atom::Text(text), _) if text.is_empty() => {}
        (Atom::Text(text), Some(Inline::Text { text: before })) => before.push_str(text),
        (Atom::Text(text), _) => runs.push(Inline::text(text)),
        (Atom::Reference { anchor, label }, _) => runs.push(Inline::Reference {
            anchor: anchor.clone(),
            label: label.clone(),
        }),
        (Atom::LineBreak, _) => runs.push(Inline::LineBreak),
    }
}

impl Format {
    fn around(&self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Strong => Inline::Strong { content },
            Self::Emphasis => Inline::Emphasis { content },
            Self::Foreign(language) => Inline::Foreign {
                language: language.clone(),
                content,
            },
            Self::Link(target) => Inline::Link {
                target: target.clone(),
                content,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_format_are_joined_and_changes_are_taken_or_left() {
        let strong = |text: &str| Inline::Strong {
            content: vec![Inline::text(text)],
        };
        let runs = [
            strong("By "),
            Inline::Changed {
                change: Change::Deleted,
                content: vec![strong("May")],
            },
            Inline::Changed {
                change: Change::Inserted,
                content: vec![strong("June")],
            },
            Inline::text(" at"),
            Inline::text(" last"),
        ];
        let read = |gone| joined(&pieces(&runs, gone));
        assert_eq!(
            read(Change::Deleted),
            [strong("By June"), Inline::text(" at last")]
        );
        assert_eq!(
            read(Change::Inserted),
            [strong("By May"), Inline::text(" at last")]
        );
    }
}
