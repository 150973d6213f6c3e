"""Damage to the ledger, as someone with the database's password could do it."""
from django.db import connection

from archive.models import Event, LedgerHead
from archive.provenance.guards import drop_guards
from archive.provenance.ledger import event_hash


def execute(statement, *values):
    """Raw SQL, without any guard of the ORM."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def unguarded():
    """From here on no trigger stands in the way."""
    drop_guards(connection)


def swap(column, first, second):
    """Exchange one column of two events, which may be unique."""
    values = dict(Event.objects.filter(sequence__in=[first, second]).values_list("sequence", column))
    keys = dict(Event.objects.filter(sequence__in=[first, second]).values_list("sequence", "pk"))
    parked = 10**6 if column == "sequence" else "parked"
    for key, value in ((keys[first], parked), (keys[second], values[first]), (keys[first], values[second])):
        execute(f"UPDATE archive_event SET {column} = %s WHERE id = %s", value, key)


def rehash_from(sequence):
    """Give every row from `sequence` on a hash that fits, and the head too: a chain forged as a whole."""
    before = Event.objects.filter(sequence=sequence - 1).first()
    previous = before.hash if before else "0" * 64
    for event in Event.objects.filter(sequence__gte=sequence).order_by("sequence"):
        event.previous_hash = previous
        event.hash = previous = event_hash(event)
        execute("UPDATE archive_event SET previous_hash = %s, hash = %s WHERE id = %s",
                event.previous_hash, event.hash, event.pk)
    last = Event.objects.order_by("sequence").last()
    LedgerHead.objects.filter(pk=1).update(sequence=last.sequence, hash=last.hash)
