//! Puts an organisation's own words into the texts that it inherits.
//!
//! A text may hold placeholders: `{{ organisation.name }}`, `{{ words.learner | plural }}`,
//! `{{ approval.review_on | long_date }}`, `{{ clause('records') }}`. They are strict, so an unknown name is a fault at its place, and they are
//! sandboxed: no loops, no arithmetic, no files, no clock; bounded in time and in length.

mod vocabulary;
mod values;
mod filters;
mod functions;
mod guard;
mod engine;
mod compiled;
mod facts;
mod names;
mod expand;
mod literal;

pub use compiled::{Expression, Pattern};
pub use engine::{Engine, Fault};
pub use expand::{FIXED, expand};
pub use facts::{fact, facts};
pub use filters::{FILTERS, number_of};
pub use functions::{FUNCTIONS, Functions};
pub use literal::literal;
pub use values::{date, date_of, timing};
