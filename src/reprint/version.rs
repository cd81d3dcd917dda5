//! The version after a version.

/// The next whole version: the first number goes up by one, all numbers behind it become 0. `None` of a version that
/// holds no number, or words behind its numbers.
pub(super) fn next(version: &str) -> Option<String> {
    let version = version.trim();
    let begins = version.find(|c: char| c.is_ascii_digit())?;
    let (mark, numbers) = version.split_at(begins);
    let mut parts = numbers.split('.');
    let first: u32 = parts.next()?.parse().ok()?;
    let mut next = format!("{mark}{}", first.checked_add(1)?);
    for part in parts {
        part.parse::<u32>().ok()?;
        next.push_str(".0");
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_first_number_goes_up() {
        for (version, after) in [
            ("1.0", Some("2.0")),
            ("3", Some("4")),
            ("2.1.4", Some("3.0.0")),
            ("v9", Some("v10")),
            ("Version 1.2", Some("Version 2.0")),
            ("2026a", None),
            ("draft", None),
            ("4294967295", None),
            ("", None),
        ] {
            assert_eq!(next(version).as_deref(), after, "{version}");
        }
    }
}
