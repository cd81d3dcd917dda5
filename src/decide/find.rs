//! Which value a person means.

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::upstream::Override;

/// How many ways are listed where one cannot be found.
const LISTED: usize = 20;

/// The value that a way names: all of its keys and ids joined by dots, or as many of them as no other value has, such as
/// `policy.text` or `policy`.
///
/// # Errors
/// [`Error::Request`], with the ways there are, when none or several are meant.
pub fn find<'a>(all: &'a [Override], way: &str) -> Result<&'a Override, Error> {
    if let Some(over) = all.iter().find(|over| over.path() == way) {
        return Ok(over);
    }
    let is_end = |over: &&Override| over.path().ends_with(&format!(".{way}"));
    let is_within = |over: &&Override| {
        let path = format!(".{}.", over.path());
        !way.is_empty() && path.contains(&format!(".{way}."))
    };
    let mut meant: Vec<&Override> = all.iter().filter(is_end).collect();
    if meant.is_empty() {
        meant = all.iter().filter(is_within).collect();
    }
    match meant.as_slice() {
        [one] => Ok(one),
        [] => Err(none(all, way)),
        several => Err(Error::Request {
            message: format!("`{way}` can mean several values"),
            help: Some(format!("Name one of them: {}.", listed(several))),
        }),
    }
}

fn none(all: &[Override], way: &str) -> Error {
    let paths: Vec<String> = all.iter().map(Override::path).collect();
    let last = way.rsplit('.').next().unwrap_or(way);
    let near = nearest(way, paths.iter().map(String::as_str)).or_else(|| {
        let steps = paths.iter().flat_map(|path| path.split('.'));
        let step = nearest(last, steps)?;
        let mut holding = paths
            .iter()
            .filter(|path| path.split('.').any(|known| known == step));
        holding.next().map(String::as_str)
    });
    let all: Vec<&Override> = all.iter().collect();
    let known = match all.as_slice() {
        [] => "Nothing of it is replaced.".to_string(),
        all => format!("There are: {}.", listed(all)),
    };
    let help = match near {
        Some(near) => format!("Did you mean `{near}`? {known}"),
        None => known,
    };
    Error::Request {
        message: format!("`{way}` does not stand in the place of anything inherited"),
        help: Some(help),
    }
}

fn listed(all: &[&Override]) -> String {
    let paths: Vec<String> = all.iter().take(LISTED).map(|over| over.path()).collect();
    match all.len().saturating_sub(LISTED) {
        0 => paths.join(", "),
        more => format!("{} and {more} more", paths.join(", ")),
    }
}
