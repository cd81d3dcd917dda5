//! From the parser's events to one [`Node`].

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StructureStyle, Tag};

use super::characters::is_special_space;
use super::group::Group;
use super::repeat::{Repeats, Weight};
use super::syntax;
use super::text::{Text, offset, quoted, short};
use super::{Node, Value};
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
        for event in Parser::new_from_str_with_options(self.text.text, options) {
            match event {
                Ok((event, span)) => self.event(event, span)?,
                Err(error) => return Err(Box::new(syntax::explain(self.text, &error))),
            }
        }
        Ok(())
    }

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
                self.comment(&comment, place);
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag, range.start);
                let node = self.scalar(text, style, place);
                self.add(node, anchor)
            }
            Event::Alias(anchor) => self.alias(anchor, place),
            Event::UnresolvedAlias(name) => {
                let node = self.unknown_alias(&name, place);
                self.add(node, 0)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag, range.start);
                self.start(anchor, place, Holds::List(Vec::new()))
            }
            Event::MappingStart(style, anchor, tag) => {
                self.tag(tag, range.start);
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
                    self.faults
                        .push(syntax::placeholder(self.text, range.start));
                    self.start(anchor, place, Holds::Placeholder(1))
                } else {
                    self.start(anchor, place, Holds::Group(Group::default()))
                }
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            // The start and end of the file, the end of a document: nothing to keep.
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

    /// `Train staff #1 priority` prints as `Train staff`.
    fn comment(&mut self, comment: &str, place: Place) {
        let start = self.text.line_start(place.start as usize);
        let before = self.text.text[start..place.start as usize].trim_end();
        let written_as_text = comment.starts_with(char::is_alphanumeric);
        if !written_as_text
            || before.is_empty()
            || before.ends_with(['"', '\'', ']', '}', '|', '>'])
        {
            return;
        }
        let word = short(comment.split_whitespace().next().unwrap_or(""));
        self.faults.push(
            Diagnostic::warning(
                "yaml-comment",
                place,
                format!("everything from `#{word}` to the end of the line is left out"),
            )
            .help(
                "A `#` after a space starts a note that is not printed. If it belongs to the text, put the whole text \
                 in \"quotes\"; if it is a note, type a space after the `#`.",
            ),
        );
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, mut place: Place) -> Node {
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
            self.dashes(typed, place.start as usize);
        }
        Node::new(Value::Scalar(text.into_owned()), place)
    }

    /// A line that was meant as an item of a list and became part of the text above it.
    fn dashes(&mut self, typed: &str, start: usize) {
        if let Some(rest) = typed.strip_prefix('-')
            && rest.starts_with(is_special_space)
        {
            self.faults.push(
                Diagnostic::error(
                    "yaml-special-space",
                    self.text.place(
                        start + 1,
                        start + 1 + rest.chars().next().map_or(0, char::len_utf8),
                    ),
                    "a special space follows this dash, so it does not start an item of a list",
                )
                .help("Delete the space after the dash and press the space bar instead."),
            );
            return;
        }
        let mut line_start = start;
        for line in typed.split('\n') {
            let content = line.trim_start();
            if line_start > start && (content.starts_with("- ") || content == "-") {
                let at = line_start + line.len() - content.len();
                self.faults.push(
                    Diagnostic::error(
                        "yaml-joined-line",
                        self.text.place(at, at + content.len()),
                        "this line is read as more of the text above it, not as a new item of a list",
                    )
                    .help(
                        "Give it as many spaces at its start as the other items of its list. If the dash belongs to \
                         the text, put the whole text in \"quotes\".",
                    ),
                );
                return;
            }
            line_start += line.len() + 1;
        }
    }

    /// `!name` would tell a program what kind of value follows; here the key decides that.
    fn tag(&mut self, tag: Option<Cow<'a, Tag>>, before: usize) {
        let Some(tag) = tag else { return };
        let kinds = ["str", "int", "float", "bool", "null", "seq", "map"];
        if tag.is_yaml_core_schema() && kinds.contains(&tag.suffix()) {
            return;
        }
        let start = self.text.text[..before].rfind('!').unwrap_or(before);
        let rest = &self.text.text[..before][..start];
        let start = start
            - (rest.len()
                - rest
                    .trim_end_matches(|letter: char| !letter.is_whitespace())
                    .len());
        let line = self.text.line(start);
        let typed = &line[start - self.text.line_start(start)..];
        let word = typed.split_whitespace().next().unwrap_or("!");
        self.faults.push(
            Diagnostic::error(
                "yaml-exclamation",
                self.text.place(start, start + word.len()),
                "text that starts with an exclamation mark needs quotes",
            )
            .help(format!(
                "Write {}. If `{}` is not part of the text, delete it.",
                quoted(typed),
                short(word)
            )),
        );
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
        node.via = Some(place);
        self.add(node, 0)
    }

    fn unknown_alias(&mut self, name: &str, place: Place) -> Node {
        let line = self.text.line(place.start as usize);
        let typed = &line[place.start as usize - self.text.line_start(place.start as usize)..];
        if line.trim_start_matches(['-', ' ']).starts_with("<<") {
            self.faults.push(
                Diagnostic::error(
                    "yaml-inherit",
                    place,
                    format!("nothing further up is named `&{}`", short(name)),
                )
                .help("Write `&name` before the group whose lines are to be taken over, and the same name here."),
            );
            return Node::new(Value::Empty, place);
        }
        let help = match nearest(name, self.repeats.names()) {
            Some(near) => format!(
                "A star at the start repeats what `&name` named further up. Did you mean `*{near}`? If the star \
                 belongs to the text, write {}.",
                quoted(typed)
            ),
            None => format!("Write {}.", quoted(typed)),
        };
        self.faults.push(
            Diagnostic::error(
                "yaml-star",
                place,
                "text that starts with a star needs quotes",
            )
            .help(help),
        );
        Node::new(Value::Scalar(self.slice(place).to_owned()), place)
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
                Value::List(items)
            }
            Holds::Group(group) => {
                let entries = group.close();
                if let Some(first) = entries.first() {
                    open.place.end = open.place.end.max(first.key_place.end);
                }
                Value::Group(entries)
            }
            Holds::Placeholder(_) => Value::Scalar(self.slice(open.place).to_owned()),
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
