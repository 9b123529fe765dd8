"""An invented brief that uses every construct, on two invented texts that try to break a page."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tracebrief.model.claims import claim_id
from tracebrief.model.tables import TABLES, rows, to_table, write_table
from tracebrief.project.paths import Project
from tracebrief.read.passages import find_passages
from tracebrief.read.raw_texts import read_documents
from tracebrief.render.assets import write_library
from tracebrief.render.website import render_site

ROOT = Path(__file__).parents[2]
FLOOD = (
    "Skip to content\r\n\r\nRiver floods the valley\r\n\r\n"
    "About 1,200 people left <Lower & Upper Mill>, the mayor said: “We left ``everything`` behind.”\r\n\r\n"
    "At least 14 bridges — 3 of them new — are closed, and ```all``` roads {#are} [shut](x) *now*.\r\n"
)
DAM = "Dam holds, for now\n\nThe dam could fail by Friday, two engineers told the Gazette.\n"
RECORD = """\
- key: {key}
  file: {key}.txt
  sha256: {sha256}
  title: {title}
  outlet: {outlet}
  republisher: null
  author: null
  url: null
  published:
    edtf: {edtf}
    basis: [{{words: {title}, says: the headline, outside: a calendar}}]
  chain: []
  reliability: {{grade: direct, reason: its own reporting}}
"""
INDEX = """\
---
title: "The flood: what is known"
subtitle: What texts say
lang: en
toc: true
number-sections: true
format:
  html: default
  typst: default
---

::: {.callout-note .uncited title="How to *read* this"}
Follow a number.

::: {.outside-facts}
:::
:::

# What happened {#sec-what}

About []{.claim key="left"} people left, the mayor said: []{.claim key="words"} [@flood2020].
See @fig-people [@flood2020; @dam2020] for [those who left]{.claim key="left"} and
[the dam]{.claim id="DAM"}, @tbl-bridges and [@sec-risk; @sec-small].[^1]

[^1]: A note, which quotes []{.claim key="bridges"} [@flood2020].

