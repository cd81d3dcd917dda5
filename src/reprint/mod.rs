//! Rolls a plan forward to its next period: what changes in an organisation's file, and what people must do then.
//!
//! Nothing that anybody decided is decided again here. What follows from the calendar moves; what needs a person is
//! listed for one.

mod shift;
mod version;
mod roll;
mod work;

pub use roll::{About, Inheritance, Roll, RolledLine, ToDo, roll};
pub use shift::{NotNext, Shift};
