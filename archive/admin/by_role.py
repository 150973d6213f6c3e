"""Permissions of the admin's screens, from the roles of `permissions.py`."""
from django.contrib.admin import TabularInline

from archive.permissions import has_role_everywhere
from archive.workflow.states import Role


class ByRole:
    """The least role for each verb; None means nobody, not even an administrator."""

    may_view = Role.CATALOGUER
    may_add = Role.CATALOGUER
    may_change = Role.CATALOGUER
    may_delete = Role.CATALOGUER

    def has_module_permission(self, request):
        return _allows(request, self.may_view)

    def has_view_permission(self, request, obj=None):
        return _allows(request, self.may_view)

    def has_add_permission(self, request, obj=None):
        return _allows(request, self.may_add)

    def has_change_permission(self, request, obj=None):
        return _allows(request, self.may_change)

    def has_delete_permission(self, request, obj=None):
        return _allows(request, self.may_delete)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Another record is added or opened from here, never deleted in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(getattr(field, "widget", None), "can_delete_related"):
            field.widget.can_delete_related = False
        return field


class BelongingInline(ByRole, TabularInline):
    """Rows that are edited together with the record that they belong to."""

    extra = 1


def _allows(request, role):
    return role is not None and has_role_everywhere(request.user, role)
