//! `dutybound check --coverage`.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

use dutybound::Error;
use dutybound::coverage::{Survey, report};
use dutybound::diagnostic::JSON_VERSION;
use dutybound::document::{Block, Document, Row, plain_text};
use dutybound::model::{Id, IdError};
use dutybound::pipeline::{Format, rendered, survey};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::{PdfWriter, on_worker_thread};

use super::arguments::{CheckArguments, FindingsFormat};
use super::build::options;
use super::file::put;
use super::terminal::Terminal;
use super::{Ending, open};

/// From how many plans on only the overviews are printed, unless all is asked for.
const MANY: usize = 12;

/// How wide tables are printed.
const WIDTH: u16 = 118;

pub(super) fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (workspaces, named) = open(&arguments.selection.paths)?;
    let options = options(&arguments.selection, named);
    let survey = survey(&workspaces, &options)
        .inspect_err(|_| terminal.files(&workspaces, arguments.selection.all))?;
    let each = arguments.selection.all || survey.organisations.len() <= MANY;
    match arguments.format {
        FindingsFormat::Human => {
            terminal.line(&text(&report(&survey, each)));
            if !each {
                terminal.line(
                    "`--only ID` prints one plan by itself, and `--all` prints each of them.",
                );
            }
        }
        FindingsFormat::Json => put(&json(&survey), arguments.output.as_deref(), terminal)?,
        FindingsFormat::Sarif => {
            return Err(Error::Request {
                message: "SARIF holds findings, and `--coverage` reports what plans cover".into(),
                help: Some("Take `--format json` for programs.".into()),
            });
        }
        FindingsFormat::Docx => write(arguments, Format::Docx, report(&survey, each), terminal)?,
        FindingsFormat::Pdf => write(arguments, Format::Pdf, report(&survey, each), terminal)?,
        FindingsFormat::Html => write(arguments, Format::Html, report(&survey, each), terminal)?,
    }
    let faulty = survey.organisations.iter().any(|plan| plan.faulty);
    Ok(if faulty {
        Ending::Findings
    } else {
        Ending::Done
    })
}

/// Writes the report into the folder `coverage` of the output folder.
fn write(
    arguments: &CheckArguments,
    format: Format,
    document: Document,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let writer = PdfWriter::new();
    let fonts = document.theme.fonts.clone();
    let document = document.plain(&|character| writer.prints(&fonts, character));
    let drawn = on_worker_thread(|| rendered(&document, format, &writer));
    let request = |message: String| Error::Request {
        message,
        help: None,
    };
    let rendered =
        drawn.map_err(|fault| request(format!("no thread could be started: {fault}")))??;
    let folder = arguments.output.clone().unwrap_or_else(|| "output".into());
    let id: Id = "coverage"
        .parse()
        .map_err(|fault: IdError| request(fault.to_string()))?;
    let name = format!("coverage.{}", format.extension());
    let path = OutputFolder::new(folder).write(&id, &name, &rendered.bytes)?;
    terminal.line(&format!("Wrote {}", path.display()));
    Ok(())
}

fn json(survey: &Survey) -> String {
    let report = serde_json::json!({ "version": JSON_VERSION, "coverage": survey });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// A document in plain characters: headings, paragraphs, lists and tables of one line a cell.
fn text(document: &Document) -> String {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let parts: Vec<String> = blocks
        .map(|piece| match piece {
            Block::Paragraph { content } => wrapped(&plain_text(content)),
            Block::Heading(_)
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Clauses { .. }
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. } => block(piece),
        })
        .collect();
    parts.join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(heading) => {
            let words = plain_text(&heading.content);
            let line = match heading.level.number() {
                1 => "=",
                2 => "-",
                _ => return format!("{words}:"),
            };
            format!("{words}\n{}", line.repeat(words.chars().count()))
        }
        Block::Paragraph { content } => plain_text(content),
        Block::List(list) => {
            let items = list.items.iter().map(|item| {
                format!(
                    "  - {}",
                    item.iter().map(self::block).collect::<Vec<_>>().join(" ")
                )
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Table(shown) => {
            let mut table = Table::new();
            table
                .load_preset(UTF8_FULL_CONDENSED)
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(WIDTH);
            if let Some(head) = shown.head.first() {
                table.set_header(cells(head));
            }
            for row in shown.groups.iter().flat_map(|group| &group.rows) {
                table.add_row(cells(row));
            }
            table.trim_fmt()
        }
        Block::Quotation { .. }
        | Block::Clauses { .. }
        | Block::Panel { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_)
        | Block::Fields(_)
        | Block::Changed { .. } => String::new(), // the report has none of them
    }
}

/// The text of each cell; one that covers several columns is followed by empty ones.
fn cells(row: &Row) -> Vec<String> {
    let mut texts = Vec::new();
    for cell in &row.cells {
        let lines: Vec<String> = cell.blocks.iter().map(block).collect();
        texts.push(lines.join("\n"));
        texts.extend((1..cell.column_span).map(|_| String::new()));
    }
    texts
}

/// A paragraph in lines that fit.
fn wrapped(words: &str) -> String {
    let mut text = String::new();
    let mut width = 0;
    for word in words.split(' ') {
        let long = word.chars().count();
        if width > 0 && width + 1 + long > usize::from(WIDTH) {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += long;
    }
    text
}
