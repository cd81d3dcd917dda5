//! `dutybound init`.

use dutybound::Error;
use dutybound::publish::write_new_folder;
use dutybound::schema::{SchemaKind, text};

use super::Ending;
use super::arguments::InitArguments;
use super::terminal::Terminal;

/// The files of a workspace to start from.
const FILES: [(&str, &str); 4] = [
    (
        "trust.yaml",
        include_str!("../../templates/init/trust.yaml"),
    ),
    (
        "schools/willowbank.yaml",
        include_str!("../../templates/init/willowbank.yaml"),
    ),
    (
        "brand/logo.svg",
        include_str!("../../templates/init/logo.svg"),
    ),
    ("README.md", include_str!("../../templates/init/README.md")),
];

pub(super) fn run(arguments: &InitArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let schemas =
        SchemaKind::ALL.map(|kind| (format!(".dutybound/{}", kind.file_name()), text(kind)));
    let written = schemas
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = FILES.into_iter().chain(written).collect();
    write_new_folder(&arguments.folder, &files)?;
    let folder = arguments.folder.display();
    terminal.line(&format!(
        "Made `{folder}` with a trust and a school to start from:"
    ));
    for (name, _) in FILES {
        terminal.line(&format!("  {name}"));
    }
    terminal.line("  .dutybound   (what editors need to suggest and explain fields)");
    terminal.line(&format!("Next: dutybound build {folder}"));
    Ok(Ending::Done)
}
