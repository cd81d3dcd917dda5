"""Word files as pages, drawn by LibreOffice."""

import pathlib
import shutil
import tempfile

from program import ProgramError, at_once, output, processors


def drawn(paths, folder):
    """Turns Word files into PDF files in the folder. Each path with its PDF file, or None where it cannot be opened."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # Files of the same name in different folders would overwrite each other.
    pages = {path: folder / f"{number:03}.pdf" for number, path in enumerate(paths)}
    for pdf in pages.values():
        pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        shares = [list(pages.items())[first :: processors()] for first in range(processors())]
        at_once(
            lambda numbered: draw_share(numbered[1], pathlib.Path(scratch) / str(numbered[0])),
            enumerate(share for share in shares if share),
        )
    return {path: pdf if pdf.exists() else None for path, pdf in pages.items()}


def draw_share(share, scratch):
    """Draws some of the files with a LibreOffice of their own: two that share a profile would wait for each other."""
    copies = {scratch / f"{pdf.stem}.docx": (path, pdf) for path, pdf in share}
    scratch.mkdir()
    for copy, (path, _) in copies.items():
        shutil.copyfile(path, copy)
    soffice(list(copies), scratch)
    for copy, (_, pdf) in copies.items():
        made = copy.with_suffix(".pdf")
        if not made.exists():
            # One bad file can end the whole batch: the others get a run of their own.
            soffice([copy], scratch)
        if made.exists():
            shutil.move(made, pdf)


def soffice(files, scratch):
    """Converts the files in one run, to beside them. A failure shows as a missing file."""
    profile = (scratch / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    try:
        output([*command, "--outdir", str(scratch), *map(str, files)], timeout=120 + 10 * len(files))
    except ProgramError as error:
        print(f"note   {error}")
