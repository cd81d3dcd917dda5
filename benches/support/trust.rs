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
    let mut own = format!(
        "Week {} at {place}: {} families answered. ",
        number % 40 + 1,
        7 * number + 3
    );
    own.push_str(&format!("Governors heard of it in room {number}. ").repeat(number % 4));
    include_str!("../../data/riverside/schools/oakfield.yaml")
        .replace("id: oakfield", &format!("id: {}", id(number)))
        .replace(
            "oakfield.example.org",
            &format!("{}.example.org", place.to_lowercase()),
        )
        .replace("Oakfield", &place)
        .replace(
            "progress: >-\n        ",
            &format!("progress: >-\n        {own}"),
        )
        .replace(
            "progress: |-\n        ",
            &format!("progress: |-\n        {own}"),
        )
        .replace("note: \"", &format!("note: \"{own}"))
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
