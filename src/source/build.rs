//! From the parser's events to one [`Node`].

use std::ops::Range;

use foldhash::fast::RandomState;
use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StructureStyle, Tag};
use indexmap::IndexSet;

use super::group::Group;
use super::pool::Pool;
use super::repeat::{Repeats, Weight};
use super::text::{Text, offset};
use super::{Entry, Node, SharedText, Value, signs, syntax};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// How deep lists and groups may stand inside one another.
pub(super) const DEPTH: usize = 32;
/// How many values a file may hold, those that `*name` repeats counted each time.
pub(super) const NODES: usize = 200_000;
/// How long one text may be, in bytes.
const SCALAR: usize = 256 << 10;
/// How long all texts may be together, in bytes, those that `*name` repeats counted each time.
pub(super) const TEXTS: usize = 16 << 20;

/// How many faults are looked for.
const FAULTS: usize = 100;

/// What reading a text came to.
pub(super) struct Built {
    /// The whole tree; `None` when the reading stopped before the end or the file holds nothing.
    pub(super) root: Option<Node>,
    /// What is wrong and did not keep the reading from going on.
    pub(super) faults: Vec<Diagnostic>,
    /// Why the reading stopped.
    pub(super) stop: Option<Stop>,
}

/// Why the reading stopped.
pub(super) struct Stop {
    pub(super) diagnostic: Diagnostic,
    /// The bytes of one line without which the rest can be read as it was meant; `None` when that is in doubt.
    pub(super) blank: Option<Range<usize>>,
}

impl Stop {
    fn at(diagnostic: Diagnostic) -> Box<Self> {
        Box::new(Self {
            diagnostic,
            blank: None,
        })
    }
}

/// Reads a text once, up to the first fault in its form.
pub(super) fn build(text: Text<'_>) -> Built {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        items: Pool::default(),
        entries: Pool::default(),
        keys: IndexSet::default(),
        root: None,
        repeats: Repeats::default(),
        weight: Weight::default(),
        documents: 0,
        faults: Vec::new(),
    };
    let stop = builder.read().err().map(|stop| *stop);
    if stop.is_none() && !builder.faults.iter().any(Diagnostic::is_error) {
        builder.repeats.unused(text, &mut builder.faults);
    }
    Built {
        root: builder.root.filter(|_| stop.is_none()),
        faults: builder.faults,
        stop,
    }
}

struct Builder<'a> {
    text: Text<'a>,
    open: Vec<Open>,
    items: Pool<Node>,
    entries: Pool<Entry>,
    /// Each key of the file once: most stand in many groups.
    keys: IndexSet<SharedText, RandomState>,
    root: Option<Node>,
    repeats: Repeats,
    weight: Weight,
    documents: usize,
    faults: Vec<Diagnostic>,
}

/// A list or group whose end has not come yet.
struct Open {
    anchor: usize,
    place: Place,
    holds: Holds,
}

enum Holds {
    List(Vec<Node>),
    Group(Group),
    /// `{{ name }}` without quotes, which the parser takes for groups: how many braces are open.
    Placeholder(usize),
}

