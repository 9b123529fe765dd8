"""Earlier versions stay as they were published, share their assets, and leave a way to the newest when they go."""

import json
import re
import shutil

import pytest

from tracebrief.project.errors import BuildError
from tracebrief.publish.published_versions import KEPT, PublishedVersion, PublishedVersions, read_published_versions
from tracebrief.publish.site_manifest import describe_damage, hash_files, name_content, read_manifest


def folders(project):
    """Return the folders of versions that hold more than pages which lead elsewhere."""
    return {path.parent.name for path in (project.site / "v").glob("*/manifest.json")}


def links(page):
    """Return where the paths of a page lead, those that lead nowhere marked."""
    found = re.findall(r"(?:href|src)=\"([^\"]+)\"", page.read_text("utf-8"))
    return {(path, (page.parent / path).exists()) for path in found if path != "data:,"}


def test_a_version_is_at_the_root_and_in_its_folder(project, publish):
    publish("release/1.0", tagged=True)
    for folder in (project.site, project.site / "v" / "release~2F1.0"):
        assert describe_damage(folder, read_manifest(folder)) is None
        assert all(there for page in folder.rglob("*.html") for _, there in links(page))
    assert set(read_manifest(project.site)) == {
        *("build/assets/brief.js", "build/assets/type.otf", "claims.csv"),
        *("index.html", "report/brief.css", "report/index.html"),
    }
    assert (project.site / "v/release~2F1.0/run.js").read_text() == "run release/1.0"


def test_its_pages_load_what_versions_share_and_say_what_they_said(project, publish):
    publish("v1", tagged=True)
    (shared,) = (project.site / "shared").iterdir()
    page = (project.site / "v/v1/report/index.html").read_text("utf-8")
    assert f'src="../../../shared/{shared.name}/brief.js"' in page
    assert 'href="../../../versions.html"' in page
    assert 'href="../report/brief.css"' in page
    assert "<p>v1, not ../build/assets/</p>" in page
    assert f'url("../../../shared/{shared.name}/type.otf")' in (project.site / "v/v1/report/brief.css").read_text()
    assert not (project.site / "v/v1/build").exists()


def test_versions_with_the_same_assets_share_them_and_others_go_with_their_last_version(project, publish):
    publish("a-1-gabc")
    publish("a-2-gabc")
    assert len(list((project.site / "shared").iterdir())) == 1
    publish("v3", tagged=True, script="// another")
    assert len(list((project.site / "shared").iterdir())) == 2
    for number in range(KEPT):
        publish(f"b-{number}-gabc", script="// the third")
    shared = {path.name for path in (project.site / "shared").iterdir()}
    assert shared == {name for each in read_published_versions(project.site).kept for name in each.shared}
    assert all(name_content(hash_files(project.site / "shared" / name)) == name for name in shared)


def test_an_earlier_version_is_carried_byte_for_byte_without_a_copy(project, publish):
    publish("v1", tagged=True)
    page = project.site / "v/v1/report/index.html"
    before, content = page.stat().st_ino, page.read_bytes()
    publish("v2", tagged=True)
    assert (page.stat().st_ino, page.read_bytes()) == (before, content)


def test_without_hard_links_files_are_copied(project, publish, monkeypatch):
    def refuse(*_):
        raise OSError(95, "not supported")

    monkeypatch.setattr("os.link", refuse)
    publish("v1", tagged=True)
    publish("v2", tagged=True)
    assert folders(project) == {"v1", "v2"}
    assert describe_damage(project.site / "v/v1", read_manifest(project.site / "v/v1")) is None


def test_who_writes_the_last_runs_record_alters_no_version(project, publish):
    publish("v1", tagged=True)
    with (project.site / "run.js").open("w") as record:
        record.write("later")
    assert (project.site / "v/v1/run.js").read_text() == "run v1"


# Names as published, oldest first, a tag marked by !; and those that are kept.
BUILDS = [f"n-{number}-gabc" for number in range(12)]
SERIES = {
    "all of a few": (["a", "b!", "c"], ["a", "b!", "c"]),
    "the last ten builds": (BUILDS, BUILDS[2:]),
    "a tag for ever": (["v1!", *BUILDS], ["v1!", *BUILDS[2:]]),
    "tags among the last ten": ([*BUILDS[:9], "v1!", "v2!"], [*BUILDS[1:9], "v1!", "v2!"]),
    "of what no commit holds only the last": (["a", "b-dirty", "c", "c-dirty"], ["a", "c", "c-dirty"]),
    "no build for one that no commit holds": ([*BUILDS[:10], "x-dirty"], [*BUILDS[:10], "x-dirty"]),
    "a version built again is the newest": (["a", "b", "a"], ["b", "a"]),
    "a tag that ends like a dirty build": (["a-dirty!", "b"], ["a-dirty!", "b"]),
}


def entry(name):
    bare = name.removesuffix("!")
    dirty = bare.endswith("-dirty") and bare == name
    return PublishedVersion(bare, bare, "", None, bare != name, dirty, None, ("index.html",))


@pytest.mark.parametrize("case", SERIES)
def test_what_is_kept(case):
    names, kept = SERIES[case]
    register = PublishedVersions()
    for name in names:
        register = register.add(entry(name))
    bare = [name.removesuffix("!") for name in names]
    gone = set(bare) - {name.removesuffix("!") for name in kept}
    assert [each.name for each in register.kept] == [name.removesuffix("!") for name in reversed(kept)]
    assert {each.name for each in register.withdrawn} == {name for name in gone if not name.endswith("-dirty")}


def test_a_version_that_is_built_again_is_no_longer_withdrawn():
    register = PublishedVersions(kept=(entry("b"),), withdrawn=(entry("a"),)).add(entry("a"))
    assert [[each.name for each in part] for part in (register.kept, register.withdrawn)] == [["a", "b"], []]


def test_a_withdrawn_version_leads_to_the_newest_one(project, publish):
    publish("old", pages=("report/gone.html", "report/evidence/a.html"))
    for name in BUILDS[: KEPT - 1]:
        publish(name, pages=("report/evidence/a.html",))
    assert "old" in folders(project)
    publish("new", pages=("report/evidence/a.html",))
    assert "old" not in folders(project)
    stubs = {
        path.relative_to(project.site / "v/old").as_posix(): path for path in (project.site / "v/old").rglob("*.*")
    }
    assert set(stubs) == {"index.html", "report/index.html", "report/gone.html", "report/evidence/a.html"}
    for page, stub in stubs.items():
        to = "../../../versions.html" if "gone" in page else "../" * (page.count("/") + 1) + f"new/{page}"
        text = stub.read_text()
        assert {link for link, _ in links(stub)} == {to}
        assert all(there for _, there in links(stub))
        assert f'location.replace("{to}"+' in text
        assert f'content="0; url={to}"' in text
        assert 'content="noindex"' in text
        assert len(text) < 500
    assert ("location.hash" in stubs["report/gone.html"].read_text(), "location.hash" in text) == (False, True)


def test_latest_leads_to_the_newest(project, publish):
    publish("v1", tagged=True)
    publish("v2", tagged=True)
    assert {link for link, _ in links(project.site / "latest/report/index.html")} == {"../../v/v2/report/index.html"}
    assert all(there for page in (project.site / "latest").rglob("*.html") for _, there in links(page))


