"""Pages as pictures, and many pictures on one sheet."""

import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Where `install` puts Pillow when the system's is of another Python.
sys.path.append(str(ROOT / "target" / "judges" / "python"))

from PIL import Image, ImageDraw, ImageFont  # noqa: E402

from program import output  # noqa: E402

GAP = 8
GREY = "#d8d8d8"
FONT = ROOT / "fonts" / "carlito" / "Carlito-Regular.ttf"


def page_pictures(path, dots_per_inch, first=1, last=None):
    """The pages of a PDF file. Raises ProgramError for a file that cannot be drawn."""
    with tempfile.TemporaryDirectory() as scratch:
        pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
        output(["pdftoppm", "-r", str(dots_per_inch), *pages, str(path), f"{scratch}/page"])
        # Numbers are filled up with noughts, so names are in order.
        return [read(picture) for picture in sorted(pathlib.Path(scratch).glob("page*"))]


def read(path):
    """A picture with its colours, independent of its file."""
    with Image.open(path) as picture:
        return picture.convert("RGB")


def save(picture, path, colours=256):
    """Writes a PNG file of few colours, which is small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)


def label(text, size=15):
    """A line of text as a picture."""
    font = ImageFont.truetype(str(FONT), size)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("RGB", (right + 2, bottom + 4), GREY)
    ImageDraw.Draw(picture).text((0, 0), text, font=font, fill="black")
    return picture


def beside(pictures):
    """The pictures in one row, with gaps between them, tops in one line."""
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    row = Image.new("RGB", (width, max(picture.height for picture in pictures)), GREY)
    left = 0
    for picture in pictures:
        row.paste(picture, (left, 0))
        left += picture.width + GAP
    return row


def below(rows):
    """The pictures in one column, with gaps between and around them."""
    size = (max(row.width for row in rows) + 2 * GAP, sum(row.height + GAP for row in rows) + GAP)
    column = Image.new("RGB", size, GREY)
    top = GAP
    for row in rows:
        column.paste(row, (GAP, top))
        top += row.height + GAP
    return column
