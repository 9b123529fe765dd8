"""Whether a name is a woman's or a man's, as far as its title or its given name tells."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Literal

from tracebrief.extract.lexicons import read_words

Gender = Literal["woman", "man"]
WORDS = read_words("gender_words")
WOMEN, MEN = WORDS["titles and offices of women"], WORDS["titles and offices of men"]
# Whoever's first word is the given name of so many people is likely a person.
COMMON = 1_000
# A given name tells when it was counted for so many people, and is one gender's in more than this share of them.
COUNTED, SHARE = 20, 0.8
ENTRY = re.compile(rb'"([^"]*)": \[\d+, (\d+), ([\d.e-]+)')
# How near a search in the sorted file comes by halving, in bytes; no entry is longer.
NEAR = 2_000


def gender_of_word(word: str) -> Gender | None:
    """Return the gender that a title, an office or a word of kinship tells."""
    low = word.lower().strip(".,")
    return "woman" if low in WOMEN else "man" if low in MEN else None


def gender_of_name(name: str) -> Gender | None:
    """Return the gender that a person's given name tells; None where it is rare, or given to both."""
    given = [word for word in name.split()[:-1] if len(word.strip(".")) > 1]
    return _gender_given(given[0].split("-")[0]) if given else None


def is_given_name(word: str) -> bool:
    """Say whether many people have a word as their given name."""
    return _counts(word)[0] >= COMMON


def _gender_given(name: str) -> Gender | None:
    people, women = _counts(name)
    if people < COUNTED or 1 - SHARE <= women <= SHARE:
        return None
    return "woman" if women > SHARE else "man"


@lru_cache(maxsize=4096)
def _counts(name: str) -> tuple[int, float]:
    """Return for how many people a given name was counted, and which share of them are women."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").lower()
    return _look_up(letters) if letters.isalpha() else (0, 0.5)


def _look_up(name: bytes) -> tuple[int, float]:
    data = _name_data()
    low, high = 0, len(data)
    while high - low > NEAR:
        middle = (low + high) // 2
        entry = ENTRY.search(data, middle, middle + NEAR)
        if entry is None:
            break
        low, high = (middle, high) if entry[1] <= name else (low, middle)
    found = re.search(rb'"%s": \[\d+, (\d+), ([\d.e-]+)' % name, data[max(0, low - NEAR) : high + NEAR])
    return (int(found[1]), float(found[2])) if found else (0, 0.5)


@cache
def _name_data() -> mmap:
    """Return the data of `nomquamgender` as they lie on disk, sorted by name: read whole they take 200 MB."""
    package = find_spec("nomquamgender")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("nomquamgender: install the packages of requirements.lock")
    with (Path(package.origin).parent / "name_data.json").open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
