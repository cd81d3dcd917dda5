//! What a web or an e-mail address is made of.

use super::words::WORDS;

/// A fault of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong, to follow the address: "has no @".
    pub(super) what: String,
    /// The address put right, where there is no doubt how.
    pub(super) right: Option<String>,
}

impl Fault {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            right: None,
        }
    }

    pub(super) fn right(self, right: String) -> Self {
        Self {
            right: Some(right),
            ..self
        }
    }
}

/// What is wrong with the name of a site, such as `oakfield.example.org`.
pub(super) fn fault_of_site(site: &str) -> Option<Fault> {
    if site.is_empty() {
        return Some(Fault::new("names no site"));
    }
    if site.contains(',') {
        let right = site.replace(", ", ".").replace(',', ".");
        let fault = Fault::new("has a comma where a full stop belongs");
        return Some(match fault_of_site(&right) {
            None => fault.right(right),
            Some(_) => fault,
        });
    }
    if let Some(odd) = site
        .chars()
        .find(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-'))
    {
        let odd = if odd == ' ' {
            "a space".into()
        } else {
            format!("`{odd}`")
        };
        return Some(Fault::new(format!("has {odd} in the name of its site")));
    }
    if site.contains("..") {
        let fault = Fault::new("has two full stops together");
        return Some(fault.right(site.replace("..", ".")).checked());
    }
    let names: Vec<&str> = site.split('.').collect();
    let least = if names[0].eq_ignore_ascii_case("www") {
        3
    } else {
        2
    };
    let ending = names[names.len() - 1];
    if names.len() < least || ending.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Some(Fault::new("breaks off before its ending, such as .org.uk"));
    }
    let loose = |name: &&str| name.is_empty() || name.starts_with('-') || name.ends_with('-');
    let loose = names.iter().find(|name| loose(name));
    loose.map(|_| Fault::new("has a hyphen or a full stop out of place"))
}

impl Fault {
    /// The same without the address put right, if that is faulty too.
    fn checked(self) -> Self {
        let right = self
            .right
            .filter(|right| !right.contains("..") && fault_of_site(right).is_none());
        Self { right, ..self }
    }
}

/// What is wrong with an e-mail address.
pub(super) fn fault_of_email(address: &str) -> Option<Fault> {
    let Some((name, site)) = address.split_once('@') else {
        return Some(Fault::new("has no @"));
    };
    if site.contains('@') {
        return Some(Fault::new("has two @"));
    }
    if name.is_empty() {
        return Some(Fault::new("names nobody before its @"));
    }
    if address.contains(char::is_whitespace) {
        let bare: String = address.split_whitespace().collect();
        let fault = Fault::new("has a space in it");
        return Some(match fault_of_email(&bare) {
            None => fault.right(bare),
            Some(_) => fault,
        });
    }
    let odd = name
        .chars()
        .find(|c| matches!(c, ',' | ';' | ':' | '\\' | '"' | '/' | '?') || c.is_control());
    if let Some(odd) = odd {
        return Some(Fault::new(format!("has `{odd}` before its @")));
    }
    if name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        return Some(Fault::new("has a full stop out of place before its @"));
    }
    if site.is_empty() {
        return Some(Fault::new("breaks off after its @"));
    }
    let fault = fault_of_site(site)?;
    let right = fault.right.map(|site| format!("{name}@{site}"));
    Some(Fault { right, ..fault })
}

/// What is wrong with the address of a page. One without `https://` may pass where `bare` says so.
pub(super) fn fault_of_page(address: &str, bare: bool) -> Option<Fault> {
    let lower = address.to_ascii_lowercase();
    let schemes = Schemes::of(&lower);
    let rest = &address[schemes.length..];
    if schemes.number == 0 {
        if lower.contains("://") || lower.starts_with("mailto:") || lower.starts_with("javascript:")
        {
            return Some(Fault::new("is not the address of a page on the web"));
        }
        if address.contains('@') && !address.contains('/') {
            return Some(Fault::new("is an e-mail address and not that of a page"));
        }
    }
    let written = &lower[..schemes.length];
    let scheme = if written.contains("ttp") && !written.contains("tps") {
        "http://"
    } else {
        "https://"
    };
    let of_site = fault_of_site(site_of(rest));
    let right = || match &of_site {
        None => Some(format!("{scheme}{rest}")),
        Some(fault) => fault
            .right
            .as_ref()
            .map(|site| format!("{scheme}{site}{}", &rest[site_of(rest).len()..])),
    };
    let fault = |what: &str| {
        Some(Fault {
            what: what.to_string(),
            right: right(),
        })
    };
    match (schemes.number, schemes.is_sound) {
        (2.., _) => fault("begins with `https://` twice"),
        (1, false) if scheme == "http://" => fault("does not begin with `http://`"),
        (1, false) => fault("does not begin with `https://`"),
        (0, _) if of_site.is_none() && !bare => fault("does not begin with `https://`"),
        (0 | 1, _) => match &of_site {
            Some(found) if schemes.number == 0 => Some(Fault {
                what: found.what.clone(),
                right: right().map(|right| right[scheme.len()..].to_string()),
            }),
            Some(found) => fault(&found.what),
            None if address.contains(char::is_whitespace) => Some(Fault::new("has a space in it")),
            None => None,
        },
    }
}

/// What stands before the name of a site.
struct Schemes {
    /// How often `https://`, or what was meant as it, stands there.
    number: usize,
    /// Whether the first is written as it must be.
    is_sound: bool,
    /// Their length in bytes.
    length: usize,
}

