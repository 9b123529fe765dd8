"""One session of ruling: what may be ruled, the rulings written, and the way back from each of them.

Every write goes through the one writer of rulings, which reads the file anew and changes one record; nothing is kept
here but the list of what to undo.
"""

from datetime import date
from threading import Lock
from typing import Any, NamedTuple, get_args

from tracebrief.link import Codebook, apply_rulings, draft_claims, read_codebook
from tracebrief.model.columns import BOUND, KIND, MODALITY, READER
from tracebrief.project.errors import RulingChangedError, RulingError
from tracebrief.project.paths import Project
from tracebrief.review.built_texts import BuiltText, has_linked, read_annotated_text, read_built_texts
from tracebrief.review.requests import RulingRequest, UndoRequest, make_ruling
from tracebrief.review.reviewed_claims import ReviewedClaim, fields_of, find_claims
from tracebrief.rulings import (
    Ruling,
    TextRulings,
    Written,
    find_standing,
    read_text_rulings,
    renew_rulings,
    restore_file,
    write_ruling,
)

# What fields may be, where that is no key of the codebook and still one of few words.
LISTED = {"bound": get_args(BOUND), "modality": get_args(MODALITY)}
# What the page says where the last build left no claims.
UNLINKED = "The last build stopped before it had made claims. They are shown as they are read without rulings."
Described = dict[str, Any]


class Step(NamedTuple):
    """A ruling that was written, the one that it replaced, the file before and after, and the window it is from."""

    doc_id: str
    before: Ruling | None
    after: Ruling | None
    written: Written
    window: str


