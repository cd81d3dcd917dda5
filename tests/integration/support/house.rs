//! House documents, made part by part as different programs write them.

use std::io::{Cursor, Write as _};

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// What a house document looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct House {
    /// Every style of it, as XML.
    pub(crate) styles: &'static str,
    /// The paragraphs of its header.
    pub(crate) header: &'static str,
    /// The paragraphs of its footer.
    pub(crate) footer: &'static str,
    /// The attributes of its margins.
    pub(crate) margins: &'static str,
}

/// A letter as Word writes it in German: ids in German, names of styles in English.
pub(crate) const GERMAN: House = House {
    styles: r#"<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/><w:rPr><w:sz w:val="23"/><w:lang w:val="de-DE"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="7A1F3D"/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kopfzeile"><w:name w:val="header"/><w:basedOn w:val="Standard"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr></w:style>"#,
    header: r#"<w:p><w:pPr><w:pStyle w:val="Kopfzeile"/></w:pPr><w:r><w:t>House of Riverside</w:t></w:r></w:p>"#,
    footer: r#"<w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"#,
    margins: r#"w:top="2268" w:right="1134" w:bottom="1418" w:left="1700" w:header="600" w:footer="500" w:gutter="0""#,
};

/// A document with capital names, as LibreOffice writes them, without a header.
pub(crate) const CAPITALS: House = House {
    styles: r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>"#,
    header: "<w:p/>",
    footer: "<w:p><w:r><w:t>Company 123456</w:t></w:r></w:p>",
    margins: r#"w:top="1440" w:right="1440.0000000000002" w:bottom="1440" w:left="1440.0000000000002""#,
};

impl House {
    /// The file.
    pub(crate) fn zip(&self) -> Vec<u8> {
        let Self {
            styles,
            header,
            footer,
            margins,
        } = self;
        let part = |name: &str, kind: &str| {
            format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>")
        };
        let link = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let parts = [
            (
                "[Content_Types].xml",
                format!(
                    "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{}{}{}{}</Types>",
                    part("document", "document.main"),
                    part("styles", "styles"),
                    part("header1", "header"),
                    part("footer1", "footer"),
                ),
            ),
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
                    link("rId1", "officeDocument", "word/document.xml")
                ),
            ),
            (
                "word/_rels/document.xml.rels",
                format!(
                    "<Relationships xmlns=\"{PACKAGE}/relationships\">{}{}{}</Relationships>",
                    link("rId1", "styles", "styles.xml"),
                    link("rId2", "header", "header1.xml"),
                    link("rId3", "footer", "footer1.xml"),
                ),
            ),
            (
                "word/document.xml",
                format!(
                    "<w:document {NAMES}><w:body><w:p/><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgMar {margins}/></w:sectPr></w:body></w:document>"
                ),
            ),
            (
                "word/styles.xml",
                format!("<w:styles {NAMES}>{styles}</w:styles>"),
            ),
            (
                "word/header1.xml",
                format!("<w:hdr {NAMES}>{header}</w:hdr>"),
            ),
            (
                "word/footer1.xml",
                format!("<w:ftr {NAMES}>{footer}</w:ftr>"),
            ),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
