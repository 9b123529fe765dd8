"""Two folders change places in one step, so that whoever opens either finds one of them, whole, at any moment.

A link to the newest site would be simpler, but copying or packing `build/site` would then give the link, not the site.
Linux and macOS can swap folders; where the system or the file system cannot, nothing has happened.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

# Of <fcntl.h> and <linux/fs.h>: paths are taken from the working folder; the two names are exchanged.
AT_FDCWD, RENAME_EXCHANGE = -100, 2
# Of macOS's <sys/stdio.h>.
RENAME_SWAP = 2
# What a system or a file system answers that does not know the call.
UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.EXDEV)


def swap_folders(one: Path, other: Path) -> bool:
    """Let two paths of one file system change places at once; return False where that cannot be done here.

    Raises:
        OSError: a path is missing or may not be renamed, or the disk failed.
    """
    system, paths = ctypes.CDLL(None, use_errno=True), (os.fsencode(one), os.fsencode(other))
    if sys.platform == "linux" and hasattr(system, "renameat2"):
        failed = system.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(system, "renamex_np"):
        failed = system.renamex_np(*paths, RENAME_SWAP)
    else:
        return False
    number = ctypes.get_errno()
    if failed and number not in UNKNOWN:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not failed