impl<'a> Builder<'a> {
    fn read(&mut self) -> Result<(), Box<Stop>> {
        let mut options = Options::default();
        options.flow_nesting_limit = DEPTH;
        options.block_nesting_limit = DEPTH;
        options.emit_unresolved_aliases = true;
        options.emit_anchor_events = true;
        options.set_emit_comments(signs::may_hide_words(self.text.text)); // what else notes say is for people
        for event in Parser::new_from_str_with_options(self.text.text, options) {
            match event {
                Ok((event, span)) => self.event(event, span)?,
                Err(error) => return Err(Box::new(syntax::explain(self.text, &error))),
            }
        }
        Ok(())
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser's own list: the start and end of the file and the end of a document hold nothing to keep"
    )]
    fn event(&mut self, event: Event<'a>, span: Span) -> Result<(), Box<Stop>> {
        let range = span.byte_range().unwrap_or(0..0);
        let place = Place {
            file: self.text.file,
            start: offset(range.start),
            end: offset(range.end),
            line: offset(span.start.line()),
            column: offset(span.start.col() + 1),
        };
        if self.faults.len() >= FAULTS {
            return Err(Stop::at(
                Diagnostic::error(
                    "yaml-too-many-faults",
                    self.text.place(range.start, range.end),
                    "the search for faults ends here",
                )
                .help("Put right what was found so far, and more may be found below this line."),
            ));
        }
        match event {
            Event::DocumentStart(..) => self.document(range.start),
            Event::Anchor(anchor, name) => {
                self.repeats.name(anchor, name.into_owned(), place);
                Ok(())
            }
            Event::Comment(comment, _) => {
                self.faults
                    .extend(signs::comment(self.text, &comment, place));
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), range.start);
                let node = self.scalar(&text, style, place);
                self.add(node, anchor)
            }
            Event::Alias(anchor) => self.alias(anchor, place),
            Event::UnresolvedAlias(name) => {
                let node = self.unknown_alias(&name, place);
                self.add(node, 0)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), range.start);
                let items = self.items.take();
                self.start(anchor, place, Holds::List(items))
            }
            Event::MappingStart(style, anchor, tag) => {
                self.tag(tag.as_deref(), range.start);
                if let Some(Open {
                    holds: Holds::Placeholder(braces),
                    ..
                }) = self.open.last_mut()
                {
                    *braces += 1;
                    return Ok(());
                }
                let braces = style == StructureStyle::Flow
                    && self.text.text[range.start..].starts_with("{{");
                if braces {
                    self.faults.push(signs::placeholder(self.text, range.start));
                    self.start(anchor, place, Holds::Placeholder(1))
                } else {
                    let group = Group::new(self.entries.take());
                    self.start(anchor, place, Holds::Group(group))
                }
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            _ => Ok(()),
        }
    }

    fn document(&mut self, start: usize) -> Result<(), Box<Stop>> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        Err(Stop::at(
            Diagnostic::error(
                "yaml-second-document",
                self.text.place(start, start + 3),
                "a second document starts here: a line `---` divides the file in two",
            )
            .help("Delete this line, or move what follows it to a file of its own."),
        ))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, mut place: Place) -> Node {
        let typed = &self.text.text[place.start as usize..place.end as usize];
        place.end = place.start + offset(typed.trim_end().len());
        if text.len() > SCALAR {
            let size = format!("this text is longer than {} kB", SCALAR >> 10);
            self.faults.push(
                Diagnostic::error("yaml-long-text", place, size)
                    .help("Check that the quote at its end is not missing, or divide the text."),
            );
            return Node::new(Value::Empty, place);
        }
        let plain = style == ScalarStyle::Plain;
        if plain && matches!(typed, "" | "~" | "null") {
            return Node::new(Value::Empty, place);
        }
        if plain {
            let dash = signs::dash(self.text, typed, place.start as usize);
            self.faults.extend(dash);
        }
        let text = if self.awaits_key() {
            self.key(text)
        } else {
            text.into()
        };
        Node::new(Value::Scalar(text), place)
    }

    fn awaits_key(&self) -> bool {
        match self.open.last().map(|open| &open.holds) {
            Some(Holds::Group(group)) => group.awaits_key(),
            Some(Holds::List(_) | Holds::Placeholder(_)) | None => false,
        }
    }

    fn key(&mut self, text: &str) -> SharedText {
        if let Some(known) = self.keys.get(text) {
            return known.clone();
        }
        let key = SharedText::from(text);
        self.keys.insert(key.clone());
        key
    }

    fn tag(&mut self, tag: Option<&Tag>, before: usize) {
        if let Some(tag) = tag {
            self.faults
                .extend(signs::exclamation(self.text, tag, before));
        }
    }

    fn alias(&mut self, anchor: usize, place: Place) -> Result<(), Box<Stop>> {
        let Some((mut node, weight)) = self.repeats.repeat(anchor) else {
            self.faults.push(
                Diagnostic::error(
                    "yaml-repeats-itself",
                    place,
                    format!(
                        "`{}` stands inside the very thing that it repeats",
                        self.slice(place)
                    ),
                )
                .help("Delete it, or write out what is meant."),
            );
            return self.add(Node::new(Value::Empty, place), 0);
        };
        self.weigh(weight, place)?;
        node.via = Some(Box::new(place));
        self.add(node, 0)
    }

    /// The text itself stands in for what a `*name` without its `&name` was to repeat.
    fn unknown_alias(&mut self, name: &str, place: Place) -> Node {
        let near = nearest(name, self.repeats.names());
        let fault = signs::star(self.text, place, name, near);
        let value = if fault.code == "yaml-inherit" {
            Value::Empty
        } else {
            Value::Scalar(self.slice(place).into())
        };
        self.faults.push(fault);
        Node::new(value, place)
    }

    fn slice(&self, place: Place) -> &'a str {
        &self.text.text[place.start as usize..place.end as usize]
    }

    fn start(&mut self, anchor: usize, place: Place, holds: Holds) -> Result<(), Box<Stop>> {
        if self.open.len() == DEPTH {
            return Err(Stop::at(syntax::too_deep(self.text, place.start as usize)));
        }
        self.open.push(Open {
            anchor,
            place,
            holds,
        });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), Box<Stop>> {
        let Some(mut open) = self.open.pop() else {
            return Ok(());
        };
        if let Holds::Placeholder(braces) = &mut open.holds
            && *braces > 1
        {
            *braces -= 1;
            self.open.push(open);
            return Ok(());
        }
        let start = open.place.start as usize;
        if open.place.end > open.place.start && end > start {
            open.place.end = offset(end);
        }
        let value = match open.holds {
            Holds::List(items) => {
                open.place.end = open.place.end.max(open.place.start + 1);
                Value::List(self.items.exact(items).into())
            }
            Holds::Group(group) => {
                let entries = self.entries.exact(group.close());
                if let Some(first) = entries.first() {
                    open.place.end = open.place.end.max(first.key_place.end);
                }
                Value::Group(entries.into())
            }
            Holds::Placeholder(_) => Value::Scalar(self.slice(open.place).into()),
        };
        self.add(Node::new(value, open.place), open.anchor)
    }

    /// Puts a finished value where it belongs: a key or value of the group that is open, an item of the list, or the
    /// whole file.
    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Box<Stop>> {
        let own = Weight::of_one(&node);
        self.weigh(own, node.place)?;
        if anchor != 0 {
            let weight = self.repeats.keep(anchor, &node);
            self.weigh(weight, node.place)?;
        }
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.root = Some(node),
            Some(Holds::List(items)) => items.push(node),
            Some(Holds::Group(group)) => {
                let typed = self
                    .text
                    .text
                    .get(node.place.start as usize..node.place.end as usize);
                group.add(node, typed.unwrap_or(""), &mut self.faults);
            }
            Some(Holds::Placeholder(_)) => {}
        }
        Ok(())
    }

    fn weigh(&mut self, weight: Weight, place: Place) -> Result<(), Box<Stop>> {
        self.weight = self.weight.plus(weight);
        if self.open.len() + weight.depth > DEPTH {
            return Err(Stop::at(syntax::too_deep(self.text, place.start as usize)));
        }
        if self.weight.nodes > NODES || self.weight.bytes > TEXTS {
            return Err(Stop::at(
                Diagnostic::error(
                    "yaml-too-much",
                    place,
                    format!("this file holds more than {NODES} values or {} MB of text", TEXTS >> 20),
                )
                .help("Divide it into several files. A `*name` counts as much as everything that it repeats."),
            ));
        }
        Ok(())
    }
}
