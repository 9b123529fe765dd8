"""Benchmark documents: every task answers in its form, a bad line is named, and the tracked texts keep their score."""

import json
from pathlib import Path

import pytest

from tracebrief.benchmarks.documents import CORPUS_TASKS, TASKS, write_predictions
from tracebrief.project.errors import SourceError

DATA = Path(__file__).parents[1] / "data"
DOCUMENT = {"id": "d1", "text": "The mayor, Ada Quillon, said on 3 May 2021 that 12 boats sank.", "date": "2021-05-04"}


def _write(path, *lines):
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def _read(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _score(task, tmp_path, weight):
    """Return F1 of the best one-to-one pairing of findings with marks in the tracked texts."""
    source, target = DATA / f"{task}.jsonl", tmp_path / "found.jsonl"
    assert write_predictions(task, source, target) == 24
    matched = marked = found = 0
    for document, answer in zip(_read(source), _read(target), strict=True):
        gold, pred = document["gold"], answer["pred"]
        marked, found = marked + len(gold), found + len(pred)
        pairs = [(weight(document["text"], g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)]
        taken = set()
        for value, i, j in sorted(pairs, reverse=True):
            if value >= 0.5 and not taken & {("gold", i), ("pred", j)}:
                taken |= {("gold", i), ("pred", j)}
                matched += 1
    return 2 * matched / (marked + found)


def _alike(text, gold, pred):
    one, other = ({at for s, e in item["content"] for at in range(s, e) if text[at].isalnum()} for item in (gold, pred))
    return len(one & other) / max(1, len(one | other))


def _same(_, gold, pred):
    return float((gold["start"], gold["end"], gold["type"]) == (pred["start"], pred["end"], pred["type"]))


def test_attributions_keep_their_score(tmp_path):
    assert _score("gum_attrib", tmp_path, _alike) > 0.60


def test_names_keep_their_score(tmp_path):
    assert _score("gum_ner", tmp_path, _same) > 0.49


@pytest.mark.parametrize("task", [*TASKS, *CORPUS_TASKS])
def test_every_task_answers(task, tmp_path):
    source = _write(tmp_path / "in.jsonl", json.dumps(DOCUMENT | {"gold": []}))
    assert write_predictions(task, source, tmp_path / "out.jsonl") == 1
    assert [(answer["id"], type(answer["pred"])) for answer in _read(tmp_path / "out.jsonl")] == [("d1", list)]


def test_a_bad_line_is_named_and_the_others_are_written(tmp_path):
    lines = (json.dumps(DOCUMENT), "{", json.dumps({"id": "d2"}), json.dumps(DOCUMENT | {"id": "d3"}))
    source = _write(tmp_path / "in.jsonl", *lines)
    with pytest.raises(SourceError) as problem:
        write_predictions("ner", source, tmp_path / "out.jsonl")
    assert "line 2: not JSON" in str(problem.value) and "and 1 more" in str(problem.value)
    assert [answer["id"] for answer in _read(tmp_path / "out.jsonl")] == ["d1", "d3"]


def test_an_unknown_task_names_those_there_are(tmp_path):
    with pytest.raises(SourceError, match="no such task; use one of attrib, "):
        write_predictions("riddle", tmp_path / "in.jsonl", tmp_path / "out.jsonl")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"in\.jsonl"):
        write_predictions("ner", tmp_path / "in.jsonl", tmp_path / "out.jsonl")


def test_an_odd_text_answers(tmp_path):
    odd = ["", "\n\n", "“", "\u200b\U0001f600 said", "'" * 50]
    source = _write(tmp_path / "in.jsonl", *(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(odd)))
    for task in ("attrib", "ner", "quant"):
        assert write_predictions(task, source, tmp_path / "out.jsonl") == len(odd)
