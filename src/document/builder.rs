//! Gathers the events of the Markdown parser into blocks.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::links::{is_safe_address, linked};
use super::typography::typeset;
use super::{Block, Inline, List, ListKind, plain_text};

/// How deep lists may lie in lists; what lies deeper joins the list above it.
const DEEPEST_LIST: usize = 3;

/// What is open while the events of the parser pass by.
#[derive(Default)]
pub(super) struct Builder {
    done: Vec<Block>,
    lists: Vec<OpenList>,
    too_deep: usize,
    /// What came before the quotation that is open.
    before_quotation: Option<Vec<Block>>,
    /// How many quotations are open within it; they join it.
    inner_quotations: usize,
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
    Link(Target),
}

/// Where a link leads.
enum Target {
    /// To a page, a message or a call.
    Address(String),
    /// To a heading or a clause of the document.
    Anchor(String),
    /// Nowhere: it says in which language the words are.
    Language(String),
    /// Nowhere that is safe.
    Nowhere,
}

impl Builder {
    pub(super) fn event(&mut self, event: Event<'_>) {
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
            Tag::BlockQuote(_) => {
                self.close_paragraph();
                if self.before_quotation.is_some() {
                    self.inner_quotations += 1;
                } else if self.lists.is_empty() {
                    self.before_quotation = Some(std::mem::take(&mut self.done));
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
            TagEnd::BlockQuote(_) => {
                self.close_paragraph();
                if self.inner_quotations > 0 {
                    self.inner_quotations -= 1;
                } else if self.lists.is_empty() {
                    self.close_quotation();
                }
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => self.close_span(),
            _ => self.close_paragraph(),
        }
    }

    /// Adds words; a tab and its like, which no font can draw, become a space.
    fn text(&mut self, text: &str) {
        let is_gap = |c: char| c.is_control() && c.is_whitespace();
        let text = &text.replace(is_gap, " ");
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
            Span::Link(Target::Address(target)) => self.runs.push(Inline::Link { target, content }),
            Span::Link(Target::Anchor(anchor)) => {
                let label = plain_text(&content);
                self.runs.push(Inline::Reference { anchor, label });
            }
            Span::Link(Target::Language(language)) => {
                self.runs.push(Inline::Foreign { language, content });
            }
            Span::Link(Target::Nowhere) => self.runs.extend(content),
        }
    }

    fn close_paragraph(&mut self) {
        while !self.spans.is_empty() {
            self.close_span();
        }
        let content = typeset(linked(std::mem::take(&mut self.runs)));
        if !content.is_empty() {
            self.push(Block::Paragraph { content });
        }
    }

    fn close_quotation(&mut self) {
        if let Some(before) = self.before_quotation.take() {
            let blocks = std::mem::replace(&mut self.done, before);
            if !blocks.is_empty() {
                self.done.push(Block::Quotation { blocks });
            }
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
                columns: 1,
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

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_paragraph();
        while !self.lists.is_empty() {
            self.close_list();
        }
        self.close_quotation();
        self.done
    }
}

/// Only addresses that open a page, a message or a call become links. `#` leads to a place in the document, and `lang:`
/// names the language of the words.
fn link_target(kind: LinkType, target: &str) -> Target {
    if kind == LinkType::Email {
        return Target::Address(format!("mailto:{target}"));
    }
    if let Some(anchor) = target.strip_prefix('#').filter(|anchor| !anchor.is_empty()) {
        return Target::Anchor(anchor.to_string());
    }
    if let Some(language) = target.strip_prefix("lang:").filter(|tag| is_language(tag)) {
        return Target::Language(language.to_string());
    }
    if is_safe_address(target) {
        Target::Address(target.to_string())
    } else {
        Target::Nowhere
    }
}

/// Whether a text is the tag of a language, perhaps with a country: `cy`, `fr-FR`.
fn is_language(tag: &str) -> bool {
    let (language, country) = tag
        .split_once('-')
        .map_or((tag, None), |(language, country)| (language, Some(country)));
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && country.is_none_or(|country| {
            country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())
        })
}
