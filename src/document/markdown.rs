//! Plan text, a small Markdown, to blocks.
//!
//! Understood: paragraphs, bulleted and numbered lists (nested too), bold, italic, links, a line break written as two
//! spaces or a backslash at the end of a line. Everything else (headings, code, quotations, HTML) stays the characters
//! that were typed, because a plan's author meant them as characters.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Block, Inline, List, ListKind};

/// How deep lists may lie in lists; what lies deeper joins the list above it.
const DEEPEST_LIST: usize = 3;

/// The blocks that a plan's text says.
///
/// ```
/// # use dutybound::document::{Block, blocks};
/// let blocks = blocks("As a minimum:\n\n- train **all** staff\n- keep a log");
/// assert!(matches!(&blocks[..], [Block::Paragraph { .. }, Block::List(list)] if list.items.len() == 2));
/// ```
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    for event in Parser::new_ext(&escape_unsupported(text), Options::empty()) {
        builder.event(event);
    }
    builder.finish()
}

/// The words of a text that is a single line, such as a title: bold, italic and links are kept, the rest is text.
#[must_use]
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut runs = Vec::new();
    for block in blocks(text) {
        push_inlines(block, &mut runs);
    }
    runs
}

fn push_inlines(block: Block, runs: &mut Vec<Inline>) {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => {
            if !runs.is_empty() {
                runs.push(Inline::LineBreak);
            }
            runs.extend(content);
        }
        Block::List(list) => list
            .items
            .into_iter()
            .flatten()
            .for_each(|block| push_inlines(block, runs)),
        Block::Fields(_) | Block::Table(_) => {}
    }
}

/// Puts a backslash before what Markdown would read as a heading, a quotation, code or a rule.
fn escape_unsupported(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let rule = {
            let marks = words.trim_end();
            marks.len() >= 2
                && ['=', '-', '_', '*']
                    .iter()
                    .any(|mark| marks.chars().all(|c| c == *mark || c == ' '))
        };
        if words.starts_with(['#', '>', '=', '_']) && !words.starts_with("__")
            || rule && !words.starts_with("**")
        {
            let indent = line.len() - words.len();
            escaped.push_str(&line[..indent]);
            escaped.push('\\');
            push_line(words, &mut escaped);
        } else {
            push_line(line, &mut escaped);
        }
    }
    escaped
}

/// Code marks, HTML and entities are characters too.
fn push_line(line: &str, escaped: &mut String) {
    for c in line.chars() {
        if matches!(c, '`' | '<' | '&' | '~' | '|' | '!') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
}

/// What is open while the events of the parser pass by.
#[derive(Default)]
struct Builder {
    done: Vec<Block>,
    lists: Vec<OpenList>,
    too_deep: usize,
    runs: Vec<Inline>,
    spans: Vec<(Span, Vec<Inline>)>,
}

struct OpenList {
    kind: ListKind,
    items: Vec<Vec<Block>>,
}

enum Span {
    Strong,
    Emphasis,
    Link(Option<String>),
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.runs.push(Inline::LineBreak),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "all other tags of Markdown only end a paragraph here"
    )]
    fn start(&mut self, tag: &Tag<'_>) {
        let span = match tag {
            Tag::List(first) => {
                self.close_paragraph();
                let kind = if first.is_some() {
                    ListKind::Number
                } else {
                    ListKind::Bullet
                };
                if self.lists.len() < DEEPEST_LIST {
                    self.lists.push(OpenList {
                        kind,
                        items: Vec::new(),
                    });
                } else {
                    self.too_deep += 1;
                }
                return;
            }
            Tag::Item => {
                self.close_paragraph();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(Vec::new());
                }
                return;
            }
            Tag::Strong => Span::Strong,
            Tag::Emphasis => Span::Emphasis,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => Span::Link(link_target(*link_type, dest_url)),
            _ => {
                self.close_paragraph();
                return;
            }
        };
        self.spans.push((span, std::mem::take(&mut self.runs)));
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "all other tags of Markdown only end a paragraph here"
    )]
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.close_paragraph();
                if self.too_deep > 0 {
                    self.too_deep -= 1;
                } else {
                    self.close_list();
                }
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => self.close_span(),
            _ => self.close_paragraph(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Inline::Text { text: last }) = self.runs.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.runs.push(Inline::text(text));
        }
    }

    fn close_span(&mut self) {
        let Some((span, before)) = self.spans.pop() else {
            return;
        };
        let content = std::mem::replace(&mut self.runs, before);
        if content.is_empty() {
            return;
        }
        match span {
            Span::Strong => self.runs.push(Inline::Strong { content }),
            Span::Emphasis => self.runs.push(Inline::Emphasis { content }),
            Span::Link(Some(target)) => self.runs.push(Inline::Link { target, content }),
            Span::Link(None) => self.runs.extend(content),
        }
    }

    fn close_paragraph(&mut self) {
        while !self.spans.is_empty() {
            self.close_span();
        }
        let content = std::mem::take(&mut self.runs);
        if !content.is_empty() {
            self.push(Block::Paragraph { content });
        }
    }

    fn close_list(&mut self) {
        let deeper = self.lists.len() > 1;
        let Some(mut list) = self.lists.pop() else {
            return;
        };
        list.items.retain(|item| !item.is_empty());
        if !list.items.is_empty() {
            let block = Block::List(List {
                kind: list.kind,
                items: list.items,
            });
            if deeper {
                self.push(block);
            } else {
                self.done.push(block);
            }
        }
    }

    /// Adds a block to the innermost open item, or to the text itself. A list that would open an item joins the list
    /// around it, so that every item begins with a paragraph.
    fn push(&mut self, block: Block) {
        let Some(list) = self.lists.last_mut() else {
            self.done.push(block);
            return;
        };
        match (list.items.last_mut(), block) {
            (Some(item), Block::List(inner)) if item.is_empty() => list.items.extend(inner.items),
            (Some(item), block) => item.push(block),
            (None, block) => list.items.push(vec![block]),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_paragraph();
        while !self.lists.is_empty() {
            self.close_list();
        }
        self.done
    }
}

