//! Where an edition stands in its workspace.

use std::fmt;

use crate::model::Period;

/// The folder of a workspace that holds its editions.
pub const FOLDER: &str = "editions";

/// The folder of the editions of plans that name no period.
const NO_PERIOD: &str = "no-period";

/// How long the name of a folder becomes, in bytes; longer periods and versions are cut.
const LONGEST_NAME: usize = 64;

/// Where an edition stands: three names of folders below `editions`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The period, such as `2026-27`.
    pub period: String,
    /// The organisation's id.
    pub organisation: String,
    /// The version, such as `1.0`.
    pub version: String,
}

impl Address {
    /// Where the edition of an organisation's plan of a period and a version stands.
    ///
    /// ```
    /// # use dutybound::edition::Address;
    /// let period = "2026/27".parse().ok();
    /// assert_eq!(Address::new(period, "oakfield", "Version 1.0").to_string(), "editions/2026-27/oakfield/version-1.0");
    /// ```
    #[must_use]
    pub fn new(period: Option<Period>, organisation: &str, version: &str) -> Self {
        let period = period.map_or_else(|| NO_PERIOD.into(), |period| safe(&period.to_string()));
        Self {
            period,
            organisation: organisation.to_string(),
            version: safe(version),
        }
    }

    /// The names of the folders from the workspace's root.
    #[must_use]
    pub fn way(&self) -> [&str; 4] {
        [FOLDER, &self.period, &self.organisation, &self.version]
    }
}

/// The path from the workspace's root, with `/` between the parts.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.way().join("/"))
    }
}

/// A text as the name of a folder, on every system: lower-case letters and digits of ASCII, dots and underscores, a
/// hyphen for all else.
fn safe(text: &str) -> String {
    let mut name = String::new();
    for letter in text.trim().to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_') {
            name.push(letter);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(LONGEST_NAME);
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() {
        "unnamed".into()
    } else {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_becomes_the_name_of_a_folder() {
        for (text, name) in [
            ("1.0", "1.0"),
            ("2026/27", "2026-27"),
            (
                "1 September 2026 to 31 August 2029",
                "1-september-2026-to-31-august-2029",
            ),
            ("../../x", "x"),
            ("..", "unnamed"),
            (".hidden", "hidden"),
            ("1\\2:3\0", "1-2-3"),
            ("Entwurf №2…", "entwurf-2"),
            ("", "unnamed"),
        ] {
            assert_eq!(safe(text), name, "{text}");
        }
        assert_eq!(safe(&"1".repeat(500)).len(), LONGEST_NAME);
    }

    #[test]
    fn a_plan_without_a_period_has_a_folder_too() {
        let address = Address::new(None, "oakfield", "2");
        assert_eq!(address.to_string(), "editions/no-period/oakfield/2");
    }
}
