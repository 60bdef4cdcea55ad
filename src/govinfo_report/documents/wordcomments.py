"""Writes comments into a Word document, and leaves everything else in it as it is."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen
from lxml import etree

from govinfo_report.documents.package import Package, attribute, child, local, protected
from govinfo_report.documents.reread import reread
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.wordanchors import (
    bare,
    element_at,
    mark,
    paragraph_of,
    title_paragraph,
)
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

AUTHOR, INITIALS = "govinfo-report", "GR"
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LOCKED = frozenset({"readOnly", "forms"})
_NUMBER = lazy(r"[0-9]{1,9}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@frozen
class Remark:
    """What a comment says (one paragraph per line), and where.

    Without a place, or at one the document does not have, it stands at the title.
    """

    text: str
    place: Place | None = None
    title: str = ""


def commented(
    source: Source, remarks: Sequence[Remark], *, limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """The document with a comment for every remark.

    Only the text, the comments and the lists of parts change; comments that are there stay.  The
    comments carry no date, so that the same remarks give the same bytes.  Raises ``UsageError``
    when the source is no Word document (DOCX), ``SourceError`` when it is damaged, protected by a
    password, closed for changes, or signed, and ``LimitError`` beyond the limits.
    """
    package, part = check_commentable(source, limits=limits)
    if not remarks:
        return source.data
    tree = _tree(package, part)
    writer = _Writer(source, package, part, tree, limits)
    # all places are found before the first mark is set: marks would shift the later ones
    for remark, element in [(remark, writer.element(remark.place)) for remark in remarks]:
        writer.write(remark, element)
    return _packed(package, writer.changed())


def check_commentable(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Package, str]:
    """The package and the name of its main part; raises as ``commented`` does."""
    if source.kind is Kind.LOCKED:
        raise protected(source.name)
    if source.kind is not Kind.DOCX:
        raise _not_word(source)
    package = Package(source, limits)
    part = next(package.related("", "officeDocument"), _MAIN)
    package.read(part)  # which needs no password
    _check_open(package, part)
    return package, part


def _not_word(source: Source) -> UsageError:
    return UsageError(
        f"{source.name} is no Word document (DOCX): only those can carry comments",
        zh=f"{source.name} 不是 Word 文档（DOCX），无法写入批注",
        hint="Save it as .docx, or render the report as one: govinfo-report render FILE -o report.docx",
        hint_zh="请另存为 .docx，或先写成 Word：govinfo-report render 文件 -o 年报.docx",
        kind=source.kind.value,
    )


def _check_open(package: Package, part: str) -> None:
    """``SourceError`` for a document whose author closed it for changes, or that is signed."""
    for name in package.related(part, "settings"):
        protection = child(package.xml(name), "documentProtection")
        if protection is None or attribute(protection, "enforcement") in (
            None,
            "0",
            "false",
            "off",
        ):
            continue
        if attribute(protection, "edit") in _LOCKED:
            raise SourceError(
                f"{package.name} is read-only: its author closed it for changes",
                zh=f"{package.name} 已设为只读（限制编辑），不能写入批注",
                hint="End the protection in Word (Review, Restrict Editing) and save it.",
                hint_zh="请在 Word 的“审阅—限制编辑”中停止保护后保存。", name=package.name,
            )  # fmt: skip
    if any(package.related("", "digital-signature/origin")):
        raise SourceError(
            f"{package.name} is signed: a comment would break its signature",
            zh=f"{package.name} 带有数字签名，写入批注会使签名失效",
            hint="Give the unsigned draft.", hint_zh="请使用签名前的文件。", name=package.name,
        )  # fmt: skip


def _tree(package: Package, name: str) -> etree._ElementTree:
    """A part as it is, with its comments and instructions; entities are refused as in reading."""
    package.xml(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.ElementTree(etree.fromstring(package.read(name), parser))


class _Writer:
    """One document that is being commented."""

    def __init__(
        self,
        source: Source,
        package: Package,
        part: str,
        tree: etree._ElementTree,
        limits: Limits,
    ) -> None:
        self._source, self._package, self._part = source, package, part
        self._tree, self._limits = tree, limits
        self._root = tree.getroot()
        self._word = etree.QName(self._root).namespace or ""
        body = child(self._root, "body")
        assert body is not None  # a report was read from it
        self._body = body
        self._file = next(package.related(part, "comments"), None)
        self._listing = (
            _tree(package, self._file).getroot()
            if self._file is not None
            else etree.Element(self._tag("comments"), nsmap={"w": self._word})
        )
        self._next = 1 + max(map(_number, _ids(self._listing, self._root)), default=-1)

    def _tag(self, name: str) -> str:
        return f"{{{self._word}}}{name}"

    def _element(self, name: str, **attributes: str) -> etree._Element:
        own = {self._tag(key): value for key, value in attributes.items()}
        return etree.Element(self._tag(name), own, nsmap={"w": self._word})

    def element(self, place: Place | None) -> etree._Element | None:
        """The paragraph, cell or table at a place."""
        if place is None or not place.path or place.part != self._part:
            return None
        return element_at(self._root, place.path)

    def write(self, remark: Remark, element: etree._Element | None) -> None:
        """One comment: its text, and its marks in the document."""
        key = str(self._next)
        self._next += 1
        self._listing.append(self._comment(key, remark.text))
        start = self._element("commentRangeStart", id=key)
        run = self._element("r")
        run.append(self._element("commentReference", id=key))
        end = [self._element("commentRangeEnd", id=key), run]
        paragraph = paragraph_of(element)
        if paragraph is None:
            paragraph = title_paragraph(self._body, remark.title)
            if paragraph is None:
                paragraph = self._element("p")
                self._body.insert(0, paragraph)
            mark(paragraph, start, end)
            return
        words, before = self._words(element, paragraph, remark.place)
        mark(paragraph, start, end, words, before)

    def _words(
        self, element: etree._Element | None, paragraph: etree._Element, place: Place | None
    ) -> tuple[str, int]:
        """The sentence at a place of running text and what stands before it, without spaces."""
        if element is not paragraph or place is None or place.start is None:
            return "", 0
        try:
            whole = reread(self._source, evolve(place, start=None, end=None), self._limits)
        except SourceError:
            return "", 0
        return bare(whole[place.start : place.end]), len(bare(whole[: place.start]))

    def _comment(self, key: str, text: str) -> etree._Element:
        comment = self._element("comment", id=key, author=AUTHOR, initials=INITIALS)
        for number, line in enumerate(text.splitlines() or [""]):
            paragraph = etree.SubElement(comment, self._tag("p"))
            look = etree.SubElement(paragraph, self._tag("pPr"))
            # whatever the document makes of its paragraphs, a comment stands small and at the left
            look.append(
                self._element("spacing", before="0", after="0", line="240", lineRule="auto")
            )
            look.append(self._element("ind", firstLine="0", firstLineChars="0"))
            look.append(self._element("jc", val="left"))
            if number == 0:
                run = etree.SubElement(paragraph, self._tag("r"))
                etree.SubElement(run, self._tag("annotationRef"))
            run = etree.SubElement(paragraph, self._tag("r"))
            etree.SubElement(run, self._tag("rPr")).append(self._element("sz", val="20"))
            written = etree.SubElement(run, self._tag("t"))
            written.text = line
            written.set(_SPACE, "preserve")
        return comment

    def changed(self) -> Mapping[str, bytes]:
        """The parts that are not as they were."""
        found = {self._part: _bytes(self._tree)}
        if self._file is not None:
            found[self._file] = _bytes(self._listing.getroottree())
            return found
        folder, name = posixpath.split(self._part)
        file = next(
            n for n in (f"comments{i or ''}.xml" for i in range(len(self._package.names) + 1))
            if posixpath.join(folder, n) not in self._package
        )  # fmt: skip
        full = posixpath.join(folder, file)
        found[full] = _bytes(self._listing.getroottree())
        found[_TYPES] = self._types(full)
        relations = posixpath.join(folder, "_rels", name + ".rels")
        found[relations] = self._relations(relations, file)
        return found

    def _types(self, part: str) -> bytes:
        tree = _tree(self._package, _TYPES)
        etree.SubElement(
            tree.getroot(), f"{{{_PACKAGE}/content-types}}Override",
            {"PartName": f"/{part}", "ContentType": _CONTENT_TYPE},
        )  # fmt: skip
        return _bytes(tree)

    def _relations(self, listing: str, file: str) -> bytes:
        space = f"{_PACKAGE}/relationships"
        if listing in self._package:
            tree = _tree(self._package, listing)
        else:
            tree = etree.ElementTree(
                etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
            )
        taken = {relation.get("Id") for relation in tree.getroot()}
        key = next(k for k in (f"rIdGR{n}" for n in range(len(taken) + 1)) if k not in taken)
        office = _OFFICE_STRICT if self._word == _STRICT else _OFFICE
        etree.SubElement(
            tree.getroot(), f"{{{space}}}Relationship",
            {"Id": key, "Type": f"{office}/comments", "Target": file},
        )  # fmt: skip
        return _bytes(tree)


def _ids(listing: etree._Element, root: etree._Element) -> list[str]:
    names = ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")
    return [
        attribute(element, "id") or ""
        for tree in (listing, root)
        for element in tree.iter("{*}" + names[0], *("{*}" + name for name in names[1:]))
        if local(element) in names
    ]


def _number(key: str) -> int:
    return int(key) if _NUMBER.fullmatch(key) else -1


def _bytes(tree: etree._ElementTree) -> bytes:
    standalone = tree.docinfo.standalone
    return etree.tostring(
        tree, encoding="UTF-8", xml_declaration=True,
        standalone=True if standalone is None else standalone,
    )  # fmt: skip


def _packed(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts changed or added, all others byte for byte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in [*package.names, *(n for n in changed if n not in package)]:
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            if name in package:
                old = package.member(name)
                member.date_time, member.external_attr = old.date_time, old.external_attr
                if old.compress_type == zipfile.ZIP_STORED:
                    member.compress_type = zipfile.ZIP_STORED
            member.create_system = 3
            data = changed.get(name)
            archive.writestr(member, package.read(name) if data is None else data)
    return packed.getvalue()
