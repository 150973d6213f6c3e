"""What django-allauth asks of a project: in which words, for whom, under which name."""
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

WRONG_LOGIN = _("User name or password is wrong. Check both, and mind capital letters.")
TOO_MANY = _("Too many attempts failed. Wait five minutes, then try again.")
WRONG_CODE = _("This is not a code that is valid now. Wait for the next one and enter it.")
SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: administrators make accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG_LOGIN,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Logging in and out are plain to see."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_client_ip(self, request):
        """Behind a socket without an address everybody shares one limit."""
        return get_client_ip(request) or "unknown"

    def get_password_change_redirect_url(self, request):
        return self.get_login_redirect_url(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Devices show the user name, never a person's name or e-mail address."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_label(self, user):
        return user.get_username()

    def get_public_key_credential_user_entity(self, user):
        """The handle that comes back at a log-in is the primary key, as allauth reads it."""
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.get_username(), "display_name": user.get_username()}

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": self.get_totp_issuer()}
