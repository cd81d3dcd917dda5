//! One plan in the report: the themes that it answers, and what it changes in the plan that it takes over.

use crate::document::{Block, Cell, List, ListKind};

use super::parts::{capital, cell, counted, heading, listed, table};
use super::report::MOST;
use super::{Answer, Basis, ChangedText, Comparison, PlanCoverage, ThemeAnswers};

/// One plan.
pub(super) fn one(plan: &PlanCoverage) -> Vec<Block> {
    let mut blocks = vec![heading(2, &format!("{} ({})", plan.name, plan.id))];
    let unanswered: Vec<Vec<Block>> = plan
        .unanswered()
        .map(|theme| {
            let about = theme.about.as_deref().unwrap_or("");
            let words = format!("{}: {about}", theme.title);
            vec![Block::paragraph(words.trim_end_matches([' ', ':']))]
        })
        .collect();
    blocks.push(heading(3, "Themes that nothing answers"));
    match List::of(ListKind::Bullet, unanswered) {
        Some(list) => blocks.push(Block::List(list)),
        None => blocks.push(Block::paragraph(
            "None: every theme has at least one answer below.",
        )),
    }
    let answered = plan.themes.iter().filter(|theme| !theme.answers.is_empty());
    let rows: Vec<Vec<Cell>> = answered.map(theme_row).collect();
    if !rows.is_empty() {
        blocks.push(heading(3, "Themes and what answers them"));
        let columns = [("Theme", 24), ("Answered by", 50), ("How it is known", 26)];
        blocks.push(table("The themes that the plan answers", &columns, rows));
    }
    if let Some(comparison) = &plan.comparison {
        blocks.push(heading(3, "Compared with the plan that it takes over"));
        blocks.extend(compared(comparison));
    }
    blocks
}

fn theme_row(theme: &ThemeAnswers) -> Vec<Cell> {
    let mut within: Vec<(&str, Vec<&str>)> = Vec::new();
    for Answer {
        within: title,
        item,
        ..
    } in &theme.answers
    {
        match within.iter_mut().find(|(known, _)| known == title) {
            Some((_, items)) => items.extend(item.as_deref()),
            None => within.push((title, item.as_deref().into_iter().collect())),
        }
    }
    let lines = within.iter().map(|(title, items)| match &items[..] {
        [] => Block::paragraph(*title),
        items => Block::paragraph(format!("{title}: {}", listed(items, MOST))),
    });
    let mut words: Vec<&str> = Vec::new();
    for answer in &theme.answers {
        if let Basis::Words(found) = &answer.basis
            && !words.contains(&found.as_str())
        {
            words.push(found);
        }
    }
    let known = match (theme.is_declared(), &words[..]) {
        (true, []) => "it is named there".to_string(),
        (true, words) => format!(
            "it is named there; other places by their words: {}",
            listed(words, MOST)
        ),
        (false, words) => format!("by words alone: {}", listed(words, MOST)),
    };
    vec![
        Cell::row_header(theme.title.clone()),
        Cell::data(lines.collect()),
        cell(&known),
    ]
}

fn compared(comparison: &Comparison) -> Vec<Block> {
    let counts = comparison.counts;
    let from = match &comparison.from[..] {
        [] => "another file".to_string(),
        files => listed(files, MOST),
    };
    let summary = format!(
        "It takes over {} from {from}, and tracks {} of them. It adds {}, removes {} and rewords {}.",
        counted(counts.inherited, "action"),
        counts.tracked,
        counted(counts.added, "entry"),
        counts.removed,
        counts.reworded,
    );
    let mut blocks = vec![Block::paragraph(summary)];
    if !comparison.changes.is_empty() {
        let rows = comparison.changes.iter().map(change_row);
        let columns = [
            ("What", 10),
            ("Where", 22),
            ("In the plan that it takes over", 25),
            ("Here", 25),
            ("Why", 18),
        ];
        blocks.push(table(
            "What the plan adds, removes and rewords",
            &columns,
            rows,
        ));
    }
    blocks
}

fn change_row(change: &ChangedText) -> Vec<Cell> {
    let place = place(&change.path);
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into());
    let reason = change.reason.as_deref().unwrap_or(match change.what {
        "added" => "–",
        _ => "no reason is given",
    });
    vec![
        Cell::row_header(capital(change.what)),
        cell(&place),
        cell(&text(&change.before)),
        cell(&text(&change.after)),
        cell(reason),
    ]
}

/// A path in words: "action `network`, area `partnership`", "the text of action `community`, area `partnership`".
fn place(path: &str) -> String {
    let mut parts = path.split('.').skip(1).peekable();
    let mut names = Vec::new();
    let mut key = None;
    while let Some(part) = parts.next() {
        match parts.next() {
            Some(id) => names.push(format!("{} {id}", part.strip_suffix('s').unwrap_or(part))),
            None => key = Some(part),
        }
    }
    names.reverse();
    let entry = names.join(", ");
    match key {
        Some(key) if entry.is_empty() => format!("the plan’s {key}"),
        Some(key) => format!("the {key} of {entry}"),
        None => entry,
    }
}
