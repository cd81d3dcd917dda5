//! Runs of text within a paragraph.

use docx_rs as word;
use word::ParagraphChild;

use super::collected::Collected;
use super::field::{child, field, link};
use super::landmark::Target;
use super::xml::legal;
use crate::document::{Colour, Inline};

/// Colours that text must have because of what lies behind it; `None` leaves the style's own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ink {
    /// The colour of all text.
    pub(super) text: Option<Colour>,
    /// The colour of links.
    pub(super) link: Option<Colour>,
}

/// The runs that `content` says, with the links they need.
pub(super) fn runs(content: &[Inline], ink: Ink, collected: &mut Collected) -> Vec<ParagraphChild> {
    let look = Look {
        bold: false,
        italic: false,
        link: false,
        ink,
    };
    let mut runs = Vec::with_capacity(content.len());
    push(content, look, collected, &mut runs);
    runs
}

/// A run of plain words.
pub(super) fn text(words: &str) -> word::Run {
    word::Run::new().add_text(legal(words))
}

#[derive(Clone, Copy)]
struct Look {
    bold: bool,
    italic: bool,
    link: bool,
    ink: Ink,
}

impl Look {
    fn dress(self, mut run: word::Run) -> word::Run {
        if self.link {
            run = run.style("Hyperlink");
        }
        if self.bold {
            run = run.bold();
        }
        if self.italic {
            run = run.italic();
        }
        let colour = if self.link {
            self.ink.link
        } else {
            self.ink.text
        };
        match colour {
            Some(colour) => run.color(colour.word_hex()),
            None => run,
        }
    }
}

fn push(content: &[Inline], look: Look, collected: &mut Collected, runs: &mut Vec<ParagraphChild>) {
    for inline in content {
        match inline {
            Inline::Text { text: words } => runs.push(child(look.dress(text(words)))),
            Inline::Reference { anchor, label } => {
                let words = look.dress(text(label));
                match collected.landmarks.target(anchor) {
                    Some(Target { bookmark, counted }) if counted.as_ref() == Some(label) => {
                        runs.extend(field(&format!("REF {bookmark} \\r \\h"), words));
                    }
                    // Word would show another number, or none.
                    Some(Target { bookmark, .. }) if !look.link => {
                        runs.push(link(bookmark, vec![child(words)]));
                    }
                    Some(_) | None => runs.push(child(words)),
                }
            }
            Inline::LineBreak => runs.push(child(
                word::Run::new().add_break(word::BreakType::TextWrapping),
            )),
            Inline::Strong { content } => {
                push(content, Look { bold: true, ..look }, collected, runs);
            }
            Inline::Emphasis { content } => {
                push(
                    content,
                    Look {
                        italic: true,
                        ..look
                    },
                    collected,
                    runs,
                );
            }
            // A link within a link cannot be written; its words join the outer one.
            Inline::Link { content, .. } if look.link => push(content, look, collected, runs),
            Inline::Link { target, content } => {
                let rid = collected.link(target);
                let mut children = Vec::with_capacity(content.len());
                push(
                    content,
                    Look { link: true, ..look },
                    collected,
                    &mut children,
                );
                runs.push(ParagraphChild::Hyperlink(word::Hyperlink {
                    link: word::HyperlinkData::External {
                        rid,
                        path: String::new(),
                    },
                    history: Some(1),
                    children,
                }));
            }
        }
    }
}
