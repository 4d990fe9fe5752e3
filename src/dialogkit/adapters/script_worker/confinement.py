"""Take from a process what a script could misuse, before it sees the first script.

Layers, each enough alone against its own kind of escape: no environment and no open files
(the parent's doing), resource limits, an empty root where the system allows it, and on Linux a
seccomp filter that leaves memory, clocks and the pipe to the parent. The JavaScript engine has no
host functions to begin with.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from typing import Final

__all__ = ("confine",)

_DATA_BYTES: Final = 192 * 1024 * 1024
_ADDRESS_BYTES: Final = 1024 * 1024 * 1024
_CPU_SECONDS: Final = 3600
_NOBODY: Final = 65534

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_REFUSE: Final = 0x00050000 | 1
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_RETURN: Final = 0x06

# read write close mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn mremap madvise
# sched_yield getpid setitimer exit futex clock_gettime clock_nanosleep exit_group gettimeofday
# getrusage tgkill gettid restart_syscall getrandom rseq sigaltstack
_X86_64: Final = (
    *(0, 1, 3, 9, 10, 11, 12, 13, 14, 15, 25, 28, 24, 39, 38, 60, 202, 228, 230, 231, 96, 98),
    *(234, 186, 219, 318, 334, 131),
)
_AARCH64: Final = (
    *(63, 64, 57, 222, 226, 215, 214, 134, 135, 139, 216, 233, 124, 172, 103, 93, 98, 113, 115, 94),
    *(169, 165, 131, 178, 128, 278, 293, 132),
)
_SYSTEM_CALLS: Final = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("jump_true", ctypes.c_ubyte),
        ("jump_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("size", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def confine() -> bool:
    """Confine this process for good; return whether the system calls are filtered too."""
    _empty_root()
    _limit_resources()
    if os.uname().sysname != "Linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    # A parent that is killed must not leave a script spinning.
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return _filter_system_calls(libc)


def _empty_root() -> None:
    """Go to an empty folder that no longer exists; as root, make it the root and become nobody."""
    folder = f"/tmp/dialogkit-script-{os.getpid()}"  # noqa: S108 - made here, empty, removed at once
    with contextlib.suppress(OSError):
        os.mkdir(folder, 0o555)
        os.chdir(folder)
        os.rmdir(folder)
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.chroot(".")
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)


def _limit_resources() -> None:
    limits = {
        "RLIMIT_AS": _ADDRESS_BYTES,
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": _CPU_SECONDS,
        "RLIMIT_DATA": _DATA_BYTES,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 0,
        "RLIMIT_NPROC": 0,
    }
    for name, limit in limits.items():
        kind = getattr(resource, name, None)
        # Not every system knows or takes every limit.
        with contextlib.suppress(OSError, ValueError):
            if kind is not None:
                resource.setrlimit(kind, (limit, limit))


def _filter_system_calls(libc: ctypes.CDLL) -> bool:
    known = _SYSTEM_CALLS.get(os.uname().machine)
    if known is None:
        return False
    architecture, allowed = known
    program = [
        _Instruction(_LOAD, 0, 0, 4),
        _Instruction(_JUMP_IF_EQUAL, 1, 0, architecture),
        _Instruction(_RETURN, 0, 0, _KILL),
        _Instruction(_LOAD, 0, 0, 0),
        *(_Instruction(_JUMP_IF_EQUAL, len(allowed) - place, 0, number) for place, number in enumerate(allowed)),
        _Instruction(_RETURN, 0, 0, _REFUSE),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    ]
    array = (_Instruction * len(program))(*program)
    filled = _Program(len(program), array)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    result: int = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filled), 0, 0)
    return result == 0
