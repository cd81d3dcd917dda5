//! The arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use dutybound::model::{Audience, PartialDate};
use dutybound::style::TextSize;

use super::reprint::ReprintArguments;

/// Builds a school trust's Prevent action plans, kept as YAML, into branded PDF and Word documents and web pages.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the documents of a trust and its schools.
    Build(BuildArguments),
    /// Look for mistakes without building anything.
    Check(CheckArguments),
    /// Explain a rule of `check`, or another finding.
    Rule(RuleArguments),
    /// Keep a plan as it was approved: its documents without DRAFT, in a folder that is never changed again.
    Approve(ApproveArguments),
    /// Roll a trust and its schools forward to their next period.
    Reprint(ReprintArguments),
    /// Prove that the editions of plans are as they were approved, or that a pack of evidence is whole.
    Verify(VerifyArguments),
    /// Say what changed in a plan since it was approved, or between two editions.
    Compare(CompareArguments),
    /// Make the pack that governors get before they approve a plan.
    Governors(GovernorsArguments),
    /// Make the evidence pack of a plan: one PDF, one ZIP, and the list of gaps.
    Pack(PackArguments),
    /// List what a school says in its own way where its trust has changed the text since, and decide on it.
    Upstream(UpstreamArguments),
    /// Print what a plan or a document holds in the end.
    Show(ShowArguments),
    /// Say where a value of a plan comes from.
    Explain(ExplainArguments),
    /// List the templates with their columns, or print one to start from.
    Templates(TemplatesArguments),
    /// Write JSON Schemas, with which editors suggest and explain the fields of files.
    Schema(SchemaArguments),
    /// Make a folder with a trust and a school to start from.
    Init(InitArguments),
}

/// Which organisations, and as of when.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// A folder of plans, a folder of such folders, or one plan file.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// Only the organisation with this id (can be given several times).
    #[arg(long, value_name = "ID")]
    pub(super) only: Vec<String>,
    /// The day that the documents speak of, such as 2026-11-21 [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// How many organisations to work on at a time [default: one for each processor].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Print every finding, not only the first ten of each file.
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Build with this template in the place of those that each plan names (can be given several times).
    #[arg(long, value_name = "NAME")]
    pub(super) template: Vec<String>,
    /// The formats to write.
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        value_delimiter = ',',
        default_value = "pdf,docx,html"
    )]
    pub(super) format: Vec<FormatName>,
    /// Lay tables out for screen readers: headings and simple tables, without merged cells.
    #[arg(long)]
    pub(super) accessible: bool,
    /// Print in letters of 16 points, or as many as are given (16 to 18), and lay wide tables out as headings and lists.
    #[arg(
        long,
        value_name = "POINTS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "16",
        value_parser = large_print
    )]
    pub(super) large_print: Option<TextSize>,
    /// Build for these readers, whoever the templates are made for: public, governors, inspector or internal.
    #[arg(long, value_name = "NAME", value_parser = audience)]
    pub(super) audience: Option<Audience>,
    /// Print what is left out of documents that everybody may read, with its place and why.
    #[arg(long)]
    pub(super) removals: bool,
    /// Write that into a file, for the officer who answers for it.
    #[arg(long, value_name = "FILE")]
    pub(super) removals_to: Option<PathBuf>,
    /// The folder to write into; each organisation gets a folder of its own in it [default: output, or
    /// output/for-NAME with --audience NAME].
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

