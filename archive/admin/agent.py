"""Agents with all that belongs to them: names, functions, identifiers, relations, characterisations."""
from django import forms
from django.contrib.admin import StackedInline, display
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive.admin.by_role import BelongingInline
from archive.admin.merging import Mergeable
from archive.admin.revised import RevisedAdmin
from archive.models import AgentCharacterisation, AgentIdentifier, AgentName, AgentRelation, AgentType, Contribution


class NameInline(BelongingInline):
    model = AgentName
    verbose_name = _("name")
    verbose_name_plural = _("names: all are searchable, pejoratives are never shown as names")


class TypeInline(BelongingInline):
    model = AgentType
    verbose_name = _("function")
    verbose_name_plural = _("functions")


class IdentifierInline(BelongingInline):
    model = AgentIdentifier
    extra = 0
    verbose_name = _("identifier in another register")
    verbose_name_plural = _("identifiers in other registers")


class RelationForm(forms.ModelForm):
    """Refuses in words what the database refuses anyway."""

    def clean(self):
        cleaned = super().clean()
        related = cleaned.get("related")
        if related is not None and related.pk == self.instance.agent_id:
            self.add_error("related", _("An agent is not related to itself: choose another one."))
        return cleaned


class RelationInline(BelongingInline, StackedInline):
    model = AgentRelation
    form = RelationForm
    fk_name = "agent"
    extra = 0
    autocomplete_fields = ("related",)
    template = StackedInline.template
    verbose_name = _("relation")
    verbose_name_plural = _("relations, each with its source")


class CharacterisationInline(BelongingInline, StackedInline):
    model = AgentCharacterisation
    extra = 0
    template = StackedInline.template
    verbose_name = _("characterisation")
    verbose_name_plural = _("characterisations, each with its citation")


class AgentAdmin(Mergeable, RevisedAdmin):
    inlines = (NameInline, TypeInline, IdentifierInline, RelationInline, CharacterisationInline)
    list_display = ("name", "kind", "functions", "country", "existence", "documents")
    list_filter = ("kind", "types__type")
    search_fields = ("name", "names__text", "external_identifiers__value")
    search_help_text = _("Searches the heading, every recorded name and the identifiers.")
    fields = ("name", "kind", "country", "seat", "existence", "note", "merging", "opened_version", "reason")
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request).prefetch_related("types")
        counted = Contribution.objects.filter(agent=OuterRef("pk")).order_by().values("agent")
        counted = counted.annotate(n=Count("document", distinct=True)).values("n")
        return rows.annotate(document_count=Coalesce(Subquery(counted), 0))

    @display(description=_("functions"))
    def functions(self, agent):
        return ", ".join(str(row) for row in agent.types.all())

    @display(description=_("documents"), ordering="document_count")
    def documents(self, agent):
        return agent.document_count
