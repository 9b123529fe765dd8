"""Page sources written by the program: front matter, Markdown that is taken as it is, and HTML from templates."""

import json
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).with_name("templates")
PAGES = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Where each page of evidence leads on to; a page leaves out the link to itself.
LINKS = {
    "index": "[All texts](index.qmd)",
    "values": "[All values](values.qmd)",
    "brief": "[The brief](../index.qmd)",
}


def page_source(title: str, *parts: str, subtitle: str = "", page: str = "") -> str:
    """Return a page's source: front matter, parts of Markdown and raw HTML, and links to the other pages."""
    words = {key: json.dumps(as_markdown(value)) for key, value in (("title", title), ("subtitle", subtitle)) if value}
    front = "".join(f"{key}: {value}\n" for key, value in words.items()) + "toc: false\n"
    links = " · ".join(link for name, link in LINKS.items() if name != page)
    return f"---\n{front}---\n\n" + "\n\n".join([*parts, links]) + "\n"


def html_block(template: str, **values: object) -> str:
    """Return a template of `templates/evidence`, filled, as a raw block fenced by more backticks than it holds."""
    html = render_template(f"evidence/{template}", **values).rstrip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", html)), default=0))
    return f"{fence}{{=html}}\n{html}\n{fence}"


def render_template(template: str, **values: object) -> str:
    """Return a template of `templates`, filled; values are escaped for HTML."""
    return PAGES.get_template(template).render(values)


def as_markdown(words: str) -> str:
    """Return words that Markdown reads as themselves."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!<>@|~^$'\"])", r"\\\1", words)
