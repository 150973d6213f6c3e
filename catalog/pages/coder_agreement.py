"""How far the coders of one target agree, in words; it says how alike they read, never who is right."""
from functools import lru_cache

from archive.stance.agreement import NO_OVERLAP, RESAMPLES, agreement_of
from archive.stance.voices import voice_of
from catalog.models import PublishedStance
from catalog.spoken import gettext as _
from catalog.spoken import ngettext

MOST_LABELS = 10_000  # of one target; a fraction of a second
MOST_DRAWN = 500_000  # units drawn for the interval in all
KEPT = 256


@lru_cache(KEPT)
def agreement_on(target, generation):
    """(Agreement, whether all labels were compared) of one target; `generation` of the index makes it anew."""
    found = PublishedStance.objects.filter(target_identifier=target).order_by()
    rows = list(found.values_list("document_id", "holder", "holder_agent", "coder", "position")[:MOST_LABELS + 1])
    labels = {}
    for document, holder, agent, coder, position in rows[:MOST_LABELS]:
        labels.setdefault(voice_of(document, holder, agent), {})[coder] = position
    resamples = max(min(RESAMPLES, MOST_DRAWN // max(len(labels), 1)), 100)
    return agreement_of(labels, resamples=resamples), len(rows) <= MOST_LABELS


def agreement_in_words(agreement, is_complete):
    """{"sentences", "alpha", "interval", "reason"} for readers who never met the measure."""
    alpha = agreement.alpha
    return {
        "sentences": [one for one in (
            coders_in_words(agreement), compared_in_words(agreement),
            "" if is_complete else _("Only %(n)s of its labels were compared.") % {"n": f"{MOST_LABELS:,}"}) if one],
        "alpha": "" if alpha.value is None else f"{alpha.value:.2f}",
        "interval": _("95 %% interval %(low)s to %(high)s") % {
            "low": f"{alpha.interval[0]:.2f}", "high": f"{alpha.interval[1]:.2f}"} if alpha.interval else "",
        "reason": "" if alpha.value is not None else reason_in_words(alpha.reason),
    }


def coders_in_words(agreement):
    coders = ngettext("%(n)s coder", "%(n)s coders", agreement.coders) % {"n": agreement.coders}
    voices = ngettext("%(n)s voice", "%(n)s voices", agreement.units) % {"n": f"{agreement.units:,}"}
    return _("%(coders)s read %(voices)s on it; a voice is one holder in one document.") % {
        "coders": coders, "voices": voices}


def compared_in_words(agreement):
    if agreement.raw is None:
        return ""
    voices = ngettext("%(n)s voice was read by two coders or more",
                      "%(n)s voices were read by two coders or more", agreement.compared) % {
                          "n": f"{agreement.compared:,}"}
    return _("%(voices)s; %(share)s %% of the pairs of their labels are the same.") % {
        "voices": voices, "share": f"{agreement.raw * 100:.0f}"}


def reason_in_words(reason):
    if reason == NO_OVERLAP:
        return _("not computable: no voice was read by two coders")
    return _("not computable: all labels that could be compared are the same, so chance would agree as well")
