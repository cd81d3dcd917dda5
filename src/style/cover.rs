//! How a title sheet is coloured.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a title sheet is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// On white, the title in the main colour: cheapest to print.
    #[default]
    Plain,
    /// The organisation, the title and the line below it on a band of the main colour.
    Band,
    /// The whole sheet in the main colour; logos and fields stand on white.
    Full,
}
