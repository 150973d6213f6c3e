"""What matters most, on a real PostgreSQL server: its questions again, and many writers at once."""
import os
import re
import subprocess
import sys

import pytest

from tests.archive.provenance import crowd

pytestmark = pytest.mark.postgresql

# The rooms in which questions are put to the database. What only shows their answers, or asks files, the search index,
# Django's admin or the log-in, could not turn out differently there.
ROOMS = (
    *(f"archive/{room}" for room in (
        "authorities", "changes", "discussion", "ingest", "models", "overview", "parts", "provenance",
        "stance", "workflow")),
    *(f"archive/curation/test_{name}.py" for name in ("history", "merging", "queues", "saving")),
    *(f"catalog/test_{name}.py" for name in (
        "failed_projection", "headings", "history", "index_pages", "labelling_rounds", "merged", "parts",
        "projection", "rebuild", "target_page", "upgrade")),
)
LEFT_OUT = (
    "archive/discussion/test_notice.py", "archive/ingest/capture", "archive/ingest/extraction",
    "archive/ingest/test_pieces.py", "archive/provenance/test_snapshot.py",
    *(f"archive/ingest/description/test_{name}.py" for name in ("bad_cells", "excerpt_form")),
    *(f"archive/ingest/importing/test_{name}.py" for name in ("mistakes", "unpacking")),
)
AT_LEAST = 500  # tests that use the database; fewer means that the selection is broken


def test_the_rooms_that_question_the_database_pass_on_postgresql(postgresql_url):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "2", "--tb=short", "--create-db",
               "-m", "not browser and not slow and not postgresql", *(f"tests/{room}" for room in ROOMS),
               *(f"--ignore=tests/{room}" for room in LEFT_OUT)]
    environment = {**os.environ, "DATABASE_URL": postgresql_url, "ONLY_DATABASE_TESTS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert "database: postgresql" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0, f"on PostgreSQL:\n{done.stdout[-20_000:]}\n{done.stderr[-2_000:]}"
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) >= AT_LEAST, done.stdout


def test_eight_writers_leave_a_chain_without_a_gap(empty_database):
    found = crowd.run_scenario("writers", empty_database)
    assert found == {"written": crowd.PROCESSES * crowd.THREADS * crowd.EVENTS, "is_gapless": True, "fault": ""}


def test_of_two_savers_at_once_exactly_one_wins(empty_database):
    found = crowd.run_scenario("savers", empty_database)
    assert len(found["rounds"]) == crowd.ROUNDS
    for game in found["rounds"]:
        assert game["winners"] == [game["kept"]], game
        assert "StaleRecord" in game["said"]
    assert (found["version"], found["revisions"], found["fault"]) == (crowd.ROUNDS + 1, crowd.ROUNDS, "")


def test_a_ledger_in_use_is_verified_without_a_false_alarm(empty_database):
    found = crowd.run_scenario("checking", empty_database)
    assert (found["wrote"], found["faults"]) == (39, [])
    assert found["grew"], "nothing was written between two checks: this proved nothing"
