"""Every check of a project, in the order in which a mistake is best fixed; all run, whatever the first ones find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracebrief.audit import check_claims
from tracebrief.history import describe_change, list_unaccepted, read_last_build, read_ledger
from tracebrief.link import check_codebook, read_codebook
from tracebrief.model.claims import Claim, RuledField
from tracebrief.model.documents import Document
from tracebrief.model.tables import read_table, rows_of
from tracebrief.model.wording import counted
from tracebrief.project.errors import RulingError, SourceError, TracebriefError
from tracebrief.project.paths import Project
from tracebrief.project.store import digest_file
from tracebrief.read import read_documents, read_sources, read_text
from tracebrief.records import read_build_record
from tracebrief.render import check_disagreements, check_report, check_reviewed, list_own_words
from tracebrief.rulings import find_standing, find_strays, list_moved, list_outdated, read_rulings
from tracebrief.run import check_pair, find_pairs


@dataclass(frozen=True)
class CheckResult:
    """How many of how many are right by one kind of check, each mistake in words, and what else to look at."""

    what: str
    right: int
    total: int
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def run_checks(project: Project) -> Iterator[CheckResult]:
    """Yield each check as it is done; one that cannot be done is a failed one."""
    for what, check in CHECKS.items():
        try:
            yield check(project)
        except TracebriefError as problem:
            yield CheckResult(what, 0, 1, (str(problem),))


def check_pairs(project: Project) -> CheckResult:
    """Check that the two files of each notebook agree, and that the tracked one holds no outputs."""
    pairs = find_pairs(project)
    found = [check_pair(pair) for pair in pairs]
    problems = tuple(f"{problem}; run `tracebrief sync`" for problems in found for problem in problems)
    return CheckResult(
        "notebook pairs agree, without outputs", sum(not problems for problems in found), len(pairs), problems
    )


def check_texts(project: Project) -> CheckResult:
    """Check that each raw text is the one its record names, and that each has one record."""
    sources, problems = read_sources(project), []
    for source in sources:
        try:
            read_text(project, source)
        except SourceError as problem:
            problems.append(str(problem))
    right = len(sources) - len(problems)
    if not problems:
        read_documents(project)
    return CheckResult("raw texts are as recorded", right, len(sources), tuple(problems))


def check_examples(project: Project) -> CheckResult:
    """Check that every entry of the codebook still reads its example as it says."""
    checks = check_codebook(read_codebook(project), project=project)
    problems = tuple(
        f"data/codebook.yml: {check.key}: {check.problem}; fix the entry's words or its example"
        for check in checks
        if check.problem
    )
    return CheckResult("codebook entries match their examples", len(checks) - len(problems), len(checks), problems)


def check_rulings(project: Project) -> CheckResult:
    """Check that the words of every ruling stand in its text; list those that a person should look at again."""
    texts = {document.doc_id: document for document in rows_of(read_documents(project), Document)}
    rulings = read_rulings(project)
    problems: list[str] = []
    notes: list[str] = []
    for doc_id, of_text in rulings.items():
        try:
            if doc_id not in texts:
                raise RulingError(f"data/rulings/{doc_id}.yml", "there is no text of this name", "correct it")
            standing = find_standing(doc_id, of_text, text=texts[doc_id].text, sha256=texts[doc_id].sha256)
            problems += list_outdated(standing)
            notes += list_moved(standing)
        except RulingError as problem:
            problems.append(str(problem))
    if (project.tables / "ruled_fields.parquet").is_file():
        strays = find_strays(rows_of(read_table(project, "ruled_fields"), RuledField))
        if strays.let_stand:
            number = counted(len(strays.let_stand), "ruling")
            what = "that let stand what is now read otherwise"
            notes.append(f"look again at {number} {what}: `tracebrief review --list`")
    total = sum(len(of_text.rulings) for of_text in rulings.values())
    what = "rulings stand in their texts"
    return CheckResult(what, max(total - len(problems), 0), total, tuple(problems), tuple(notes))


def check_built(project: Project) -> CheckResult:
    """Check that what people wrote below `data/` is what the last build read, by which the other checks judge."""
    built: dict[str, str | None] = {}
    if project.build_record.is_file():
        for step in read_build_record(project)["steps"]:
            built |= {name: digest for name, digest in step["reads"].items() if name.startswith("data/")}
    written = [*project.rulings.glob("*.yml"), *(path for path in (project.comparisons,) if path.is_file())]
    now = {name: digest_file(project.root / name) for name in built}
    now |= {project.relative(path): digest_file(path) for path in written} if built else {}
    problems = []
    for name in sorted(now):
        if built.get(name) != now[name]:
            what = (
                "was not there in" if name not in built else "is gone since" if now[name] is None else "changed since"
            )
            problems.append(f"{name}: it {what} the last build, by which all else is judged; run `tracebrief build`")
    what = "files below data/ are those of the last build"
    return CheckResult(what, len(now) - len(problems), len(now), tuple(problems))


def check_quotations(project: Project) -> CheckResult:
    """Cut every quote of the ledger again from the texts on disk, and compute every id again."""
    documents = {document.doc_id: document for document in rows_of(read_documents(project), Document)}
    checks = list(check_claims(rows_of(read_ledger(project), Claim), documents))
    problems = tuple(f"report/claims.csv: {check.claim_id}: {check.problem}" for check in checks if not check.found)
    return CheckResult("claims of the ledger stand in the texts", len(checks) - len(problems), len(checks), problems)


def check_ledger(project: Project) -> CheckResult:
    """Compare the claims of the last build, and the conflicts between them, with the ledgers."""
    build, changes = read_last_build(project), list_unaccepted(project)
    problems = tuple(f"{describe_change(change)}; run `tracebrief accept` if this is right" for change in changes)
    total = len(build.claims or ()) + len(build.conflicts or ())
    same = total - sum(change.kind not in ("withdrawn", "settled") for change in changes)
    return CheckResult("claims and conflicts of the build are those of the ledger", same, total, problems)


def check_prose(project: Project) -> CheckResult:
    """Check the prose and `_quarto.yml` against what both engines understand and the build has made."""
    problems = tuple(str(problem) for problem in check_report(project))
    notes = () if problems else tuple(list_own_words(project))
    what = "pages of the report are understood by both engines"
    pages = len(list(project.report.glob("*.qmd")))
    faulty = len({problem.partition(":")[0] for problem in problems})
    return CheckResult(what, max(pages - faulty, 0), pages, problems, notes)


def check_review(project: Project) -> CheckResult:
    """Check that a reader looked at every claim that a value, a comparison or a figure rests on, and let it stand."""
    total, problems = check_reviewed(project)
    what = "values, comparisons and figures rest on claims that a reader let stand"
    return CheckResult(what, max(total - len(problems), 0), total, tuple(map(str, problems)))


def check_silence(project: Project) -> CheckResult:
    """Check that every disagreement between claims is told in the prose, or left out for a reason."""
    total, problems = check_disagreements(project)
    what = "disagreements are told in the prose, or left out for a reason"
    return CheckResult(what, total - len(problems), total, tuple(map(str, problems)))


CHECKS: dict[str, Callable[[Project], CheckResult]] = {
    "notebook pairs": check_pairs,
    "raw texts": check_texts,
    "authored files": check_built,
    "codebook": check_examples,
    "rulings": check_rulings,
    "quotes": check_quotations,
    "ledger": check_ledger,
    "report": check_prose,
    "review": check_review,
    "disagreements": check_silence,
}
