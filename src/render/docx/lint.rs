//! A check for tests: what no schema says but Word asks of a document.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::{Element, Node};

/// The faults of a document, given its styles, its numbering and the relationships it has.
pub(super) fn lint(
    document: &Element,
    styles: &Element,
    numbering: &Element,
    relationships: &Element,
) -> Vec<String> {
    let ids = |parent: &Element, element: &str, attribute: &str| -> BTreeSet<String> {
        parent
            .elements()
            .filter(|child| child.name == element)
            .filter_map(|child| child.attribute(attribute).map(str::to_owned))
            .collect()
    };
    let mut lint = Lint {
        styles: ids(styles, "w:style", "w:styleId"),
        numbers: ids(numbering, "w:num", "w:numId"),
        relationships: ids(relationships, "Relationship", "Id"),
        drawings: BTreeSet::new(),
        bookmarks: BTreeMap::new(),
        ended: BTreeSet::new(),
        targets: Vec::new(),
        open_fields: 0,
        faults: Vec::new(),
    };
    lint.visit(styles);
    lint.visit(document);
    lint.check_bookmarks();
    if lint.open_fields > 0 {
        lint.faults.push("a field never ends".into());
    }
    lint.faults
}

struct Lint {
    styles: BTreeSet<String>,
    numbers: BTreeSet<String>,
    relationships: BTreeSet<String>,
    drawings: BTreeSet<String>,
    /// Ids by name.
    bookmarks: BTreeMap<String, String>,
    ended: BTreeSet<String>,
    /// The bookmarks that links and fields lead to.
    targets: Vec<String>,
    open_fields: usize,
    faults: Vec<String>,
}

impl Lint {
    fn visit(&mut self, element: &Element) {
        self.check(element);
        for child in element.elements() {
            self.visit(child);
        }
    }

    fn check(&mut self, element: &Element) {
        let value = element.attribute("w:val").unwrap_or_default();
        match element.name.as_str() {
            "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next"
                if !self.styles.contains(value) =>
            {
                self.faults.push(format!("unknown style {value}"));
            }
            "w:numId" if value != "0" && !self.numbers.contains(value) => {
                self.faults.push(format!("unknown number {value}"));
            }
            "w:tc"
                if element
                    .elements()
                    .last()
                    .is_none_or(|last| last.name != "w:p") =>
            {
                self.faults
                    .push("a cell does not end with a paragraph".into());
            }
            "w:body" => {
                if element
                    .elements()
                    .last()
                    .is_none_or(|last| last.name != "w:sectPr")
                {
                    self.faults
                        .push("the body does not end with a section".into());
                }
                self.check_neighbours(element);
            }
            "w:tbl" => self.check_table(element),
            "w:fldChar" => match element.attribute("w:fldCharType") {
                Some("begin") => self.open_fields += 1,
                Some("end") if self.open_fields == 0 => {
                    self.faults.push("a field ends that never began".into());
                }
                Some("end") => self.open_fields -= 1,
                _ => {}
            },
            "w:bookmarkStart" => {
                let [name, id] = ["w:name", "w:id"]
                    .map(|name| element.attribute(name).unwrap_or_default().to_owned());
                if name.len() > 40 {
                    self.faults.push(format!("bookmark {name} is too long"));
                }
                let known = self.bookmarks.values().any(|known| *known == id);
                if self.bookmarks.insert(name.clone(), id).is_some() || known {
                    self.faults.push(format!("two bookmarks like {name}"));
                }
            }
            "w:bookmarkEnd" => {
                let id = element.attribute("w:id").unwrap_or_default();
                self.ended.insert(id.to_owned());
            }
            "w:hyperlink" => self
                .targets
                .extend(element.attribute("w:anchor").map(str::to_owned)),
            "w:instrText" => {
                if let Some(Node::Text(instruction)) = element.children.first() {
                    let mut words = instruction.split_whitespace();
                    if let Some("REF" | "PAGEREF") = words.next() {
                        self.targets.extend(words.next().map(str::to_owned));
                    }
                }
            }
            "wp:docPr" => {
                let id = element.attribute("id").unwrap_or_default();
                if !self.drawings.insert(id.to_owned()) {
                    self.faults.push(format!("two drawings with the id {id}"));
                }
                if element.attribute("descr").is_none_or(str::is_empty) {
                    self.faults
                        .push(format!("drawing {id} has no alternative text"));
                }
            }
            _ => {}
        }
        for (name, id) in &element.attributes {
            if matches!(name.as_str(), "r:id" | "r:embed") && !self.relationships.contains(id) {
                self.faults.push(format!("no relationship {id}"));
            }
            if id.contains('\u{a7}') && name != "descr" {
                self.faults
                    .push(format!("a key is left in {name} of {}", element.name));
            }
        }
    }

    fn check_bookmarks(&mut self) {
        for (name, id) in &self.bookmarks {
            if !self.ended.contains(id) {
                self.faults.push(format!("bookmark {name} never ends"));
            }
        }
        for target in &self.targets {
            if !self.bookmarks.contains_key(target) {
                self.faults.push(format!("no bookmark {target}"));
            }
        }
    }

    /// Word joins tables that touch, and a table needs a paragraph before the section's end.
    fn check_neighbours(&mut self, body: &Element) {
        let children: Vec<_> = body.elements().map(|child| child.name.as_str()).collect();
        for pair in children.windows(2) {
            if let ["w:tbl", "w:tbl" | "w:sectPr"] = pair {
                self.faults.push("no paragraph after a table".into());
            }
        }
    }

    fn check_table(&mut self, table: &Element) {
        let columns = table
            .find("w:tblGrid")
            .map_or(0, |grid| grid.elements().count());
        let mut open: BTreeSet<usize> = BTreeSet::new();
        let mut in_head = true;
        for (index, row) in table
            .elements()
            .filter(|child| child.name == "w:tr")
            .enumerate()
        {
            let heads = row
                .find("w:trPr")
                .is_some_and(|properties| properties.find("w:tblHeader").is_some());
            if heads && !in_head {
                self.faults
                    .push(format!("row {index}: a heading row below the head"));
            }
            in_head &= heads;
            let mut column = 0;
            let mut merged = BTreeSet::new();
            for cell in row.elements().filter(|child| child.name == "w:tc") {
                let property = |name| cell.find("w:tcPr").and_then(|bag| bag.find(name));
                if let Some(merge) = property("w:vMerge") {
                    if merge.attribute("w:val") != Some("restart") && !open.contains(&column) {
                        self.faults
                            .push(format!("row {index}: a cell continues nothing"));
                    }
                    merged.insert(column);
                }
                column += property("w:gridSpan")
                    .and_then(|span| span.attribute("w:val")?.parse().ok())
                    .unwrap_or(1);
            }
            if column != columns {
                self.faults
                    .push(format!("row {index}: {column} of {columns} columns"));
            }
            open = merged;
        }
    }
}