/// An audience, by its word.
fn audience(word: &str) -> Result<Audience, String> {
    let parsed: Result<Audience, _> = word.parse();
    parsed.map_err(|error| error.to_string().replace('\n', ". "))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum FormatName {
    Pdf,
    Docx,
    Html,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Compare the plans with the themes of guidance, with the plan that they take over and with each other.
    #[arg(long, conflicts_with_all = ["fix", "rules"])]
    pub(super) coverage: bool,
    /// Look into the files of evidence, too: for what must not be handed on, and for what tells of pupils. Nothing
    /// leaves this computer.
    #[arg(long, conflicts_with_all = ["coverage", "rules"])]
    pub(super) evidence: bool,
    /// How to report the findings.
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: FindingsFormat,
    /// Where to write a report. As docx, pdf or html: a folder, or a file for one report [default: output]. As json or
    /// sarif: a new file, and nothing goes to the standard output [default: the standard output].
    #[arg(long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// End with 1 on warnings, not only on errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Show what could be put right in the files by itself, as a difference.
    #[arg(long)]
    pub(super) fix: bool,
    /// With `--fix`: change the files.
    #[arg(long, requires = "fix")]
    pub(super) yes: bool,
    /// List every rule, and look at no file.
    #[arg(long)]
    pub(super) rules: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For programs that read the reports of checkers (SARIF 2.1.0).
    Sarif,
    /// A report for each organisation, as a Word file.
    Docx,
    /// A report for each organisation, as a PDF.
    Pdf,
    /// A report for each organisation, as a web page.
    Html,
}

#[derive(Debug, Args)]
pub(super) struct RuleArguments {
    /// The code that stands in square brackets in a finding, such as overdue.
    pub(super) name: String,
}

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// What to print: the merged plan as YAML, or a document as JSON.
    #[arg(value_enum)]
    pub(super) what: Showable,
    /// The organisation's id.
    pub(super) id: String,
    /// The folder of plans.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    /// The template of the document [default: the first that the plan names].
    #[arg(long, value_name = "NAME")]
    pub(super) template: Option<String>,
    /// The day that the document speaks of [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Showable {
    Plan,
    Document,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The organisation's id.
    pub(super) id: String,
    /// The field: keys and ids joined by dots, such as plan.areas.leadership.title, or the id of an entry alone.
    pub(super) field: String,
    /// The folder of plans.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct TemplatesArguments {
    #[command(subcommand)]
    pub(super) command: Option<TemplatesCommand>,
    /// The folder of plans whose own templates are listed too.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplatesCommand {
    /// List every field that a template can name.
    Fields,
    /// Print a template as YAML, to save in the folder `templates` and change.
    Show {
        /// The template's name.
        name: String,
        /// The folder of plans whose own templates can be shown too.
        #[arg(default_value = ".")]
        path: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder to make; it must not exist, or be empty.
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct ApproveArguments {
    /// The id of the organisation whose plan was approved; several ids for plans that were approved by the same people
    /// on the same day. Behind the ids, the folder of plans [default: .].
    #[arg(value_name = "ID… [PATH]", required = true, num_args = 1..)]
    pub(super) what: Vec<String>,
    /// Who approved the plan, such as "Local Governing Body".
    #[arg(long, value_name = "WHO")]
    pub(super) by: String,
    /// The day on which they did, such as 2026-11-05.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) on: Date,
    /// The minute that records it, such as "LGB 26/7".
    #[arg(long, value_name = "TEXT")]
    pub(super) minute: Option<String>,
    /// The version [default: that of the plan, or else 1.0].
    #[arg(long, value_name = "VERSION")]
    pub(super) version: Option<String>,
    /// What is new in this version, for the version history. A correction in the same period must say it.
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// The formats of the documents that are kept.
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        value_delimiter = ',',
        default_value = "pdf,docx,html"
    )]
    pub(super) format: Vec<FormatName>,
    /// The day that the documents speak of, such as 2026-11-21 [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Print every finding, not only the first ten of each file.
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// A folder of plans, a folder of such folders, one plan file, the folder of one edition, or a pack: its ZIP or the
    /// folder that it unpacks to. Without it, the folder that you are in.
    pub(super) path: Option<PathBuf>,
    /// How to report what was found.
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: VerdictFormat,
}

