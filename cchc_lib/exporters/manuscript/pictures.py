"""Pictures that an analyst added: their size, and every kind of them as SVG."""

from base64 import b64encode
from io import BytesIO

from PIL import Image

from cchc_lib.exporters.manuscript.parts import Part

PIXELS_PER_CM = 96 / 2.54
"""As browsers count, so that a picture is as large on paper as on the page."""


def pixel_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG."""
    with Image.open(BytesIO(data)) as image:
        return image.size


def as_svg(picture: Part) -> str:
    """A picture as SVG, around the pixels where it is made of such: the one form that Typst takes as text."""
    data: bytes = picture["data"]
    if picture["type"] == "svg":
        return data.decode()
    width, height = pixel_size(data)
    link = f"data:image/{picture['type']};base64,{b64encode(data).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{link}"/></svg>'
    )