class ReviewSession:
    """The rulings of one sitting."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.written = 0
        self._done: list[Step] = []
        self._ruled_by = ""  # who ruled last in this session: nobody signs with a name that others wrote
        self._lock = Lock()

    def describe(self, window: str = "") -> Described:
        """Return all that a window of the page shows, but for the words of the texts.

        Raises:
            TracebriefError: there is no build, or its tables or the codebook cannot be read.
        """
        texts = [self.describe_text(text) for text in read_built_texts(self.project).values()]
        kinds = {kind: fields_of(kind) for kind in get_args(KIND)}
        return {
            "texts": texts,
            "kinds": kinds,
            "choices": self._choices(),
            "ruled_by": self._ruled_by,
            "undo": self._left(window),
            "notice": "" if has_linked(self.project) else UNLINKED,
        }

    def describe_text(self, text: BuiltText) -> Described:
        """Return a text's claims as they are ruled on now, or in one line why that cannot be told."""
        shown = {"doc": text.doc_id, "label": text.label, "title": text.title}
        try:
            problem = self._problem(text)
            claims = [claim.as_json() for claim in self._claims(text)]
        except RulingError as unreadable:
            return shown | {"problem": str(unreadable), "claims": []}
        return shown | {"problem": problem and str(RulingError(*problem)), "claims": claims}

    def text(self, doc_id: str) -> BuiltText:
        """Return a text of the last build.

        Raises:
            RulingError: there is none of this key.
        """
        texts = read_built_texts(self.project)
        if doc_id not in texts:
            raise RulingError(doc_id, "the build has no such text", "reload the page")
        return texts[doc_id]

    def rule(self, request: RulingRequest) -> Described:
        """Write a ruling; return what it is now, and the text's claims after it.

        Raises:
            RulingChangedError: somebody ruled otherwise on the claim since the page read it.
            RulingError: there is no such text or claim, or no claim could be so.
        """
        text = self.text(request.doc)
        if problem := self._problem(text):
            raise RulingError(*problem)
        there = read_text_rulings(self.project, text.doc_id)
        if there and there.text != text.sha256:
            renew_rulings(self.project, text.doc_id, text=text.text, sha256=text.sha256)
        claim = self._claim(text, request)
        before, outdated = (claim.ruling, claim.is_outdated) if claim else (None, False)
        after = make_ruling(request, claim, text, on=date.today())
        if before and after and not outdated and _is_same(before, after):
            after = before  # nothing new is said: it stays theirs who said it
        if after and before != after:
            self._try(text, after)
        if before != after:
            if not outdated:
                _check_replaced(request, before)
            written = self._write(text, before, after)
            with self._lock:
                self._ruled_by = request.ruled_by.strip() or self._ruled_by
                self._done.append(Step(text.doc_id, before, after, written, request.window))
        found = "no longer only added: the library finds it" if before and before.review_state == "added" else ""
        note = found if after and after.review_state != "added" else ""
        return self._outcome(text, after or before, after.review_state if after else "withdrawn", request.window) | {
            "note": note
        }

    def undo(self, request: UndoRequest) -> Described:
        """Take back the last ruling of a window that still stands, and return the text's claims after it.

        Raises:
            RulingChangedError: somebody ruled on the claim since; their ruling stays.
        """
        with self._lock:
            last = next((step for step in reversed(self._done) if step.window == request.window), None)
            if last is None:
                raise RulingError("undo", "this window wrote no ruling that still stands", "rule first")
            text = self.text(last.doc_id)
            # What could not be taken back for now can be later, unless somebody ruled otherwise since.
            try:
                if not restore_file(self.project, last.doc_id, last.written):
                    self._write(text, last.after, last.before)
            except RulingChangedError:
                self._done.remove(last)
                raise
            self._done.remove(last)
        return self._outcome(text, last.before or last.after, "undone", request.window)

    def _try(self, text: BuiltText, ruling: Ruling) -> None:
        """Make the claim of a ruling as the build would, so that no ruling is written at which it would stop.

        Raises:
            RulingError: the build would stop at it; it is named by the field alone.
        """
        rulings = {text.doc_id: TextRulings(text=text.sha256, rulings=(ruling,))}
        document, codebook = read_annotated_text(self.project, text.doc_id), self._codebook()
        try:
            apply_rulings(draft_claims(document, codebook), {text.doc_id: document}, codebook, rulings)
        except RulingError as problem:
            raise RulingError(problem.field or "ruling", problem.what, problem.todo) from problem

    def _left(self, window: str) -> int:
        """Return how many rulings a window can take back."""
        return sum(step.window == window for step in self._done)

    def _write(self, text: BuiltText, before: Ruling | None, after: Ruling | None) -> Written:
        self.written += 1
        return write_ruling(self.project, text.doc_id, sha256=text.sha256, before=before, after=after)

    def _outcome(self, text: BuiltText, ruling: Ruling | None, said: str, window: str) -> Described:
        """Return what the page needs after a write; the claim that was ruled on by its kind and words."""
        on = ruling and {"kind": ruling.kind, "at": list(ruling.at)}
        return {"said": said, "on": on, "text": self.describe_text(text), "undo": self._left(window)}

    def _claims(self, text: BuiltText) -> list[ReviewedClaim]:
        rulings = read_text_rulings(self.project, text.doc_id)
        known = rulings and find_standing(text.doc_id, rulings, text=text.text, sha256=text.sha256)
        return find_claims(text, known or [])

    def _claim(self, text: BuiltText, request: RulingRequest) -> ReviewedClaim | None:
        """Return the claim that is ruled on, as the page showed it; None where words are to become one."""
        if request.key is None:
            return None
        claim = next((each for each in self._claims(text) if each.key == request.key), None)
        where = f"data/rulings/{text.doc_id}.yml"
        if claim is None and not request.version:
            raise RulingError(request.key, "the build has no such claim", "reload the page")
        if claim is None or claim.version != request.version:
            raise RulingChangedError(where, "this claim was ruled on elsewhere meanwhile", "look at that ruling first")
        return claim

    def _problem(self, text: BuiltText) -> tuple[str, str, str] | None:
        """Return why nothing may be ruled on a text now: where, what, and what to do."""
        if not text.is_on_disk(self.project):
            return f"data/raw/{text.file}", "not the text that was built", "run `tracebrief build`, then rule"
        return None

    def _codebook(self) -> Codebook:
        return read_codebook(self.project)

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        """Return what a field may be, each with its name in words."""
        codebook = self._codebook()
        keyed = {
            name: [(key, codebook.label(key) or key) for key in sorted(codebook.keys_of(name))]
            for name in codebook.keyed
        }
        return keyed | {name: [(value, value) for value in values] for name, values in LISTED.items()}


def _is_same(before: Ruling, after: Ruling) -> bool:
    """Say whether two rulings differ at most in who wrote them when, in a paragraph that is the same."""
    signed = {"ruled_by": before.ruled_by, "ruled_on": before.ruled_on, "paragraph": before.paragraph}
    return before.ruled_as == after.ruled_as and before == after.model_copy(update=signed)


def _check_replaced(request: RulingRequest, before: Ruling | None) -> None:
    """Refuse to write over what another reader ruled until a person was asked."""
    if before and before.ruled_as == READER and request.ruled_by.strip() != before.ruled_by != request.replaces:
        what = f"{before.ruled_by} ruled on this claim on {before.ruled_on}"
        raise RulingError("replaces", what, "do the same again to put your ruling in its place")
