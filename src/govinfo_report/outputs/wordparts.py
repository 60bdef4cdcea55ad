"""The parts of a Word document that do not depend on its text: styles, fonts, settings, footer.

Sizes are those of a government office (GB/T 9704): A4 with margins of 37, 35, 28 and 26 mm, the
title in 方正小标宋 of size 2, headings in 黑体, texts in 仿宋 of size 3 with a line pitch of 28
points.  The font table names what stands in for a font that is not there.
"""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: twentieths of a point of text across the page
TEXT_WIDTH = 8844

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
#: font -> (name in the font table's order of substitutes, family)
_FONTS = {
    SONG: ("宋体", "roman"), FANG: ("仿宋", "modern"), HEI: ("SimHei", "swiss"),
    KAI: ("楷体", "modern"), "宋体": ("SimSun", "roman"), "Times New Roman": ("", "roman"),
}  # fmt: skip


def fonts(east: str, latin: str = "Times New Roman") -> str:
    """The fonts of a run: Chinese text, and digits and letters."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(
    key: str, name: str, paragraph: str, run: str, *, based: str = "Normal", default: bool = False
) -> str:
    flag = ' w:default="1"' if default else ""
    parent = "" if default else f'<w:basedOn w:val="{based}"/>'
    return (
        f'<w:style w:type="paragraph"{flag} w:styleId="{key}"><w:name w:val="{name}"/>{parent}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_PITCH = '<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="{}"/>'
_TWO = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
_NONE = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'


def styles() -> str:
    """The part with the styles."""
    exact = _PITCH.format(0, 0, 560, "exact")
    made = [
        _style("Normal", "Normal", f'{exact}{_TWO}<w:jc w:val="both"/>', fonts(FANG) + _size(32),
               default=True),
        _style("Title", "Title", _PITCH.format(0, 320, 640, "exact") + _NONE
               + '<w:jc w:val="center"/>', fonts(SONG) + _size(44)),
        _style("Day", "Publication Date", f'{exact}{_NONE}<w:jc w:val="center"/>',
               fonts(KAI) + _size(32)),
        _style("Heading1", "heading 1", f'<w:keepNext/>{_PITCH.format(120, 60, 560, "exact")}{_TWO}'
               '<w:outlineLvl w:val="0"/>', fonts(HEI) + _size(32)),
        _style("PartHeading", "Part Heading", f"<w:keepNext/>{exact}{_TWO}",
               fonts(KAI) + _size(32)),
        _style("TableText", "Table Text", f'<w:widowControl w:val="0"/>{_PITCH.format(0, 0, 240, "auto")}'
               f'{_NONE}<w:jc w:val="center"/>', fonts(FANG) + _size(18)),
        _style("TableLabel", "Table Label", '<w:jc w:val="left"/>', "", based="TableText"),
        _style("Footer", "footer", _PITCH.format(0, 0, 240, "auto") + _NONE
               + '<w:jc w:val="center"/>', fonts("宋体", "宋体") + _size(28)),
    ]  # fmt: skip
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:kern w:val="2"/>{_size(32)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{WORD}">{defaults}{"".join(made)}</w:styles>'


def font_table() -> str:
    """The part that names the fonts, and the one to take where a font is missing."""
    rows = []
    for name, (other, family) in _FONTS.items():
        alternative = f'<w:altName w:val="{other}"/>' if other else ""
        charset = "" if name.isascii() else '<w:charset w:val="86"/>'
        rows.append(
            f'<w:font w:name="{name}">{alternative}{charset}<w:family w:val="{family}"/></w:font>'
        )
    return f'<w:fonts xmlns:w="{WORD}">{"".join(rows)}</w:fonts>'


def settings() -> str:
    """The part with the settings of the document."""
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer() -> str:
    """The number of the page between dashes."""
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{dash.format('— ')}{field}{dash.format(' —')}</w:p></w:ftr>"
    )


def section() -> str:
    """The page: A4, its margins, and the footer (relationship ``rId4``)."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" '
        'w:footer="1400" w:gutter="0"/></w:sectPr>'
    )


def content_types() -> str:
    """What kind of part each member is."""
    kinds = {
        "/word/document.xml": f"{_MAIN_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_MAIN_TYPE}.styles+xml",
        "/word/settings.xml": f"{_MAIN_TYPE}.settings+xml",
        "/word/fontTable.xml": f"{_MAIN_TYPE}.fontTable+xml",
        "/word/footer1.xml": f"{_MAIN_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """What a part refers to: kind and target, with ids ``rId1``, ``rId2`` …"""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def package_relations() -> str:
    """What the package begins with: the document and its properties."""
    return relations(
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def document_relations() -> str:
    """What the text of the document refers to."""
    kinds = {
        "styles": "styles.xml", "settings": "settings.xml", "fontTable": "fontTable.xml",
        "footer": "footer1.xml",
    }  # fmt: skip
    return relations(*((f"{OFFICE}/{kind}", target) for kind, target in kinds.items()))


def properties(title: str) -> str:
    """The title as a property of the file; ``title`` is XML already."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )
