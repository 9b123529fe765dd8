"""Page sources written by the program: front matter, Markdown that is taken as it is, and raw HTML."""

import json
import re


def page_source(title: str, *parts: str, subtitle: str = "") -> str:
    """Return a page's source: front matter, then parts of Markdown and raw HTML."""
    words = {key: json.dumps(as_markdown(value)) for key, value in (("title", title), ("subtitle", subtitle)) if value}
    front = "".join(f"{key}: {value}\n" for key, value in words.items()) + "toc: false\n"
    return f"---\n{front}---\n\n" + "\n\n".join(parts) + "\n"


def raw_block(html: str) -> str:
    """Return HTML as a raw block, fenced by more backticks than it holds in a row."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", html)), default=0))
    return f"{fence}{{=html}}\n{html}\n{fence}"


def as_markdown(words: str) -> str:
    """Return words that Markdown reads as themselves."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!<>@|~^$'\"])", r"\\\1", words)
