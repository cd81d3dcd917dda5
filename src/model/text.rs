//! Types that are written as text.

use crate::diagnostic::Placed;

/// Words of a plan, with the place where they were written.
pub type Text = Placed<String>;

/// Lets a type that parses from text be read from a plan; its parse error becomes the message, and what follows a
/// line break in it becomes the help.
macro_rules! from_text {
    ($type:ty, $expecting:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Words;
                impl serde::de::Visitor<'_> for Words {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Words)
            }
        }
    };
}

pub(super) use from_text;
