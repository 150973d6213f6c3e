"""Forbids system calls that a parser never needs (Linux on x86-64 and AArch64).

The Python audit hook stops Python code; this stops native code too. The filter is a
classic BPF program (seccomp(2)): refused calls fail with EPERM instead of killing, so
that a library with a fallback can use it.
"""

import ctypes
import errno
import platform
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
OFFSET_NUMBER, OFFSET_ARCHITECTURE = 0, 4
X32_BIT = 0x40000000

# Calls by purpose: (x86-64 number, AArch64 number); None where the call does not exist.
REFUSED = {
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "accept4": (288, 242),
    "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269), "bind": (49, 200),
    "listen": (50, 201), "socketpair": (53, 199),
    "clone": (56, 220), "clone3": (435, 435), "fork": (57, None), "vfork": (58, None),
    "execve": (59, 221), "execveat": (322, 281), "memfd_create": (319, 279),
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "setsid": (112, 157), "setpgid": (109, 154), "unshare": (272, 97), "setns": (308, 268),
    "mount": (165, 40), "chroot": (161, 51), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "shmget": (29, 194),
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
}  # fmt: skip
AUDIT_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def refuse_calls(libc: ctypes.CDLL) -> bool:
    """Install the filter in this process for good; return whether the system took it."""
    instructions = build_filter(platform.machine())
    if sys.platform != "linux" or instructions is None:
        return False
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    program = _Program(len(instructions) // 8, instructions)
    return libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0


def build_filter(machine: str) -> bytes | None:
    """Return the BPF program for this machine, or None where the numbers are not known."""
    if machine not in AUDIT_ARCHITECTURES:
        return None
    architecture, column = AUDIT_ARCHITECTURES[machine]
    numbers = [pair[column] for pair in REFUSED.values() if pair[column] is not None]
    to_refusal = len(numbers) + 1
    program = [
        (LOAD, 0, 0, OFFSET_ARCHITECTURE),
        (JUMP_EQUAL, 0, to_refusal + 2, architecture),
        (LOAD, 0, 0, OFFSET_NUMBER),
        (JUMP_AT_LEAST, to_refusal, 0, X32_BIT),
    ]
    for index, number in enumerate(numbers):
        program.append((JUMP_EQUAL, to_refusal - 1 - index, 0, number))
    program += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)
