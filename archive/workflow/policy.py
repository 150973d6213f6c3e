"""The access policy: who may do what to which kind of record, readable as one table.

It is what is enforced: guards, verbs and the admin ask `permissions.may`, which
looks here; the desk shows it as a page. The moves of a document come from
`states.py`. What has no row, nobody may do, not even an administrator.
"""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.workflow.policy_words import KINDS, VERBS
from archive.workflow.states import TRANSITIONS, Role

OWN = _("only one's own")
NOT_OWN = _("never one's own")
DRAFT = _("only a draft")
EVERYWHERE, GRANTED = False, True  # whether a role for the document's collection is enough


@dataclass(frozen=True)
class Rule:
    """One cell that is not empty. `role` is the least role, `condition` what else must hold, in words."""

    kind: str
    verb: str
    role: str
    counts_grants: bool
    condition: str = ""

    @property
    def kind_label(self):
        return KINDS[self.kind]

    @property
    def verb_label(self):
        return VERBS.get(self.verb, self.verb)


def _rows(kind, counts_grants, *cells):
    """Rules of one kind from ("verb verb ...", least role) or ("verb ...", least role, condition)."""
    for verbs, role, *condition in cells:
        for verb in verbs.split():
            yield Rule(kind, verb, role, counts_grants, *condition)


def _moves():
    """The moves of a document, as `states.py` has them."""
    for name, move in TRANSITIONS.items():
        condition = NOT_OWN if move.is_four_eyes else OWN if move.is_own else ""
        yield Rule("document", name, move.role, GRANTED, condition)


CATALOGUER, REVIEWER, ADMINISTRATOR = Role.CATALOGUER, Role.REVIEWER, Role.ADMINISTRATOR

RULES = (
    *_rows("document", GRANTED, ("see", CATALOGUER), ("add", CATALOGUER),
           ("describe", CATALOGUER, DRAFT), ("assign", CATALOGUER)),
    *_moves(),
    *_rows("part", GRANTED, ("see", CATALOGUER), ("split join", CATALOGUER, DRAFT)),
    *_rows("unsaved", GRANTED, ("see keep", CATALOGUER, OWN)),
    *_rows("comment", GRANTED, ("see add settle", CATALOGUER)),
    *_rows("preview", GRANTED, ("see", CATALOGUER)),
    *_rows("revision", GRANTED, ("see", CATALOGUER), ("restore", CATALOGUER, DRAFT)),
    *_rows("original", GRANTED, ("see", CATALOGUER)),
    *_rows("text", GRANTED, ("see", CATALOGUER)),
    *_rows("stance", GRANTED, ("see", CATALOGUER), ("add", CATALOGUER), ("correct", CATALOGUER, OWN),
           ("decide", REVIEWER, NOT_OWN)),
    *_rows("claim", GRANTED, ("see add", CATALOGUER), ("change delete", CATALOGUER, DRAFT)),
    *_rows("quotation", GRANTED, ("see add", CATALOGUER), ("change delete", CATALOGUER, DRAFT)),
    *_rows("round", GRANTED, ("see", CATALOGUER), ("label submit", CATALOGUER, OWN), ("add close", REVIEWER),
           ("decide", REVIEWER)),
    *_rows("batch", GRANTED, ("see", CATALOGUER), ("add", CATALOGUER)),
    *_rows("capture", GRANTED, ("see", CATALOGUER), ("add", CATALOGUER, _("when it is switched on"))),
    *_rows("import", GRANTED, ("see add", CATALOGUER), ("apply undo", CATALOGUER, _("only records they may describe"))),
    *_rows("change", GRANTED, ("see add", CATALOGUER), ("apply undo", CATALOGUER, _("only records they may describe"))),
    *_rows("queue", GRANTED, ("see", CATALOGUER)),
    *_rows("agent", EVERYWHERE, ("change distinguish", CATALOGUER), ("delete", CATALOGUER, _("only unused")),
           ("merge", REVIEWER)),
    *_rows("subject", EVERYWHERE, ("change distinguish", CATALOGUER), ("delete", CATALOGUER, _("only unused")),
           ("merge", REVIEWER)),
    *_rows("place", EVERYWHERE, ("change distinguish", CATALOGUER), ("delete", CATALOGUER, _("only unused")),
           ("merge", REVIEWER)),
    *_rows("agent", GRANTED, ("see add", CATALOGUER)),  # who describes adds the names that are missing
    *_rows("subject", GRANTED, ("see add", CATALOGUER)),
    *_rows("place", GRANTED, ("see add", CATALOGUER)),
    *(Rule(kind, "see", CATALOGUER, GRANTED) for kind in ("genre", "target")),
    *_rows("genre", EVERYWHERE, ("add change", CATALOGUER), ("delete", CATALOGUER, _("only unused"))),
    *_rows("target", EVERYWHERE, ("add change", CATALOGUER), ("delete", CATALOGUER, _("only unused"))),
    *_rows("collection", EVERYWHERE, ("add change", CATALOGUER), ("delete", CATALOGUER, _("only unused"))),
    Rule("collection", "see", CATALOGUER, GRANTED),
    *_rows("codebook", EVERYWHERE, ("add", REVIEWER)),
    Rule("codebook", "see", CATALOGUER, GRANTED),
    *_rows("word", EVERYWHERE, ("see", CATALOGUER), ("add change delete", REVIEWER)),
    *_rows("takedown", EVERYWHERE, ("see add change", REVIEWER)),
    *_rows("ledger", EVERYWHERE, ("see", CATALOGUER)),
    *_rows("dashboard", GRANTED, ("see", CATALOGUER)),
    *_rows("policy", GRANTED, ("see", CATALOGUER)),
    *_rows("curator", EVERYWHERE, ("see add change", ADMINISTRATOR)),
    *_rows("grant", EVERYWHERE, ("see give take", ADMINISTRATOR)),
    *_rows("switch", EVERYWHERE, ("see set", ADMINISTRATOR)),
)

TABLE = {(rule.kind, rule.verb): rule for rule in RULES}


def rule_for(kind, verb):
    """The Rule of a cell, None if nobody may. Raises LookupError for a kind that the table does not know."""
    if kind not in KINDS:
        raise LookupError(f"the policy knows no records of the kind “{kind}”")
    return TABLE.get((kind, verb))
