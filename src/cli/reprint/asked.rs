//! The arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use dutybound::model::Period;

use crate::cli::arguments::day;

#[derive(Debug, Args)]
pub(in crate::cli) struct ReprintArguments {
    /// A folder of plans, a folder of such folders, or one plan file.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The period that begins, such as 2027/28.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub(in crate::cli) period: Period,
    /// Only the organisation with this id (can be given several times).
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) only: Vec<String>,
    /// Show what would change, and write nothing.
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// The day as of which the to-do lists look at dates and guidance [default: the first day of the period].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) as_of: Option<Date>,
    /// How to give the to-do lists.
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        value_delimiter = ',',
        default_value = "text"
    )]
    pub(in crate::cli) format: Vec<ToDoFormat>,
    /// The folder for to-do lists as documents; each organisation gets a folder of its own in it [default: output].
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Print every task, not only the first ten of each organisation.
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// How many organisations to work on at a time [default: one for each processor].
    #[arg(long, value_name = "N")]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ToDoFormat {
    /// On the terminal.
    Text,
    /// On the terminal, and as a Word file for each organisation.
    Docx,
    /// On the terminal, and as a PDF for each organisation.
    Pdf,
}

fn period(text: &str) -> Result<Period, String> {
    text.parse()
        .map_err(|_| "write an academic year or a year: 2027/28, 2028, or a longer period as \"September 2027 to July 2030\"".to_string())
}
