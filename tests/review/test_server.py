"""`tracebrief review` prints an address with a new token, listens on this machine alone, and ends in order."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from tracebrief.project.errors import BuildError
from tracebrief.review import serve_review


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_stopped(built, stop):
    command = [sys.executable, "-m", "tracebrief", "review", "--no-browser"]
    environment = os.environ | {"TRACEBRIEF_ROOT": str(built.root)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        host, port, token = re.fullmatch(
            r"http://(127\.0\.0\.1):(\d+)/\?token=([\w-]{43})", process.stdout.readline().strip()
        ).groups()
        asked = http.client.HTTPConnection(host, int(port), timeout=20)
        asked.request("GET", f"/?token={token}")
        answer = asked.getresponse()
        assert answer.status == 200 and "server" not in answer.headers
        process.send_signal(stop)
        said, _ = process.communicate(timeout=20)
    assert process.returncode == 0 and said.splitlines()[-1] == "0 rulings written"


def test_a_port_that_is_taken_is_told(built):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BuildError, match=f"port {port}: .*; choose another with --port"):
            serve_review(built, port=port, browser=False)


def test_without_a_build_it_is_said_what_to_do(project):
    with pytest.raises(BuildError, match="there is no build to rule on; run `tracebrief build` first"):
        serve_review(project, browser=False)
