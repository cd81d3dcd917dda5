//! Signs that mean more than themselves: text that starts with one of them, or holds one, is not read as it was meant.

use granit_parser::Tag;

use super::characters::is_special_space;
use super::form::open_bracket;
use super::text::{Text, quoted, short};
use crate::diagnostic::{Diagnostic, Place};

/// Whether a `#` in a text might be such a note as [`comment`] finds fault with: most files have none.
pub(super) fn may_hide_words(text: &str) -> bool {
    text.match_indices('#').any(|(at, _)| {
        let follows = text[at + 1..].starts_with(char::is_alphanumeric);
        follows && text[..at].ends_with(char::is_whitespace)
    })
}

/// `Train staff #1 priority` prints as `Train staff`.
pub(super) fn comment(text: Text<'_>, comment: &str, place: Place) -> Option<Diagnostic> {
    let before = text.before(place.start as usize).trim_end();
    let written_as_text = comment.starts_with(char::is_alphanumeric);
    if !written_as_text || before.is_empty() || before.ends_with(['"', '\'', ']', '}', '|', '>']) {
        return None;
    }
    let word = short(comment.split_whitespace().next().unwrap_or(""));
    let message = format!("everything from `#{word}` to the end of the line is left out");
    Some(Diagnostic::warning("yaml-comment", place, message).help(
        "A `#` after a space starts a note that is not printed. If it belongs to the text, put the whole text in \
         \"quotes\"; if it is a note, type a space after the `#`.",
    ))
}

/// A line that was meant as an item of a list and became text, or more of the text above it. `typed` is a whole text
/// without quotes, which starts at `start`.
pub(super) fn dash(text: Text<'_>, typed: &str, start: usize) -> Option<Diagnostic> {
    let special = typed
        .strip_prefix('-')
        .and_then(|rest| rest.chars().next())
        .filter(|letter| is_special_space(*letter));
    if let Some(space) = special {
        let place = text.place(start + 1, start + 1 + space.len_utf8());
        let message = "a special space follows this dash, so it does not start an item of a list";
        return Some(
            Diagnostic::error("yaml-special-space", place, message)
                .help("Delete the space after the dash and press the space bar instead."),
        );
    }
    let mut line_start = start;
    for (index, line) in typed.split('\n').enumerate() {
        let content = line.trim_start();
        if index > 0 && (content.starts_with("- ") || content == "-") {
            let at = line_start + line.len() - content.len();
            let place = text.place(at, at + content.len());
            let message =
                "this line is read as more of the text above it, not as a new item of a list";
            return Some(Diagnostic::error("yaml-joined-line", place, message).help(
                "Give it as many spaces at its start as the other items of its list. If the dash belongs to the \
                 text, put the whole text in \"quotes\".",
            ));
        }
        line_start += line.len() + 1;
    }
    None
}

/// `!name` would tell a program what kind of value follows; here the type decides that, so YAML's own kinds do no
/// harm and others are refused. The value starts at `value`.
pub(super) fn exclamation(text: Text<'_>, tag: &Tag, value: usize) -> Option<Diagnostic> {
    let kinds = ["str", "int", "float", "bool", "null", "seq", "map"];
    if tag.is_yaml_core_schema() && kinds.contains(&tag.suffix()) {
        return None;
    }
    let mark = text.text[..value].rfind('!').unwrap_or(value);
    let word_start = text.text[..mark]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    let typed = text.after(word_start);
    let word = typed.split_whitespace().next().unwrap_or("!");
    Some(
        Diagnostic::error(
            "yaml-exclamation",
            text.place(word_start, word_start + word.len()),
            "text that starts with an exclamation mark needs quotes",
        )
        .help(format!(
            "Write {}. If `{}` is not part of the text, delete it.",
            quoted(typed),
            short(word)
        )),
    )
}

/// `*name` where nothing further up is named `&name`; `near` is a name that is almost the same.
pub(super) fn star(text: Text<'_>, place: Place, name: &str, near: Option<&str>) -> Diagnostic {
    let start = place.start as usize;
    if text
        .before(start)
        .trim_start_matches(['-', ' '])
        .starts_with("<<")
    {
        let message = format!("nothing further up is named `&{}`", short(name));
        return Diagnostic::error("yaml-inherit", place, message).help(
            "Write `&name` before the group whose lines are to be taken over, and the same name here.",
        );
    }
    let quoted = quoted(text.after(start));
    let help = match near {
        Some(near) => format!(
            "A star at the start repeats what `&name` named further up. Did you mean `*{near}`? If the star belongs \
             to the text, write {quoted}."
        ),
        None => format!("Write {quoted}."),
    };
    Diagnostic::error(
        "yaml-star",
        place,
        "text that starts with a star needs quotes",
    )
    .help(help)
}

/// `{{ name }}` at the start of a value, not in quotes.
pub(super) fn placeholder(text: Text<'_>, start: usize) -> Diagnostic {
    let rest = text.after(start);
    let in_brackets = open_bracket(text, start).is_some();
    let typed = match rest.find("}}") {
        Some(end) if in_brackets => &rest[..end + 2],
        _ => rest,
    };
    Diagnostic::error(
        "yaml-placeholder",
        text.place(start, start + 2),
        "text that starts with `{{` needs quotes",
    )
    .help(format!("Write {}.", quoted(typed)))
}
