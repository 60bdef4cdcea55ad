"""How each element of HTML takes part in the visible text."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

from lxml import etree


class Role(IntEnum):
    """What a walk does at an element; everything unknown is ``INLINE``."""

    INLINE = 0
    BLOCK = 1
    BREAK = 2
    SKIP = 3
    TABLE = 4
    ROW = 5
    CELL = 6
    GROUP = 7
    SPECIAL = 8  #: depends on attributes or content, see ``visible.py``
    HIDDEN = 9  #: not rendered, but worth telling that it is there
    BLANK = 10  #: keeps its place, but shows nothing (``visibility: hidden``)
    PRE = 11  #: a block whose line breaks and spaces count


_ROLES = {
    Role.BLOCK: "html body address article aside blockquote center dd details dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main "
    "marquee menu nav ol optgroup p search section summary ul caption",
    Role.BREAK: "br",
    Role.SKIP: "head script style link meta base title param source track area colgroup col "
    "datalist audio video canvas noembed basefont bgsound wbr keygen",
    Role.TABLE: "table",
    Role.ROW: "tr",
    Role.CELL: "td th",
    Role.GROUP: "tbody thead tfoot",
    Role.SPECIAL: "img input select textarea sup sub svg math bdo pre xmp listing plaintext embed "
    "object iframe frame applet dialog del s strike rp rt",
    Role.HIDDEN: "template noscript noframes",
}

#: role by tag name; comments and processing instructions have a function for a tag
ROLES: Final[dict[Any, Role]] = {
    name: role for role, names in _ROLES.items() for name in names.split()
} | {
    etree.Comment: Role.HIDDEN,
    etree.ProcessingInstruction: Role.SKIP,
    etree.Entity: Role.SKIP,
}

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
