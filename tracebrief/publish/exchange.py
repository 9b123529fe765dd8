"""Two folders change places in one step, so that whoever opens either finds one of them, whole, at any moment.

Linux and macOS can; where the system or the file system cannot, the caller is told and nothing has happened.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

# Of <fcntl.h> and <linux/fs.h>: paths are taken from the working folder; the two names are exchanged.
AT_FDCWD = -100
RENAME_EXCHANGE = 2
# Of macOS's <sys/stdio.h>.
RENAME_SWAP = 2
# What a system or a file system answers that does not know the call.
UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.EXDEV)


def exchange(one: Path, other: Path) -> bool:
    """Let two paths of one file system change places at once; return False where that cannot be done here.

    Raises:
        OSError: a path is missing or may not be renamed, or the disk failed.
    """
    call = _find_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _find_call() -> Callable[[bytes, bytes], int] | None:
    """Return the system's call that exchanges two paths, None where it has none."""
    name = {"linux": "renameat2", "darwin": "renamex_np"}.get(sys.platform)
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return None
    path, flags = ctypes.c_char_p, ctypes.c_uint
    if name == "renamex_np":
        function.argtypes = (path, path, flags)
        return lambda one, other: function(one, other, RENAME_SWAP)
    function.argtypes = (ctypes.c_int, path, ctypes.c_int, path, flags)
    return lambda one, other: function(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)
