"""The admin site: whom it lets in, and in which order its screens stand.

The screens are loaded at the first use: Django's own auth admin, from which one
of them is made, asks for this site while it is being imported.
"""
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.curation.guards import forbidden
from archive.permissions import roles_of
from archive.workflow.states import Role


class ArchiveAdminSite(AdminSite):
    site_header = _("Standpoint administration")
    site_title = _("Standpoint")
    index_title = _("Authorities, vocabularies and people")
    site_url = "/"

    def load_screens(self):
        """Register every screen, once; return ((title, {model: screen}), ...)."""
        from archive.admin.screens import GROUPS

        for _title, screens in GROUPS:
            for model, screen in screens.items():
                if model not in self._registry:
                    super().register(model, screen)
        return GROUPS

    def register(self, model_or_iterable, admin_class=None, **options):
        """Nothing registers itself: `screens.py` names all there is (roles, for one, are fixed)."""

    def check(self, app_configs):
        self.load_screens()
        return super().check(app_configs)

    def get_urls(self):
        self.load_screens()
        return super().get_urls()

    def has_permission(self, request):
        return bool(roles_of(request.user))

    def login(self, request, extra_context=None):
        """One door for desk and administration; who is in already goes on to where they wanted."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        is_ours = url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
        if not request.user.is_authenticated:
            return redirect_to_login(wanted if is_ours else reverse("admin:index"))
        if not self.has_permission(request):
            return forbidden(request, _("This needs the role “%(role)s”.") % {"role": Role.CATALOGUER.label})
        return redirect(wanted if is_ours else "admin:index")

    @method_decorator(require_POST)
    def logout(self, request, extra_context=None):
        logout(request)
        return redirect(settings.LOGIN_URL)

    def password_change(self, request, extra_context=None):
        """Changed where everybody changes theirs: throttled, and recorded in the ledger."""
        return redirect("account_change_password")

    def get_app_list(self, request, app_label=None):
        """The screens in our groups instead of one alphabet; only those that this person may see."""
        apps = super().get_app_list(request, app_label)
        entries = {entry["model"]: entry for app in apps for entry in app["models"]}
        groups = [
            {**apps[0], "name": title, "models": [entries[model] for model in screens if model in entries]}
            for title, screens in self.load_screens()
        ] if apps else []
        return [group for group in groups if group["models"]]
