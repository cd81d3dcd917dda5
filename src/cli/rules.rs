//! `dutybound check --rules` and `dutybound rule`.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use dutybound::Error;
use dutybound::check::{GROUPS, Rule, Usual, rules};
use dutybound::diagnostic::{CODES, Severity, meaning, nearest};

use super::Ending;
use super::arguments::RuleArguments;
use super::terminal::Terminal;

/// How wide the list is, in characters: as wide as the help of the commands.
const WIDTH: u16 = 100;

/// Prints every rule by its group.
pub(super) fn list(terminal: &mut Terminal) -> Ending {
    for group in GROUPS {
        let mut table = Table::new();
        table
            .load_preset(UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(WIDTH)
            .set_header(["Rule", "Severity", "Applied", "What it reports"]);
        for rule in group.rules {
            let applied = match rule.usual {
                Usual::On => "on",
                Usual::Off => "off",
            };
            table.add_row([rule.code, rule.severity.word(), applied, rule.about]);
        }
        terminal.line(&format!("{}\n{}\n", group.title, table.trim_fmt()));
    }
    terminal.line(
        "`dutybound rule NAME` explains one of them. A plan file sets rules under `checks:`.",
    );
    Ending::Done
}

/// Explains a rule, or a fault that no rule looks for.
pub(super) fn explain(arguments: &RuleArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let name = arguments.name.trim();
    let name = name
        .rsplit_once('[')
        .map_or(name, |(_, code)| code.trim_end_matches(']')); // as it was printed: `warning[overdue]`
    if let Some(rule) = dutybound::check::rule(name) {
        terminal.line(&text(rule));
        return Ok(Ending::Done);
    }
    if let Some(meaning) = meaning(name) {
        terminal.line(&format!(
            "{name}\n\n{meaning}\n\nIt is looked for whenever a file is read, and cannot be switched off."
        ));
        return Ok(Ending::Done);
    }
    let others = CODES.iter().flat_map(|group| group.codes);
    let known = rules()
        .map(|rule| rule.code)
        .chain(others.map(|(code, ..)| *code));
    Err(Error::Request {
        message: format!("there is no rule called `{name}`"),
        help: Some(match nearest(name, known) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => "`dutybound check --rules` lists them.".into(),
        }),
    })
}

fn text(rule: &Rule) -> String {
    let applied = match rule.usual {
        Usual::On => "applied unless `checks:` says otherwise",
        Usual::Off => "applied where `checks:` asks for it",
    };
    let severity = match rule.severity {
        Severity::Error => "error: documents are not built",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let set = match (rule.usual, rule.can_be_switched_off()) {
        (Usual::Off, _) => set(&format!("checks:\n  {}: {{ level: on }}", rule.code)),
        (Usual::On, true) => set(&format!(
            "checks:\n  {}:\n    level: off\n    reason: Say here why, for whoever reads this next year.",
            rule.code
        )),
        (Usual::On, false) => {
            "It cannot be switched off: documents could not be built over what it finds.".into()
        }
    };
    format!(
        "{}: {}\n{severity}; {applied}\n\n{}\n\nReported:\n\n{}\n\nPut right:\n\n{}\n\n{set}",
        rule.code,
        rule.about,
        rule.why,
        indented(rule.example.wrong),
        indented(rule.example.right),
    )
}

fn set(lines: &str) -> String {
    let lines = indented(lines);
    format!("To set it for a trust or a school, in its file:\n\n{lines}")
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}
