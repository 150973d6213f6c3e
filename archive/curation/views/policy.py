"""The policy as a page: role by kind of record by verb; administrators see and set the switches there."""
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from archive.accounts.switches import set_switch, switches
from archive.curation.guards import allowed
from archive.models import Switch
from archive.permissions import RANK, may
from archive.workflow.policy import RULES
from archive.workflow.policy_words import KINDS
from archive.workflow.states import Role


@allowed("policy", "see")
def policy(request):
    return render(request, "curation/policy.html", {
        "roles": list(Role), "kinds": table_by_kind(),
        "switches": switches() if may(request.user, "see", "switch") else [],
        "has_mail_server": not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend"),
    })


@allowed("switch", "set", "POST")
def switch(request, name):
    """Turn one switch on or off."""
    if name not in Switch.Name.values:
        raise Http404
    set_switch(name, request.POST.get("is_on") == "yes", request.user)
    messages.success(request, _("Saved."))
    return redirect("curation:policy")


def table_by_kind():
    """[(words for a kind, [(Rule, [(Role, whether they may), ...]), ...]), ...] in the order of the page."""
    order = list(KINDS)
    rules = sorted(RULES, key=lambda rule: order.index(rule.kind))
    return [
        (KINDS[kind], [(rule, [(role, RANK[role] >= RANK[rule.role]) for role in Role]) for rule in of_kind])
        for kind, of_kind in groupby(rules, key=lambda rule: rule.kind)
    ]
