//! Runs of text within a paragraph.

use docx_rs as word;
use word::ParagraphChild;

use super::collected::Collected;
use super::field::{child, field, link};
use super::landmark::Target;
use super::tracked::marked;
use super::xml::legal;
use crate::document::Inline;

/// What the paragraph around text already is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// Whether its style is bold: Word takes bold within bold for plain.
    pub(super) bold: bool,
    /// Whether it lies on a colour, where links cannot have their own.
    pub(super) coloured: bool,
}

/// The runs that `content` says, with the links they need.
pub(super) fn runs(
    content: &[Inline],
    around: Around,
    collected: &mut Collected,
) -> Vec<ParagraphChild> {
    let look = Look {
        strong: false,
        stressed: false,
        link: false,
        language: None,
        around,
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
struct Look<'a> {
    strong: bool,
    stressed: bool,
    link: bool,
    language: Option<&'a str>,
    around: Around,
}

impl Look<'_> {
    /// The style of runs with this look.
    fn style(self) -> Option<&'static str> {
        let strong = self.strong && !self.around.bold;
        match (self.link, strong, self.stressed) {
            (true, _, _) if self.around.coloured => Some("HyperlinkOnColour"),
            (true, true, _) => Some("HyperlinkStrong"),
            (true, false, true) => Some("HyperlinkEmphasis"),
            (true, false, false) => Some("Hyperlink"),
            (false, true, true) => Some("StrongEmphasis"),
            (false, true, false) => Some("Strong"),
            (false, false, true) => Some("Emphasis"),
            (false, false, false) => None,
        }
    }

    fn dress(self, run: word::Run) -> word::Run {
        let style = self.style().unwrap_or_default();
        match self.language {
            Some(language) => run.style(&spoken(language, style)),
            None if style.is_empty() => run,
            None => run.style(style),
        }
    }
}

/// What a run's style is called until the finishing pass: docx-rs cannot say that a run is in another language.
fn spoken(language: &str, style: &str) -> String {
    format!("{LANGUAGE}{language} {style}")
}

/// The language and the style that [`spoken`] joined.
pub(super) fn spoken_in(style: &str) -> Option<(&str, &str)> {
    style.strip_prefix(LANGUAGE)?.split_once(' ')
}

/// No style is called so.
const LANGUAGE: &str = "§";

fn push(
    content: &[Inline],
    look: Look<'_>,
    collected: &mut Collected,
    runs: &mut Vec<ParagraphChild>,
) {
    for inline in content {
        match inline {
            Inline::Text { text: words } => runs.push(child(look.dress(text(words)))),
            Inline::Reference { anchor, label } => {
                let leads = Look { link: true, ..look };
                match collected.landmarks.target(anchor) {
                    Some(Target { bookmark, counted }) if counted.as_ref() == Some(label) => {
                        // All its runs have the look, so that Word keeps it where it works the number out anew.
                        let instruction = format!("REF {bookmark} \\r \\h");
                        runs.extend(field(&instruction, text(label)).map(|part| {
                            if let ParagraphChild::Run(run) = part {
                                child(leads.dress(*run))
                            } else {
                                part
                            }
                        }));
                    }
                    // Word would show another number, or none.
                    Some(Target { bookmark, .. }) if !look.link => {
                        runs.push(link(bookmark, vec![child(leads.dress(text(label)))]));
                    }
                    Some(_) | None => runs.push(child(look.dress(text(label)))),
                }
            }
            Inline::Changed { change, content } => {
                let mut changed = Vec::with_capacity(content.len());
                push(content, look, collected, &mut changed);
                runs.extend(marked(*change, changed));
            }
            Inline::LineBreak => runs.push(child(
                word::Run::new().add_break(word::BreakType::TextWrapping),
            )),
            Inline::Strong { content } => {
                push(
                    content,
                    Look {
                        strong: true,
                        ..look
                    },
                    collected,
                    runs,
                );
            }
            Inline::Emphasis { content } => {
                push(
                    content,
                    Look {
                        stressed: true,
                        ..look
                    },
                    collected,
                    runs,
                );
            }
            Inline::Foreign { language, content } => {
                let language = Some(language.as_str());
                push(content, Look { language, ..look }, collected, runs);
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
