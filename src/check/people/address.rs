//! What a web or an e-mail address is made of.

use crate::text::Mention;

use super::site::fault_of_site;

/// Where a faulty address stands in a text, and what is wrong with it.
pub(in crate::check) type Address = Mention<Fault>;

/// A fault of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Fault {
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

    /// The same without the address put right, if that is faulty too.
    pub(super) fn checked(self) -> Self {
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

#[cfg(test)]
mod tests {
    use super::super::page::fault_of_page;
    use super::super::site::names_before_ending;
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
