#!/usr/bin/env python
"""The entrance for every command: `python manage.py help` lists them."""
import os
import sys


def run(arguments):
    """Run one command; a wrong setting or an unready database ends it in words, without a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong. {error}. See docs/settings.md.")
    except (OperationalError, ProgrammingError) as error:
        sys.exit(f"The database cannot be used: {str(error).strip()}. Check DATABASE_URL; a database that is new or "
                 "behind is prepared by: .venv/bin/python manage.py migrate")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    run(sys.argv)
