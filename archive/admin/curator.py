"""Curators and their roles; every change of a role or a password leaves an event without names."""
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.by_role import ByRole
from archive.models import Curator
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event
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
        stays = cleaned.get("is_active") and holds_role
        if self.instance.pk and not stays and not _other_administrators(self.instance):
            raise forms.ValidationError(
                _("This is the only administrator: give the role to somebody else first.")
            )
        return cleaned


class CuratorAdmin(ByRole, UserAdmin):
    form, add_form = CuratorForm, NewCuratorForm
    may_view = may_add = may_change = Role.ADMINISTRATOR
    may_delete = None  # what a person did stays theirs: deactivate instead
    actions = None
    list_display = ("username", "pseudonym", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "pseudonym", "first_name", "last_name", "email", "=identifier")
    filter_horizontal = ()
    readonly_fields = ("identifier", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "pseudonym", "identifier")}),
        (gettext_lazy("Person, never public"), {"fields": ("first_name", "last_name", "email")}),
        (gettext_lazy("Roles"), {"fields": ("groups", "is_active", "is_program")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "pseudonym", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """The three roles as boxes to tick; nobody adds a fourth here."""
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        field = super(UserAdmin, self).formfield_for_manytomany(db_field, request, **kwargs)
        field.label, field.help_text = _("Roles"), ""
        field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def save_model(self, request, obj, form, change):
        form.rights_before = _rights(Curator.objects.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        before, after = form.rights_before, _rights(Curator.objects.get(pk=form.instance.pk))
        if before != after:
            record_event(EventType.POLICY_ASSIGNMENT, form.instance, by=request.user, before=before, after=after)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            curator = self.get_object(request, id)
            record_event(EventType.POLICY_ASSIGNMENT, curator, by=request.user, changed="password")
        return response

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, curator):
        return ", ".join(sorted(group.name for group in curator.groups.all()))


def _rights(curator):
    """What the ledger keeps of a person's rights: roles and whether they may log in."""
    return {"roles": sorted(curator.groups.values_list("name", flat=True)), "active": curator.is_active}


def _other_administrators(curator):
    holds_role = Q(groups__name=Role.ADMINISTRATOR) | Q(is_superuser=True)
    return Curator.objects.filter(holds_role, is_active=True).exclude(pk=curator.pk).exists()
