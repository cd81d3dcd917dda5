//! `dutybound schema`.

use dutybound::Error;
use dutybound::publish::write_file;
use dutybound::schema::{SchemaKind, text};

use super::Ending;
use super::arguments::{SchemaArguments, SchemaName};
use super::terminal::Terminal;

pub(super) fn run(arguments: &SchemaArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let asked = arguments.kind.map(|name| match name {
        SchemaName::Plan => SchemaKind::Plan,
        SchemaName::Template => SchemaKind::Template,
        SchemaName::Guidance => SchemaKind::Guidance,
    });
    match (&arguments.output, asked) {
        (Some(folder), asked) => {
            let wanted = SchemaKind::ALL
                .into_iter()
                .filter(|kind| asked.is_none_or(|asked| asked == *kind));
            for kind in wanted {
                let path = folder.join(kind.file_name());
                write_file(&path, text(kind).as_bytes())?;
                terminal.line(&format!("Wrote {}", path.display()));
            }
        }
        (None, Some(kind)) => terminal.line(text(kind).trim_end()),
        (None, None) => {
            return Err(Error::Request {
                message: "which schema is wanted?".into(),
                help: Some(
                    "Name one to print it: `dutybound schema plan`. To write all three beside your plans: `dutybound \
                     schema --output .dutybound`."
                        .into(),
                ),
            });
        }
    }
    Ok(Ending::Done)
}
