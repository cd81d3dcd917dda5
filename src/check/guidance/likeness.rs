//! How alike two rows of words are, and where they differ.

/// What stands in one row where something else stands in the other: places among the words of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The words of the first row.
    pub(super) here: std::ops::Range<usize>,
    /// The words of the second that stand in their place.
    pub(super) there: std::ops::Range<usize>,
}

/// The words that two rows share in the same order: their places in both, as many as can be.
pub(super) fn shared(here: &[String], there: &[String]) -> Vec<(usize, usize)> {
    let width = there.len() + 1;
    let mut lengths = vec![0_usize; (here.len() + 1) * width];
    for (row, word) in here.iter().enumerate().rev() {
        for (column, other) in there.iter().enumerate().rev() {
            lengths[row * width + column] = if word == other {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < here.len() && column < there.len() {
        if here[row] == there[column] {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// Where two rows differ between the first words that they share and the last.
pub(super) fn differences(pairs: &[(usize, usize)]) -> Vec<Difference> {
    let steps = pairs.iter().zip(pairs.iter().skip(1));
    steps
        .map(|(before, after)| Difference {
            here: before.0 + 1..after.0,
            there: before.1 + 1..after.1,
        })
        .filter(|difference| !difference.here.is_empty() || !difference.there.is_empty())
        .collect()
}

/// Whether some words stand in a row without a break.
pub(super) fn contains(row: &[String], words: &[String]) -> bool {
    words.is_empty() || row.windows(words.len()).any(|part| part == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_string).collect()
    }

    #[test]
    fn rows_differ_between_what_they_share() {
        let (here, there) = (row("so a b x d f"), row("a b c d e f g"));
        let pairs = shared(&here, &there);
        assert_eq!(pairs, [(1, 0), (2, 1), (4, 3), (5, 5)]);
        let found = differences(&pairs);
        let said: Vec<_> = found
            .iter()
            .map(|found| {
                (
                    here[found.here.clone()].join(" "),
                    there[found.there.clone()].join(" "),
                )
            })
            .collect();
        assert_eq!(
            said,
            [("x".into(), "c".into()), (String::new(), "e".into())]
        );
        assert!(contains(&there, &row("c d e")) && !contains(&there, &row("c e")));
    }
}
