"""Reads the process's environment, and says in plain words which variable is wrong and what to write."""
import warnings

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
DATABASE_FORMS = "write sqlite:////absolute/path/to/file or postgres://user:password@host:5432/name"


class Environment(environ.Env):
    """`environ.Env` whose refusals an operator can act on: each raises ImproperlyConfigured."""

    def whole_number(self, name, default, *, least=0):
        """An int of at least `least`; an empty variable counts as none."""
        written = self.str(name, default="").strip() or str(default)
        if not (written.isascii() and written.isdigit() and int(written) >= least):
            raise ImproperlyConfigured(f"{name}: “{written}” is not a whole number; write digits only, "
                                       f"{least} or more, for example {default}")
        return int(written)

    def one_of(self, name, words, default):
        """One of `words`; an empty variable counts as none."""
        written = self.str(name, default="").strip().lower() or default
        if written not in words:
            raise ImproperlyConfigured(f"{name}: “{written}” is none of its values; write {' or '.join(words)}")
        return written

    def level(self, name, default):
        """The name of a log level."""
        written = self.str(name, default="").strip().upper() or default
        if written not in LEVELS:
            raise ImproperlyConfigured(f"{name}: “{written}” is not a log level; write one of {', '.join(LEVELS)}")
        return written

    def email(self, name):
        """One e-mail address, or "" where none is given."""
        written = self.str(name, default="").strip()
        try:
            validate_email(written or "nobody@example.org")
        except ValidationError as error:
            raise ImproperlyConfigured(f"{name}: “{written}” is not an e-mail address; write one, "
                                       "for example archive@example.org, or nothing") from error
        return written

    def mail_server(self, name):
        """{setting: value} of the server that sends e-mail; without one no e-mail is sent."""
        written = self.str(name, default="").strip() or "dummymail://"
        try:
            return self.email_url_config(written)
        except (ValueError, KeyError, ImproperlyConfigured) as error:
            raise ImproperlyConfigured(f"{name}: the address cannot be read; write smtp+tls://user:password@host:587, "
                                       "with %, #, / and @ in a password percent-encoded, or nothing") from error

    def database(self, name, default=""):
        """One entry of DATABASES; the address itself is not repeated, since it may hold a password."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they say is said below
            try:
                database = self.db_url_config(self.str(name, default="") or default)
            except (ValueError, KeyError, ImproperlyConfigured) as error:
                raise ImproperlyConfigured(f"{name}: the address cannot be read; {DATABASE_FORMS}, with "
                                           "%, #, / and @ in a password percent-encoded") from error
        if database.get("ENGINE") not in ENGINES or not database.get("NAME"):
            raise ImproperlyConfigured(f"{name}: this is not the address of a database; {DATABASE_FORMS}")
        return database

    def folder(self, name, path):
        """`path`, made if it is missing."""
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(f"{name}: the folder {path} cannot be made ({error.strerror}); write the "
                                       "path of a folder that this user may write to") from error
        return path
