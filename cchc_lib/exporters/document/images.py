"""Pictures that an analyst added: checked when they are read, measured, and converted to SVG."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from io import BytesIO

from lxml import etree
from PIL import Image

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.document.nodes import Node, picture

PIXELS_PER_CM = 96 / 2.54
"""The resolution of browsers, so that a picture has the same size on paper as on the page."""
LARGEST = 20_000
"""The pixels of a side at most; a larger picture is a mistake and would use up the memory."""
_PLAIN_MODES = ("1", "L", "P", "RGB", "RGBA")


def read_picture(kind: str, encoded: str, alt: str) -> Node:
    """Return the node of a picture in a notebook.

    Args:
        kind: svg, png or jpeg.
        encoded: the SVG as text, or the PNG or JPEG in base64.
        alt: the alternative text.

    Raises:
        ReportFailed: the picture cannot be read.
    """
    try:
        return _drawing(encoded, alt) if kind == "svg" else _pixels(kind, b64decode(encoded), alt)
    except (Base64Error, OSError, ValueError, SyntaxError, etree.LxmlError) as error:
        raise ReportFailed(f"a picture cannot be read: {error}") from error


def _drawing(svg: str, alt: str) -> Node:
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    sides = [root.get("width", ""), root.get("height", ""), *root.get("viewBox", "").split()[2:]]
    numbers = [float(match[0]) for side in sides if (match := re.match(r"[\d.]+", side))]
    if not numbers or min(numbers) <= 0 or max(numbers) > LARGEST:
        raise ValueError(f"an SVG without a size between 0 and {LARGEST}")
    return picture("svg", svg.encode(), alt)


def _pixels(kind: str, data: bytes, alt: str) -> Node:
    with Image.open(BytesIO(data)) as image:
        if max(image.size) > LARGEST:
            raise ValueError(f"more than {LARGEST} pixels on a side")
        image.load()
        if image.mode in _PLAIN_MODES:
            return picture(kind, data, alt)
        plain = BytesIO()
        image.convert("RGB").save(plain, "PNG")
        return picture("png", plain.getvalue(), alt)


def pixel_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG or JPEG in pixels."""
    with Image.open(BytesIO(data)) as image:
        return image.size


def as_svg(node: Node) -> str:
    """Return a picture as SVG, which can be passed to Typst as text; pixels are embedded in the SVG."""
    data: bytes = node["data"]
    if node["type"] == "svg":
        return data.decode()
    width, height = pixel_size(data)
    link = f"data:image/{node['type']};base64,{b64encode(data).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{link}"/></svg>'
    )
