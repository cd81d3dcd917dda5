//! Versions, which are typed as people like: `1.0`, `v2`, `2026-3`.

use std::cmp::Ordering;

/// Whether two texts name the same version: `1.0`, `v1.0` and `Version 1.0` do, `1` and `1.0` do not.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// Sorts versions as people do: `1.9` comes before `1.10`, `1.0` before `1.0.1`.
///
/// ```
/// # use dutybound::edition::order;
/// let mut versions = ["v1.10", "2", "1.9", "1.10.1"];
/// versions.sort_by(|one, other| order(one, other));
/// assert_eq!(versions, ["1.9", "v1.10", "1.10.1", "2"]);
/// ```
#[must_use]
pub fn order(one: &str, other: &str) -> Ordering {
    let (one, other) = (bare(one), bare(other));
    let (mut left, mut right) = (parts(&one), parts(&other));
    loop {
        let ordering = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(other)) => number_or_words(one, other),
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
}

/// Whether a version is made of numbers and dots alone, so that its order is beyond doubt.
pub(super) fn is_numeric(version: &str) -> bool {
    let bare = bare(version);
    let mut parts = bare.split('.');
    parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The version that a correction would have: behind `1.0` comes `1.1`, behind `3` comes `3.1`. `None` of a version that is
/// not made of numbers and dots, or is beyond counting.
pub(super) fn next_after(version: &str) -> Option<String> {
    if !is_numeric(version) {
        return None;
    }
    let bare = bare(version);
    let Some((first, last)) = bare.rsplit_once('.') else {
        return Some(format!("{bare}.1"));
    };
    let next = last.parse::<u32>().ok()?.checked_add(1)?;
    Some(format!("{first}.{next}"))
}

/// The version without the word or letter for one.
fn bare(version: &str) -> String {
    let version = version.trim().to_lowercase();
    let rest = version
        .strip_prefix("version")
        .or_else(|| version.strip_prefix('v'))
        .map(str::trim_start);
    let rest = rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    rest.map_or_else(|| version.clone(), str::to_string)
}

/// Runs of digits, and what stands between them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_number = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_number);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(part)
    })
}

fn number_or_words(one: &str, other: &str) -> Ordering {
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if digits(one) && digits(other) {
        let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
        (one.len(), one).cmp(&(other.len(), other)) // any number of digits
    } else {
        one.cmp(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_for_a_version_makes_no_other_version() {
        for other in ["v1.0", "Version 1.0", " 1.0", "V 1.0"] {
            assert!(same("1.0", other), "{other}");
        }
        for other in ["1", "1.00", "10", "vi", "version", ""] {
            assert!(!same("1.0", other), "{other}");
        }
    }

    #[test]
    fn numbers_are_sorted_as_numbers() {
        let sorted = [
            "", "0.9", "1", "1.0", "1.0.1", "1.9", "1.10", "2", "10", "autumn", "spring 2",
        ];
        for (index, one) in sorted.iter().enumerate() {
            for (other_index, other) in sorted.iter().enumerate() {
                assert_eq!(order(one, other), index.cmp(&other_index), "{one} {other}");
            }
        }
        let long = "9".repeat(400);
        assert_eq!(
            order(&long, &format!("1{}", "0".repeat(400))),
            Ordering::Less
        );
        assert_eq!(order("01", "1"), Ordering::Equal);
    }

    #[test]
    fn a_correction_comes_behind_what_it_corrects() {
        for (last, next) in [
            ("1.0", "1.1"),
            ("v2", "2.1"),
            ("1.9", "1.10"),
            ("1.0.3", "1.0.4"),
        ] {
            assert_eq!(next_after(last).as_deref(), Some(next));
            assert_eq!(order(next, last), Ordering::Greater);
        }
        for last in ["spring", "2026-3", "", "1.99999999999"] {
            assert_eq!(next_after(last), None, "{last}");
        }
    }

    #[test]
    fn only_numbers_and_dots_have_an_order_beyond_doubt() {
        assert!(is_numeric("1.10") && is_numeric("v2"));
        assert!(
            !is_numeric("2026-3") && !is_numeric("spring") && !is_numeric("1.") && !is_numeric("")
        );
    }
}
