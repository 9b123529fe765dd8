"""A publication killed with SIGKILL at any point leaves a whole site, the last or the new, and the next one succeeds.

Python tells of every file that is opened, linked, renamed or removed (PEP 578): that is where the publisher is killed,
at one of these points after the other; and once more from outside, at moments that nobody chose.
"""

import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracebrief.project.paths import Project
from tracebrief.publish.folder_swap import swap_folders
from tracebrief.publish.published_versions import read_published_versions
from tracebrief.publish.site_manifest import describe_damage, hash_files, name_content, read_manifest
from tracebrief.publish.staging import hold_build_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
# Reads lines of a name and a point; publishes that version in a child that is killed at its point, or never (0), and
# answers with the child's exit code. At a point below zero it tells its process and publishes without end.
PUBLISHER = """\
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from invented_pages import write_pages
from tracebrief.publish.staging import hold_build_lock, staged_site
from tracebrief.publish import staging as publishing
from tracebrief.publish.versions import Version
from tracebrief.project.paths import Project
from tracebrief.render import render_template

if sys.argv[3:]:
    publishing.swap_folders = lambda one, other: False
project, events = Project(Path(sys.argv[1])), []

def publish(name):
    with hold_build_lock(project), staged_site(project, Version(name, 0, None, "-dirty" not in name)) as target:
        write_pages(target, name)

def watch(point):
    def tell(event, _):
        if event == "open" or event.startswith(("os.", "shutil.", "ctypes.")):
            events.append(event)
            if len(events) == point:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(tell)

for line in sys.stdin:
    name, point = line.split()
    if (child := os.fork()) == 0:
        watch(int(point))
        while int(point) < 0:
            publish(name)
            publish(name.replace("one", "two"))
        publish(name)
        sys.stdout.write(f"{len(events)} {events.index('shutil.rmtree') + 1} ")
        sys.stdout.flush()
        os._exit(0)
    if int(point) < 0:
        print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Publisher:
    """The process that publishes, and what it answers."""

    def __init__(self, project: Project, *options: str) -> None:
        command = [sys.executable, "-c", PUBLISHER, str(project.root), str(Path(__file__).parent), *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, name: str, point: int = 0) -> list[int]:
        """Return the numbers of the answer; the last is the child's exit code."""
        self.process.stdin.write(f"{name} {point}\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> list[int]:
        return [int(number) for number in self.process.stdout.readline().split()]


@pytest.fixture
def start(project: Project) -> Iterator[Callable[..., Publisher]]:
    """Return a function that starts a publisher, which publishes two tagged versions and one that is not."""
    started: list[Publisher] = []

    def start(*options: str) -> Publisher:
        started.append(Publisher(project, *options))
        for name in ("v1", "v2", "one-dirty"):
            assert started[-1].ask(name)[-1] == 0
        return started[-1]

    yield start
    for publisher in started:
        publisher.process.stdin.close()
        publisher.process.wait()
        publisher.process.stdout.close()


def shown(project: Project) -> str:
    """Return the name of the version that the site shows, having seen that every file of every version is whole."""
    register = read_published_versions(project.site)
    for folder in (project.site, *(project.site / each.path for each in register.kept)):
        assert describe_damage(folder, read_manifest(folder)) is None
    for name in {name for each in register.kept for name in each.shared}:
        assert name_content(hash_files(project.site / "shared" / name)) == name
    assert [each.name for each in register.kept[1:]] == ["v2", "v1"]
    name = re.search(r"<p>([\w-]+),", (project.site / "index.html").read_text("utf-8"))[1]
    assert name == register.kept[0].name
    return name


def check_next(project: Project, publisher: Publisher) -> None:
    """Check that the next publication succeeds, and clears what the killed one left."""
    assert publisher.ask("one-dirty")[-1] == 0
    assert shown(project) == "one-dirty"
    assert {path.name for path in project.build.iterdir()} == {".lock", "site"}


def test_killed_at_every_kind_of_point(project: Project, start: Callable[..., Publisher]) -> None:
    publisher = start()
    points, swapped, _ = publisher.ask("one-dirty")
    chosen = {*range(1, points, max(1, points // 28)), *range(swapped - 4, swapped + 4), points}
    assert len(chosen) >= 30
    seen = set()
    for point in sorted(chosen):
        assert publisher.ask("two-dirty", point) == [-signal.SIGKILL]
        seen.add(shown(project))
        check_next(project, publisher)
    assert seen == {"one-dirty", "two-dirty"}


def test_killed_at_moments_that_nobody_chose(project: Project, start: Callable[..., Publisher]) -> None:
    publisher = start()
    chance = random.Random(3)
    for _ in range(12):
        (process,) = publisher.ask("one-dirty", -1)
        for _ in range(chance.randrange(1_000, 20_000)):
            (project.site / "index.html").exists()
        os.kill(process, signal.SIGKILL)
        assert publisher.answer() == [-signal.SIGKILL]
        assert shown(project) in ("one-dirty", "two-dirty")
        check_next(project, publisher)


def test_killed_around_two_renames_where_the_system_has_none_for_both(
    project: Project, start: Callable[..., Publisher]
) -> None:
    publisher = start("two renames")
    points, swapped, _ = publisher.ask("one-dirty")
    missing = 0
    for point in range(swapped - 6, min(swapped + 6, points + 1)):
        assert publisher.ask("two-dirty", point) == [-signal.SIGKILL]
        missing += not project.site.exists()
        with hold_build_lock(project):
            assert shown(project) in ("one-dirty", "two-dirty")
        check_next(project, publisher)
    assert missing == 1


def test_a_reader_always_finds_a_whole_page(
    project: Project, start: Callable[..., Publisher], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not swap_folders(tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")):
        pytest.skip("this system or file system cannot exchange two folders")
    publisher, seen = start(), set()
    (process,) = publisher.ask("one-dirty", -1)
    for _ in range(2000):
        text = (project.site / "index.html").read_text("utf-8")
        seen.add(re.search(r"<p>([\w-]+), .*</a>\n$", text)[1])
    os.kill(process, signal.SIGKILL)
    assert publisher.answer() == [-signal.SIGKILL]
    assert seen <= {"one-dirty", "two-dirty"}
