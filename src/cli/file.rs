//! A result that goes into a file of its own.

use std::path::Path;

use dutybound::Error;
use dutybound::publish::write_file;

use super::terminal::Terminal;

/// Prints the text of a result for programs, or writes it into the file that is asked for. That it was written is said
/// beside the output, which stays empty then.
pub(super) fn put(text: &str, file: Option<&Path>, terminal: &mut Terminal) -> Result<(), Error> {
    let Some(file) = file else {
        terminal.line(text);
        return Ok(());
    };
    may_be_made(file)?;
    write_file(file, format!("{text}\n").as_bytes())?;
    terminal.note(&format!("wrote {}", file.display()));
    Ok(())
}

/// Refuses a file that is there already: it may be somebody's work.
///
/// # Errors
/// [`Error::Request`] when something has that name.
pub(super) fn may_be_made(file: &Path) -> Result<(), Error> {
    let message = if file.is_dir() {
        format!("`{}` is a folder", file.display())
    } else if file.exists() {
        format!("there is a file `{}` already", file.display())
    } else {
        return Ok(());
    };
    Err(Error::Request {
        message,
        help: Some("Name another file, or take the old one away.".into()),
    })
}
