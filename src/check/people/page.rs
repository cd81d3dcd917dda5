//! What the address of a page is made of.

use super::address::Fault;
use super::site::fault_of_site;

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
