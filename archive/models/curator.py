"""The people who work in the archive."""
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from archive.models.identity import new_identifier


class Curator(AbstractUser):
    """One person (or one named program) that may change records.

    Readers never see the user name: public pages show the pseudonym, and the
    ledger holds the opaque identifier so that a name can be erased.
    """

    identifier = models.CharField(_("identifier"), max_length=36, unique=True, default=new_identifier, editable=False)
    pseudonym = models.CharField(
        _("pseudonym"), max_length=60, unique=True,
        help_text=_("The name that readers see beside this person's labels, for example “Coder A”."),
    )

    is_program = models.BooleanField(
        _("is a program"), default=False,
        help_text=_("Its labels are proposals, until a person accepts them."),
    )

    access_version = models.PositiveIntegerField(
        default=1, editable=False, help_text=_("Counts changes of roles and grants: each one ends every session."),
    )
    wants_email = models.BooleanField(
        _("wants e-mail"), default=False, help_text=_("Tell this person by e-mail what waits for them."),
    )

    class Meta:
        verbose_name = _("curator")
        verbose_name_plural = _("curators")

    def get_session_auth_hash(self):
        """What each session of this person must carry: a new password, role or grant ends the older ones."""
        return self._access_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self):
        return (self._access_hash(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _access_hash(self, secret):
        value = f"{self.password}:{self.access_version}"
        return salted_hmac("archive.Curator", value, secret=secret, algorithm="sha256").hexdigest()

    def save(self, *args, **kwargs):
        if not self.pseudonym:
            self.pseudonym = f"Curator {self.identifier[:8]}"
        super().save(*args, **kwargs)

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def both_names(self):
        """As the desk knows this person, with the name that readers see if that is another one."""
        return str(self) if str(self) == self.pseudonym else f"{self} ({self.pseudonym})"
