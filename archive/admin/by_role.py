"""Permissions of the admin's screens, from the policy table: a role everywhere, never one for a collection."""
from django.contrib.admin import TabularInline

from archive.permissions import has_role_everywhere
from archive.workflow.policy import rule_for
from archive.workflow.policy_words import kind_of


class ByRole:
    """Asks the policy for the kind of record that the screen shows."""

    is_read_only = False  # nobody adds, changes or deletes here, whatever they may do at the desk
    verbs = {"view": "see", "add": "add", "change": "change", "delete": "delete"}

    @property
    def kind(self):
        return kind_of(self.model)

    def has_module_permission(self, request):
        return self._allows(request, "view")

    def has_view_permission(self, request, obj=None):
        return self._allows(request, "view")

    def has_add_permission(self, request, obj=None):
        return self._allows(request, "add")

    def has_change_permission(self, request, obj=None):
        return self._allows(request, "change")

    def has_delete_permission(self, request, obj=None):
        return self._allows(request, "delete")

    def _allows(self, request, verb):
        if self.is_read_only and verb != "view":
            return False
        rule = rule_for(self.kind, self.verbs[verb])
        return rule is not None and has_role_everywhere(request.user, rule.role)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Another record is added or opened from here, never deleted in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(getattr(field, "widget", None), "can_delete_related"):
            field.widget.can_delete_related = False
        return field


class BelongingInline(ByRole, TabularInline):
    """Rows that are edited together with the record that they belong to: whoever changes that, changes them."""

    extra = 1
    verbs = {"view": "see", "add": "change", "change": "change", "delete": "change"}

    @property
    def kind(self):
        return kind_of(self.parent_model)
