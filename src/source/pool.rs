//! Lists that grow while a file is read, and are kept without the room that they grew into.

/// Emptied lists that the next ones grow in.
#[derive(Debug)]
pub(super) struct Pool<T>(Vec<Vec<T>>);

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Pool<T> {
    /// An empty list to fill.
    pub(super) fn take(&mut self) -> Vec<T> {
        self.0.pop().unwrap_or_default()
    }

    /// A list that was filled, in as much room as it needs.
    pub(super) fn exact(&mut self, mut list: Vec<T>) -> Vec<T> {
        let mut exact = Vec::with_capacity(list.len());
        exact.append(&mut list);
        self.0.push(list);
        exact
    }
}
