"""Exit statuses of the command line."""

from __future__ import annotations

CLEAN = 0  #: nothing worse than a warning
FOUND = 1  #: findings of severity error
USAGE = 2  #: the command line, or a plugin in strict mode, is at fault
UNREAD = 3  #: something could not be read; beats ``FOUND``
#: what a shell reports of a program ended by an interrupt or a closed pipe
INTERRUPTED, PIPE = 130, 141
