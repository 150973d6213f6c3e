"""The demo collection never enters an archive that is somebody's."""
import io

import pytest
from django.core.management import CommandError, call_command

from archive import demo
from archive.models import Collection, Curator, Document, Event
from tests.base import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_demo(tmp_path, monkeypatch, settings):
    """The demo's people and collection, without the files: those take seconds."""
    settings.VAR_ROOT = tmp_path
    monkeypatch.setattr(demo, "plan_ingest", lambda *arguments: ([], {"documents": []}))
    monkeypatch.setattr(demo, "ingest_described", lambda *arguments, **options: None)


def load():
    said = io.StringIO()
    call_command("archive_load_demo", stdout=said, stderr=io.StringIO())
    return said.getvalue()


def test_an_empty_archive_takes_the_demo_once(small_demo):
    assert "is loaded now" in load()
    assert demo.is_loaded()
    assert "is loaded." in load()


def test_an_archive_that_holds_a_document_takes_no_demo(small_demo):
    make_document(Curator.objects.create_user("own"), title="A real letter")
    with pytest.raises(CommandError, match="holds documents of its own"):
        load()
    assert (Document.objects.count(), Collection.objects.count(), Curator.objects.count()) == (1, 0, 1)
    assert not demo.is_loaded()


@pytest.mark.parametrize("account", [{"username": "reviewer"}, {"username": "real", "pseudonym": "Reviewer 1"}])
def test_an_account_that_the_demo_did_not_create_never_becomes_its_approver(small_demo, account):
    Curator.objects.create_user(**account)
    with pytest.raises(CommandError, match=f"did not create account “{account['username']}”"):
        load()
    assert Curator.objects.count() == 1
    assert not Event.objects.filter(object_type="demo").exists()


def test_a_collection_that_the_demo_did_not_create_is_not_taken_over(small_demo):
    Collection.objects.create(code="demo", title="Our demonstrations")
    with pytest.raises(CommandError, match="did not create collection “demo”"):
        load()


def test_an_interrupted_demo_goes_on_though_it_has_documents(small_demo, monkeypatch):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo, "ingest_described", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load()
    make_document(Curator.objects.get(username="cataloguer"), title="Drafted by the demo")
    assert "is loaded now" in load()
    assert Curator.objects.filter(username="reviewer").count() == 1
