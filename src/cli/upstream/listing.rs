//! What there is to decide, for people and for programs.

use dutybound::diagnostic::{FileId, JSON_VERSION, Sources};
use dutybound::source::Node;
use dutybound::upstream::{Known, Override, Then, beginning, child, marked};

use crate::cli::arguments::UpstreamArguments;
use crate::cli::terminal::{counted, one_line};

/// How wide lines are, in letters.
const WIDTH: usize = 110;

/// A value with what a reader needs to know it by.
pub(super) struct Shown {
    over: Override,
    /// The titles of the entries around it, the outermost first.
    within: Vec<String>,
    reason: Option<String>,
}

pub(super) fn shown(over: Override, known: &Known<'_>, filled: &Node) -> Shown {
    let (mut own, mut whole) = (Some(known.own), Some(filled));
    let (mut within, mut reason) = (Vec::new(), None);
    for (depth, step) in over.way.iter().enumerate() {
        own = own.and_then(|own| child(own, step));
        whole = whole.and_then(|whole| child(whole, step));
        let words = |node: Option<&Node>| {
            let words = node?.get("title").or_else(|| node?.get("text"))?.text()?;
            Some(beginning(words))
        };
        if depth > 0 {
            within.extend(words(whole).or_else(|| words(own))); // the title of the plan is on every page
        }
        let why = own.and_then(|own| own.get("reason")?.text());
        reason = why.map(str::to_string).or(reason);
    }
    Shown {
        over,
        within,
        reason,
    }
}

impl Shown {
    fn state(&self) -> &'static str {
        match (self.over.is_suspect(), &self.over.now, &self.over.then) {
            (true, Some(_), _) => "CHANGED since it was last looked at",
            (true, None, _) => "NO LONGER THERE since it was last looked at",
            (false, _, Then::Unknown) => "not known what stood there before",
            (false, _, Then::Fingerprint(_) | Then::Words { .. }) => "unchanged",
        }
    }

    /// The lines about it, each with what stands in front of it.
    fn lines(&self, id: &str, from: &str) -> Vec<(String, String)> {
        let over = &self.over;
        let mut lines = Vec::new();
        let mut line = |label: String, text: String| lines.push((label, text));
        if !self.within.is_empty() {
            let names = self.within.iter().map(|name| short(name));
            line("in".into(), names.collect::<Vec<_>>().join(" / "));
        }
        let says = match over.own {
            Some(_) => over.says(),
            None => "nothing: it is taken out".into(),
        };
        line(format!("{id} says"), says);
        if let Some(reason) = &self.reason {
            line("because".into(), reason.clone());
        }
        let now = match over.now {
            Some(_) => over.says_now(),
            None => "nothing any more".into(),
        };
        match &over.then {
            Then::Words { words, edition } if over.is_suspect() => {
                line(
                    format!("{from} said"),
                    format!("{words} (kept in {edition})"),
                );
                line(format!("{from} says now"), now);
                if over.now.is_some() {
                    line("the difference".into(), marked(words, &over.says_now()));
                }
            }
            Then::Fingerprint(_) if over.is_suspect() => {
                line(
                    format!("{from} said"),
                    "something else; no edition kept the words".into(),
                );
                line(format!("{from} says now"), now);
            }
            Then::Unknown | Then::Fingerprint(_) | Then::Words { .. } => {
                line(format!("{from} says"), now);
            }
        }
        lines
    }
}

/// The list for people.
pub(super) fn human(
    all: &[Shown],
    arguments: &UpstreamArguments,
    sources: &Sources,
    extends: &[(FileId, String)],
) -> Vec<String> {
    let id = &arguments.id;
    let from = extends.last().map_or("", |(_, path)| path.as_str());
    let suspect = all.iter().filter(|shown| shown.over.is_suspect()).count();
    let unknown = all
        .iter()
        .filter(|shown| shown.over.then == Then::Unknown)
        .count();
    let mut lines = vec![format!(
        "{id} replaces {} of {from}; {}.",
        counted(all.len(), "value"),
        match suspect {
            0 if unknown > 0 && unknown == all.len() =>
                "what stood there before is not known".to_string(),
            0 => format!("none is known to have changed there since {id} last looked"),
            1 => format!("1 has changed there since {id} last looked"),
            number => format!("{number} have changed there since {id} last looked"),
        }
    )];
    let listed = listed(all, arguments);
    for shown in &listed {
        let over = &shown.over;
        let place = over.place;
        lines.push(String::new());
        lines.push(format!("{}: {}", over.path(), shown.state()));
        let told = shown.lines(id, from);
        let width = told.iter().map(|(label, _)| label.chars().count()).max();
        for (label, text) in told {
            lines.extend(wrapped(&label, &text, width.unwrap_or(0)));
        }
        lines.push(format!("  {}:{}", sources.name(place.file), place.line));
    }
    if suspect > 0 {
        lines.push(String::new());
        lines.extend([
            "In a difference, [-these words-] went and {+these+} came. To decide, run the command again with".to_string(),
            "  --keep WAY                               your words stay, and it is written down what you have seen".into(),
            "  --take WAY                               your words go, and the others hold".into(),
            "  --merge WAY --text \"…\" --reason \"…\"      new words, and why you have words of your own".into(),
            "WAY is what stands before the colon, or the end of it. `--dry-run` shows what would be written.".into(),
        ]);
    }
    if listed.len() < all.len() {
        lines.push(format!(
            "`--all` lists the other {} too.",
            all.len() - listed.len()
        ));
    }
    if unknown > 0 {
        let of = if unknown == all.len() {
            String::new()
        } else {
            format!("Of {unknown} it is not known what stood there before. ")
        };
        lines.push(format!(
            "{of}A change is noticed once the plan has an edition, or once `--keep WAY` was given."
        ));
    }
    lines.iter().map(|line| one_line(line)).collect()
}

fn listed<'a>(all: &'a [Shown], arguments: &UpstreamArguments) -> Vec<&'a Shown> {
    let mut listed: Vec<&Shown> = all.iter().collect();
    listed.retain(|shown| arguments.all || shown.over.is_suspect());
    listed
}

/// The list for programs.
pub(super) fn json(all: &[Shown], arguments: &UpstreamArguments, sources: &Sources) -> String {
    let listed = listed(all, arguments).into_iter().map(|shown| {
        let over = &shown.over;
        let edition = match &over.then {
            Then::Words { edition, .. } => Some(edition),
            Then::Unknown | Then::Fingerprint(_) => None,
        };
        serde_json::json!({
            "way": over.path(),
            "within": shown.within,
            "place": sources.json_of(over.place),
            "suspect": over.is_suspect(),
            "known": over.then != Then::Unknown,
            "inherited": over.now.is_some(),
            "says": over.own.as_ref().map(|_| over.says()),
            "reason": shown.reason,
            "said_then": over.said_then(),
            "edition": edition,
            "says_now": over.now.as_ref().map(|_| over.says_now()),
            "difference": over.said_then().map(|then| marked(then, &over.says_now())),
        })
    });
    let report = serde_json::json!({
        "version": JSON_VERSION,
        "organisation": arguments.id,
        "overrides": listed.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// The first words of a title or a text.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..9) {
        Some(first) if words.len() > 10 => format!("{} …", first.join(" ")),
        Some(_) | None => words.join(" "),
    }
}

/// A text behind its label, in lines that fit.
fn wrapped(label: &str, text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = format!("  {label:<width$} ");
    let mut begun = false;
    for word in text.split_whitespace() {
        if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(width + 3)));
        }
        line.push(' ');
        line.push_str(word);
        begun = true;
    }
    lines.push(line);
    lines
}