DAMAGE = {
    "a page is altered": ("v/v1/report/index.html", b"!", "report/index.html is altered"),
    "a page is missing": ("v/v1/report/index.html", None, "report/index.html is missing"),
    "the manifest is altered": ("v/v1/manifest.json", b"!", "manifest.json is altered"),
    "the whole folder is missing": ("v/v1", None, "manifest.json is missing"),
    "what it shares is altered": ("shared/*/brief.js", b"!", r"shared/\w+, which it loads from, is altered"),
    "what it shares is missing": ("shared/*", None, r"shared/\w+, which it loads from, is altered"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_damaged_version_is_withdrawn_with_a_warning(project, publish, case):
    pattern, content, told = DAMAGE[case]
    publish("v1", tagged=True)
    (path,) = project.site.glob(pattern)
    if content:
        with path.open("ab") as file:
            file.write(content)
    else:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (line,) = publish("v2", tagged=True, script="// another")
    assert re.fullmatch(rf"build/site/v/v1: {told}; v1 is withdrawn until its commit is built again", line)
    assert folders(project) == {"v2"}
    assert {link for link, _ in links(project.site / "v/v1/index.html")} == {"../v2/index.html"}
    assert publish("v1", tagged=True) == []
    assert folders(project) == {"v1", "v2"}


def test_what_nobody_published_is_not_carried(project, publish):
    publish("v1", tagged=True)
    (project.site / "v/v1/added.html").write_text("x")
    (project.site / "v/other").mkdir()
    assert publish("v2", tagged=True) == []
    assert not (project.site / "v/v1/added.html").exists()
    assert not (project.site / "v/other").exists()


def test_one_name_with_two_contents_is_warned_of(project, publish):
    publish("v1", tagged=True)
    assert publish("v1", tagged=True) == []
    (line,) = publish("v1", tagged=True, words="something else")
    assert line == "build/site/v/v1: v1 was published before with other content; this one replaces it"
    publish("x-dirty", words="one")
    assert publish("x-dirty", words="two") == []


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"kept": 1}'], ids=["missing", "empty", "cut", "other"])
def test_a_damaged_register_stops_before_anything_is_lost(project, publish, content):
    publish("v1", tagged=True)
    register = project.site / "versions.json"
    register.unlink() if content is None else register.write_bytes(content)
    with pytest.raises(BuildError, match=r"build/site/versions\.json: the list .* remove build/site"):
        publish("v2", tagged=True)
    assert folders(project) == {"v1"}


def test_a_site_of_before_there_were_versions_is_replaced(project, publish):
    project.site.mkdir(parents=True)
    (project.site / "index.html").write_text("old")
    publish("v1", tagged=True)
    assert folders(project) == {"v1"}


def test_pages_can_load_the_list_of_versions(project, publish):
    publish("v1", tagged=True)
    publish("v2-1-gabc", pages=("report/more.html",))
    lines = (project.site / "versions.js").read_text().splitlines()
    pages, versions = (json.loads(line.partition(" = ")[2].rstrip(";")) for line in lines)
    assert [line.partition(" = ")[0] for line in lines] == ["window.tracebriefPages", "window.tracebriefVersions"]
    assert [(each["name"], each["date"], each["claims"], each["href"]) for each in versions] == [
        ("v2-1-gabc", "2020-03-04", 2, "v/v2-1-gabc/"),
        ("v1", "2020-03-04", 2, "v/v1/"),
    ]
    assert [pages[each["pages"]] for each in versions] == [["index", "report/index", "report/more"], pages[0]]


def test_a_page_lists_the_versions_without_a_script(project, publish):
    for name in ["<old>", *BUILDS[:KEPT]]:
        publish(name)
    text = (project.site / "versions.html").read_text("utf-8")
    assert all(there for _, there in links(project.site / "versions.html"))
    assert f"{BUILDS[KEPT - 1]}</a> (newest)" in text
    assert "1 version is no longer kept" in text
    assert "lead to the newest version: &lt;old&gt;." in text
    assert text.count("<tr>") == 1 + KEPT


BUDGETS = {
    "enough": ("site-budget-mb = 0.1", None),
    "none given": ("", None),
    "too little": (
        "site-budget-mb = 0.002",
        r"build/site: \d\.\d kB, over its budget of 0\.002 MB \(largest: the newest ",
    ),
    "no number": ('site-budget-mb = "much"', "site-budget-mb = 'much' is no size"),
    "nothing": ("site-budget-mb = 0", "site-budget-mb = 0 is no size"),
    "yes": ("site-budget-mb = true", "site-budget-mb = True is no size"),
}


@pytest.mark.parametrize("case", BUDGETS)
def test_the_site_stays_within_its_budget(project, publish, case):
    setting, refused = BUDGETS[case]
    publish("v1", tagged=True)
    (project.root / "pyproject.toml").write_text(f"[tool.tracebrief]\n{setting}\n", "utf-8")
    if refused:
        with pytest.raises(BuildError, match=refused) as problem:
            publish("v2", tagged=True)
        assert "\n" not in str(problem.value)
        assert folders(project) == {"v1"}
    else:
        publish("v2", tagged=True)
        assert folders(project) == {"v1", "v2"}
