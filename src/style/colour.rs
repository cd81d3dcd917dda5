//! Colours, and whether one can be read on another.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A colour of the sRGB space.
///
/// Written and read as `#` and six hexadecimal digits.
///
/// ```
/// # use dutybound::style::Colour;
/// assert_eq!("#1F3A5f".parse::<Colour>()?.to_string(), "#1f3a5f");
/// assert!("navy".parse::<Colour>().is_err());
/// # Ok::<(), dutybound::style::ColourError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self {
        red: 0,
        green: 0,
        blue: 0,
    };
    /// White.
    pub const WHITE: Self = Self {
        red: 255,
        green: 255,
        blue: 255,
    };

    /// A colour from its three parts, each `0..=255`.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// The colour mixed into white; `strength` is `0.0` for white to `1.0` for the colour itself.
    #[must_use]
    pub fn tint(self, strength: f64) -> Self {
        Self::WHITE.mixed(self, strength)
    }

    /// The colour mixed with another; `share` is how much of the other, from `0.0` to `1.0`.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        let mix = |from: u8, to: u8| {
            let mixed = f64::from(from) + (f64::from(to) - f64::from(from)) * share;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the value lies within 0..=255"
            )]
            let part = mixed.round() as u8;
            part
        };
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// A pale relative of the colour: the ground of bands and label cells.
    #[must_use]
    pub fn pale(self) -> Self {
        self.tint(0.1)
    }

    /// The colour for letters on white and on its own [`pale`](Self::pale) relative: as it is where it can be read
    /// there by the measure of WCAG AA, or else the nearest darker colour of the same hue.
    ///
    /// ```
    /// # use dutybound::style::Colour;
    /// let yellow: Colour = "#ffe680".parse()?;
    /// assert_eq!(yellow.for_letters().to_string(), "#7a6e3d");
    /// let blue: Colour = "#14315c".parse()?;
    /// assert_eq!(blue.for_letters(), blue);
    /// # Ok::<(), dutybound::style::ColourError>(())
    /// ```
    #[must_use]
    pub fn for_letters(self) -> Self {
        let readable = |shade: &Self| shade.contrast(shade.pale()) >= Contrast::TEXT_AA;
        self.shades().find(readable).unwrap_or(Self::BLACK)
    }

    /// The contrast between two colours as WCAG 2 defines it, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> Contrast {
        let (a, b) = (self.luminance(), other.luminance());
        Contrast((a.max(b) + 0.05) / (a.min(b) + 0.05))
    }

    /// The nearest colour of the same hue, only darker, that has at least this contrast on a pale ground; black where
    /// none has.
    #[must_use]
    pub fn darkened_to(self, wanted: Contrast, ground: Self) -> Self {
        let mut readable = self
            .shades()
            .filter(|shade| shade.contrast(ground) >= wanted);
        readable.next().unwrap_or(Self::BLACK)
    }

    /// From the colour itself down to black, in steps that the eye cannot tell apart.
    ///
    /// All parts shrink alike. The nearest shade by the eye's measure (`OKLab`) is hardly nearer, for any hue.
    fn shades(self) -> impl Iterator<Item = Self> {
        (0..=255u16).rev().map(move |share| {
            let part = |part: u8| u8::try_from(u16::from(part) * share / 255).unwrap_or(part);
            Self {
                red: part(self.red),
                green: part(self.green),
                blue: part(self.blue),
            }
        })
    }

    /// The relative luminance of WCAG 2, from 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The six hexadecimal digits without `#`, in capitals, as Word writes them.
    #[must_use]
    pub fn word_hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is not a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColourError;

impl fmt::Display for ColourError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "this is not a colour that can be read\nWrite # and six digits, in quotes: \"#1f3a5f\". \
             Without quotes, # begins a note.",
        )
    }
}

impl std::error::Error for ColourError {}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').ok_or(ColourError)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let part =
            |from: usize| u8::from_str_radix(&digits[from..from + 2], 16).map_err(|_| ColourError);
        Ok(Self {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
        })
    }
}

/// A contrast ratio as WCAG 2 defines it, `1.0..=21.0`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Contrast(f64);

impl Contrast {
    /// The least that WCAG 2 level AA asks of ordinary text: 4.5.
    pub const TEXT_AA: Self = Self(4.5);
    /// The least that level AAA asks of it: 7.
    pub const TEXT_AAA: Self = Self(7.0);

    /// The least that WCAG 2 level AA asks of lines and shapes that tell something: 3.
    pub const GRAPHICS_AA: Self = Self(3.0);

    /// The lower of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

impl fmt::Display for Contrast {
    /// One decimal, rounded down so that 4.49 does not read as a pass: `4.4:1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}:1", (self.0 * 10.0).floor() / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(Colour::BLACK.contrast(Colour::WHITE).to_string(), "21.0:1");
        let grey: Colour = "#767676".parse().unwrap();
        assert!(grey.contrast(Colour::WHITE) >= Contrast::TEXT_AA);
        let paler: Colour = "#777777".parse().unwrap();
        assert!(paler.contrast(Colour::WHITE) < Contrast::TEXT_AA);
    }

    #[test]
    fn the_colour_for_letters_needs_no_other_one() {
        for colour in [
            "#ffe680", "#00ff00", "#767676", "#ff0000", "#ffffff", "#14315c",
        ] {
            let letters = colour.parse::<Colour>().unwrap().for_letters();
            assert_eq!(letters.for_letters(), letters, "{colour}");
            assert!(letters.contrast(Colour::WHITE) >= Contrast::TEXT_AA);
            assert!(letters.contrast(letters.pale()) >= Contrast::TEXT_AA);
        }
    }

    #[test]
    fn only_hash_and_six_digits_is_a_colour() {
        for text in [
            "", "#", "1f3a5f", "#1f3a5", "#1f3a5g", "#1f3a5f0", "#é3a5f", "#+1+1+1",
        ] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_tint_keeps_dark_text_readable() {
        for colour in ["#000000", "#ff0000", "#1f3a5f", "#ffffff"] {
            let colour: Colour = colour.parse().unwrap();
            assert!(colour.tint(0.1).contrast(Colour::BLACK) >= Contrast::TEXT_AA);
        }
    }
}
