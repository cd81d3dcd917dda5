//! The order of rows.

use std::cmp::Ordering;

use minijinja::Value;
use minijinja::value::ValueKind;

use crate::model::Rag;
use crate::wording::{date_of, number_of};

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Early before late, A before Z, low before high, red before green.
    Rising,
    /// The other way round.
    Falling,
}

/// Which of two values comes first. What has no value comes last in either order.
pub(super) fn compare(one: &Value, other: &Value, order: Order) -> Ordering {
    let absent = |value: &Value| {
        value.is_undefined() || value.is_none() || list(value).is_some_and(|items| items.is_empty())
    };
    match (absent(one), absent(other)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => {
            if list(one).is_some() || list(other).is_some() {
                // A value beside a list is a list of one, so that any mixture has one order.
                let [one, other] =
                    [one, other].map(|value| list(value).unwrap_or_else(|| vec![value.clone()]));
                let pairs = one
                    .iter()
                    .zip(&other)
                    .map(|(one, other)| compare(one, other, order));
                return pairs
                    .into_iter()
                    .find(|found| found.is_ne())
                    .unwrap_or_else(|| one.len().cmp(&other.len()));
            }
            let rising = rising(one, other);
            match order {
                Order::Rising => rising,
                Order::Falling => rising.reverse(),
            }
        }
    }
}

/// The order of two values that are there: dates before numbers before words.
fn rising(one: &Value, other: &Value) -> Ordering {
    match (date_of(one), date_of(other)) {
        (Some(one), Some(other)) => return one.chronological(&other),
        (Some(_), None) => return Ordering::Less,
        (None, Some(_)) => return Ordering::Greater,
        (None, None) => {}
    }
    match (number_of(one), number_of(other)) {
        (Some(one), Some(other)) => return one.total_cmp(&other),
        (Some(_), None) => return Ordering::Less,
        (None, Some(_)) => return Ordering::Greater,
        (None, None) => {}
    }
    let key = |value: &Value| {
        let words = value.to_string();
        let rating = Rag::ALL.iter().position(|rag| rag.word() == words);
        (rating.unwrap_or(Rag::ALL.len()), words.to_lowercase())
    };
    key(one).cmp(&key(other))
}

fn list(value: &Value) -> Option<Vec<Value>> {
    let is_list = matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable);
    is_list.then(|| value.try_iter().into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::date;

    fn sorted(values: Vec<Value>, order: Order) -> String {
        let mut values = values;
        values.sort_by(|one, other| compare(one, other, order));
        let words: Vec<String> = values.iter().map(ToString::to_string).collect();
        words.join(", ")
    }

    #[test]
    fn dates_stand_in_time_and_what_is_absent_comes_last() {
        let day = |text: &str| date(text.parse().unwrap());
        let values = vec![
            Value::from(()),
            day("2027-03"),
            day("2026-11-03"),
            Value::from("each term"),
        ];
        assert_eq!(
            sorted(values.clone(), Order::Rising),
            "3 November 2026, March 2027, each term, None"
        );
        assert_eq!(
            sorted(values, Order::Falling),
            "each term, March 2027, 3 November 2026, None"
        );
    }

    #[test]
    fn lists_and_values_have_one_order() {
        let list = |items: &[&str]| {
            Value::from(items.iter().copied().map(Value::from).collect::<Vec<_>>())
        };
        let values = vec![
            list(&["b", "a"]),
            Value::from("b"),
            list(&[]),
            list(&["a"]),
            Value::from("c"),
        ];
        for one in &values {
            for other in &values {
                let there = compare(one, other, Order::Rising);
                assert_eq!(
                    there,
                    compare(other, one, Order::Rising).reverse(),
                    "{one} {other}"
                );
            }
        }
        assert_eq!(sorted(values, Order::Rising), "['a'], b, ['b', 'a'], c, []");
    }

    #[test]
    fn numbers_count_and_ratings_go_from_red_to_green() {
        let texts = |texts: &[&str]| texts.iter().map(|text| Value::from(*text)).collect();
        assert_eq!(
            sorted(texts(&["£1,200", "90", "£100"]), Order::Rising),
            "90, £100, £1,200"
        );
        assert_eq!(
            sorted(texts(&["Green", "Red", "Amber"]), Order::Rising),
            "Red, Amber, Green"
        );
        assert_eq!(
            sorted(texts(&["beta", "Alpha"]), Order::Rising),
            "Alpha, beta"
        );
    }
}
