//! What the name of a site is made of: `oakfield.example.org`.

use super::address::Fault;
use super::words::WORDS;

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
