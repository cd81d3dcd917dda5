//! What several tests share.

pub mod pdf;
pub mod sample;
