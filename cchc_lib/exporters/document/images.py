"""Pictures that an analyst added: checked when they are read, measured, and converted to SVG."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from io import BytesIO
from typing import Literal

from lxml import etree
from PIL import Image

from cchc_lib.errors import ReportFailed
from cchc_lib.report.model.document_nodes import PictureNode

PIXELS_PER_CM = 96 / 2.54
"""The resolution of browsers, so that a picture has the same size on paper as on the page."""
LARGEST = 20_000
"""The pixels of a side at most; a larger picture is a mistake and would use up the memory."""
PictureEncoding = Literal["svg", "png", "jpeg"]
_PLAIN_MODES = ("1", "L", "P", "RGB", "RGBA")
"""The modes of pixels that Word and browsers show; pictures for print, in CMYK, are converted."""


def read_picture(encoding: PictureEncoding, encoded: str, alt: str) -> PictureNode:
    """Return the node of a picture in a notebook.

    Args:
        encoding: the encoding of the picture.
        encoded: the SVG as text, or the PNG or JPEG in base64.
        alt: the alternative text.

    Raises:
        ReportFailed: the picture cannot be read.
    """
    try:
        return _drawing(encoded, alt) if encoding == "svg" else _pixels(encoding, b64decode(encoded), alt)
    except (Base64Error, OSError, ValueError, SyntaxError, etree.LxmlError) as error:
        raise ReportFailed(f"a picture cannot be read: {error}") from error


def _drawing(svg: str, alt: str) -> PictureNode:
    # An SVG of a stranger must neither read files or the network nor fill the memory.
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    sides = [root.get("width", ""), root.get("height", ""), *root.get("viewBox", "").split()[2:]]
    numbers = [float(match[0]) for side in sides if (match := re.match(r"[\d.]+", side))]
    if not numbers or min(numbers) <= 0 or max(numbers) > LARGEST:
        raise ValueError(f"an SVG without a size between 0 and {LARGEST}")
    return PictureNode(alt, "svg", svg.encode())


def _pixels(encoding: PictureEncoding, data: bytes, alt: str) -> PictureNode:
    with Image.open(BytesIO(data)) as image:
        if max(image.size) > LARGEST:
            raise ValueError(f"more than {LARGEST} pixels on a side")
        image.load()
        if image.mode in _PLAIN_MODES:
            return PictureNode(alt, encoding, data)
        plain = BytesIO()
        image.convert("RGB").save(plain, "PNG")
        return PictureNode(alt, "png", plain.getvalue())


def pixel_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG or JPEG in pixels."""
    with Image.open(BytesIO(data)) as image:
        return image.size


def as_svg(picture: PictureNode) -> str:
    """Return a picture as SVG, which can be passed to Typst as text; pixels are embedded in the SVG."""
    if picture.encoding == "svg":
        return picture.data.decode()
    width, height = pixel_size(picture.data)
    link = f"data:image/{picture.encoding};base64,{b64encode(picture.data).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{link}"/></svg>'
    )
