"""The map of /account/: the pages of django-allauth that there are here, under the names by which it finds them.

What is not listed does not exist: no signing up, no log-in by e-mail, no password by e-mail.
"""
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from archive.accounts import views
from archive.accounts.recorded import recorded
from archive.accounts.throttled import throttled

urlpatterns = [
    path("", views.my_account, name="mfa_index"),
    path("wishes/", views.wishes, name="account_wishes"),
    path("login/", throttled(account.login), name="account_login"),
    path("login/code/", throttled(mfa.authenticate), name="mfa_authenticate"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/", views.with_password(recorded(account.password_change)), name="account_change_password"),
    path("confirm/", throttled(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", throttled(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/passkey/", throttled(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("codes/", recorded(totp.activate_totp), name="mfa_activate_totp"),
    path("codes/remove/", recorded(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("passkeys/add/", recorded(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", recorded(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("recovery/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery/new/", recorded(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("recovery/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
