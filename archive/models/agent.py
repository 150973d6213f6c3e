"""Who speaks: authority records for persons, bodies, pseudonyms and websites."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.authorities.fields import FoldedField, SoundField
from archive.edtf.fields import EDTFField
from archive.models.checks import has_words
from archive.models.identity import Record
from archive.querysets import AgentQuerySet


class Agent(Record):
    """One voice: a person, a body, a pseudonym, a website, or one not yet resolved.

    A website is not merged with the movement that it writes about; what others
    say of an agent is a characterisation with a citation, never a name.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        BODY = "body", _("body")
        PSEUDONYM = "pseudonym", _("pseudonym")
        WEBSITE = "website", _("website")
        UNRESOLVED = "unresolved", _("unresolved")

    name = models.CharField(
        _("name"), max_length=300, unique=True,
        help_text=_("The name shown as heading; every other form goes into the names below."),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.UNRESOLVED,
        help_text=_("What stands behind the name; “unresolved” until you know."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1, two letters.")
    )
    seat = models.CharField(_("seat"), max_length=200, blank=True, help_text=_("City of its main office."))
    existence = EDTFField(
        _("existence"), blank=True, help_text=_("From when to when, for example 1965/.. ; empty if unknown.")
    )
    note = models.TextField(_("internal note"), blank=True, help_text=_("For curators only; never public."))

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False,
        verbose_name=_("merged into"),
    )
    folded = FoldedField(of="name")
    sound = SoundField(of="name")

    objects = AgentQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        constraints = [models.CheckConstraint(condition=has_words("name"), name="agent_has_name")]

    def __str__(self):
        return self.name


class AgentName(models.Model):
    """One form of an agent's name. All are searchable; pejoratives are never shown as names."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        SELF = "self", _("used by itself")
        ABBREVIATION = "abbreviation", _("abbreviation")
        TRANSLITERATION = "transliteration", _("transliteration")
        VARIANT = "variant", _("variant, kind not yet decided")
        MISPRINT = "misprint", _("misprint")
        PEJORATIVE = "pejorative", _("pejorative")

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300, help_text=_("One form of the name, as it is written."))
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind, default=Kind.VARIANT,
        help_text=_("A pejorative is searched for, but never shown as a name."),
    )
    script = models.CharField(_("script"), max_length=4, blank=True, help_text=_("ISO 15924, for example Arab."))
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47, for example fa."))
    folded = FoldedField(of="text")
    sound = SoundField(of="text")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=has_words("text"), name="agent_name_not_empty"),
            models.UniqueConstraint(fields=["agent", "text", "kind"], name="agent_name_once"),
        ]

    def __str__(self):
        return self.text


class AgentType(models.Model):
    """One function that an agent has or had, dated: an agent may have several."""

    class Type(models.TextChoices):
        STATE_BODY = "state-body", _("state body")
        STATE_MEDIA = "state-media", _("state media")
        INTERGOVERNMENTAL = "intergovernmental-organisation", _("intergovernmental organisation")
        NGO = "ngo", _("NGO")
        OPPOSITION = "opposition-movement", _("opposition movement")
        PARTY = "political-party", _("political party")
        NEWS_OUTLET = "news-outlet", _("news outlet")
        NEWS_AGENCY = "news-agency", _("news agency")
        ACADEMIC = "academic", _("academic")
        INDIVIDUAL = "individual", _("individual")
        COURT = "court", _("court")
        PARLIAMENT = "parliament", _("parliament")
        COALITION = "advocacy-coalition", _("advocacy coalition")
        UNKNOWN = "unknown", _("type not known")

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="types")
    type = models.CharField(
        _("type"), max_length=32, choices=Type, help_text=_("What it does or did; it may have several."),
    )
    period = EDTFField(_("period"), blank=True, help_text=_("When it had this function; empty if unknown."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "type", "period"], name="agent_type_once"),
        ]

    def __str__(self):
        return self.get_type_display()


class AgentIdentifier(models.Model):
    """One identifier of an agent in another register (ISNI, Wikidata, VIAF)."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="external_identifiers")
    scheme = models.CharField(_("register"), max_length=40, help_text=_("For example ISNI or Wikidata."))
    value = models.CharField(_("identifier there"), max_length=200, help_text=_("As the register writes it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "scheme", "value"], name="agent_identifier_once"),
        ]

    def __str__(self):
        return f"{self.scheme}: {self.value}"


class AgentRelation(models.Model):
    """One sourced relation from an agent to another: owner, member, successor ..."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("is owned by")
        PARENT = "parent", _("is part of")
        FUNDER = "funder", _("is funded by")
        MEMBER = "member", _("is a member of")
        SUCCESSOR = "successor", _("is succeeded by")
        OPERATES = "operates-website", _("operates the website")

    class Certainty(models.TextChoices):
        CERTAIN = "certain", _("certain")
        PROBABLE = "probable", _("probable")
        DISPUTED = "disputed", _("disputed")

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("relation"), max_length=16, choices=Kind, help_text=_("Read as a sentence: this agent … the other."),
    )
    related = models.ForeignKey(
        Agent, models.PROTECT, related_name="related_from", verbose_name=_("to"),
        help_text=_("The other agent."),
    )
    period = EDTFField(_("period"), blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=8, choices=Certainty,
        help_text=_("Probable if the source only suggests it; disputed if sources contradict each other."),
    )
    source = models.TextField(
        _("source"), help_text=_("Where this is stated; a relation without source does not save.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=has_words("source"), name="agent_relation_has_source"),
            models.CheckConstraint(
                condition=Q(certainty__in=["certain", "probable", "disputed"]),
                name="agent_relation_has_certainty",
            ),
            models.CheckConstraint(
                condition=~Q(agent=models.F("related")), name="agent_relation_to_another"
            ),
            models.UniqueConstraint(fields=["agent", "kind", "related", "period"], name="agent_relation_once"),
        ]

    def __str__(self):
        return f"{self.agent} {self.get_kind_display()} {self.related}"


class AgentCharacterisation(models.Model):
    """One cited statement about an agent, by itself or by someone else."""

    class Kind(models.TextChoices):
        SELF = "self", _("self-description")
        THIRD_PARTY = "third-party", _("third party")

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="characterisations")
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind,
        help_text=_("Whether it says this of itself, or others say it."),
    )
    statement = models.TextField(_("statement"), help_text=_("The words as they were said or written."))
    speaker = models.CharField(_("speaker"), max_length=300, help_text=_("Who said it."))
    date = EDTFField(_("date"), blank=True)
    citation = models.TextField(_("citation"), help_text=_("Where it can be read; without it the row does not save."))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["self", "third-party"]), name="characterisation_has_kind"),
            models.CheckConstraint(condition=has_words("statement"), name="characterisation_has_statement"),
            models.CheckConstraint(condition=has_words("speaker"), name="characterisation_has_speaker"),
            models.CheckConstraint(condition=has_words("citation"), name="characterisation_has_citation"),
        ]

    def __str__(self):
        return f"{self.speaker}: {self.statement[:60]}"
