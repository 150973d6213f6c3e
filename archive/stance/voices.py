"""What counts as one voice: the unit that several coders label, and by which their labels are compared."""
from archive.models.stance import StanceAnnotation

KINDS = frozenset(StanceAnnotation.HolderKind.values)


def voice_of(document, holder, agent):
    """What tells the voices of a document apart: its headline and its narrator are two, even of one agent.

    `document` and `agent` are any hashable names of them; `agent` is empty where no record is known.
    """
    return document, agent or holder.casefold(), holder if holder in KINDS else ""