impl Schemes {
    /// Those that an address in lower case begins with.
    fn of(lower: &str) -> Self {
        const SOUND: [&str; 2] = ["https://", "http://"];
        const MEANT: [&str; 14] = [
            "https:/",
            "http:/",
            "https//",
            "http//",
            "https;//",
            "http;//",
            "htttps://",
            "htttp://",
            "htps://",
            "htpp://",
            "hhttps://",
            "ttps://",
            "https:www.",
            "http:www.",
        ];
        let mut schemes = Self {
            number: 0,
            is_sound: true,
            length: 0,
        };
        loop {
            let rest = &lower[schemes.length..];
            let begins = |scheme: &&&str| rest.starts_with(**scheme);
            if let Some(scheme) = SOUND.iter().find(begins) {
                schemes.length += scheme.len();
            } else if let Some(scheme) = MEANT.iter().find(begins) {
                schemes.length += scheme.trim_end_matches("www.").len();
                schemes.is_sound &= schemes.number > 0;
            } else {
                return schemes;
            }
            schemes.number += 1;
        }
    }
}

/// The name of the site in what follows `https://`.
fn site_of(rest: &str) -> &str {
    let site = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    match site.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        Some(_) | None => site,
    }
}

/// Whether the name of a site ends as those of schools, councils and companies do.
pub(super) fn has_known_ending(site: &str) -> bool {
    ending(site).is_some()
}

/// The names before the known ending of a site, in order.
pub(super) fn names_before_ending(site: &str) -> Option<Vec<&str>> {
    let known = ending(site)?;
    let before = site[..site.len() - known].trim_end_matches('.');
    Some(before.split('.').collect())
}

/// The length of the longest known ending.
fn ending(site: &str) -> Option<usize> {
    let fits = |ending: &&String| {
        site.len() > ending.len() + 1
            && site.is_char_boundary(site.len() - ending.len())
            && site[site.len() - ending.len()..].eq_ignore_ascii_case(ending)
            && matches!(site.as_bytes()[site.len() - ending.len() - 1], b'.' | b',')
    };
    let known = WORDS.endings.iter().filter(fits);
    known.map(String::len).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fault: Option<Fault>) -> (String, Option<String>) {
        fault.map_or((String::new(), None), |fault| (fault.what, fault.right))
    }

    #[test]
    fn sound_addresses_pass() {
        for address in [
            "dsl@oakfield.example.org",
            "o'neill+prevent@oakfield.example.org",
            "a_b-c@x.sch.uk",
            "prevent@Oakfield.Example.ORG",
            "ž@škola.example.org",
        ] {
            assert_eq!(fault_of_email(address), None, "{address}");
        }
        for address in [
            "https://example.org",
            "HTTP://Example.org:8080/a?b=c,d#e",
            "https://example.org/a,b",
            "https://web.example.org/web/https://other.example.org/",
            "https://www.gov.uk/",
        ] {
            assert_eq!(fault_of_page(address, false), None, "{address}");
        }
        assert_eq!(fault_of_page("www.example.org/prevent", true), None);
    }

    #[test]
    fn faulty_e_mail_addresses_are_put_right_where_there_is_no_doubt() {
        for (address, what, right) in [
            ("a.b.example.org", "has no @", None),
            (
                "a@oakfield,example.org",
                "has a comma where a full stop belongs",
                Some("a@oakfield.example.org"),
            ),
            ("a@b@example.org", "has two @", None),
            ("a @example.org", "has a space in it", Some("a@example.org")),
            ("@example.org", "names nobody before its @", None),
            ("a@", "breaks off after its @", None),
            (
                "a@example",
                "breaks off before its ending, such as .org.uk",
                None,
            ),
            (
                "a..b@example.org",
                "has a full stop out of place before its @",
                None,
            ),
            (
                "a@example..org",
                "has two full stops together",
                Some("a@example.org"),
            ),
        ] {
            let right = right.map(str::to_string);
            assert_eq!(
                said(fault_of_email(address)),
                (what.into(), right),
                "{address}"
            );
        }
    }

    #[test]
    fn faulty_pages_are_put_right_where_there_is_no_doubt() {
        for (address, what, right) in [
            (
                "www.example.org",
                "does not begin with `https://`",
                Some("https://www.example.org"),
            ),
            (
                "https:/example.org/a",
                "does not begin with `https://`",
                Some("https://example.org/a"),
            ),
            (
                "http//www.example.org",
                "does not begin with `http://`",
                Some("http://www.example.org"),
            ),
            (
                "https://https://example.org/a",
                "begins with `https://` twice",
                Some("https://example.org/a"),
            ),
            (
                "http://https//example.org",
                "begins with `https://` twice",
                Some("https://example.org"),
            ),
            (
                "https://peterling,gov.uk/x",
                "has a comma where a full stop belongs",
                Some("https://peterling.gov.uk/x"),
            ),
            ("https:///a", "names no site", None),
            (
                "https://www.example",
                "breaks off before its ending, such as .org.uk",
                None,
            ),
            ("https://example.org/a b", "has a space in it", None),
            (
                "a@example.org",
                "is an e-mail address and not that of a page",
                None,
            ),
            (
                "file:///etc/passwd",
                "is not the address of a page on the web",
                None,
            ),
        ] {
            let right = right.map(str::to_string);
            assert_eq!(
                said(fault_of_page(address, false)),
                (what.into(), right),
                "{address}"
            );
        }
    }

    #[test]
    fn hostile_addresses_come_to_an_end() {
        let twice = "https://".repeat(200_000);
        assert!(fault_of_page(&twice, false).is_some());
        for address in [
            "",
            "@",
            "é",
            "https://é",
            ".",
            "www.",
            ",",
            "https:",
            "http:www.",
            "\u{0}@\u{0}",
        ] {
            let _ = (
                fault_of_page(address, true),
                fault_of_email(address),
                names_before_ending(address),
            );
        }
    }
}
