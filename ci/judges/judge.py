"""Judges all PDF, Word and web files below folders: python3 ci/judges/judge.py [--keep DRAWN] FOLDER...

With `--keep`, the pages that LibreOffice draws of each Word file stay in the folder DRAWN, as FOLDER's name and the path
of the Word file below it, for `contact-sheet`.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

import office
import pages
import pdf
import structure
import variants
import web
import word
from program import at_once


def main(folders, keep):
    """Prints a line for each file and for each fault. Returns the exit status."""
    folders = [pathlib.Path(folder) for folder in folders]
    pdf_files = [path for folder in folders for path in sorted(folder.rglob("*.pdf"))]
    word_files = [path for folder in folders for path in sorted(folder.rglob("*.docx"))]
    web_files = [path for folder in folders for path in sorted(folder.rglob("*.html"))]
    verdicts = {folder: list(variants.coverage_faults(folder)) for folder in folders}
    for folder in folders:
        if not all(any(folder in path.parents for path in files) for files in (pdf_files, word_files)):
            verdicts[folder].append("holds no pair of a PDF file and a Word file: nothing to judge")
    verdicts |= dict(zip(pdf_files, at_once(lambda path: pdf.faults(str(path)), pdf_files)))
    with tempfile.TemporaryDirectory() as scratch:
        drawn = office.drawn(word_files, scratch)
        shown = pages.faults_as_drawn(drawn)
        if keep:
            keep_drawn(drawn, folders, pathlib.Path(keep))
    inside = at_once(lambda path: [*word.faults(str(path)), *structure.faults(str(path))], word_files)
    verdicts |= {path: [*found, *shown[path]] for path, found in zip(word_files, inside)}
    verdicts |= {pathlib.Path(path): found for path, found in web.faults(list(map(str, web_files))).items()}

    for path, found in verdicts.items():
        print(f"{'fault' if found else 'good '}  {path}")
        for fault in found:
            print(f"         {fault}")
    count = sum(map(len, verdicts.values()))
    print(f"judged {len(pdf_files)} PDF, {len(word_files)} Word and {len(web_files)} web files: {count} fault{'' if count == 1 else 's'}")
    return 1 if count else 0


def keep_drawn(drawn, folders, keep):
    """Copies the pages of Word files to where the contact sheets look for them."""
    for path, pages_of_word in drawn.items():
        if pages_of_word is not None:
            folder = next(folder for folder in folders if folder in path.parents)
            kept = keep / folder.name / path.relative_to(folder).with_suffix(".pdf")
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pages_of_word, kept)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep")
    parser.add_argument("folders", nargs="+")
    given = parser.parse_args()
    sys.exit(main(given.folders, given.keep))
