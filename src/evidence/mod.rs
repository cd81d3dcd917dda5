//! What a file of evidence is, how many pages it has, what it says, and what is wrong with it.
//!
//! The files come from many schools, and from whoever sent them there. So each is opened with bounded time and memory:
//! what a file claims of itself is believed only as far as it was counted here. The answer hangs on the file's bytes and
//! its name alone, so it is the same on every machine.

mod kind;
mod fault;
mod examined;
mod limits;
mod findings;
mod told;
mod plain;
mod among;
mod email;
mod picture;
mod archive;
mod office;
mod pdf;
mod said;

pub use examined::{Examined, TextPart, examine, examine_bytes};
pub use fault::{FaultSort, FileFault};
pub use kind::FileKind;
pub(crate) use pdf::is_scan;
pub use said::said;

/// Where some bytes first stand among others, from a place on.
fn position(bytes: &[u8], sought: &[u8], from: usize) -> Option<usize> {
    let (first, rest) = sought.split_first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| byte == first)?;
        if bytes[at + 1..].starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
}
