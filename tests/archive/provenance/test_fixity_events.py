"""A check of the stores leaves its findings in the ledger: what was damaged, and of which kind."""
import hashlib
import io
import json

import pytest
from django.core.management import CommandError, call_command

from archive.models import Derivative, Event, Original
from archive.originals.store import default_store, derivative_store
from archive.provenance.fixity import all_holdings
from archive.provenance.verification import verify_ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    """One original and one picture made from it: rows and bytes."""
    data, picture = b"the bytes as received", b"a picture"
    original = Original.objects.create(sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type="text/plain")
    made = Derivative.objects.create(original=original, sha256=hashlib.sha256(picture).hexdigest(), size=len(picture),
                                     media_type="image/png", width=1, height=1, tool="tests")
    default_store().put(io.BytesIO(data))
    derivative_store().put(io.BytesIO(picture))
    return {"original": (default_store(), original), "derivative": (derivative_store(), made)}


def damage(store, sha256):
    path = store.path(sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[::-1])


def test_a_good_store_is_said_to_be_good(stored, capsys):
    call_command("archive_verify_storage")
    assert [(event.object_id, event.outcome) for event in Event.objects.all()] == [
        ("originals", "success"), ("derivatives", "success")]
    assert [json.loads(event.detail)["good"] for event in Event.objects.all()] == [1, 1]
    assert "1 checked, 1 good" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["original", "derivative"])
def test_a_damaged_file_is_named_with_its_kind_and_the_command_fails(stored, kind):
    store, row = stored[kind]
    damage(store, row.sha256)
    with pytest.raises(CommandError, match="STORAGE NOT INTACT"):
        call_command("archive_verify_storage", stdout=io.StringIO())
    fault = Event.objects.get(outcome="fail", object_id=row.sha256)
    assert (fault.type, fault.object_type) == ("fixity check", kind)
    assert Event.objects.filter(outcome="fail", object_id=f"{kind}s").exists()
    assert verify_ledger().is_good


def test_both_stores_are_checked():
    assert [(holdings.name, holdings.kind) for holdings in all_holdings()] == [
        ("originals", "original"), ("derivatives", "derivative")]
