"""Which sheets and columns a description folder may have, and what each cell may hold."""
from collections.abc import Callable
from dataclasses import dataclass

from archive.edtf import parse_edtf
from archive.ingest.description.rules import (
    country,
    day,
    degrees_up_to,
    http_status,
    labelled,
    language,
    moment,
    name_of_agent,
    name_of_place,
    place_in_order,
    registered,
    script,
    sha256_digest,
    whole_number,
)
from archive.models import (
    Agent,
    AgentCharacterisation,
    AgentName,
    AgentRelation,
    AgentType,
    Claim,
    Contribution,
    DocumentRelation,
    StanceAnnotation,
    StanceTarget,
)
from archive.models.access import AccessLevel, RiskAssessment
from archive.models.document import BoundaryCertainty, DateBasis, DcmiType, Truncation


@dataclass(frozen=True)
class Column:
    """What a cell of this column may hold: one of `choices`, or what `check` does not refuse.

    `check` takes the text and raises ValueError with a plain message. A list
    column holds several values separated by `;`.
    """

    is_required: bool = False
    choices: tuple = ()
    check: Callable | None = None
    is_list: bool = False
    max_length: int = 100_000


def required(**more):
    return Column(is_required=True, **more)


def one_of(choices, **more):
    return Column(choices=tuple(choices), **more)


ANY = Column()
LIST = Column(is_list=True)
AGENTS = Column(is_list=True, check=name_of_agent)
SHORT = Column(max_length=300)
DATE = Column(check=parse_edtf)
NUMBER = Column(check=whole_number)
MOMENT = Column(check=moment)
PASSAGE = {"start": NUMBER, "end": NUMBER, "prefix": ANY, "suffix": ANY}
Stance = StanceAnnotation

SHEETS = {
    "documents": {
        "id": required(max_length=100), "file": LIST, "sha256": Column(is_list=True, check=sha256_digest),
        "parent": ANY, "sequence": Column(check=place_in_order),
        "start": NUMBER, "end": NUMBER, "opening": ANY, "closing": ANY, "printed_heading": Column(max_length=1000),
        "truncation": one_of(Truncation.values), "boundary_certainty": one_of(BoundaryCertainty.values),
        "title": required(max_length=1000), "alternative": LIST, "type": one_of(DcmiType.values), "genre": ANY,
        "language": Column(is_list=True, check=language), "translated_from": Column(check=language),
        "issued": DATE, "issued_as_printed": Column(max_length=200), "issued_basis": one_of(DateBasis.values),
        "created": DATE, "modified": DATE, "valid": DATE, "date_copyrighted": DATE,
        "temporal": Column(max_length=200), "creator": AGENTS, "publisher": AGENTS, "contributor": AGENTS,
        "subjects": LIST, "places": Column(is_list=True, check=name_of_place),
        "extent": LIST, "medium": LIST, "description": ANY, "rights": ANY,
        "license": SHORT, "rights_holder": SHORT, "access": one_of(AccessLevel.values),
        "embargo_until": Column(check=day), "embargo_reason": Column(max_length=500),
        "persons_at_risk": one_of(RiskAssessment.values), "content_notes": Column(max_length=500), "notes": ANY,
    },
    "agents": {
        "name": required(max_length=300), "kind": one_of(Agent.Kind.values),
        "types": one_of(AgentType.Type.values, is_list=True), "country": Column(check=country),
        "seat": Column(max_length=200), "existence": DATE, "identifiers": Column(is_list=True, check=registered),
        "note": ANY,
    },
    "agent_names": {
        "agent": required(), "name": required(max_length=300), "kind": one_of(AgentName.Kind.values),
        "script": Column(check=script), "language": Column(check=language),
    },
    "agent_relations": {
        "agent": required(), "relation": one_of(AgentRelation.Kind.values, is_required=True),
        "related": required(), "period": DATE,
        "certainty": one_of(AgentRelation.Certainty.values, is_required=True), "source": required(),
    },
    "characterisations": {
        "agent": required(), "kind": one_of(AgentCharacterisation.Kind.values, is_required=True),
        "statement": required(), "speaker": required(max_length=300), "date": DATE, "citation": required(),
    },
    "subjects": {
        "label": required(max_length=200), "broader": ANY, "scope_note": ANY,
        "labels": Column(is_list=True, check=labelled),
    },
    "places": {
        "label": required(max_length=200), "broader": ANY, "latitude": Column(check=degrees_up_to(90)),
        "longitude": Column(check=degrees_up_to(180)), "names": Column(is_list=True, check=labelled),
    },
    "targets": {
        "label": required(max_length=500), "kind": one_of(StanceTarget.Kind.values, is_required=True),
        "agent": ANY, "scope_note": ANY,
    },
    "captures": {
        "document": required(), "requested_url": Column(max_length=2000), "final_url": Column(max_length=2000),
        "redirects": LIST, "started_at": MOMENT, "ended_at": MOMENT, "status": Column(check=http_status),
        "collector": Column(max_length=200), "organisation": Column(max_length=200), "tool": Column(max_length=200),
        "tool_version": Column(max_length=60), "conversions": ANY, "custody": ANY, "completeness_note": ANY,
    },
    "contributions": {
        "document": required(), "role": one_of(Contribution.Role.values, is_required=True), "agent": required(),
        "as_printed": Column(max_length=500), "basis": one_of(Contribution.Basis.values),
        "certainty": one_of(Contribution.Certainty.values),
    },
    "relations": {
        "document": required(), "kind": one_of(DocumentRelation.Kind.values, is_required=True), "related": ANY,
        "described": Column(max_length=1000), "note": Column(max_length=1000),
    },
    "stances": {
        "document": required(), "label": ANY, "holder": required(max_length=300),
        "holder_kind": one_of(Stance.HolderKind.values, is_required=True), "holder_agent": ANY,
        "target": required(), "position": one_of(Stance.Position.values, is_required=True),
        "neither_reason": one_of(Stance.NeitherReason.values), "explicitness": one_of(Stance.Explicitness.values),
        "confidence": one_of(Stance.Confidence.values), "rationale": Column(max_length=500), "coder": ANY,
        "status": one_of(("proposed", "accepted", "contested")), "exact": ANY, **PASSAGE,
    },
    "claims": {
        "document": required(), "value": required(max_length=100), "comparator": one_of(Claim.Comparator.values),
        "unit": Column(max_length=100), "subject": required(max_length=500), "claimant": required(max_length=300),
        "exact": required(), **PASSAGE,
    },
    "quotations": {
        "document": required(), "speaker": required(max_length=300), "speaker_agent": ANY,
        "mode": required(max_length=200), "variant_group": Column(max_length=100), "note": ANY,
        "exact": required(), **PASSAGE,
    },
}
