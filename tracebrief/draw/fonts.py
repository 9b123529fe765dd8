"""The letters that a picture uses, put inside it: a browser gives an image none of the page's typefaces.

The PDF engine reads the same text with the font files that it is given, so the text stays text.
"""

import base64
import io
import re
from functools import cache
from html import unescape

from fontTools import subset

from tracebrief.draw.theme import FACES, FONT

# Printable ASCII, Latin-1, and the dashes, quotation marks and dots of English typesetting.
LETTERS = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–—‘’“”…≈→")])
TEXT = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)


def embed_fonts(svg: str) -> str:
    """Return `svg` with the faces that its texts use, cut down to their letters, as a style sheet."""
    faces: dict[tuple[str, str], set[int]] = {}
    for attributes, content in TEXT.findall(svg):
        weight = "600" if re.search(r'font-weight="(?:bold|[6-9]00)"', attributes) else "400"
        style = "italic" if 'font-style="italic"' in attributes else "normal"
        letters = {ord(letter) for letter in unescape(re.sub("<[^>]+>", "", content))}
        faces.setdefault((weight, style if weight == "400" else "normal"), set()).update(letters)
    rules = "".join(_rule(face, frozenset(letters | LETTERS)) for face, letters in sorted(faces.items()))
    return re.sub(r"(<svg\b[^>]*>)", lambda found: f"{found[1]}<style>{rules}</style>", svg, count=1)


def _rule(face: tuple[str, str], letters: frozenset[int]) -> str:
    content = base64.b64encode(_subset(face, letters)).decode()
    weight, style = face
    url = f"url(data:font/woff;base64,{content})"
    return f'@font-face{{font-family:"{FONT}";font-weight:{weight};font-style:{style};src:{url}}}'


@cache
def _subset(face: tuple[str, str], letters: frozenset[int]) -> bytes:
    options = subset.Options(flavor="woff", hinting=False, layout_features=["kern"], name_IDs=[0, 1, 2, 13, 14])
    font = subset.load_font(str(FACES[face]), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(letters))
    cutter.subset(font)
    content = io.BytesIO()
    subset.save_font(font, content, options)
    return content.getvalue()
