"""Every sentence of the story is counted, and a silent one says what was read in it."""

from tracebrief.audit.coverage import check_sentences
from tracebrief.model.tables import to_table, write_table
from tracebrief.read import find_passages, read_documents


def test_silent_sentences_say_why(project, claims, texts):
    write_table(project, "documents", read_documents(project))
    passages = [{"doc_id": key, **vars(p)} for key, text in texts.items() for p in find_passages(text)]
    write_table(project, "passages", to_table("passages", passages))
    for table in ("quantities", "statements", "events", "dates"):
        write_table(project, table, to_table(table, []))
    at = texts["ferry2020"].index("Ada Brook")
    brook = {"doc_id": "ferry2020", "start": at, "end": at + 9, "type": "PER", "name": "Ada Brook", "rule": "test"}
    write_table(project, "names", to_table("names", [brook]))
    found = {texts[one.doc_id][one.start : one.end]: one for one in check_sentences(project)}
    assert [one.claims for one in found.values()] == [1, 1, 0, 2]
    assert not any("strands" in words for words in found), "a heading is no sentence of the body"
    assert found["It rained."].silent and found["It rained."].why == "nothing was read in it"
    write_table(project, "claims", claims.assign(status="rejected", review_state="rejected"))
    assert all(one.silent for one in check_sentences(project)), "a rejected claim is none"
