"""A whole project of as many invented texts as wanted: news of floods in a valley that there is not.

The same number and seed give the same bytes, and a text is the same in a small corpus and in a large one. Three texts
tell of one flood: their counts differ, some quote the same people, and some copy each other's paragraphs.
"""

import hashlib
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tracebrief.project.paths import Project

REPOSITORY = Path(__file__).resolve().parents[2]
VALLEY = Path(__file__).with_name("valley")
# What a project takes from this repository as it is.
TAKEN = ("_quarto.yml", "requirements.lock", "CITATION.cff", "report/filters", "report/brief.css", "notebooks")
# What the notebooks of this repository must be told about another subject.
PARAMETERS = {"measures": ["rescued", "missing"], "event_types": ["flood", "rescue", "collapse"]}
TEXTS_OF_A_FLOOD, SPOKESMEN, MARKED = 3, 24, 2
FIRST_DAY, DAYS = date(2021, 1, 4), 1800
COPIED = 0.25  # the share of texts that copy the one before
# Parts of what people say, each of its own list.
CLAUSES = ("first", "second", "third")


@dataclass(frozen=True)
class Story:
    """An invented text: its key, day, outlet, title and paragraphs, and the words of counts in it."""

    key: str
    day: date
    outlet: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def file(self) -> str:
        """Its name in data/raw."""
        return f"{self.day}_{self.outlet.lower().replace(' ', '-')}_{self.key}.txt"

    @property
    def published(self) -> str:
        """The line that states its day."""
        return f"Published {self.day.day} {self.day:%B %Y}"

    @property
    def text(self) -> str:
        """The text as stored."""
        return "\n\n".join([self.title, self.published, *self.paragraphs, f"© {self.outlet}"]) + "\n"


def write_corpus(folder: Path, *, texts: int, seed: int = 1) -> Project:
    """Write a project of `texts` invented texts into an empty folder: all that a build needs."""
    project = Project(folder)
    for name in TAKEN:
        source, copy = REPOSITORY / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, copy) if source.is_dir() else shutil.copyfile(source, copy)
    for made in (project.raw, project.gold):
        made.mkdir(parents=True, exist_ok=True)
    stories = [write_story(number, seed=seed) for number in range(1, texts + 1)]
    for story in stories:
        (project.raw / story.file).write_text(story.text, "utf-8")
    for story in stories[:MARKED]:
        _write_yaml(project.gold / f"{story.key}.yml", list(_marks(story)))
    _write_yaml(project.sources, [_record(story) for story in stories])
    _write_yaml(project.codebook, _codebook(seed))
    shutil.copyfile(VALLEY / "values.yml", folder / "data" / "values.yml")
    shutil.copyfile(VALLEY / "index.qmd", project.report / "index.qmd")
    project.basemap.write_text(json.dumps(_basemap()), "utf-8")
    return project


def add_story(project: Project, number: int, *, seed: int = 1) -> Story:
    """Add one invented text with its record to any project; return it."""
    story = write_story(number, seed=seed)
    (project.raw / story.file).write_text(story.text, "utf-8")
    with project.sources.open("a", encoding="utf-8") as file:
        file.write("\n")
        YAML().dump([_record(story)], file)
    return story


def write_story(number: int, *, seed: int = 1) -> Story:
    """Return the invented text of this number."""
    own = random.Random(f"{seed} text {number}")
    words = _words(number, own, seed)
    chosen = _phrases()
    kinds = {"leads": 1, "counts": 6, "quotes": 4, "events": 4, "background": 3}
    sentences = {
        kind: [_filled(each, words, own) for each in own.sample(chosen[kind], count)] for kind, count in kinds.items()
    }
    mixed = [*sentences["counts"], *sentences["quotes"], *sentences["events"], *sentences["background"]]
    own.shuffle(mixed)
    paragraphs = [sentences["leads"][0], *(" ".join(mixed[at : at + 2]) for at in range(0, len(mixed), 2))]
    title = _filled(own.choice(chosen["headlines"]), words, own)
    if number % TEXTS_OF_A_FLOOD != 1 and own.random() < COPIED:
        paragraphs += own.sample(write_story(number - 1, seed=seed).paragraphs[1:], 2)
    return Story(f"t{number:05d}", words["day"], words["outlet"], title, tuple(paragraphs))


def _words(number: int, own: random.Random, seed: int) -> dict[str, Any]:
    """Return what fills the gaps of one text: the flood's, which its texts share, and the text's own counts."""
    flood = random.Random(f"{seed} flood {(number - 1) // TEXTS_OF_A_FLOOD}")
    lexicon, speakers = _phrases(), _spokesmen(seed)
    town, other = flood.sample(lexicon["towns"], 2)
    day = FIRST_DAY + timedelta(days=flood.randrange(DAYS))
    heard = flood.sample(speakers, 4)
    counts = {"rescued": flood.randrange(20, 900), "missing": flood.randrange(2, 60)}
    counts |= {"homeless": flood.randrange(100, 4000), "pumps": flood.randrange(10, 90)}
    differing = {name: max(2, round(count * own.choice((1, 1, 1.02, 0.7, 1.5)))) for name, count in counts.items()}
    return {
        **{name: f"{count:,}" for name, count in differing.items()},
        "town": town,
        "other": other,
        "heard": heard,
        "official": own.choice(heard),
        "outlet": own.choice(lexicon["outlets"]),
        "day": day + timedelta(days=own.randrange(1, 4)),
        "weekday": f"{day:%A}",
        "date": f"{day.day} {day:%B %Y}",
        "service": "Valley Relief Service",
        "board": "River Board",
    }


