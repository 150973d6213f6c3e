"""A PostgreSQL server of our own: in a temporary folder, on a free port, gone after the tests.

It never runs as root (PostgreSQL refuses that): as root it is started as the
user postgres or nobody. It listens on 127.0.0.1 only and, because its data are
thrown away, does not wait for the disk.
"""
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

READY = "database system is ready to accept connections"
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def running_server(programs):
    """Start a server from the folder `programs`; yield the URL of its first database, for DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="standpoint-postgresql-"))
    unprivileged = _unprivileged(folder)
    server = None
    try:
        _create_cluster(programs, folder, unprivileged)
        port = _free_port()
        server = _start(programs, folder, port, unprivileged)
        yield f"postgres://standpoint@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder)


def _unprivileged(folder):
    """How to start a program that must not be root: arguments of subprocess; `folder` becomes that user's."""
    options = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
    if os.geteuid() != 0:
        return options
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {**options, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _create_cluster(programs, folder, unprivileged):
    command = [programs / "initdb", "--pgdata", folder / "data", "--username", "standpoint", "--auth", "trust",
               "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    made = subprocess.run(command, capture_output=True, text=True, **unprivileged)
    assert made.returncode == 0, f"initdb: {made.stdout}{made.stderr}"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start(programs, folder, port, unprivileged):
    """The process of the server, once it takes connections."""
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", *HASTE]
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port)]
    command += [word for setting in settings for word in ("-c", setting)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **unprivileged)
    said = []
    for line in server.stderr:
        said.append(line)
        if READY in line:
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return server
    server.wait()
    raise AssertionError(f"postgres did not start: {''.join(said)}")


def _stop(server):
    """A fast shutdown of that one process, which takes its children along."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
