"""Somebody at the desk: one connection, logged in, who opens pages and fills in their forms as a browser does."""
import http.client
import json
import time
from html.parser import HTMLParser
from urllib.parse import urlencode

from bench.downloads import UnexpectedAnswer

JSON = {"Accept": "application/json"}
FORM = "application/x-www-form-urlencoded"


class Person:
    """`get` and `post` return (seconds until the whole answer was there, its text); another status is refused."""

    def __init__(self, port, name, password):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies, self.token = {}, ""
        self.get("/account/login/")
        self.post("/account/login/", {"login": name, "password": password}, expected=302)
        self.get("/curation/")

    def get(self, path, headers=None, expected=200):
        return self._ask("GET", path, None, headers or {}, expected)

    def post(self, path, entries, headers=None, expected=200):
        """Send entries of a form: {name: text or texts}."""
        return self._ask("POST", path, urlencode(entries, doseq=True), {"Content-Type": FORM, **(headers or {})},
                         expected)

    def post_json(self, path, value):
        return self._ask("POST", path, json.dumps(value), {"Content-Type": "application/json", **JSON}, 200)

    def _ask(self, method, path, body, headers, expected):
        sent = {**headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "X-CSRFToken": self.cookies.get("csrftoken", "")}
        started = time.perf_counter()
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        seconds = time.perf_counter() - started
        if answer.status != expected:
            raise UnexpectedAnswer(f"{method} {path}: {answer.status} {text[:500]}")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return seconds, text


def entries_of(html, form):
    """{name: [texts]} of the form with this id, as a browser would send it without pressing a button."""
    reader = _Entries(form)
    reader.feed(html)
    if not reader.entries:
        raise UnexpectedAnswer(f"there is no form {form}")
    return reader.entries


class _Entries(HTMLParser):
    def __init__(self, form):
        super().__init__()
        self.form, self.entries = form, {}
        self.is_inside = self.is_template = False
        self.written = self.select = None

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.is_inside = said.get("id") == self.form
        elif tag == "template":
            self.is_template = True
        if not self.is_inside or self.is_template:
            return
        if tag == "input" and said.get("name"):
            self._input(said)
        elif tag == "textarea":
            self.written = (said["name"], [])
        elif tag == "select":
            self.select = said["name"]
        elif tag == "option" and self.select and (self.select not in self.entries or "selected" in said):
            self.entries[self.select] = [said.get("value", "")]

    def _input(self, said):
        if said.get("type") in ("checkbox", "radio") and "checked" not in said:
            return
        if said.get("type") not in ("submit", "button", "file"):
            self.entries.setdefault(said["name"], []).append(said.get("value") or "")

    def handle_data(self, text):
        if self.written:
            self.written[1].append(text)

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "template":
            self.is_template = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.written:
            name, parts = self.written
            self.entries.setdefault(name, []).append("".join(parts).removeprefix("\n"))
            self.written = None
