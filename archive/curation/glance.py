"""The desk at a glance: the first lines of every queue that is not empty, at a cost that does not grow."""
from dataclasses import dataclass

from archive.curation.queues import counts_for, documents_in, number_in_words, queues_of, with_facts
from archive.curation.trouble import lines_of
from archive.models import Document

SHOWN = 5


@dataclass(frozen=True)
class Glance:
    """The first lines of one queue: Documents, or Troubles; `number` of all of them in words."""

    queue: object
    number: str
    documents: list
    troubles: list

    @property
    def is_cut(self):
        return str(len(self.documents) + len(self.troubles)) != self.number


def glances_of(user):
    """The Glances of a person's queues that are not empty, what others wait for first."""
    counts = counts_for(user)
    queues = [queue for queue in queues_of(user) if queue.is_glanced and counts[queue.name]]
    keys = {queue.name: list(documents_in(queue, user).values_list("pk", flat=True)[:SHOWN])
            for queue in queues if not queue.rows}
    shown = {pk for some in keys.values() for pk in some}
    documents = {one.pk: one for one in with_facts(Document.objects.filter(pk__in=shown), user)}
    return [
        Glance(queue, number_in_words(counts[queue.name]), [documents[pk] for pk in keys.get(queue.name, ())],
               lines_of(queue, user)[:SHOWN] if queue.rows else [])
        for queue in queues
    ]
