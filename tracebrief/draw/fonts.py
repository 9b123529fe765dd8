"""The letters that a picture uses, put inside it: a browser gives an image none of the page's typefaces.

The PDF engine reads the same text with the font files that it is given, so the text stays text.
"""

import base64
import io
import os
import re
from functools import cache
from html import unescape
from pathlib import Path

from fontTools import subset, version

from tracebrief.draw.theme import FACES, FONT
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest_file, key_of

# Printable ASCII, Latin-1, and the dashes, quotation marks and dots of English typesetting.
LETTERS = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–—‘’“”…≈→")])
KIND = "fonts"  # of the entries in the store
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
    content = base64.b64encode(_cut(face, letters)).decode()
    weight, style = face
    url = f"url(data:font/woff;base64,{content})"
    return f'@font-face{{font-family:"{FONT}";font-weight:{weight};font-style:{style};src:{url}}}'


@cache
def _cut(face: tuple[str, str], letters: frozenset[int]) -> bytes:
    """Return a face cut down to letters; in a build, from its cache, since notebooks mostly need the same."""
    root = os.environ.get("TRACEBRIEF_ROOT")
    if root is None:
        return _subset(face, letters)
    store = Store(Project(Path(root)).cache)
    key = key_of(digest_file(FACES[face]), sorted(letters), version, digest_file(Path(__file__)))
    if (kept := store.load(KIND, key)) is not None:
        return kept
    content = _subset(face, letters)
    store.save(KIND, key, content)
    return content


def _subset(face: tuple[str, str], letters: frozenset[int]) -> bytes:
    options = subset.Options(flavor="woff", hinting=False, layout_features=["kern"], name_IDs=[0, 1, 2, 13, 14])
    font = subset.load_font(str(FACES[face]), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(letters))
    cutter.subset(font)
    content = io.BytesIO()
    subset.save_font(font, content, options)
    return content.getvalue()
