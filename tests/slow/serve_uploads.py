"""Serves the whole site on a free port, in threads, until it is killed; prints the port and a sender's session."""
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Nobody reads the log of requests."""


def session_of_the_sender():
    """The session key of a cataloguer, who is made at the first start."""
    from django.conf import settings
    from django.contrib.auth.models import Group
    from django.test import Client

    from archive.models import Curator

    sender = Curator.objects.filter(username="sender").first()
    if sender is None:
        sender = Curator.objects.create_user("sender", password=None, pseudonym="Sender", is_staff=True)
        sender.groups.add(Group.objects.get(name="cataloguer"))
    browser = Client()
    browser.force_login(sender, backend="django.contrib.auth.backends.ModelBackend")
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    django.setup()
    from archive.wsgi import application

    with make_server("127.0.0.1", 0, application, Threaded, Quiet) as server:
        sys.stdout.write(f"{server.server_port} {session_of_the_sender()}\n")
        sys.stdout.flush()
        server.serve_forever()
