"""The page that tells how the brief was made: each step and figure, what went in, what came out, and by which code.

What the page itself says is a function of the commit. Seconds, whether a step was run or kept, and the last check that
the commit gives the same bytes differ from build to build: the browser fetches them from the record beside the pages.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from tracebrief.project.paths import Project
from tracebrief.records import BuildRecord, StepRecord, read_build_record
from tracebrief.render.page_sources import page_source, raw_block

# Digits of a hash that are shown; the whole one is in its title and in the records.
SHOWN = 10
FIGURES = "build/figures/"
UP = "../../"
LEAD = (
    "This brief is made from the raw texts by {number} notebooks. "
    "Each step is named with its code, its parameters and the hash of every file that it was seen to read and write."
)
RECORDS = {
    "ro-crate-metadata.json": "the whole run as a research object (RO-Crate, Workflow Run)",
    "datapackage.json": "every table, described (Frictionless)",
    "annotations.jsonld": "every claim with its place in its text (W3C Web Annotation)",
    "manifest.json": "the hash of every file of this version",
    "CITATION.cff": "how to cite it",
}
# Fills in what the record of this build knows; without a browser that runs it, the page says where to look.
SCRIPT = """<script src="../../run.js"></script>
<script>
(() => {
  const run = window.tracebriefRun;
  if (!run) return;
  const put = (name, words) => {
    const place = document.querySelector(`[data-run="${name}"]`);
    if (place) place.textContent = words;
  };
  const seconds = (number) => `${number.toFixed(1)} s`;
  for (const step of run.steps)
    put(step.name, `${step.cached ? "kept" : "run"} in ${seconds(step.seconds)}: ${step.why}`);
  const repro = run.repro;
  put("total", `all in ${seconds(run.seconds)}`);
  put("repro", !repro ? "not checked yet" : `commit ${repro.commit.slice(0, 10)}: `
    + (repro.same ? `two builds gave the same ${repro.files} files` : `two builds differed; ${repro.first}`));
})();
</script>"""


def making_page(project: Project) -> str:
    """Return the source of the page.

    Raises:
        BuildError: the notebooks have not been run by a build.
    """
    made = read_build_record(project)
    return page_source(
        "How this was made",
        LEAD.format(number=len(made["steps"])),
        raw_block("\n".join(_parts(project, made))),
        "[All texts](index.qmd) · [All values](values.qmd) · [The brief](../index.qmd)",
    )


def _parts(project: Project, made: BuildRecord) -> Iterator[str]:
    yield _list(
        {
            "Version": escape(made["version"]),
            "Commit": f'<span class="hash">{made["commit"] or "none: built outside git"}</span>',
            "Lock file": f"{escape(made['lock']['file'])} {_hash(made['lock']['sha256'])}",
            "Parameters": escape(_told(made["parameters"])) or "none given: each notebook’s own",
            "This build": _filled("total"),
            "Same bytes": _filled("repro"),
        }
    )
    for number, step in enumerate(made["steps"], 1):
        yield _step(number, step)
    yield "<h2>The figures</h2>"
    yield from (_figure(project, step, name) for step in made["steps"] for name in step["writes"] if _is_figure(name))
    yield "<h2>Records that travel</h2>"
    items = [f'<li><a href="{UP}{name}">{name}</a>: {what}</li>' for name, what in RECORDS.items()]
    yield "<ul>" + "\n".join(items) + f"</ul>\n{SCRIPT}"


def _step(number: int, step: StepRecord) -> str:
    sources = {name: of for name, of in step["reads"].items() if name.startswith("tracebrief/")}
    inputs = {name: of for name, of in step["reads"].items() if name not in sources}
    notebook = f"build/notebooks/{step['name']}.ipynb"
    facts = {
        "Notebook": f'<a href="{UP}{notebook}">{escape(step["notebook"])}</a>, code {_hash(step["code"])}',
        "This build": _filled(step["name"]),
        "Parameters": escape(_told(step["parameters"])) or "none",
        "Read": _files(inputs, "files"),
        "Library": _files(sources, "source files"),
        "Wrote": _files(step["writes"], "files"),
    }
    head = f"<h2>{number}. {escape(step['title'])}</h2>"
    return f'<section class="value" id="{step["name"]}">{head}\n{_list(facts)}</section>'


def _figure(project: Project, step: StepRecord, path: str) -> str:
    """Return one figure: which notebook drew it, and its files."""
    name = path.removeprefix(FIGURES).removesuffix(".svg")
    about = json.loads((project.figures / f"{name}.json").read_text("utf-8"))
    files = {each: of for each, of in step["writes"].items() if each.startswith(f"{FIGURES}{name}.")}
    links = " · ".join(
        f'<a href="{UP}{each}">{each.removeprefix(FIGURES)}</a> {_hash(of)}' for each, of in files.items()
    )
    facts = {
        "Drawn by": f'<a href="#{step["name"]}">{escape(step["notebook"])}</a>',
        "From": escape(about["source"]),
        "Files": links,
    }
    return f'<section class="value" id="figure-{name}"><h3>{escape(about["title"])}</h3>\n{_list(facts)}</section>'


def _is_figure(name: str) -> bool:
    return name.startswith(FIGURES) and name.endswith(".svg")


def _list(facts: dict[str, str]) -> str:
    lines = [f"<dt>{name}</dt><dd>{words}</dd>" for name, words in facts.items()]
    return '<dl class="record">\n' + "\n".join(lines) + "\n</dl>"


def _files(files: dict[str, str], what: str) -> str:
    """Return files with their hashes, folded away."""
    if not files:
        return "none"
    items = "\n".join(f"<li>{escape(name)} {_hash(of)}</li>" for name, of in files.items())
    return f"<details><summary>{len(files)} {what}</summary><ul>{items}</ul></details>"


def _hash(of: str | None) -> str:
    """Return the beginning of a hash; None where there is no such file."""
    if of is None:
        return "(not there)"
    return f'<span class="hash" title="SHA-256 {of}">{of[:SHOWN]}</span>'


def _filled(name: str) -> str:
    return f'<span data-run="{name}">told by run.js, beside these pages</span>'


def _told(parameters: dict[str, Any]) -> str:
    return ", ".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in sorted(parameters.items()))
