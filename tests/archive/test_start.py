"""`make run` says in one line why it cannot serve, before it says that it is ready."""
import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings


def start(folder, **environment):
    own = {"VAR_ROOT": str(folder), "MEDIA_ROOT": str(folder / "media"), "DATABASE_URL": "",
           "DJANGO_SETTINGS_MODULE": "archive.settings"}
    return subprocess.run([sys.executable, settings.PROJECT_ROOT / "deploy" / "start.py"], check=False,
                          env={**os.environ, **own, **environment}, capture_output=True, text=True, timeout=120)


def test_a_port_in_use_is_said_before_anything_is_prepared(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        ended = start(tmp_path, ADDRESS=address)
    assert ended.returncode == 1
    assert f"Cannot serve at {address}: the port is in use" in ended.stderr
    assert "ready" not in ended.stdout
    assert not (tmp_path / "standpoint.sqlite3").exists()


@pytest.mark.parametrize(("wrong", "said"), [
    ({"ADDRESS": "here"}, "ADDRESS: “here” is not an address"),
    ({"EXTRACTION_SECONDS": "soon"}, "A setting is wrong. EXTRACTION_SECONDS"),
])
def test_a_wrong_setting_is_said_in_one_line(tmp_path, wrong, said):
    ended = start(tmp_path, **wrong)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert said in ended.stderr