/// Only addresses that open a page, a message or a call become links.
fn link_target(kind: LinkType, target: &str) -> Option<String> {
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    if kind == LinkType::Email {
        return Some(format!("mailto:{target}"));
    }
    let known = schemes
        .iter()
        .any(|scheme| target.to_ascii_lowercase().starts_with(scheme));
    (known && !target.contains(char::is_control)).then(|| target.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::plain_text;
    use super::*;

    fn shape(blocks: &[Block]) -> String {
        let mut out = String::new();
        for block in blocks {
            match block {
                Block::Paragraph { content } => {
                    out.extend(["p(", &plain_text(content), ")"]);
                }
                Block::List(list) => {
                    out += if list.kind == ListKind::Bullet {
                        "ul["
                    } else {
                        "ol["
                    };
                    for item in &list.items {
                        out.extend(["li<", &shape(item), ">"]);
                    }
                    out += "]";
                }
                Block::Heading { .. } | Block::Fields(_) | Block::Table(_) => out += "?",
            }
        }
        out
    }

    #[test]
    fn a_lead_in_with_bullets() {
        let text = "As a minimum:\n- train all staff\n- keep a log\n\nReport each term.";
        assert_eq!(
            shape(&blocks(text)),
            "p(As a minimum:)ul[li<p(train all staff)>li<p(keep a log)>]p(Report each term.)"
        );
    }

    #[test]
    fn lists_in_lists_keep_their_place() {
        let text = "1. first\n   - inner\n2. second";
        assert_eq!(
            shape(&blocks(text)),
            "ol[li<p(first)ul[li<p(inner)>]>li<p(second)>]"
        );
    }

    #[test]
    fn what_is_not_supported_stays_text() {
        for text in [
            "# 1 priority",
            "a < b & c",
            "`code`",
            "> quoted",
            "==",
            "x | y",
            "50% ~ 60%",
        ] {
            let said: Vec<String> = blocks(text)
                .iter()
                .map(|block| match block {
                    Block::Paragraph { content } => plain_text(content),
                    other @ (Block::Heading { .. }
                    | Block::List(_)
                    | Block::Fields(_)
                    | Block::Table(_)) => {
                        format!("{other:?}")
                    }
                })
                .collect();
            assert_eq!(said, [text], "{text}");
        }
    }

    #[test]
    fn only_safe_addresses_become_links() {
        assert!(matches!(
            &inlines("[a](https://example.org)")[..],
            [Inline::Link { .. }]
        ));
        assert!(matches!(
            &inlines("[a](javascript:alert)")[..],
            [Inline::Text { .. }]
        ));
        assert!(matches!(
            &inlines("[a](file:///etc/passwd)")[..],
            [Inline::Text { .. }]
        ));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_every_item_begins_with_a_paragraph(text in "\\PC{0,200}") {
            fn check(blocks: &[Block]) {
                for block in blocks {
                    if let Block::List(list) = block {
                        assert!(!list.items.is_empty());
                        for item in &list.items { assert!(matches!(item.first(), Some(Block::Paragraph { .. }))); check(item); }
                    }
                }
            }
            check(&blocks(&text));
        }
    }
}
