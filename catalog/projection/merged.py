"""A published revision names records as they were; one that was merged since stands under its primary.

Revisions never change, so `followed` gives what is projected instead: the identifier of the primary
wherever the merged record was named, and once where the document named both. The old identifier
is kept as a PublishedRedirect, so that its address leads on.
"""
from archive.models import Agent, Place, Subject
from catalog.models import PublishedAgent, PublishedDocument, PublishedHeading, PublishedRedirect

KINDS = {"agent": (Agent, "name"), "subject": (Subject, "label"), "place": (Place, "label")}


def followed(snapshot):
    """The snapshot of a revision with every merged record under its primary; writes the redirects it finds."""
    named = _named(snapshot)
    primaries = {}
    for kind, identifiers in named.items():
        found = primaries_of(kind, identifiers)
        write_redirects(kind, {old: primary["identifier"] for old, primary in found.items()})
        primaries |= found
    return _under_primaries(snapshot, primaries) if primaries else snapshot


def primaries_of(kind, identifiers):
    """{identifier of a merged record: {"identifier", heading} of its primary}, of those that were merged."""
    if not identifiers:
        return {}
    model, heading = KINDS[kind]
    rows = model.objects.filter(identifier__in=identifiers, merged_into__isnull=False).order_by()
    return {
        row.identifier: {"identifier": row.merged_into.identifier, "label": getattr(row.merged_into, heading)}
        for row in rows.select_related("merged_into")
    }


def write_redirects(kind, leading):
    """Let each old identifier lead to the new one of {old: new}, also what led to the old one."""
    for old, new in leading.items():
        PublishedRedirect.objects.update_or_create(identifier=old, defaults={"kind": kind, "to": new})
        PublishedRedirect.objects.filter(to=old).update(to=new)


def redirect_merged(identifier):
    """Let the address of this merged record, which readers know, lead to its primary."""
    for kind in KINDS:
        found = primaries_of(kind, [identifier])
        write_redirects(kind, {old: primary["identifier"] for old, primary in found.items()})


def renew_redirects():
    """Let every redirect lead where the archive says now."""
    for kind in KINDS:
        known = list(PublishedRedirect.objects.filter(kind=kind).values_list("pk", flat=True))
        found = primaries_of(kind, known)
        write_redirects(kind, {old: primary["identifier"] for old, primary in found.items()})


def showing(identifier):
    """Identifiers of the public documents whose rows name this agent, subject or place."""
    rows = PublishedDocument.objects.order_by()
    named = set(rows.filter(mentions__agent=identifier).values_list("pk", flat=True))
    return sorted(named | set(rows.filter(uses__heading=identifier).values_list("pk", flat=True)))


def merged_and_shown():
    """Identifiers of records that readers still see though they were merged: of a projection that is behind."""
    public = {"agent": PublishedAgent.objects.order_by(), **{
        kind: PublishedHeading.objects.order_by().filter(kind=kind) for kind in ("subject", "place")}}
    return [one for kind, (model, _heading) in KINDS.items()
            for one in public[kind].filter(pk__in=list(
                model.objects.filter(merged_into__isnull=False).order_by().values_list("identifier", flat=True)
            )).values_list("pk", flat=True)]


def _named(snapshot):
    """{kind: identifiers} of everything that the revision names."""
    agents = [row["agent"] for row in snapshot["contributions"]]
    agents += [row["speaker_agent"] for row in snapshot["quotations"]]
    agents += [row["holder_agent"] for row in snapshot["stances"]]
    return {
        "agent": {agent["identifier"] for agent in agents if agent},
        "subject": {row["identifier"] for row in snapshot["subjects"]},
        "place": {row["place"]["identifier"] for row in snapshot["places"]},
    }


def _under_primaries(snapshot, primaries):
    def named(row, heading="label"):
        primary = primaries.get(row["identifier"]) if row else None
        return {**row, "identifier": primary["identifier"], heading: primary["label"]} if primary else row

    contributions = [{**row, "agent": named(row["agent"], "name")} for row in snapshot["contributions"]]
    places = [{**row, "place": named(row["place"])} for row in snapshot["places"]]
    return {
        **snapshot,
        "contributions": _once(contributions, lambda row: (row["agent"]["identifier"], row["role"])),
        "subjects": _once([named(row) for row in snapshot["subjects"]], lambda row: row["identifier"]),
        "places": _once(places, lambda row: row["place"]["identifier"]),
        "stances": [{**row, "holder_agent": named(row["holder_agent"], "name")} for row in snapshot["stances"]],
        "quotations": [{**row, "speaker_agent": named(row["speaker_agent"], "name")}
                       for row in snapshot["quotations"]],
    }


def _once(rows, key):
    """The first row of each key."""
    first = {}
    for row in rows:
        first.setdefault(key(row), row)
    return list(first.values())
