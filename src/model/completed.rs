//! What becomes of an action that is done.

use schemars::JsonSchema;
use serde::Deserialize;

/// What becomes of an action that is done when its plan is rolled forward to the next period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Completed {
    /// It stays as embedded practice: what is done anyway, and no longer an action of the plan.
    #[default]
    Embedded,
    /// It is left out.
    Dropped,
}