#[derive(Debug, Args)]
pub(super) struct UpstreamArguments {
    /// The organisation's id.
    pub(super) id: String,
    /// The folder of plans.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    /// List unchanged texts too.
    #[arg(long)]
    pub(super) all: bool,
    /// How to report what was found.
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: VerdictFormat,
    /// The school's own words at this place stay (can be given several times). A place is keys and ids joined by dots, such
    /// as plan.areas.leadership.actions.policy.text, or as many of them as no other has: policy.text.
    #[arg(long, value_name = "WAY")]
    pub(super) keep: Vec<String>,
    /// The school's own words at this place are deleted, so that those of the trust hold (can be given several times).
    #[arg(long, value_name = "WAY")]
    pub(super) take: Vec<String>,
    /// New words stand at this place, those of `--text` (can be given several times).
    #[arg(long, value_name = "WAY", requires_all = ["text", "reason"])]
    pub(super) merge: Vec<String>,
    /// The new words for `--merge`; one for each, in the same order.
    #[arg(long, value_name = "TEXT", requires = "merge")]
    pub(super) text: Vec<String>,
    /// Why the school has words of its own; written for all that is kept or merged.
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum VerdictFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct CompareArguments {
    /// The organisation's id.
    pub(super) id: String,
    /// The folder of plans.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    /// The earlier edition: a period, a version or both, such as 2026/27@1.1 [default: the one approved last].
    #[arg(long, value_name = "EDITION")]
    pub(super) from: Option<String>,
    /// The later edition, or `now`.
    #[arg(long, value_name = "EDITION", default_value = "now")]
    pub(super) to: String,
    /// The day that the documents of now speak of, such as 2026-11-21 [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// How to report what changed; with pdf, docx or html, a summary for governors and the documents with their changes
    /// marked are written.
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        value_delimiter = ',',
        default_value = "text"
    )]
    pub(super) format: Vec<ChangesFormat>,
    /// The folder to write documents into; the organisation gets a folder of its own in it.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangesFormat {
    /// For people, on the screen.
    Text,
    /// For programs.
    Json,
    /// The summary, and the marked documents, as PDF.
    Pdf,
    /// The same as Word files; the changes are tracked.
    Docx,
    /// The same as web pages.
    Html,
}

#[derive(Debug, Args)]
pub(super) struct GovernorsArguments {
    /// The organisation's id.
    pub(super) id: String,
    /// The folder of plans.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    /// The day that the documents speak of, such as 2026-11-21 [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// The day of the meeting, where it is known.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) meeting: Option<Date>,
    /// The folder to write into; the organisation gets a folder of its own in it.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct PackArguments {
    /// The organisation's id.
    pub(super) id: String,
    /// The folder of plans.
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    /// Who will read it: public, governors, inspector or internal.
    #[arg(long, value_name = "AUDIENCE", default_value = "inspector", value_parser = audience)]
    pub(super) audience: Audience,
    /// Keep the list of gaps out of the pack; it is still written beside it. A public pack never holds it.
    #[arg(long)]
    pub(super) no_gap_list: bool,
    /// The day that the pack speaks of, such as 2026-11-21 [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// The folder to write into; the organisation gets a folder of its own in it.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
    /// Print every finding, not only the first ten of each file.
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The kind of file; all of them are written where none is given.
    #[arg(value_enum)]
    pub(super) kind: Option<SchemaName>,
    /// The folder to write into, such as `.dutybound` beside the plans; without it, one schema is printed.
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SchemaName {
    /// The file of an organisation.
    Plan,
    /// A house template.
    Template,
    /// A guidance register.
    Guidance,
}

fn large_print(text: &str) -> Result<TextSize, String> {
    let size = text
        .parse()
        .ok()
        .filter(|size: &TextSize| size.is_large_print());
    size.ok_or_else(|| "large print is 16, 17 or 18 points".into())
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    match text.parse() {
        Ok(PartialDate::Day(day)) => Ok(day),
        Ok(_) | Err(_) => Err("write a day as year, month and day: 2026-11-21".into()),
    }
}
