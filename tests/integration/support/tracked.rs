//! A small reader of tracked changes: the paragraphs of a Word file once all are accepted, or all rejected.

use super::docx;
use super::xml::Element;

/// What is done with all changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Accept,
    Reject,
}

impl Decision {
    /// The element that holds what goes.
    fn gone(self) -> &'static str {
        match self {
            Self::Accept => "w:del",
            Self::Reject => "w:ins",
        }
    }
}

/// A paragraph, or the end of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its style, without what only says what stands around it.
    pub(crate) style: String,
    /// Its words, with `|` where a field of a known page begins.
    pub(crate) words: String,
    /// How deep it lies in tables.
    pub(crate) depth: usize,
}

/// The paragraphs of a part, those that say nothing too.
pub(crate) fn paragraphs(bytes: &[u8], part: &str, decision: Decision) -> Vec<Paragraph> {
    let root = docx::tree(bytes, part);
    let mut reader = Reader {
        decision,
        found: Vec::new(),
        fields: Vec::new(),
    };
    match root.name.as_str() {
        "w:document" => reader.container(root.elements().next().unwrap(), 0),
        _ => reader.container(&root, 0),
    }
    reader.found
}

struct Reader {
    decision: Decision,
    found: Vec<Paragraph>,
    /// For each open field whether it shows a page.
    fields: Vec<bool>,
}

impl Reader {
    fn container(&mut self, container: &Element, depth: usize) {
        // What a paragraph whose mark goes leaves to the one below.
        let mut carried = String::new();
        for child in container.elements() {
            match child.name.as_str() {
                "w:p" => {
                    self.runs(child, &mut carried);
                    if !self.is_gone_mark(child) {
                        let words = std::mem::take(&mut carried);
                        let style = self.style(child);
                        self.found.push(Paragraph {
                            style,
                            words,
                            depth,
                        });
                    }
                }
                "w:tbl" => {
                    assert_eq!(carried, "", "words before a table have a paragraph");
                    for row in child.elements().filter(|row| row.name == "w:tr") {
                        let properties = row.elements().filter(|bag| bag.name == "w:trPr");
                        let mut marks = properties.flat_map(Element::elements);
                        if marks.any(|mark| mark.name == self.decision.gone()) {
                            continue;
                        }
                        for cell in row.elements().filter(|cell| cell.name == "w:tc") {
                            self.container(cell, depth + 1);
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!(carried, "", "the last words have a paragraph");
    }

    fn properties(paragraph: &Element) -> Option<&Element> {
        paragraph.elements().find(|bag| bag.name == "w:pPr")
    }

    fn is_gone_mark(&self, paragraph: &Element) -> bool {
        let mark = Self::properties(paragraph)
            .and_then(|bag| bag.elements().find(|bag| bag.name == "w:rPr"));
        mark.is_some_and(|mark| {
            mark.elements()
                .any(|gone| gone.name == self.decision.gone())
        })
    }

    fn style(&self, paragraph: &Element) -> String {
        let Some(now) = Self::properties(paragraph) else {
            return String::new();
        };
        let before = now.elements().find(|change| change.name == "w:pPrChange");
        let properties = match (self.decision, before) {
            (Decision::Reject, Some(change)) => change.elements().next().unwrap(),
            (Decision::Reject, None) | (Decision::Accept, _) => now,
        };
        let style = properties.elements().find(|style| style.name == "w:pStyle");
        let style = style
            .and_then(|style| style.attribute("w:val"))
            .unwrap_or("Normal");
        style
            .replace("AtTop", "")
            .replace("AboveTable", "")
            .replace("TextAfterTable", "Normal")
            .replace("PanelAfterTable", "PanelText")
            .replace("ClauseAfterTable", "ClauseContinue")
    }

    fn runs(&mut self, parent: &Element, words: &mut String) {
        for child in parent.elements() {
            match child.name.as_str() {
                name if name == self.decision.gone() => {}
                "w:ins" | "w:del" | "w:hyperlink" | "w:r" => self.runs(child, words),
                "w:fldChar" => match child.attribute("w:fldCharType") {
                    Some("begin") => self.fields.push(false),
                    Some("end") => {
                        let seen = self.fields.pop() == Some(true);
                        words.extend(seen.then_some('|'));
                    }
                    _ => {}
                },
                "w:instrText" | "w:delInstrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = child.text().trim_start().starts_with("PAGE");
                    }
                }
                "w:t" | "w:delText" if self.fields.last() != Some(&true) => {
                    words.push_str(&child.text());
                }
                "w:br" => words.push('\n'),
                "w:tab" if parent.name == "w:r" => words.push('\t'),
                _ => {}
            }
        }
    }
}
