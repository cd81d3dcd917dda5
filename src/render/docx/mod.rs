//! Word.
