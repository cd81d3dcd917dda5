//! Which signs a text has: what most texts lack need not be looked for in them.

/// Which bytes a text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signs([bool; 256]);

impl Signs {
    /// The bytes of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut has = [false; 256];
        for byte in text.bytes() {
            has[usize::from(byte)] = true;
        }
        Self(has)
    }

    /// Whether it has one of some ASCII signs.
    pub(crate) fn has_one_of(&self, signs: &str) -> bool {
        signs.bytes().any(|sign| self.0[usize::from(sign)])
    }
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn signs_are_told_apart() {
        let signs = Signs::of("Ring 101’s");
        assert!(signs.has_one_of("019") && signs.has_one_of("R"));
        assert!(!signs.has_one_of("r[29"));
    }
}
