"""The workflows are valid, safe and pinned, what they call exists, and the one that may comment refuses strangers."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import typer
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from playwright._impl._driver import compute_driver_executable
from ruamel.yaml import YAML

from tracebrief.cli import app
from tracebrief.history import MARKER

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
DEPENDABOT = GITHUB / "dependabot.yml"
TOOLS = Path(sys.executable).parent
USED = re.compile(r"uses: (?!\./)(\S+)@(\S+)(?: # (v\d+(?:\.\d+)+))?(?= |$)", re.MULTILINE)


def read(path):
    return YAML(typ="safe").load(path.read_text("utf-8"))


@cache
def jobs():
    """Return every job with its workflow."""
    return {f"{path.stem}/{name}": job for path in WORKFLOWS for name, job in read(path)["jobs"].items()}


def scripts():
    """Return every shell command of every job."""
    return {key: [s["run"] for s in job.get("steps", []) if "run" in s] for key, job in jobs().items()}


def validate(schema, *paths):
    """Return the exit code and words of check-jsonschema with a schema that it brings along."""
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, paths)])
    return done.exit_code, done.output


def audit(folder):
    """Return what zizmor finds without a network, at its most pedantic."""
    command = [TOOLS / "zizmor", "--offline", "--persona=auditor", "--format=json", "--strict-collection", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return {finding["ident"] for finding in json.loads(done.stdout) if not finding["ignored"]}


def test_the_files_are_what_github_reads():
    assert validate("vendor.github-workflows", *WORKFLOWS)[0] == 0
    assert validate("vendor.dependabot", DEPENDABOT)[0] == 0
    assert audit(GITHUB) == set()


BROKEN = {
    "an unknown key": ("brief.yml", "timeout-minutes: 30", "timeout: 30", "Additional properties"),
    "an unknown event": ("brief.yml", "  pull_request:\n", "  pull_requests:\n", "pull_requests"),
    "no machine": ("publish.yml", "    runs-on: ubuntu-24.04\n", "", "runs-on"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_workflow_is_refused_by_the_schema(tmp_path, case):
    name, before, after, told = BROKEN[case]
    text = (GITHUB / "workflows" / name).read_text("utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after, 1), "utf-8")
    code, said = validate("vendor.github-workflows", tmp_path / name)
    assert code != 0 and told in said


UNSAFE = {
    "an action by its tag": ("brief.yml", "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", "@v5", "unpinned-uses"),
    "a stranger's words in a command": ("brief.yml", '"$HEAD"', "${{ github.head_ref }}", "template-injection"),
    "credentials left on the disk": ("brief.yml", "persist-credentials: false", "show-progress: false", "artipacked"),
    "every permission": ("publish.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
    "a trigger without its reason": ("comment.yml", "# zizmor: ignore[dangerous-triggers]", "#", "dangerous-triggers"),
    "updates on the day of release": (
        "dependabot.yml",
        "    cooldown:\n      default-days: 7\n",
        "",
        "dependabot-cooldown",
    ),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_an_unsafe_workflow_is_found(tmp_path, case):
    name, before, after, found = UNSAFE[case]
    copy = shutil.copytree(GITHUB, tmp_path / ".github")
    path = next(copy.rglob(name))
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    assert found in audit(copy)


def test_every_exception_gives_its_reason():
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines() if "zizmor: ignore" in line]
    assert lines and all(re.search(r"# zizmor: ignore\[[a-z-]+\]( \S+){4,}$", line) for line in lines)


def test_every_action_is_pinned_to_one_commit_with_its_version():
    pins = {}
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        found = USED.findall(text)
        assert len(found) == len(re.findall(r"uses: (?!\./)", text))
        for action, commit, version in found:
            assert re.fullmatch("[0-9a-f]{40}", commit) and version, f"{path.name}: {action}"
            assert pins.setdefault(action, (commit, version)) == (commit, version)


# Which job may do more than read, and what for.
MORE = {
    "brief/publish": {"contents": "write", "id-token": "write", "pages": "write"},
    "comment/comment": {"actions": "read", "pull-requests": "write"},
    "publish/deploy": {"id-token": "write", "pages": "write"},
    "publish/keep": {"contents": "write"},
}


@pytest.mark.parametrize("job", jobs())
def test_a_job_may_do_no_more_than_it_must(job):
    assert jobs()[job]["permissions"] == MORE.get(job, {"contents": "read"})
    assert "timeout-minutes" in jobs()[job] or "uses" in jobs()[job]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_grants_nothing_of_itself(path):
    assert read(path)["permissions"] == {}


@pytest.mark.parametrize("job", [job for job in MORE if "uses" not in jobs()[job]])
def test_a_job_that_may_write_runs_nothing_of_the_project(job):
    used = [step.get("uses", "") for step in jobs()[job]["steps"]]
    assert not any(action.startswith("actions/checkout") for action in used)
    assert not re.search(r"\bmake\b|tracebrief |python|\.ci/", "\n".join(scripts()[job]))


def test_what_is_published_is_built_from_nothing():
    assert not any("cache" in step.get("uses", "") for step in jobs()["publish/assemble"]["steps"])


COMMANDS = typer.main.get_command(app).commands
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def find_unknown(script):
    """Return the commands, options, targets and programs of ours that a script calls and that do not exist."""
    unknown = []
    for command, rest in re.findall(r"^(?:\.venv/bin/)?tracebrief (\S+)(.*)$", script, re.MULTILINE):
        known = {option for each in COMMANDS[command].params for option in each.opts} if command in COMMANDS else None
        unknown += [command] if known is None else [o for o in re.findall(r" (--[a-z-]+)", rest) if o not in known]
    unknown += [target for target in re.findall(r"\bmake ([a-z-]+)", script) if target not in TARGETS]
    return unknown + [name for name in re.findall(r"\.ci/[\w-]+", script) if not os.access(ROOT / name, os.X_OK)]


def test_every_command_of_ours_exists():
    called = "\n".join(script for each in scripts().values() for script in each)
    assert all(f"tracebrief {command}" in called for command in ("build", "compare", "repro", "diff"))
    assert find_unknown(called) == []


@pytest.mark.parametrize(
    ("script", "unknown"),
    [
        pytest.param("tracebrief reproduce", ["reproduce"], id="a command"),
        pytest.param("echo\n.venv/bin/tracebrief repro --twice --engine x", ["--twice"], id="an option"),
        pytest.param("make briefs", ["briefs"], id="a target"),
        pytest.param(".ci/set-down", [".ci/set-down"], id="a program"),
    ],
)
def test_what_does_not_exist_is_found(script, unknown):
    assert find_unknown(script) == unknown


# GitHub as far as the script uses it: what it is asked is recorded, what it answers is given.
STAND_IN = """
const [given, source] = process.argv.slice(1);
const asked = [];
const answers = JSON.parse(given);
const method = (name) => (parameters) => { asked.push([name, parameters]); return { data: answers[name] }; };
const names = { pulls: ["list"], issues: ["listComments", "updateComment", "createComment"] };
const rest = Object.fromEntries(Object.entries(names).map(([room, all]) =>
  [room, Object.fromEntries(all.map((name) => [name, method(name)]))]));