![People who left.](../build/figures/people.svg){#fig-people}

| Bridge | State  |
|--------|--------|
| Old    | closed |

: Bridges {#tbl-bridges}

::: {.content-visible when-format="html"}
Only on the web, []{.claim key="newly"} [@flood2020].
:::

::: {.content-visible when-format="typst"}
Only on paper, [the dam]{.claim id="DAM"} [@dam2020].
:::

# What may happen {#sec-risk}

The dam may fail, by []{.claim key="texts"} texts [@dam2020]; the count is []{.claim key="many"}.

## A smaller matter {#sec-small}

- Not known: [the level of the water]{.claim id="DAM"} [@dam2020].
- [People *fled*, and roads were cut]{.claim key="left newly"} [@flood2020];
  [it might give way]{.claim id="DAM"} [@dam2020], [we reckon]{.own reason="our own view"},
  [in the dale]{.outside key="dale"}.

::: {.uncited}

# Method {#sec-method}

By rule.

# How to cite this version {#sec-cite}

::: {.cite-version}
:::

:::
"""
CITATION = """\
cff-version: 1.2.0
message: Cite the brief.
title: Flood watch
type: software
authors: [{name: The flood office}]
preferred-citation: {type: report, title: "The flood: what is known", authors: [{name: The flood office}]}
"""
# The words of each invented claim; two share words, one crosses another, two are the same words.
CLAIMS = {
    "flood2020": [
        ("quantity", "About 1,200 people"),
        ("statement", "About 1,200 people left <Lower & Upper Mill>, the mayor said"),
        ("quote", "“We left ``everything`` behind.”"),
        ("event", "left <Lower & Upper Mill>, the mayor said: “We left"),
        ("quantity", "At least 14 bridges"),
        ("event", "At least 14 bridges"),
        ("event", "```all``` roads {#are} [shut](x) *now*"),
    ],
    "dam2020": [("statement", "The dam could fail by Friday, two engineers told the Gazette")],
}


@pytest.fixture(scope="session")
def make_brief(tmp_path_factory: pytest.TempPathFactory):
    """Return a function that gives a copy of the invented project, ready to render; it is written once."""
    project = Project(tmp_path_factory.mktemp("written"))
    _write_sources(project)
    _write_tables(project)
    _write_figure(project)
    _write_made(project)
    (project.build / "assets").mkdir()
    write_library(project.build / "assets" / "vega.js")
    shutil.copy(ROOT / "_quarto.yml", project.root)
    shutil.copytree(ROOT / "report" / "filters", project.report / "filters")
    shutil.copy(ROOT / "report" / "brief.css", project.report)
    sha256 = hashlib.sha256(DAM.encode()).hexdigest()
    words = CLAIMS["dam2020"][0][1]
    dam = claim_id(sha256, DAM.index(words), DAM.index(words) + len(words), "statement", "")
    (project.report / "index.qmd").write_text(INDEX.replace("DAM", dam), "utf-8")

    return lambda: Project(shutil.copytree(project.root, tmp_path_factory.mktemp("brief"), dirs_exist_ok=True))


@pytest.fixture
def brief(make_brief) -> Project:
    """The invented project, not rendered: a test may change it."""
    return make_brief()


@pytest.fixture(scope="session")
def rendered(make_brief) -> Project:
    """The invented project, rendered once by the embedded engine: a test must not change it."""
    project = make_brief()
    render_site(project, engine="embedded", target=project.site, version="v1.2", date="2020-03-09")
    return project


@pytest.fixture
def rendered_copy(rendered: Project, tmp_path: Path) -> Project:
    """A copy of the rendered project, with the pages that are kept: a test may change it."""
    return Project(shutil.copytree(rendered.root, tmp_path / "rendered"))


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The invented texts."""
    return {"flood2020": FLOOD, "dam2020": DAM}


def _write_made(project: Project) -> None:
    """Write how to cite the brief, and the record of a run whose one step drew the figure."""
    project.citation.write_text(CITATION, "utf-8")
    for folder, name in ((project.notebooks, "10_draw.py"), (project.executed, "10_draw.ipynb")):
        folder.mkdir(parents=True)
        (folder / name).write_text("{}", "utf-8")
    writes = {f"build/figures/{path.name}": "0" * 64 for path in sorted(project.figures.iterdir())}
    step = {"name": "10_draw", "notebook": "notebooks/10_draw.py", "title": "Draw", "code": "0" * 64}
    step |= {"parameters": {}, "reads": {}, "writes": writes}
    made = {"version": "v1.2", "commit": None, "date": "2020-03-09", "epoch": None, "parameters": {}, "steps": [step]}
    made |= {"lock": {"file": "requirements.lock", "sha256": "0" * 64}}
    project.build_record.write_text(json.dumps(made), "utf-8")


def _write_sources(project: Project) -> None:
    project.raw.mkdir(parents=True)
    project.report.mkdir()
    project.tables.mkdir(parents=True)
    records = []
    heads = {"flood2020": ("River floods the valley", "Valley Post", FLOOD), "dam2020": ("Dam holds", "null", DAM)}
    for key, (title, outlet, text) in heads.items():
        (project.raw / f"{key}.txt").write_bytes(text.encode())
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        edtf = "2020-03-02/2020-03-08" if key == "flood2020" else "2020-03-04"
        records.append(RECORD.format(key=key, sha256=sha256, title=title, outlet=outlet, edtf=edtf))
    records.append("- {outside: dale, says: The valley is the dale., grounds: a map}\n")
    project.sources.write_text("\n".join(records), "utf-8")


def _write_tables(project: Project) -> None:
    documents = write_table(project, "documents", read_documents(project))
    passages, claims = [], []
    for row in rows(documents):
        key, text = row["doc_id"], row["text"]
        found = [{"doc_id": key, **vars(passage)} for passage in find_passages(text, title=row["title"])]
        passages += found
        for kind, words in CLAIMS[key]:
            start = text.index(words)
            number = next(p["passage"] for p in found if p["start"] <= start < p["end"])
            claims.append(_claim(key, row["sha256"], text, start, start + len(words), kind, number))
    write_table(project, "passages", to_table("passages", passages))
    frame = write_table(project, "claims", to_table("claims", claims))
    origins = [
        {"claim_id": row["claim_id"], "origin_id": "o-1", "origin": row["doc_id"]}
        | {"actors": None, "outlet": None, "how": "said so"}
        for row in rows(frame)
    ]
    write_table(project, "origins", to_table("origins", origins))
    ids = {(row["kind"], row["exact"]): row["claim_id"] for row in rows(frame)}
    every = [row["claim_id"] for row in rows(frame)]
    values = {
        "left": ("about 1,200", [ids["quantity", "About 1,200 people"]]),
        "words": ("“We left everything”", [ids["quote", "“We left ``everything`` behind.”"]]),
        "bridges": ("at least 14", [ids["quantity", "At least 14 bridges"]]),
        "newly": ("three", [ids["event", "At least 14 bridges"]]),
        "texts": ("two", []),
        "many": ("eight", every),
    }
    content = {
        name: {"text": text, "number": None, "claims": claims, "how": f"the {name} of the texts"}
        | ({"rests_on": "count"} if name in ("texts", "many") else {})
        for name, (text, claims) in values.items()
    }
    (project.tables / "values.json").write_text(json.dumps(content), "utf-8")


def _claim(key: str, sha256: str, text: str, start: int, end: int, kind: str, number: int) -> dict[str, object]:
    known = {
        "claim_id": claim_id(sha256, start, end, kind, ""),
        "doc_id": key,
        "start": start,
        "end": end,
        "kind": kind,
        "exact": text[start:end],
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[end : end + 32],
        "modality": "asserted",
        "passage": number,
        "rule": "test",
        "rule_version": "1",
        "status": "accepted",
        "review_state": "found",
    }
    if kind == "quantity":
        known |= {"low": 14.0, "high": 14.0, "bound": "at least", "unit": "bridge"}
    return dict.fromkeys(TABLES["claims"].columns) | known


def _write_figure(project: Project) -> None:
    project.figures.mkdir(parents=True)
    about = {"title": "People", "alt": 'A bar: 1,200 people "left".', "source": "Valley Post, March 2020", "n": 1}
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"who": "left", "people": 1200}]},
        "mark": "bar",
        "width": "container",
        "encoding": {"x": {"field": "people", "type": "quantitative"}, "y": {"field": "who"}},
    }
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="200"><rect width="400" height="90"/></svg>'
    (project.figures / "people.svg").write_text(svg, "utf-8")
    (project.figures / "people.json").write_text(json.dumps(about), "utf-8")
    (project.figures / "people.vl.json").write_text(json.dumps(chart), "utf-8")
    (project.figures / "people.csv").write_text("who,people\nleft,1200\n", "utf-8")
