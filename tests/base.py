"""The cast: reader, cataloguer, reviewer, administrator and outsider.

Cataloguer describes and submits; reviewer decides; administrator may do both but
never approve what they submitted; outsider has a login and no role; reader has none.
"""
from django.contrib.auth.models import AnonymousUser, Group

from archive.models import Agent, Codebook, Curator, Document, Genre
from archive.provenance.revise import keep_revision
from archive.workflow.transitions import publish_document, submit_document


def make_curator(name, role=None):
    """A Curator called `name`, with password `name`, in the group `role`."""
    curator = Curator.objects.create_user(
        name, password=name, pseudonym=f"Coder {name.title()}", is_staff=role is not None
    )
    if role:
        curator.groups.add(Group.objects.get(name=role))
    return curator


def make_cast():
    """Everybody of the cast, by name; for `setUpTestData` and fixtures."""
    return {
        "reader": AnonymousUser(),
        "outsider": make_curator("outsider"),
        **{role: make_curator(role, role) for role in ("cataloguer", "reviewer", "administrator")},
    }


def make_codebook():
    return Codebook.objects.get_or_create(version="1.0", defaults={"text": "Rules."})[0]


def make_agent(name, **fields):
    return Agent.objects.create(name=name, **fields)


def make_document(by, **fields):
    """A described draft with its first revision."""
    genre, _ = Genre.objects.get_or_create(code="news-report", defaults={"label": "news report"})
    document = Document.objects.create(**{"title": "A title", "genre": genre, "language": ["en"],
                                          "persons_at_risk": "no", **fields})
    keep_revision(document, by, "drafted")
    return document


def publish(document, cast, access=None):
    """Submit as the cataloguer and publish as the reviewer."""
    submit_document(document, cast["cataloguer"])
    publish_document(document, cast["reviewer"], access)
    return document
