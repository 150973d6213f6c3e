"""Writers at the same time: one real database file, several processes, several threads."""
import pytest

from tests.archive.provenance import crowd

pytestmark = pytest.mark.slow


@pytest.fixture
def database_url(tmp_path):
    return f"sqlite:///{tmp_path / 'crowd.sqlite3'}"


def test_eight_writers_leave_a_chain_without_a_gap(database_url):
    found = crowd.run_scenario("writers", database_url)
    assert found == {"written": crowd.PROCESSES * crowd.THREADS * crowd.EVENTS, "is_gapless": True, "fault": ""}


def test_of_two_savers_at_once_exactly_one_wins(database_url):
    found = crowd.run_scenario("savers", database_url)
    assert len(found["rounds"]) == crowd.ROUNDS
    for game in found["rounds"]:
        assert game["winners"] == [game["kept"]], game
        assert "StaleRecord" in game["said"]
    assert (found["version"], found["revisions"], found["fault"]) == (crowd.ROUNDS + 1, crowd.ROUNDS, "")


def test_a_ledger_in_use_is_verified_without_a_false_alarm(database_url):
    found = crowd.run_scenario("checking", database_url)
    assert found["wrote"] == 39
    assert found["faults"] == []
    assert found["grew"], "nothing was written between two checks: this proved nothing"


def test_an_event_cannot_be_written_outside_a_transaction(database_url):
    found = crowd.run_scenario("outside", database_url)
    assert found["error"] == "TransactionManagementError"
    assert "same transaction as its effect" in found["said"]
    assert found["events"] == 0
