"""The server that tests start is unprivileged, answers on this machine only, and is gone afterwards."""
import os
import socket
from pathlib import Path

import psycopg
import pytest

from tests import requirements
from tests.postgresql.server import running_server


@pytest.mark.postgresql
def test_the_server_stops_and_leaves_nothing_behind():
    with running_server(requirements.require_postgresql()) as url:
        with psycopg.connect(url) as connection:
            folder = Path(connection.execute("SHOW data_directory").fetchone()[0])
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
            port = int(connection.execute("SHOW port").fetchone()[0])
        process, *_rest = (folder / "postmaster.pid").read_text().splitlines()
        assert Path(f"/proc/{process}").stat().st_uid != 0, "PostgreSQL never runs as root"
    assert not folder.parent.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(process), 0)
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass


@pytest.mark.parametrize("part", requirements.PARTS)
@pytest.mark.parametrize(("require_all", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_what_is_missing_is_said_and_with_require_all_fails(monkeypatch, part, require_all, outcome):
    remedy = requirements.PARTS[part][1]
    monkeypatch.setitem(requirements.PARTS, part, (lambda: None, remedy))
    monkeypatch.setenv("REQUIRE_ALL", require_all)
    with pytest.raises(outcome, match=f"{part} is not installed.*{remedy}"):
        requirements.require(part)


def test_what_is_there_is_returned(monkeypatch, tmp_path):
    monkeypatch.setitem(requirements.PARTS, "chromium", (lambda: tmp_path, ""))
    assert requirements.require_chromium() == tmp_path
