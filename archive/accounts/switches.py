"""What administrators turn on and off for the whole archive. A switch that nobody touched is off."""
from django.db import transaction

from archive.models import Switch
from archive.models.provenance import EventType
from archive.permissions import require
from archive.provenance.ledger import Entry, agent_name, record_events


def is_on(name):
    """Whether the switch (a value of Switch.Name) is on."""
    return Switch.objects.filter(name=name, is_on=True).exists()


def switches():
    """Every Switch there is, those that nobody touched included (unsaved), in the order of their names."""
    kept = {switch.name: switch for switch in Switch.objects.select_related("set_by")}
    return [kept.get(name, Switch(name=name)) for name in Switch.Name.values]


@transaction.atomic
def set_switch(name, is_on, by):
    """Turn a switch on or off. Raises PermissionDenied, ValueError for a name that is none."""
    require(by, "set", "switch")
    name = Switch.Name(name)
    switch, _is_new = Switch.objects.select_for_update().get_or_create(name=name)
    if switch.is_on == is_on:
        return
    switch.is_on, switch.set_by = is_on, by
    switch.save()
    record_events([Entry(EventType.POLICY_ASSIGNMENT, "switch", str(name), agent=agent_name(by),
                         detail={"is_on": is_on})])
