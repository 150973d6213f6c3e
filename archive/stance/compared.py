"""What several coders said about the same voices of one target, ready for `agreement.py` and for a table."""
from collections import defaultdict
from dataclasses import dataclass

from archive.models.document import Document
from archive.models.stance import StanceAnnotation
from archive.stance.agreement import agreement_of
from archive.stance.rounds import hidden_document_ids
from archive.stance.voices import voice_of

POSITIONS = tuple(StanceAnnotation.Position.values)
FIELDS = ("target_id", "document_id", "holder", "holder_agent_id", "coder__pseudonym", "position")


@dataclass(frozen=True)
class Compared:
    """The labels of one target by voice and coder, and what they say together."""

    labels: dict
    agreement: object

    @property
    def documents(self):
        """How many documents have labels of two coders or more."""
        coders = defaultdict(set)
        for (document, *_voice), given in self.labels.items():
            coders[document] |= set(given)
        return sum(len(one) > 1 for one in coders.values())

    @property
    def confusion(self):
        """[position of the first coder, by name][position of the second]: pairs of labels of one voice."""
        counts = {one: dict.fromkeys(POSITIONS, 0) for one in POSITIONS}
        for given in self.labels.values():
            said = [given[coder] for coder in sorted(given)]
            for n, first in enumerate(said):
                for second in said[n + 1:]:
                    counts[first][second] += 1
        return counts


def labels_seen_by(user, codebook="", coders=()):
    """Current labels that this person may see and count, of one codebook version and of some coders if given."""
    visible = Document.objects.visible_to(user).belongings(StanceAnnotation.objects.current())
    labels = visible.exclude(document__in=hidden_document_ids(user))
    if codebook:
        labels = labels.filter(codebook__version=codebook)
    return labels.filter(coder__in=coders) if coders else labels


def compared_by_target(labels, **how):
    """{primary key of the target: Compared} of a queryset of labels, in one query; `how` is for the bootstrap."""
    found = defaultdict(lambda: defaultdict(dict))
    for target, document, holder, agent, coder, position in labels.order_by("pk").values_list(*FIELDS):
        found[target][voice_of(document, holder, agent)][coder] = position
    return {target: Compared(given, agreement_of(given, **how)) for target, given in found.items()}