def _filled(phrase: str, words: dict[str, Any], own: random.Random) -> str:
    """Return a phrase with its gaps filled, those that no text fixes by chance."""
    lexicon = _phrases()
    hedge = own.choice(lexicon["hedges"])
    strangers = [f"{own.choice(lexicon['first_names'])} {own.choice(lexicon['last_names'])}" for _ in range(3)]
    speaker = own.choice([*words["heard"], strangers[0]])
    gaps = words | {
        "hedge": hedge,
        "Hedge": hedge.capitalize(),
        "speaker": speaker,
        "thing": own.choice(lexicon["things"]),
        "adjective": own.choice(lexicon["adjectives"]),
        "relative": own.choice(lexicon["relatives"]),
        "role": own.choice(lexicon["roles"]),
        "name": strangers[1],
        "name2": strangers[2],
        "minutes": own.randrange(3, 90),
        "minutes2": own.randrange(3, 90),
        "year": own.randrange(1950, 2020),
        "population": f"{own.randrange(2, 90)},000",
        "money": own.randrange(2, 400),
    }
    clauses = {name: own.choice(lexicon[f"{name}s"]).format_map(gaps) for name in CLAUSES}
    clauses |= {name.capitalize(): clause[:1].upper() + clause[1:] for name, clause in clauses.items()}
    sentence = re.sub(r"\s+", " ", phrase.format_map(gaps | clauses)).strip()
    return sentence[:1].upper() + sentence[1:]


@cache
def _phrases() -> dict[str, Any]:
    return YAML(typ="safe").load((VALLEY / "phrases.yml").read_text("utf-8"))


@cache
def _spokesmen(seed: int) -> tuple[str, ...]:
    """Return the people whom the codebook knows."""
    lexicon, chance = _phrases(), random.Random(f"{seed} people")
    firsts, lasts = lexicon["first_names"], lexicon["last_names"]
    return tuple(f"{chance.choice(firsts)} {last}" for last in chance.sample(lasts, min(SPOKESMEN, len(lasts))))


def _record(story: Story) -> dict[str, Any]:
    """Return the record of a text for `data/sources.yml`."""
    return {
        "key": story.key,
        "file": story.file,
        "sha256": hashlib.sha256(story.text.encode()).hexdigest(),
        "title": story.title,
        "outlet": story.outlet,
        "republisher": None,
        "author": None,
        "url": None,
        "published": {"edtf": str(story.day), "basis": [{"words": story.published, "says": "the day it states"}]},
        "chain": [{"who": story.outlet, "role": "outlet", "words": f"© {story.outlet}"}],
        "reliability": {"grade": "direct", "reason": "its own reporting"},
    }


def _marks(story: Story) -> Iterator[dict[str, Any]]:
    """Yield the plain counts of a text as a reader would mark them."""
    found = re.findall(r"(\d[\d,]*) (residents|villagers|people)\b", story.text)
    for words, number in {f"{number} {who}": number for number, who in found}.items():
        value = float(number.replace(",", ""))
        yield {"kind": "quantity", "words": words, "value": [value, value]}


def _codebook(seed: int) -> dict[str, Any]:
    """Return the valley's codebook with its invented people, papers and towns."""
    codebook, chance = YAML(typ="safe").load((VALLEY / "codebook.yml").read_text("utf-8")), random.Random(f"{seed} map")
    for name in _spokesmen(seed):
        actor = {"key": _key(name), "name": name, "kind": "person", "aliases": [], "speaks_for": "relief"}
        codebook["actors"].append(actor | {"example": f"Spokesman [[{name}]] said so."})
    for name in _phrases()["outlets"]:
        actor = {"key": _key(name), "name": name, "kind": "outlet", "aliases": []}
        codebook["actors"].append(actor | {"example": f"He told the [[{name}]]."})
    for number, name in enumerate(_phrases()["towns"]):
        place = {"key": _key(name), "name": name, "kind": "town", "within": ("upper_reach", "lower_reach")[number % 2]}
        point = {"latitude": round(chance.uniform(10.2, 11.8), 3), "longitude": round(chance.uniform(20.2, 22.8), 3)}
        place |= point | {"coordinates": "an invented gazetteer", "aliases": []}
        codebook["places"].append(place | {"example": f"It rained in [[{name}]]."})
    return codebook


def _key(name: str) -> str:
    return name.lower().replace(" ", "_")


def _basemap() -> dict[str, Any]:
    """Return one square of land around all towns."""
    ring = [[20.0, 10.0], [20.0, 12.0], [23.0, 12.0], [23.0, 10.0], [20.0, 10.0]]
    properties = {"name": "Marrow", "label": [21.5, 11.0]}
    square = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return {"type": "FeatureCollection", "features": [square]}


def _write_yaml(path: Path, content: object) -> None:
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(content, file)
