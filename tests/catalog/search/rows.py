"""Rows of the projection, written straight: what the index reads."""
import datetime

from catalog.models import (
    Change,
    PublishedAgent,
    PublishedContribution,
    PublishedDocument,
    PublishedHeading,
    PublishedMention,
    PublishedStance,
    PublishedUse,
)

PUBLISHED = datetime.datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)


def make_row(identifier, title="A title", **fields):
    """One public document, and the change that says so."""
    alternative = fields.pop("alternative", [])
    row = PublishedDocument.objects.create(**{
        "identifier": identifier, "title": title, "type": "Text", "record": {"alternative": alternative},
        "record_version": 1, "published_at": PUBLISHED, **fields})
    announce(identifier)
    return row


def announce(*identifiers, is_removal=False):
    Change.objects.bulk_create([Change(identifier=one, is_removal=is_removal) for one in identifiers])


def give_agent(row, name, *types, role="publisher", as_printed="", sequence=1):
    """Let a new agent of these types contribute; return its row."""
    agent = PublishedAgent.objects.create(
        identifier=f"agent-{name}"[:36], name=name, kind="body", record_version=1,
        types=[{"type": one, "period": ""} for one in types])
    PublishedContribution.objects.create(document=row, agent=agent, role=role, as_printed=as_printed,
                                         basis="printed", certainty="certain", sequence=sequence)
    PublishedMention.objects.create(document=row, agent=agent)
    return agent


def give_heading(row, kind, label):
    heading, _ = PublishedHeading.objects.get_or_create(
        identifier=f"{kind}-{label}"[:36], defaults={"kind": kind, "label": label})
    return PublishedUse.objects.get_or_create(document=row, heading=heading)[0]


def give_label(row, target, position, number=1):
    """One stance label on a target called `target`."""
    give_heading(row, "target", target)
    return PublishedStance.objects.create(
        identifier=f"{row.pk}-{target}-{number}"[:36], document=row, target_identifier=f"target-{target}"[:36],
        target_label=target, holder=f"holder {number}", position=position, status="accepted")
