from itertools import pairwise

import pytest

from tests.bench.corpus import add_story, write_corpus, write_story
from tracebrief.audit import read_gold
from tracebrief.extract import Request, read_articles
from tracebrief.link import link_claims, read_codebook
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.tables import rows
from tracebrief.pipeline.project_checks import check_examples, check_pairs, check_texts
from tracebrief.project.errors import SourceError
from tracebrief.project.paths import Project
from tracebrief.read import find_passages, read_documents
from tracebrief.weigh import weigh_agreement

TEXTS = 3


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Project:
    return write_corpus(tmp_path_factory.mktemp("valley"), texts=TEXTS)


def content(project: Project) -> dict[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in sorted(project.root.rglob("*"))
        if path.is_file() and "build" not in path.relative_to(project.root).parts
    }


def test_the_same_seed_gives_the_same_project(corpus, tmp_path):
    assert content(write_corpus(tmp_path, texts=TEXTS)) == content(corpus)


def test_another_seed_gives_other_texts(corpus):
    assert write_story(1, seed=2).text != write_story(1).text


def test_a_text_is_the_same_in_a_larger_corpus(corpus, tmp_path):
    larger = content(write_corpus(tmp_path, texts=TEXTS + 2))
    texts = {name: text for name, text in content(corpus).items() if name.startswith("data/raw/")}
    assert len(texts) == TEXTS and texts.items() <= larger.items()


def test_some_texts_copy_the_one_before_and_the_first_of_a_flood_does_not():
    stories = [write_story(number) for number in range(1, 31)]
    copies = [bool({*a.paragraphs} & {*b.paragraphs}) for a, b in pairwise(stories)]
    assert any(copies) and not any(copies[2::3])


@pytest.mark.parametrize("check", [check_pairs, check_texts, check_examples], ids=lambda check: check.__name__)
def test_a_corpus_passes_the_checks_of_what_people_write(corpus, check):
    assert check(corpus).problems == ()


def test_its_marks_stand_in_its_texts(corpus):
    assert {mark.doc_id for mark in read_gold(corpus)} == {"t00001", "t00002"}


def test_an_added_text_is_read_and_one_without_record_is_refused(corpus, tmp_path):
    project = write_corpus(tmp_path, texts=1)
    add_story(project, 2)
    assert list(read_documents(project).doc_id) == ["t00001", "t00002"]
    story = write_story(3)
    (project.raw / story.file).write_text(story.text, "utf-8")
    with pytest.raises(SourceError, match="no record"):
        read_documents(project)


def test_its_counts_are_claims_and_some_contradict_each_other(corpus):
    requests = [
        Request(
            row["doc_id"], row["text"], tuple(find_passages(row["text"], title=row["title"])), row["first"], row["last"]
        )
        for row in rows(read_documents(corpus))
    ]
    days = {request.doc_id: {"first": request.first, "last": request.last} for request in requests}
    documents_read = [annotate(reading, **days[reading.doc_id]) for reading in read_articles(requests, project=corpus)]
    linked = link_claims(documents_read, read_codebook(corpus))
    claims = linked.claims
    assert {"rescued", "missing", "homeless", "pumps"} & {*claims.measure.dropna()}
    assert {"quantity", "quote", "statement", "event"} == {*claims.kind}
    codebook, documents = read_codebook(corpus), read_documents(corpus)
    said = linked.attributions, linked.provenance
    compared = weigh_agreement(claims, *said, documents, codebook=codebook).comparisons
    assert "conflicts" in {*compared.relation}
