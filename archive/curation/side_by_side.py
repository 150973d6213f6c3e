"""The labels of all coders side by side: one group for each voice and target, one column for each label."""
from dataclasses import dataclass

from archive.models import StanceAnnotation
from archive.stance.rounds import visible_stances
from archive.stance.voices import voice_of


@dataclass(frozen=True)
class Group:
    """All present labels of one voice on one target; `is_own` if this reviewer made one of them."""

    number: int
    target: object
    holder: str
    labels: tuple
    is_own: bool

    @property
    def coders(self):
        return len({label.coder_id for label in self.labels})

    @property
    def is_agreed(self):
        return len({label.position for label in self.labels}) == 1

    @property
    def is_open(self):
        """Whether something is left to decide."""
        return any(label.status == StanceAnnotation.Status.PROPOSED for label in self.labels)


def side_by_side(record, user):
    """The Groups of a document that this person may see, by target and holder."""
    groups = {}
    for label in visible_stances(user, record):
        if label.status != StanceAnnotation.Status.SUPERSEDED:
            voice = voice_of(record.pk, label.holder, label.holder_agent_id)
            groups.setdefault((label.target.label, label.target_id, voice), []).append(label)
    in_order = sorted(groups.items(), key=lambda item: (item[0][0], item[1][0].holder.casefold(), item[1][0].pk))
    return [
        Group(number, labels[0].target, labels[0].holder, tuple(sorted(labels, key=lambda one: one.coder.pseudonym)),
              any(label.coder_id == user.pk for label in labels))
        for number, (_key, labels) in enumerate(in_order, 1)
    ]
