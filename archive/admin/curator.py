"""Curators, their roles and grants; every change of rights, of a password or of a pseudonym leaves an event.

No event holds a user name or a person's own name.
"""
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.accounts.grants import give_grant, take_grant
from archive.accounts.pseudonym import pseudonym_of, settle_pseudonym
from archive.accounts.rights import rights_of, settle_rights
from archive.accounts.roles import RightsRefused, refuse_last_administrator, set_roles
from archive.accounts.second_factor import has_second_factor, remove_second_factors
from archive.admin.by_role import BelongingInline, ByRole
from archive.models import CollectionGrant, Curator
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event
from archive.workflow.policy_words import kind_of
from archive.workflow.states import Role


class NewCuratorForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = Curator
        fields = ("username", "pseudonym")


class CuratorForm(UserChangeForm):
    """Refuses to leave the archive without an administrator."""

    class Meta(UserChangeForm.Meta):
        model = Curator

    def clean(self):
        cleaned = super().clean()
        roles = {group.name for group in cleaned.get("groups", ())}
        holds_role = Role.ADMINISTRATOR in roles or self.instance.is_superuser
        if self.instance.pk and not (cleaned.get("is_active") and holds_role):
            try:
                refuse_last_administrator(self.instance)
            except RightsRefused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return cleaned


class GrantInline(BelongingInline):
    model = CollectionGrant
    fk_name = "curator"
    fields = ("collection", "role")
    verbs = {"view": "see", "add": "give", "change": "give", "delete": "take"}
    verbose_name = gettext_lazy("role for one collection")
    verbose_name_plural = gettext_lazy("roles for one collection only")

    @property
    def kind(self):
        return kind_of(self.model)


class CuratorAdmin(ByRole, UserAdmin):
    form, add_form = CuratorForm, NewCuratorForm
    actions = None
    list_display = ("username", "pseudonym", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "pseudonym", "first_name", "last_name", "email", "=identifier")
    filter_horizontal = ()
    readonly_fields = ("identifier", "last_login", "date_joined", "second_factor", "events")
    fieldsets = (
        (None, {"fields": ("username", "password", "second_factor", "pseudonym", "identifier", "events")}),
        (gettext_lazy("Person, never public"), {"fields": ("first_name", "last_name", "email")}),
        (gettext_lazy("Roles"), {"fields": ("groups", "is_active", "is_program")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "pseudonym", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_inlines(self, request, obj):
        return (GrantInline,) if obj else ()

    def get_urls(self):
        mine = path("<id>/second-factor/", self.admin_site.admin_view(self.remove_second_factor),
                    name="archive_curator_second_factor")
        return [mine, *super().get_urls()]

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """The three roles as boxes to tick; nobody adds a fourth here."""
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        field = super(UserAdmin, self).formfield_for_manytomany(db_field, request, **kwargs)
        field.label, field.help_text = _("Roles"), ""
        field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def save_model(self, request, obj, form, change):
        form.rights_before = rights_of(obj) if change else None
        pseudonym_before = pseudonym_of(obj) if change else obj.pseudonym
        super().save_model(request, obj, form, change)
        settle_pseudonym(obj, pseudonym_before, request.user)

    def save_related(self, request, form, formsets, change):
        """Whether they may log in is recorded first, then their roles, then each grant."""
        settle_rights(form.instance, form.rights_before, request.user)
        if change:
            set_roles(form.instance, {group.name for group in form.cleaned_data["groups"]}, request.user)
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request, form, formset, change):
        """Rows of grants, by the verbs that end sessions and write events."""
        kept = {grant.pk: grant.collection for grant in form.instance.grants.select_related("collection")}
        formset.save(commit=False)
        moved = [grant for grant, _fields in formset.changed_objects if kept[grant.pk] != grant.collection]
        for grant in (*formset.deleted_objects, *moved):
            take_grant(form.instance, kept[grant.pk], request.user)
        for grant in (*formset.new_objects, *(grant for grant, _fields in formset.changed_objects)):
            give_grant(form.instance, grant.collection, grant.role, request.user)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            curator = self.get_object(request, id)
            record_event(EventType.POLICY_ASSIGNMENT, curator, by=request.user, changed="password")
        return response

    def remove_second_factor(self, request, id):
        """For somebody who lost their devices: they log in by password alone and set up new ones."""
        curator = self.get_object(request, id)
        if request.method == "POST" and curator is not None:
            remove_second_factors(curator, request.user)
            messages.success(request, _("%(name)s has no second factor any more.") % {"name": curator.username})
        return HttpResponseRedirect(reverse("admin:archive_curator_change", args=[id]))

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, curator):
        return ", ".join(sorted(group.name for group in curator.groups.all()))

    @admin.display(description=gettext_lazy("second factor"))
    def second_factor(self, curator):
        if not has_second_factor(curator):
            return _("none")
        return format_html('{} <button class="plain" form="second-factor">{}</button>', _("set up"),
                           _("Remove all of them"))

    @admin.display(description=gettext_lazy("what they did"))
    def events(self, curator):
        return format_html('<a href="{}">{}</a>', reverse("curation:person", args=[curator.identifier]),
                           _("every event"))
