"""The admin site: whom it lets in, and in which order its screens stand.

The screens are loaded at the first use: Django's own auth admin, from which one
of them is made, asks for this site while it is being imported.
"""
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.forms import AuthenticationForm
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from archive.permissions import roles_of


class ArchiveAdminSite(AdminSite):
    site_header = _("Standpoint administration")
    site_title = _("Standpoint")
    index_title = _("Authorities, vocabularies and people")
    login_form = AuthenticationForm  # a role lets in, not Django's is_staff
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
        if request.method == "GET" and is_ours and self.has_permission(request):
            return redirect(wanted)
        return super().login(request, {"site_header": self.site_title, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """The screens in our groups instead of one alphabet; only those that this person may see."""
        apps = super().get_app_list(request, app_label)
        entries = {entry["model"]: entry for app in apps for entry in app["models"]}
        groups = [
            {**apps[0], "name": title, "models": [entries[model] for model in screens if model in entries]}
            for title, screens in self.load_screens()
        ] if apps else []
        return [group for group in groups if group["models"]]
