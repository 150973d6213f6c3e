"""A check of the stores leaves its findings in the ledger: what was damaged, and of which kind."""
import hashlib
import io
import json

import pytest
from django.core.management import CommandError, call_command

from archive.models import Derivative, Event, Holding, Original
from archive.originals.store import default_store, derivative_store
from archive.provenance.fixity import all_holdings
from archive.provenance.verification import verify_ledger
from tests.base import make_document

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


@pytest.mark.parametrize("kind", ["original", "derivative"])
def test_a_damaged_file_is_said_with_its_document_and_what_to_do(stored, kind, cast, capsys):
    store, row = stored[kind]
    document = make_document(cast["cataloguer"], title="A letter")
    Holding.objects.create(document=document, original=stored["original"][1], filename="letter.txt")
    damage(store, row.sha256)
    with pytest.raises(CommandError):
        call_command("archive_verify_storage")
    said = capsys.readouterr().out
    assert f"document {document.identifier} “A letter”, file “letter.txt”" in said
    place = f"{kind}s/{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}"
    assert f"restore the file from a backup to {place} below MEDIA_ROOT" in said


def test_a_folder_that_is_not_there_is_said_first(stored, settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path / "not mounted"
    with pytest.raises(CommandError):
        call_command("archive_verify_storage")
    assert "The folder of originals" in capsys.readouterr().err.splitlines()[0]


def test_both_stores_are_checked():
    assert [(holdings.name, holdings.kind) for holdings in all_holdings()] == [
        ("originals", "original"), ("derivatives", "derivative")]
