"""Judges PDF files: python3 ci/judges/pdf.py FILE...

A file must be whole (qpdf), have every font embedded, cut down to what is used and mapped to Unicode (pdffonts), be
tagged, have a title and nothing but A4 pages (pdfinfo), and claim PDF/UA-1 and PDF/A-2a in its metadata. Whether it keeps
the claim is judged within `cargo test`.

What Poppler prints on its error stream is ignored: some of its versions complain of `Suspects` in good files.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

from program import ProgramError, output

# Millimetres to points, and the tolerance that PDF/X allows for a page.
A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
TOLERANCE = 1.0

CLAIMS = {
    "{http://www.aiim.org/pdfua/ns/id/}part": "1",
    "{http://www.aiim.org/pdfa/ns/id/}part": "2",
    "{http://www.aiim.org/pdfa/ns/id/}conformance": "A",
}


def faults(path):
    """What is wrong with the PDF file, as a list of messages: empty for a good file."""
    try:
        output(["qpdf", "--check", path])
        return [*font_faults(path), *info_faults(path), *claim_faults(path)]
    except ProgramError as error:
        return [str(error)]


def font_faults(path):
    """Fonts that are not embedded, not subsets or without a Unicode map."""
    rows = output(["pdffonts", path]).splitlines()[2:]
    if not rows:
        return ["has no fonts, so no text that can be read"]
    found = []
    for row in rows:
        # Names and types can hold spaces; the columns from the right cannot.
        embedded, subset, unicode_map = row.split()[-5:-2]
        name = row.split()[0]
        if embedded != "yes":
            found.append(f"font {name} is not embedded")
        if subset != "yes":
            found.append(f"font {name} is not a subset")
        if unicode_map != "yes":
            found.append(f"font {name} has no Unicode map")
    return found


def info_faults(path):
    """A missing title or missing tags, and pages that are not A4, upright or turned."""
    lines = output(["pdfinfo", "-f", "1", "-l", "-1", path]).splitlines()
    fields = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    found = []
    if fields.get("Tagged") != "yes":
        found.append("is not tagged")
    if not fields.get("Title"):
        found.append("has no title")
    if fields.get("JavaScript") != "no" or fields.get("Encrypted") != "no":
        found.append("holds scripts or is encrypted")
    sizes = 0
    for name, value in fields.items():
        if page := re.fullmatch(r"Page +(\d+) size", name):
            sizes += 1
            width, height = (float(side) for side in re.match(r"([\d.]+) x ([\d.]+) pts", value).groups())
            sides = zip(sorted((width, height)), A4)
            if any(abs(side - wanted) > TOLERANCE for side, wanted in sides):
                found.append(f"page {page[1]} is {width} by {height} points, not A4")
    if sizes == 0 or str(sizes) != fields.get("Pages"):
        found.append(f"has {fields.get('Pages')} pages, of which {sizes} have a size")
    return found


def claim_faults(path):
    """Claims of PDF/UA-1 and PDF/A-2a that are missing, doubled or of another part."""
    packet = output(["pdfinfo", "-meta", path])
    try:
        tree = ElementTree.fromstring(packet.strip())
    except ElementTree.ParseError as error:
        return [f"has no metadata that can be read: {error}"]
    found = []
    for claim, wanted in CLAIMS.items():
        # The metadata language lets a property be written as an element or as an attribute.
        values = [element.text for element in tree.iter(claim)]
        values += [element.get(claim) for element in tree.iter() if element.get(claim) is not None]
        if values != [wanted]:
            found.append(f"claims {claim} to be {values}, not {wanted}")
    return found


def page_count(path):
    """The number of pages. Raises ProgramError for a file that cannot be read."""
    count = re.search(r"^Pages: +(\d+)$", output(["pdfinfo", path]), re.MULTILINE)
    if count is None:
        raise ProgramError("`pdfinfo` knows no number of pages")
    return int(count[1])


if __name__ == "__main__":
    bad = [(path, fault) for path in sys.argv[1:] for fault in faults(path)]
    for path, fault in bad:
        print(f"fault  {path}: {fault}")
    sys.exit(1 if bad or len(sys.argv) == 1 else 0)
