"""How far coders agree: one line for each target, and a page for each with the pairs that differ."""
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from archive.curation.agreement_words import WIDTH, alpha_in_words, bars_height, bars_of, raw_in_words
from archive.curation.guards import allowed
from archive.models import Codebook, Curator, StanceAnnotation, StanceTarget
from archive.stance.agreement import agreement_of
from archive.stance.compared import POSITIONS, Compared, compared_by_target, labels_seen_by

PER_PAGE = 50


@dataclass(frozen=True)
class Narrowed:
    """The filter of these pages: a codebook version and a pair of coders, each empty for any."""

    codebook: str = ""
    first: str = ""
    second: str = ""

    @classmethod
    def of(cls, request):
        return cls(*(request.GET.get(name, "")[:60] for name in ("codebook", "first", "second")))

    def coders(self):
        """Primary keys of the chosen coders; of one that is not there, 0, which nobody has."""
        names = [name for name in (self.first, self.second) if name]
        found = dict(Curator.objects.filter(pseudonym__in=names).values_list("pseudonym", "pk")) if names else {}
        return [found.get(name, 0) for name in names]


@allowed("stance", "see")
def overview(request):
    narrowed = Narrowed.of(request)
    labels = labels_seen_by(request.user, narrowed.codebook, narrowed.coders())
    targets = StanceTarget.objects.filter(pk__in=labels.values("target"))
    page = Paginator(targets, PER_PAGE).get_page(request.GET.get("page"))
    found = compared_by_target(labels.filter(target__in=[target.pk for target in page]), resamples=0)
    return render(request, "curation/agreement.html", {
        "page": page, "rows": [_row(target, found[target.pk]) for target in page if target.pk in found],
        **_filter(narrowed, request.user),
    })


@allowed("stance", "see")
def target_agreement(request, identifier):
    """Counts, raw agreement, alpha with its interval, and who says what where another says otherwise."""
    target = get_object_or_404(StanceTarget, identifier=identifier)
    narrowed = Narrowed.of(request)
    labels = labels_seen_by(request.user, narrowed.codebook, narrowed.coders()).filter(target=target)
    compared = compared_by_target(labels).get(target.pk) or Compared({}, agreement_of({}))
    words = dict(StanceAnnotation.Position.choices)
    return render(request, "curation/agreement_target.html", {
        "target": target, "compared": compared, **_row(target, compared),
        "bars": bars_of(compared.agreement.counts), "width": WIDTH, "height": bars_height(),
        "positions": [words[one] for one in POSITIONS],
        "confusion": [(words[one], list(row.values())) for one, row in compared.confusion.items()],
        **_filter(narrowed, request.user),
    })


def _row(target, compared):
    agreement = compared.agreement
    return {"target": target, "counts": bars_of(agreement.counts), "coders": agreement.coders,
            "voices": agreement.units, "compared_voices": agreement.compared, "documents": compared.documents,
            "raw": raw_in_words(agreement.raw), "alpha": alpha_in_words(agreement.alpha)}


def _filter(narrowed, user):
    coders = Curator.objects.filter(pk__in=labels_seen_by(user).values("coder")).order_by("pseudonym")
    return {
        "narrowed": narrowed, "any": gettext_lazy("any"),
        "codebooks": Codebook.objects.order_by("-pk").values_list("version", flat=True),
        "all_coders": coders.values_list("pseudonym", flat=True),
    }
