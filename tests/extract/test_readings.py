"""A text is read once; it is read again when its words, its record or the library change, and never trusted damaged."""

import json

import pytest

from tracebrief.extract import MENTION_TABLES, Request, read_article, read_articles, readings
from tracebrief.extract.mentions import find_mentions
from tracebrief.extract.parsing import parse
from tracebrief.model.spans import Span
from tracebrief.model.tables import rows, to_table
from tracebrief.read import find_passages

TEXT = "Ferry strands 120\n\nAbout 120 passengers spent Monday aboard, Ada Brook said.\n\nNo verb here.\n"
DAYS = {"first": "2020-03-03", "last": "2020-03-03"}


@pytest.fixture
def counted(monkeypatch):
    """The keys of the texts that were read, not found in the cache."""
    read, texts = readings._read, []
    monkeypatch.setattr(readings, "_read", lambda request: texts.append(request.doc_id) or read(request))
    return texts


def test_a_reading_is_what_the_finders_find():
    reading = read_article(TEXT, doc_id="a", **DAYS)
    found = find_mentions(parse("a", TEXT, **DAYS))
    assert tuple(reading.mentions) == MENTION_TABLES
    for table, mentions in found.tables.items():
        assert list(rows(to_table(table, mentions))) == list(reading.mentions[table])
    assert [(TEXT[s.start : s.end].split()[0], s.verb) for s in reading.sentences][1:] == [
        ("About", True),
        ("No", False),
    ]
    assert reading.is_in_story(Span(0, 5))


def test_the_second_time_nothing_is_read(project, counted):
    first = read_article(TEXT, doc_id="a", **DAYS, project=project)
    assert read_article(TEXT, doc_id="a", **DAYS, project=project) == first
    assert counted == ["a"]


AGAIN = {
    "another word": {"text": TEXT.replace("120 passengers", "130 passengers")},
    "a space": {"text": TEXT + " "},
    "another day": {"last": "2020-03-04"},
    "another key": {"doc_id": "b"},
    "other passages": {"passages": find_passages(TEXT)[:1]},
}


@pytest.mark.parametrize("change", AGAIN)
def test_what_may_change_a_reading_has_it_read_again(project, counted, change):
    given = {"text": TEXT, "doc_id": "a", **DAYS, "project": project}
    read_article(**given)
    read_article(**given | AGAIN[change])
    assert len(counted) == 2


@pytest.mark.parametrize("change", ["the library", "the lock file"])
def test_another_library_reads_again(project, counted, change, monkeypatch):
    read_article(TEXT, project=project)
    if change == "the library":
        monkeypatch.setattr(readings, "digest_import_closure", lambda _: "another")
    else:
        project.lock.write_text("spacy==3.9\n")
    read_article(TEXT, project=project)
    assert len(counted) == 2


@pytest.mark.parametrize("damage", [b"", b"{", b'{"sentences": [], "mentions": {}}'])
def test_a_damaged_entry_is_read_again(project, counted, damage):
    right = read_article(TEXT, project=project)
    (entry,) = (path for path in (project.cache / "readings").rglob("*") if path.is_file())
    entry.write_bytes(damage)
    assert read_article(TEXT, project=project) == right
    assert len(counted) == 2


def test_one_new_text_costs_one_text(project, counted):
    requests = [Request(key, TEXT.replace("120", key), tuple(find_passages(TEXT))) for key in ("130", "140", "150")]
    read_articles(requests[:2], project=project)
    assert [reading.doc_id for reading in read_articles(requests, project=project)] == ["130", "140", "150"]
    assert counted == ["130", "140", "150"]


def test_many_texts_are_read_by_several_processes_alike(project, monkeypatch):
    requests = [Request(key, TEXT.replace("120", key), tuple(find_passages(TEXT))) for key in ("130", "140")]
    alone = read_articles(requests)
    monkeypatch.setattr(readings, "WORTH_PROCESSES", 1)
    assert read_articles(requests) == alone


def test_a_kept_reading_is_plain_json(project):
    read_article(TEXT, project=project)
    (entry,) = (path for path in (project.cache / "readings").rglob("*") if path.is_file())
    assert set(json.loads(entry.read_bytes().partition(b"\n")[2])) == {"sentences", "mentions", "quotations"}
