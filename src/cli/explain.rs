//! `dutybound explain`.

use dutybound::Error;
use dutybound::diagnostic::{Place, Sources, nearest};
use dutybound::merge::Change;
use dutybound::source::{Node, Value};

use super::arguments::ExplainArguments;
use super::terminal::Terminal;
use super::{Ending, open, workspace_of};

pub(super) fn run(arguments: &ExplainArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (workspaces, _) = open(std::slice::from_ref(&arguments.path))?;
    let Some(workspace) = workspace_of(&workspaces, &arguments.id) else {
        return Ok(Ending::Findings);
    };
    let resolved = workspace
        .resolve(&arguments.id)
        .inspect_err(|_| terminal.files(&workspaces, false))?;
    if resolved.profile.is_none() {
        terminal.findings(&resolved.diagnostics, workspace.sources(), false);
        return Ok(Ending::Findings);
    }
    let found = find(&resolved.merged, &arguments.field)?;
    let sources = workspace.sources();
    let text = describe(&found, &resolved.filled, &resolved.changes, sources);
    terminal.line(&text);
    Ok(Ending::Done)
}

/// A value and the way to it.
struct Found<'a> {
    path: Vec<String>,
    node: &'a Node,
}

/// Follows keys and ids from the top; a field that begins with the id of an entry is looked for anywhere.
fn find<'a>(top: &'a Node, field: &str) -> Result<Found<'a>, Error> {
    let parts: Vec<&str> = field.split('.').filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first().ok_or_else(|| unknown(field, top, ""))?;
    if top.get(first).is_some() {
        return follow(top, Vec::new(), &parts, field);
    }
    let mut matches = Vec::new();
    entries_called(top, first, &mut Vec::new(), &mut matches);
    match matches.len() {
        0 => Err(unknown(first, top, "")),
        1 => {
            let (path, node) = matches.remove(0);
            follow(node, path, rest, field)
        }
        _ => Err(Error::Request {
            message: format!("several entries are called `{first}`"),
            help: Some(format!(
                "Name one of them: {}.",
                matches
                    .iter()
                    .map(|(path, _)| path.join("."))
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        }),
    }
}

fn follow<'a>(
    from: &'a Node,
    mut path: Vec<String>,
    parts: &[&str],
    field: &str,
) -> Result<Found<'a>, Error> {
    let mut node = from;
    for part in parts {
        let index = || {
            part.parse::<usize>()
                .ok()
                .and_then(|number| node.items().get(number.checked_sub(1)?))
        };
        let next = node
            .get(part)
            .or_else(|| node.items().iter().find(|item| item.id() == Some(part)))
            .or_else(index);
        node = next.ok_or_else(|| unknown(part, node, field))?;
        path.push((*part).to_string());
    }
    Ok(Found { path, node })
}

fn entries_called<'a>(
    node: &'a Node,
    id: &str,
    path: &mut Vec<String>,
    found: &mut Vec<(Vec<String>, &'a Node)>,
) {
    for entry in node.entries() {
        path.push(entry.key.to_string());
        entries_called(&entry.node, id, path, found);
        path.pop();
    }
    for item in node.items() {
        path.push(item.id().unwrap_or("").to_string());
        if item.id() == Some(id) {
            found.push((path.clone(), item));
        }
        entries_called(item, id, path, found);
        path.pop();
    }
}

fn unknown(part: &str, within: &Node, field: &str) -> Error {
    let known: Vec<&str> = within
        .entries()
        .iter()
        .map(|entry| entry.key.as_str())
        .chain(within.items().iter().filter_map(Node::id))
        .collect();
    let help = match nearest(part, known.iter().copied()) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None if known.is_empty() => "This value has nothing below it.".to_string(),
        None => format!("There are: {}.", known.join(", ")),
    };
    let within = if field.is_empty() {
        String::new()
    } else {
        format!(" in `{field}`")
    };
    Error::Request {
        message: format!("the plan has no `{part}`{within}"),
        help: Some(help),
    }
}

fn describe(found: &Found<'_>, filled: &Node, changes: &[Change], sources: &Sources) -> String {
    let path = found.path.join(".");
    let parts: Vec<&str> = found.path.iter().map(String::as_str).collect();
    let mut lines = vec![path.clone()];
    lines.push(format!("  value     {}", shown(found.node)));
    if let Ok(Found { node, .. }) = follow(filled, Vec::new(), &parts, &path)
        && let (Some(words), Some(typed)) = (node.text(), found.node.text())
        && words != typed
    {
        lines.push(format!("  printed   {words}"));
    }
    lines.push(format!("  from      {}", place(found.node.place, sources)));
    if let Some(via) = found.node.via.as_deref() {
        lines.push(format!(
            "  through   {} (a reference)",
            place(*via, sources)
        ));
    }
    let mut replaced = found.node.replaced.as_deref();
    while let Some(node) = replaced {
        lines.push(format!("  replaced  {}", shown(node)));
        lines.push(format!("            {}", place(node.place, sources)));
        replaced = node.replaced.as_deref();
    }
    for change in changes
        .iter()
        .filter(|change| change.path == path || change.path.starts_with(&format!("{path}.")))
    {
        let reason = change.reason.as_deref().unwrap_or("no reason given");
        lines.push(format!(
            "  {:<9} {} ({}): {reason}",
            change.kind.word(),
            change.path,
            place(change.place, sources)
        ));
    }
    lines.join("\n")
}

fn shown(node: &Node) -> String {
    match &node.value {
        Value::Empty => "nothing".into(),
        Value::Scalar(text) => text.to_string(),
        Value::List(items) => {
            let names: Vec<&str> = items
                .iter()
                .filter_map(|item| item.id().or(item.text()))
                .collect();
            format!("a list of {}: {}", items.len(), names.join(", "))
        }
        Value::Group(entries) => {
            let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
            format!("a group with {}", keys.join(", "))
        }
    }
}

fn place(place: Place, sources: &Sources) -> String {
    format!(
        "{}:{}:{}",
        sources.name(place.file),
        place.line,
        place.column
    )
}
