//! Documents that are about plans: what a check found, for the officer who sends it back to a school; what changed since a
//! plan was approved, and the resolution that approves it, for governors; what is to do for the next period.

mod document;
mod words;
mod changes;
mod decisions;
mod resolution;
mod to_do;
pub mod evidence;

pub use changes::{ChangeSummary, Stands};
pub(crate) use document::long as long_day;
pub use document::{Findings, document};
pub use resolution::Resolution;
pub use to_do::{ChangedLine, Task, TaskKind, ToDoList, to_do_document};
pub use words::told;
