"""The messages between parent and zygote: small JSON objects, with descriptors attached."""

import json
import socket
import struct

LENGTH = struct.Struct(">I")
MAX_DESCRIPTORS = 33  # a batch of files, and the pipe for what is found


def send(channel: socket.socket, message: dict, descriptors: list[int] | None = None) -> None:
    """Send one message; raise OSError when the other side is gone."""
    body = json.dumps(message).encode("ascii")
    frame = LENGTH.pack(len(body)) + body
    if descriptors:
        sent = socket.send_fds(channel, [frame], descriptors)
        frame = frame[sent:]
    if frame:
        channel.sendall(frame)


def receive(channel: socket.socket) -> tuple[dict | None, list[int]]:
    """Return one message with its descriptors; (None, []) when the other side is gone."""
    first, descriptors, _, _ = socket.recv_fds(channel, LENGTH.size, MAX_DESCRIPTORS)
    prefix = first + _exactly(channel, LENGTH.size - len(first)) if first else b""
    if len(prefix) < LENGTH.size:
        return None, list(descriptors)
    (length,) = LENGTH.unpack(prefix)
    body = _exactly(channel, length)
    return (json.loads(body) if len(body) == length else None), list(descriptors)


def _exactly(channel: socket.socket, size: int) -> bytes:
    received = bytearray()
    while len(received) < size:
        block = channel.recv(size - len(received))
        if not block:
            break
        received += block
    return bytes(received)
