"""Reads the text at a place once more from the bytes, by a way of its own.

Openers walk a document from its beginning; this goes straight to one place.  Only the decoding
is shared.  What both agree on is what stands in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from govinfo_report.documents.elements import ROLES, Role
from govinfo_report.documents.html import source_text
from govinfo_report.documents.markup import parse_tree
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.visible import Visibility
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.place import Place
