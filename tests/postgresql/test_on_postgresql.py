"""What matters most, on a real PostgreSQL server: the fast tests again, and many writers at once."""
import os
import re
import subprocess
import sys

import pytest

from tests.archive.provenance import crowd

pytestmark = pytest.mark.postgresql

# Every room whose tests could turn out differently there. Files, the search index, what is drawn of their answers,
# Django's admin, the log-in, hundreds of refused cells and the matrices of who may what could not.
ROOMS = ("archive", "catalog")
LEFT_OUT = (
    "archive/accounts", "archive/admin", "archive/originals", "archive/ingest/capture", "archive/ingest/extraction",
    "archive/ingest/description/test_bad_cells.py", *(f"archive/curation/test_{name}.py" for name in (
        "blind_figures", "captures", "dates", "describe", "entries", "expired", "grants", "imports", "matrix",
        "policy_matrix", "reconciling", "rounds_desk", "saving", "suggested", "traces", "tus", "wording")),
    "catalog/search", *(f"catalog/test_{name}.py" for name in (
        "documents_page", "facets", "home_page", "leaks", "leaks_in_rows", "mix_page", "renamed", "results",
        "suggestions_page")),
)
AT_LEAST = 500  # tests that use the database; fewer means that the selection is broken


def test_every_fast_test_that_uses_the_database_passes_on_postgresql(postgresql_url):
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
