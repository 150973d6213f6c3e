"""The labels in numbers: how many, by how many coders, and on which targets coders agree least."""
from dataclasses import dataclass

from django.db.models import Count

from archive.stance.compared import compared_by_target, labels_seen_by

SHOWN = 8


@dataclass(frozen=True)
class TargetAgreement:
    """One target that two coders or more have labelled, and the Agreement of their labels."""

    target: object
    agreement: object


def coding_seen_by(user):
    """{"labels": n, "coders": n, "targets": [TargetAgreement]}: targets with least raw agreement first.

    What an open labelling round hides from `user` is not counted.
    """
    labels = labels_seen_by(user, "", [])
    found = compared_by_target(_comparable(labels), resamples=0)
    targets = {target.pk: target for target in
               labels.model.target.field.related_model.objects.filter(pk__in=list(found))}
    compared = [TargetAgreement(targets[pk], one.agreement) for pk, one in found.items()
                if one.agreement.compared and pk in targets]
    compared.sort(key=lambda one: (one.agreement.raw is None, one.agreement.raw or 0, one.target.label))
    counts = labels.aggregate(labels=Count("pk"), coders=Count("coder", distinct=True))
    return {**counts, "targets": compared[:SHOWN]}


def _comparable(labels):
    """The labels of documents that two coders or more have labelled: agreement says nothing of the others."""
    shared = labels.order_by().values("document").annotate(n=Count("coder", distinct=True)).filter(n__gt=1)
    return labels.filter(document__in=shared.values("document"))
