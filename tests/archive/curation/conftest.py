"""A draft with text in which evidence can be anchored, a round of blind labelling of it, and the desk's addresses."""
import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from archive.curation.forms.describe import values_of
from archive.models import Document, Event, Holding, Original, Revision, StanceTarget, TextVersion
from archive.stance.rounds import open_round
from archive.urls import urlpatterns
from tests.base import make_codebook, make_curator, make_document

TEXT = "The ministry said that the dam is safe. Residents said: “the dam will break”. About 1,500 left."


def give_text(document, text=TEXT, filename="page.txt"):
    """Hold a file for the document whose whole text is `text`; the bytes are not in the store."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    original, _ = Original.objects.get_or_create(
        sha256=sha256, defaults={"size": len(text.encode()), "media_type": "text/plain"}
    )
    Holding.objects.create(document=document, original=original, filename=filename)
    return TextVersion.objects.create(original=original, kind="raw", text=text, sha256=sha256,
                                      length=len(text), tool="test 1")


@pytest.fixture
def draft(cast):
    """A draft of the cataloguer with a text, and a codebook to label by."""
    make_codebook()
    document = make_document(cast["cataloguer"], title="On the dam")
    give_text(document)
    return document


@pytest.fixture
def target(db):
    return StanceTarget.objects.create(kind="proposition", label="The dam is safe.")


@pytest.fixture
def coders(cast, clients):
    """Two coders; the second is a reviewer, who has the most to see."""
    people = {"anna": make_curator("anna", "cataloguer"), "bela": make_curator("bela", "reviewer")}
    for name, person in people.items():
        clients[name] = Client()
        clients[name].force_login(person)
    return people


@pytest.fixture
def opened(cast, coders, draft):
    return open_round(draft, coders.values(), cast["reviewer"])


def everything():
    """What must not change when nothing may: every document's state, and all that was recorded."""
    return (
        list(Document.objects.order_by("pk").values_list("state", "version", "title", "access_level")),
        Event.objects.count(), Revision.objects.count(),
    )


def desk_patterns():
    """Every address below /curation/: the desk's own, and the readers' page as it will be."""
    entries = [entry for entry in urlpatterns if str(entry.pattern).startswith("curation/")]
    return [pattern for entry in entries for pattern in getattr(entry, "url_patterns", [entry])]


def desk_addresses(arguments):
    """{URL name: address} of `desk_patterns()`; `arguments` is a function of the name."""
    return {pattern.name: reverse(pattern.name if pattern.name == "preview" else f"curation:{pattern.name}",
                                  kwargs=arguments(pattern.name)) for pattern in desk_patterns()}


def filled(page, **changes):
    """The data that a browser would send from the describing form of a response, with changes."""
    return {**values_of(page.context["description"]), **changes}