const github = { rest, paginate: async (call, parameters) => (await call(parameters)).data };
const context = { repo: { owner: "ada", repo: "boats" }, payload: { workflow_run: answers.run } };
const core = { notice: (line) => asked.push(["notice", line]) };
const Run = Object.getPrototypeOf(async () => {}).constructor;
new Run("github", "context", "core", "require", source)(github, context, core, require)
  .then(() => console.log(JSON.stringify(asked)), (problem) => { console.error(problem.message); process.exit(1); });
"""
SHA = "a" * 40
RUN = {"head_sha": SHA, "head_branch": "x; rm -rf /", "head_repository": {"id": 7, "owner": {"login": "eve"}}}
PULL = {"number": 12, "head": {"sha": SHA, "repo": {"id": 7}}}
OURS = {"id": 99, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"}
THEIRS = {"id": 98, "user": {"login": "eve"}, "body": f"{MARKER}\nfalse"}


def comment(tmp_path, text, *, pulls, comments=()):
    """Run the script of the workflow; return what it did, or the mistake it left with."""
    file = tmp_path / "changes.md"
    if isinstance(text, str):
        file.write_text(text, "utf-8")
    else:
        file.symlink_to(text)
    script = jobs()["comment/comment"]["steps"][-1]["with"]["script"]
    assert "${{" not in script
    answers = {"run": RUN, "list": list(pulls), "listComments": list(comments)}
    command = [compute_driver_executable()[0], "-e", STAND_IN, json.dumps(answers), script]
    done = subprocess.run(command, env={"FILE": str(file)}, capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else json.loads(done.stdout)


POSTED = {
    "a first comment": ([PULL], [], "createComment"),
    "a comment of ours before": ([PULL], [THEIRS, OURS], "updateComment"),
    "a comment that only looks like ours": ([PULL], [THEIRS], "createComment"),
    "another pull request of that branch, further on": (
        [PULL | {"head": {"sha": "b" * 40}}, PULL],
        [],
        "createComment",
    ),
}


@pytest.mark.parametrize("case", POSTED)
def test_the_comment_goes_to_the_pull_request_that_was_compared(tmp_path, case):
    pulls, comments, call = POSTED[case]
    asked = comment(tmp_path, f"{MARKER}\nTwo claims, @ada", pulls=pulls, comments=comments)
    assert asked[0] == ["list", {"owner": "ada", "repo": "boats", "state": "open", "head": "eve:x; rm -rf /"}]
    name, sent = asked[-1]
    assert name == call and sent["body"] == f"{MARKER}\nTwo claims, @\u200bada"
    assert sent.get("comment_id", 99) == 99 and sent.get("issue_number", 12) == 12


NOT_POSTED = {
    "no pull request": ([], "0 open pull requests"),
    "a commit since": ([PULL | {"head": {"sha": "b" * 40, "repo": {"id": 7}}}], "0 open pull requests"),
    "another repository of that name": ([PULL | {"head": {"sha": SHA, "repo": {"id": 8}}}], "0 open pull requests"),
    "a repository that is gone": ([PULL | {"head": {"sha": SHA, "repo": None}}], "0 open pull requests"),
    "two pull requests": ([PULL, PULL | {"number": 13}], "2 open pull requests"),
}


@pytest.mark.parametrize("case", NOT_POSTED)
def test_without_exactly_one_pull_request_nothing_is_posted(tmp_path, case):
    pulls, told = NOT_POSTED[case]
    asked = comment(tmp_path, f"{MARKER}\nTwo claims", pulls=pulls)
    assert [name for name, _ in asked] == ["list", "notice"] and told in asked[-1][1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Buy boats\n" + MARKER, "changes.md is not a comparison", id="other words"),
        pytest.param(Path("/etc/hostname"), "changes.md is not a file", id="a link to a file of the machine"),
    ],
)
def test_what_is_no_comparison_is_refused(tmp_path, text, told):
    assert comment(tmp_path, text, pulls=[PULL]) == told


def test_a_comment_is_no_longer_than_github_takes(tmp_path):
    asked = comment(tmp_path, MARKER + "@a" * 40_000, pulls=[PULL])
    assert 60_000 < len(asked[-1][1]["body"]) <= 65_536


def test_the_container_is_pinned_and_holds_only_packages():
    text = (ROOT / "Containerfile").read_text("utf-8")
    assert all(re.search(r"@sha256:[0-9a-f]{64}$", line) for line in re.findall(r"^FROM .*", text, re.MULTILINE))
    assert re.findall(r"^COPY (.*)", text, re.MULTILINE) == ["requirements.lock /tmp/requirements.lock"]
    assert "--require-hashes" in text and re.search(r"^USER [1-9]\d*:", text, re.MULTILINE)
    sent = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert sent == ["*", "!requirements.lock"]
