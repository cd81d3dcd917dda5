//! What several tests share.

pub(crate) mod pdf;
pub(crate) mod sample;
