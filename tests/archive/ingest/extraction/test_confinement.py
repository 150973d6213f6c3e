"""What a taken-over parser still cannot do: reach the network, files, processes, the parent."""

import json
import socket
from dataclasses import replace

import pytest

from archive.ingest.extraction import ExtractionSandbox, Limits

ENTRY = "tests.archive.ingest.extraction.hostile_parsers:load"
LIMITS = Limits(wall_seconds=3, cpu_seconds=2, max_characters=10_000)


@pytest.fixture(scope="module")
def hostile():
    with ExtractionSandbox(LIMITS, entry=ENTRY) as sandbox:
        yield sandbox


@pytest.fixture
def attack(hostile, tmp_path):
    def attack(command: str):
        path = tmp_path / "attack"
        path.write_text(command)
        return hostile.extract(path)

    return attack


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("attempt", ["connect", "native-connect"])
def test_the_network_is_out_of_reach(attack, listener, attempt):
    outcome = attack(f"{attempt} {listener.getsockname()[1]}").text("main")
    assert outcome.startswith("refused")
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_listener_of_these_tests_can_be_reached_from_outside_the_sandbox(listener):
    with socket.create_connection(listener.getsockname()):
        listener.setblocking(True)
        listener.accept()[0].close()


@pytest.mark.parametrize("attempt", ["read", "native-read"])
def test_other_files_cannot_be_read(attack, hostile, tmp_path, attempt):
    canary = tmp_path / "secret.txt"
    canary.write_text("CANARY-5521")
    extraction = attack(f"{attempt} {canary}")
    if attempt == "native-read" and "landlock" not in hostile.layers:
        pytest.skip("this kernel has no Landlock")
    assert extraction.text("main").startswith("refused")
    assert "CANARY" not in repr(extraction)


@pytest.mark.parametrize("attempt", ["write", "native-write"])
def test_nothing_can_be_written(attack, tmp_path, attempt):
    target = tmp_path / "written"
    attack(f"{attempt} {target}")
    assert not target.exists() or target.stat().st_size == 0


@pytest.mark.parametrize("attempt", ["run", "system", "fork", "native-fork"])
def test_no_process_can_be_started(attack, attempt):
    assert attack(attempt).text("main").startswith("refused")


def test_the_child_sees_no_environment_no_django_and_no_parent_paths_first(attack, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "CANARY-7781")
    seen = json.loads(attack("seen").text("main"))
    assert set(seen["environment"]) <= {"LC_ALL", "LC_CTYPE"}
    assert seen["django"] is False
    assert "" not in seen["path"]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("abort", "crashed"),
        ("segfault", "crashed"),
        ("exit", "ended unexpectedly"),
        ("sleep 60", "longer than 3 seconds"),
        ("swallow", "ended unexpectedly"),
        ("flood", "returned too much"),
        ("raw garbage-without-any-meaning", "unintelligible"),
        ('frame {"kind": "Tool", "fields": {"name": 1, "version": "1"}, "blob": 0}', "wrong type"),
        ('frame {"kind": "Bomb", "fields": {}, "blob": 0}', "unknown kind"),
        ('frame {"kind": "MediaType", "fields": {"value": "a<b"}, "blob": 0}', "media type"),
        ('frame {"kind": "Pages", "fields": {"count": NaN}, "blob": 0}', "not a number"),
        ('frame {"kind": "Thumbnail", "fields": {"media_type": "image/svg+xml", "width": 1,'
         ' "height": 1, "page": 1}, "blob": 0}', "neither WebP nor JPEG"),
    ],
)  # fmt: skip
def test_a_failing_parser_gives_a_reason_and_the_next_file_works(attack, command, reason):
    extraction = attack(command)
    assert reason in extraction.failures[-1].reason
    assert attack("hello again").text("main") == "hello again"


def test_a_parser_that_spins_is_ended_by_processor_time(tmp_path):
    """The clock on the wall gets no chance here, however busy the machine is."""
    path = tmp_path / "attack"
    path.write_text("spin")
    with ExtractionSandbox(replace(LIMITS, wall_seconds=120, cpu_seconds=1), entry=ENTRY) as sandbox:
        assert "processor time" in sandbox.extract(path).failures[-1].reason


def test_killing_the_zygote_does_not_stop_the_next_file(attack, hostile):
    attack("kill-parent")
    assert attack("hello again").text("main") == "hello again"


def test_all_layers_hold_on_this_machine(hostile, attack):
    attack("hello")
    assert {"resource limits", "audit hook"} <= set(hostile.layers)
