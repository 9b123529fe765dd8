"""The brief's page carries its structured data for machines, the pages of evidence and the PDF do not."""

import json
import re

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def test_the_brief_has_its_structured_data_once_and_whole(rendered):
    (script,) = SCRIPT.findall((rendered.site / "report" / "index.html").read_text("utf-8"))
    graph = json.loads(script)["@graph"]
    assert [node["@type"] for node in graph][:3] == ["Report", "CreativeWork", "CreativeWork"]
    words = {node["text"] for node in graph if node["@type"] == "Claim"}
    quoted = {"About 1,200 people", "“We left ``everything`` behind.”", "At least 14 bridges"}
    assert words == quoted | {"The dam could fail by Friday, two engineers told the Gazette"}
    for node in graph:
        page = node["@id"].partition("#")[0]
        assert not page or (rendered.site / "report" / page).is_file()


def test_no_other_page_has_any(rendered):
    pages = [path for path in rendered.site.rglob("*.html") if path != rendered.site / "report" / "index.html"]
    assert len(pages) > 3
    assert not any(SCRIPT.search(page.read_text("utf-8")) for page in pages)
