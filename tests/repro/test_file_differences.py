"""Where two files differ is named in the words of their format."""

import io
import json

import pandas as pd
import pytest
import typst

from tracebrief.repro.file_differences import compare_contents


def notebook(*outputs):
    cell = {"cell_type": "code", "id": "c", "metadata": {}, "source": ["x"], "outputs": list(outputs)}
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "# Boats"}, cell], "metadata": {}}).encode()


def shown(*lines):
    return {"output_type": "execute_result", "data": {"text/plain": [f"{line}\n" for line in lines]}}


def parquet(**columns):
    out = io.BytesIO()
    pd.DataFrame(columns).to_parquet(out)
    return out.getvalue()


def pdf(words, title="Boats"):
    source = f'#set document(title: "{title}", date: none)\n{words}'
    return typst.compile(source.encode(), timestamp=0)


PLACES = {
    "a line of text": ("a.txt", b"one\ntwo\n", b"one\n2\n", "line 2", "two", "2"),
    "a line more": ("a.js", b"one\n", b"one\ntwo\n", "line 2", None, "two"),
    "a last line without its end": ("a.md", b"one\n", b"one", "byte 3", "0a", None),
    "a value of JSON": ("a.json", b'{"a/b": [1, {"c": 2}]}', b'{"a/b": [1, {"c": 3}]}', "/a~1b/1/c", "2", "3"),
    "a key of JSON": ("a.json", b'{"a": 1}', b'{"b": 1}', "/a", "/a = 1", "/b = 1"),
    "the spaces of JSON": ("a.json", b'{"a":1}', b'{"a": 1}', "line 1", '{"a":1}', '{"a": 1}'),
    "broken JSON": ("a.json", b"{\n1", b"{\n2", "line 2", "1", "2"),
    "a cell of a CSV": ("a.csv", b"boat,crew\nAda,3\n", b"boat,crew\nAda,4\n", "column crew, row 1", "3", "4"),
    "a column of a CSV": ("a.csv", b"boat\nAda\n", b"ship\nAda\n", "header", "boat", "ship"),
    "an output": (
        "a.ipynb",
        notebook(shown("1")),
        notebook(shown("2")),
        "cell 2, output 1, text/plain, line 1",
        "1",
        "2",
    ),
    "an output more": (
        "a.ipynb",
        notebook(),
        notebook({"output_type": "stream", "name": "stderr", "text": "no\n"}),
        "cell 2, output 1, stderr, line 1",
        None,
        "no",
    ),
    "an attribute": (
        "a.html",
        b"<p>x<p>y<br>z</p><p><a href=1>k</a>",
        b"<p>x<p>y<br>z</p><p><a href=2>k</a>",
        "/p/p[2]/a/@href",
        "1",
        "2",
    ),
    "a text in an element": (
        "a.html",
        "<main><h1>Bö</h1><p>1</p><p>2</p></main>".encode(),
        "<main><h1>Bö</h1><p>1</p><p>3</p></main>".encode(),
        "/main/p[2]",
        "2",
        "3",
    ),
    "an element of a picture": (
        "a.svg",
        b'<svg><g><path d="M0"/><path d="M1"/></g></svg>',
        b'<svg><g><path d="M0"/><path d="M2"/></g></svg>',
        "/svg/g/path[2]/@d",
        "M1",
        "M2",
    ),
    "a row of Parquet": (
        "a.parquet",
        parquet(boat=["a", "b"]),
        parquet(boat=["a", "c"]),
        "column boat, row 2",
        "b",
        "c",
    ),
    "a type of Parquet": ("a.parquet", parquet(n=[1]), parquet(n=[1.0]), "column n, type", "int64", "double"),
    "a page": ("a.pdf", pdf("One #pagebreak() Two"), pdf("One #pagebreak() Too"), "page 2, line 1", "Two", "Too"),
    "a title": ("a.pdf", pdf("One", "Boats"), pdf("One", "Ships"), "metadata /Title", "Boats", "Ships"),
    "an object of a broken PDF": (
        "a.pdf",
        b"%PDF\xff 1 0 obj a 2 0 obj b",
        b"%PDF\xff 1 0 obj a 2 0 obj c",
        "byte 24",
        "62",
        "63",
    ),
    "bytes": ("a.woff2", b"\xff\x00\x01", b"\xff\x00\x02", "byte 2", "01", "02"),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_first_difference_is_named_by_where_it_is(case):
    name, one, other, where, a, b = PLACES[case]
    found = compare_contents(name, one, other)
    assert found.where.removesuffix(", in PDF object 2") == where
    assert (found.one, found.other) == (a, b)


@pytest.mark.parametrize("case", PLACES)
def test_the_same_bytes_do_not_differ(case):
    name, one, *_ = PLACES[case]
    assert compare_contents(name, one, bytes(bytearray(one))) is None


def test_a_pdf_is_compared_by_its_bytes_where_no_library_reads_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    found = compare_contents("a.pdf", b"%PDF\xff 7 0 obj a", b"%PDF\xff 7 0 obj b")
    assert found.where == "byte 14, in PDF object 7"


def test_an_object_is_named_only_in_a_pdf():
    assert compare_contents("a.bin", b"\xff 7 0 obj a", b"\xff 7 0 obj b").where == "byte 10"
