//! A small house document for tests, made part by part.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The parts of a house document, to be changed before they are zipped.
#[derive(Clone, Debug)]
pub(crate) struct House {
    pub(crate) parts: Vec<(String, Vec<u8>)>,
}

impl House {
    /// A letter: a header with a logo on all pages, a footer with page numbers, numbered headings with German ids, wide
    /// margins.
    pub(crate) fn letter() -> Self {
        let mut house = Self { parts: Vec::new() };
        house.set("[Content_Types].xml", &format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/></Types>"
        ));
        house.set("_rels/.rels", &format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        ));
        house.set("word/document.xml", &format!(
            "<w:document {W}><w:body><w:p/><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2268\" w:right=\"1134\" w:bottom=\"1418\" w:left=\"1700\" w:header=\"600\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
        ));
        house.set("word/_rels/document.xml.rels", &format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"{OFFICE}/numbering\" Target=\"numbering.xml\"/><Relationship Id=\"rId4\" Type=\"{OFFICE}/header\" Target=\"header1.xml\"/>\
             <Relationship Id=\"rId5\" Type=\"{OFFICE}/footer\" Target=\"footer1.xml\"/></Relationships>"
        ));
        house.set("word/styles.xml", &format!(
            "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\"/><w:sz w:val=\"23\"/><w:lang w:val=\"de-DE\"/></w:rPr></w:rPrDefault></w:docDefaults>\
             <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/><w:rPr><w:lang w:val=\"de-DE\"/></w:rPr></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"Heading 1\"/><w:basedOn w:val=\"Standard\"/><w:pPr><w:keepNext/><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:color w:val=\"7A1F3D\"/><w:sz w:val=\"40\"/></w:rPr></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Kopfzeile\"><w:name w:val=\"header\"/><w:basedOn w:val=\"Standard\"/><w:pPr><w:tabs><w:tab w:val=\"center\" w:pos=\"4536\"/><w:tab w:val=\"right\" w:pos=\"9072\"/></w:tabs></w:pPr></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Aufzhlungszeichen\"><w:name w:val=\"List Bullet\"/><w:basedOn w:val=\"Standard\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr><w:ind w:left=\"999\"/></w:pPr></w:style>\
             <w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"CellText\"><w:name w:val=\"Address\"/><w:basedOn w:val=\"Standard\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style></w:styles>"
        ));
        house.set("word/numbering.xml", &format!(
            "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"berschrift1\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"o\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
        ));
        house.set("word/header1.xml", &format!(
            "<w:hdr {W}><w:p><w:pPr><w:pStyle w:val=\"Kopfzeile\"/></w:pPr><w:r><w:t>Riverside House</w:t></w:r><w:hyperlink r:id=\"rId2\"><w:r><w:tab/><w:t>www.example.org</w:t></w:r></w:hyperlink></w:p>\
             <w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" style=\"width:40pt;height:20pt\"><v:imagedata r:id=\"rId1\"/></v:shape></w:pict></w:r></w:p></w:hdr>"
        ));
        house.set("word/_rels/header1.xml.rels", &format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/image\" Target=\"media/logo.png\"/>\
             <Relationship Id=\"rId2\" Type=\"{OFFICE}/hyperlink\" Target=\"https://www.example.org/\" TargetMode=\"External\"/></Relationships>"
        ));
        house.set("word/footer1.xml", &format!(
            "<w:ftr {W}><w:p><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"
        ));
        house.set("word/media/logo.png", "\u{89}PNG stands for a picture");
        house
    }

    /// Adds a part, or gives it other bytes.
    pub(crate) fn set(&mut self, name: &str, text: &str) {
        self.drop(name);
        self.parts.push((name.to_owned(), text.as_bytes().to_vec()));
    }

    /// Takes a part away.
    pub(crate) fn drop(&mut self, name: &str) {
        self.parts.retain(|(known, _)| known != name);
    }

    /// The house document with every `from` in a part turned into `to`.
    pub(crate) fn with(mut self, name: &str, from: &str, to: &str) -> Self {
        let part = self.parts.iter_mut().find(|(known, _)| known == name);
        let (_, bytes) = part.expect("the part is there");
        let text = String::from_utf8(bytes.clone()).expect("the part is text");
        assert!(text.contains(from), "{name} says nothing of {from}");
        *bytes = text.replace(from, to).into_bytes();
        self
    }

    /// The file.
    pub(crate) fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
