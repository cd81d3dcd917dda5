//! A trust of made-up schools.

use std::path::Path;

use dutybound::publish::write_new_folder;

/// Writes a trust with so many schools, the same ones each time.
pub(crate) fn write_new_trust(folder: &Path, schools: usize) -> Result<(), dutybound::Error> {
    let schools: Vec<(String, String)> = (0..schools)
        .map(|number| (format!("schools/{}.yaml", id(number)), school(number)))
        .collect();
    let mut files = vec![
        (
            "trust.yaml",
            include_str!("../../data/riverside/trust.yaml"),
        ),
        (
            "brand/riverside.svg",
            include_str!("../../data/riverside/brand/riverside.svg"),
        ),
        (
            "brand/oakfield.svg",
            include_str!("../../data/riverside/brand/oakfield.svg"),
        ),
    ];
    files.extend(
        schools
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    write_new_folder(folder, &files)
}

/// The id of a school, by its number.
pub(crate) fn id(number: usize) -> String {
    format!("{}-{number}", place(number).to_lowercase())
}

/// The file of a school: Oakfield's with another name, and with words of its own in every progress and review.
fn school(number: usize) -> String {
    let place = place(number);
    let text = include_str!("../../data/riverside/schools/oakfield.yaml")
        .replace("id: oakfield", &format!("id: {}", id(number)))
        .replace(
            "oakfield.example.org",
            &format!("{}.example.org", place.to_lowercase()),
        )
        .replace("Oakfield", &place);
    let begins = [
        "progress: >-\n        ",
        "progress: |-\n        ",
        "note: \"",
    ];
    begins.into_iter().fold(text, |text, begin| {
        let mut parts = text.split(begin).enumerate();
        let first = parts.next().map_or("", |(_, first)| first).to_string();
        parts.fold(first, |text, (at, part)| {
            format!("{text}{begin}{}{part}", own_words(number, at, &place))
        })
    })
}

/// Words that a school has for one of its actions.
fn own_words(school: usize, action: usize, place: &str) -> String {
    let week = (school + 3 * action) % 40 + 1;
    let families = 7 * school + action + 3;
    let heard = format!("Governors heard of it in room {}. ", school + action);
    format!(
        "Week {week} at {place}: {families} families answered. {}",
        heard.repeat((school + action) % 4)
    )
}

/// A name that 199 other schools do not have.
fn place(number: usize) -> String {
    const TREES: [&str; 20] = [
        "Alder", "Ash", "Beech", "Birch", "Cedar", "Cherry", "Elder", "Elm", "Hazel", "Holly",
        "Larch", "Lime", "Maple", "Oak", "Pear", "Pine", "Plum", "Rowan", "Thorn", "Willow",
    ];
    const PLACES: [&str; 10] = [
        "brook", "bury", "croft", "dale", "ford", "ham", "hurst", "ley", "mere", "wick",
    ];
    format!(
        "{}{}",
        TREES[number / PLACES.len() % TREES.len()],
        PLACES[number % PLACES.len()]
    )
}
