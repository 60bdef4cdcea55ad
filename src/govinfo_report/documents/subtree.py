"""All the text that one small piece of a page shows."""

from __future__ import annotations

from lxml import etree

from govinfo_report.documents.elements import ROLES, Role
from govinfo_report.documents.lines import Lines
from govinfo_report.documents.visible import Visibility

_INLINE, _SKIP, _SPECIAL = Role.INLINE, Role.SKIP, Role.SPECIAL
_HIDDEN, _BLANK, _PRE = Role.HIDDEN, Role.BLANK, Role.PRE


def subtree_lines(element: etree._Element, visible: Visibility, pre: bool) -> list[str]:
    """All that a small piece shows; every element that is not inline begins a line."""
    lines = Lines()
    walk = etree.iterwalk(element, ("start", "end", "comment", "pi"))
    open_roles: list[Role] = []
    for event, inner in walk:
        if event == "start":
            role = ROLES.get(inner.tag, _INLINE)
            if visible.active:
                role = visible.role(inner, role)
            if role is _SPECIAL:
                role, text = visible.treat(inner, in_cell=True)
                lines.pieces.append(text)
            if role is _HIDDEN or role is _BLANK:
                visible.left_out(inner, in_cell=True)
                role = _SKIP
            if role is _SKIP:
                walk.skip_subtree()
            elif role is not _INLINE:
                lines.end_line(pre or _PRE in open_roles)
            open_roles.append(role)
            content = None if role is _SKIP else inner.text
        else:
            if event == "end":
                role = open_roles[-1]
                if role is not _INLINE and role is not _SKIP:
                    lines.end_line(pre or _PRE in open_roles)
                open_roles.pop()
            content = None if inner is element else inner.tail
        if content:
            if pre or _PRE in open_roles:
                lines.add_preformatted(content)
            else:
                lines.pieces.append(content)
    lines.end_line(pre)
    return lines.done
