//! Editions as people call them.

use crate::error::Error;
use crate::model::{DateStyle, Period};

use super::stored::Stored;
use super::version::same;

impl Stored {
    /// What people call it: `2026/27@1.0`.
    #[must_use]
    pub fn called(&self) -> String {
        let (period, version) = match &self.record {
            Some(record) => {
                let period = record.period.map(|period| period.to_string());
                (period, &record.version)
            }
            None => (None, &self.address.version),
        };
        let period = period.unwrap_or_else(|| self.address.period.clone());
        format!("{period}@{version}")
    }

    /// Whether it is of a period: as the plan has it (`2026/27`), or as its folder is called (`2026-27`).
    fn is_of_period(&self, name: &str) -> bool {
        let known = self.record.as_ref().and_then(|record| record.period);
        let same = known.is_some_and(|known| name.parse::<Period>().is_ok_and(|it| it == known));
        same || self.address.period == name
    }

    fn is_version(&self, name: &str) -> bool {
        let known = self.record.as_ref().map(|record| &record.version);
        known.is_some_and(|known| same(known, name)) || self.address.version == name
    }
}

/// The edition that is meant by a period (its latest version), a version, or both: `2026/27`, `1.1`, `2026/27@1.1`; or by
/// the path of its folder. `stored` are those of one organisation, sorted.
///
/// # Errors
/// [`Error::Request`] when there is none of that name, or several; the help lists those that there are.
pub fn called<'a>(stored: &'a [Stored], name: &str) -> Result<&'a Stored, Error> {
    let name = name.trim().trim_end_matches('/');
    let by_path = stored
        .iter()
        .find(|known| known.address.to_string() == name);
    if let Some(known) = by_path {
        return Ok(known);
    }
    let found: Vec<&Stored> = if let Some((period, version)) = name.split_once('@') {
        let of =
            |known: &&Stored| known.is_of_period(period.trim()) && known.is_version(version.trim());
        stored.iter().filter(of).collect()
    } else {
        let of_period = stored.iter().rfind(|known| known.is_of_period(name));
        of_period.map_or_else(
            || {
                stored
                    .iter()
                    .filter(|known| known.is_version(name))
                    .collect()
            },
            |latest| vec![latest],
        )
    };
    match &found[..] {
        [one] => Ok(one),
        [] => Err(Error::Request {
            message: format!("there is no edition `{name}`"),
            help: Some(there_are(stored)),
        }),
        several => {
            let names: Vec<String> = several.iter().map(|known| known.called()).collect();
            Err(Error::Request {
                message: format!("several editions are version `{name}`"),
                help: Some(format!("Name one of them: {}.", names.join(", "))),
            })
        }
    }
}

/// The edition that was approved last; those that cannot be read are passed over. `stored` are those of one organisation,
/// sorted.
///
/// # Errors
/// [`Error::Request`] when there is none.
pub fn last<'a>(stored: &'a [Stored], organisation: &str) -> Result<&'a Stored, Error> {
    let latest = stored.iter().rfind(|known| known.record.is_some());
    latest.ok_or_else(|| Error::Request {
        message: format!("no plan of `{organisation}` was approved yet, so there is no edition to compare with"),
        help: Some(if stored.is_empty() {
            "`dutybound approve` keeps an edition when governors have approved a plan.".into()
        } else {
            "There are editions that cannot be read; `dutybound verify` says what is wrong with them.".into()
        }),
    })
}

fn there_are(stored: &[Stored]) -> String {
    if stored.is_empty() {
        return "There is none yet: `dutybound approve` keeps one when governors have approved a plan.".into();
    }
    let names = stored.iter().map(|known| match &known.record {
        Some(record) => {
            let on = record.approved_on.format(DateStyle::Long);
            format!("{} (approved on {on})", known.called())
        }
        None => format!("{} (it cannot be read)", known.called()),
    });
    let names: Vec<String> = names.collect();
    format!("There are: {}.", names.join(", "))
}
