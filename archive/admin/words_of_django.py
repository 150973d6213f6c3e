"""Words of Django's own screens that its Persian catalogue lacks: named here, they are gathered and translated."""
from django.utils.translation import gettext_noop, ngettext_lazy

LACKING = (
    gettext_noop("Breadcrumbs"),
    gettext_noop("Model name"),
    gettext_noop("Select this object for an action - {}"),
    gettext_noop("Reset password"),
    gettext_noop("Raw passwords are not stored, so there is no way to see the user’s password."),
    gettext_noop("Password-based authentication"),
    gettext_noop("Password-based authentication was disabled."),
    gettext_noop(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
        "authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    gettext_noop("Enabled"),
    gettext_noop("Disabled"),
    gettext_noop("salt"),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below.", 1),
)
