"""Reuse in the form of its benchmark: who may copy whom."""

from tracebrief.benchmarks.reuse import reuse

TEXT = (
    "The mayor opened the meeting late. Dockers fear that the old wooden pier may collapse in the next storm "
    "while repairs wait for money from the capital. Nobody answered her."
)


def test_a_donor_copies_nobody():
    texts = [{"id": "a", "text": TEXT, "role": "host"}, {"id": "b", "text": TEXT, "role": "donor"}]
    assert reuse(texts) == [[], []]
    donor, [host] = reuse([{"id": "a", "text": TEXT, "role": "donor"}, {"id": "b", "text": TEXT, "role": "host"}])
    assert donor == []
    assert (host["src"], host["start"], host["end"]) == ("a", 0, len(TEXT) - 1)


def test_documents_of_one_id_are_kept_apart():
    first, [copy] = reuse([{"id": "a", "text": TEXT}, {"id": "a", "text": TEXT}])
    assert first == [] and copy["src"] == "a"
