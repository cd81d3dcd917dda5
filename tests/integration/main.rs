//! Tests of the whole crate from outside, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected has failed"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "what a test writes is small, and it knows how its files are called"
)]

mod support;
mod fuzzed;
mod hostile;
mod fuzz_corpus;
mod properties;
mod cases;
mod pdf;
mod html;
mod policy;
mod bundle;
mod bundle_pages;
mod bundle_refused;
mod bundle_memory;
mod long_rows;
mod long_words;
mod pack_command;
mod pack_register;
mod page_breaks;
mod logos;
mod fonts;
mod brands;
mod riverside;
mod rules;
mod checks_page;
mod messages;
mod repair;
mod file_changes;
mod evidence;
mod hostile_evidence;
mod guidance;
mod samples;
mod audiences;
mod gate;
mod reduced;
mod changes;
mod house_documents;
mod forms;
mod command;
mod templates;
mod look_over;
mod words;
mod sensible;
mod manual;
mod rolled;
mod reprint;
mod compared_plans;
mod compare_command;
mod governors_command;
mod coverage;
mod approvals;
mod approve_command;
mod year;
mod upstream;
mod editions;
mod schema;
mod limits;
mod architecture;
