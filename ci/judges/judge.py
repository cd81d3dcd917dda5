"""Judges all documents below a folder: python3 ci/judges/judge.py FOLDER"""

import pathlib
import sys

import pages
import pdf
import word


def main(folder):
    """Prints a line for each file and for each fault. Returns the exit status."""
    pdf_files = sorted(map(str, pathlib.Path(folder).rglob("*.pdf")))
    word_files = sorted(map(str, pathlib.Path(folder).rglob("*.docx")))
    if not pdf_files or not word_files:
        print(f"fault  {folder}: holds {len(pdf_files)} PDF and {len(word_files)} Word files: nothing to judge")
        return 1
    verdicts = {path: pdf.faults(path) for path in pdf_files}
    for path, found in pages.faults(word_files).items():
        verdicts[path] = [*word.faults(path), *found]
    for path, found in verdicts.items():
        name = pathlib.Path(path).relative_to(folder)
        print(f"{'fault' if found else 'good '}  {name}")
        for fault in found:
            print(f"         {fault}")
    count = sum(map(len, verdicts.values()))
    print(f"judged {len(pdf_files)} PDF and {len(word_files)} Word files: {count} fault{'' if count == 1 else 's'}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
