"""Make templates/base/reference.docx, the Word document every other is built on: named styles and nothing else.

    python tools/make_reference.py

The style names are the contract between a brand and the Word writer. Colours and fonts here are stand-ins: the writer
sets a brand's own, see STYLED in src/protokoll/writers/docx.py.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

TARGET = Path(__file__).parent.parent / "templates" / "base" / "reference.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (2000, 1, 1, 0, 0, 0)

HAIRLINE = 'w:val="single" w:sz="4" w:color="A8AEB4"'
BOX = (
    '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="EFF3F6"/>'
    '<w:left w:val="single" w:sz="24" w:space="8" w:color="2C4257"/>'
    '<w:bottom w:val="single" w:sz="4" w:space="7" w:color="EFF3F6"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="EFF3F6"/>'
)


def spacing(before: int = 0, after: int = 0, line: int | None = None) -> str:
    """Space above and below in twentieths of a point; `line` in 240ths of a line."""
    rule = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def paragraph_style(name: str, based_on: str = "Normal", ppr: str = "", rpr: str = "", after: str = "") -> str:
    """Describe one paragraph style; its id is its name without spaces, `after` the id of the style that follows it."""
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{following}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def character_style(name: str, rpr: str) -> str:
    """Describe one character style."""
    return (
        f'<w:style w:type="character" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="2"/><w:qFormat/><w:rPr>{rpr}</w:rPr></w:style>'
    )


def heading(level: int, size: int, ppr: str) -> str:
    """Describe a heading style; `size` in half points."""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:keepLines/>{ppr}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="2C4257"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = "".join(
    [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>',
        f'<w:pPr><w:widowControl/>{spacing(0, 110, 262)}</w:pPr><w:rPr><w:color w:val="1D2329"/></w:rPr></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>',
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
        heading(1, 48, spacing(0, 60, 230)),
        paragraph_style("Long Title", based_on="Heading1", rpr='<w:sz w:val="38"/><w:szCs w:val="38"/>'),
        heading(
            2,
            29,
            f'<w:pBdr><w:top {HAIRLINE} w:space="8"/></w:pBdr><w:tabs><w:tab w:val="left" w:pos="964"/></w:tabs>{spacing(440, 120, 240)}<w:ind w:left="964" w:hanging="964"/>',
        ),
        heading(3, 23, spacing(240, 80, 240)),
        heading(4, 22, spacing(220, 60, 240)),
        heading(5, 21, spacing(200, 60, 240)),
        heading(6, 20, spacing(200, 60, 240)),
        paragraph_style(
            "Masthead",
            ppr=f'<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>{spacing(0, 480, 240)}<w:textAlignment w:val="center"/>',
            rpr='<w:b/><w:bCs/><w:color w:val="2C4257"/><w:sz w:val="23"/>',
        ),
        paragraph_style(
            "Summary",
            ppr=f"<w:keepNext/>{spacing(0, 240, 264)}",
            rpr='<w:color w:val="56616B"/><w:sz w:val="25"/><w:szCs w:val="25"/>',
        ),
        paragraph_style(
            "State",
            ppr=f'<w:pBdr>{"".join(f"""<w:{side} w:val="single" w:sz="8" w:space="4" w:color="2C4257"/>""" for side in ("top", "left", "bottom", "right"))}</w:pBdr>{spacing(60, 200, 240)}<w:ind w:left="113" w:right="4500"/>',
            rpr='<w:b/><w:bCs/><w:color w:val="2C4257"/>',
        ),
        paragraph_style(
            "Omitted",
            ppr=f'<w:pBdr><w:left w:val="single" w:sz="16" w:space="9" w:color="A8AEB4"/></w:pBdr>{spacing(60, 200, 240)}<w:ind w:left="227"/>',
            rpr='<w:color w:val="56616B"/>',
        ),
        paragraph_style(
            "Front Heading",
            based_on="Heading2",
            ppr=f'<w:pBdr><w:top w:val="nil"/></w:pBdr>{spacing(260, 60, 240)}<w:ind w:left="0" w:firstLine="0"/>',
            rpr='<w:sz w:val="25"/><w:szCs w:val="25"/>',
            after="Normal",
        ),
        paragraph_style("Reference", ppr=f"<w:keepNext/>{spacing(0, 110, 240)}", rpr='<w:color w:val="56616B"/>'),
        paragraph_style(
            "Table Caption", ppr=f"<w:keepNext/>{spacing(160, 60, 240)}", rpr='<w:b/><w:bCs/><w:sz w:val="20"/>'
        ),
        paragraph_style(
            "toc 1",
            ppr=f'<w:tabs><w:tab w:val="left" w:pos="794"/><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>{spacing(30, 30, 245)}<w:ind w:left="794" w:right="794" w:hanging="794"/>',
        ),
        paragraph_style(
            "Contents Columns",
            based_on="toc1",
            ppr=f'<w:keepNext/><w:tabs><w:tab w:val="clear" w:pos="9070"/><w:tab w:val="right" w:pos="9070"/></w:tabs>{spacing(0, 30, 240)}<w:ind w:left="0" w:right="0" w:firstLine="0"/>',
            rpr='<w:b/><w:bCs/><w:color w:val="56616B"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        paragraph_style("toc 2", based_on="toc1", ppr='<w:ind w:left="1134" w:right="794" w:hanging="794"/>'),
        paragraph_style(
            "Facts Caption",
            ppr=f"<w:keepNext/>{spacing(120, 40, 240)}",
            rpr='<w:b/><w:bCs/><w:color w:val="56616B"/><w:sz w:val="18"/>',
        ),
        paragraph_style("Fact Label", ppr=f"<w:keepLines/>{spacing(60, 60, 245)}", rpr="<w:b/><w:bCs/>"),
        paragraph_style("Fact", ppr=spacing(60, 60, 245)),
        # A formal first page has more to hold, and holds it on one sheet if that can be.
        paragraph_style(
            "Front Fact Label",
            based_on="FactLabel",
            ppr=spacing(24, 24, 232),
            rpr='<w:sz w:val="20"/><w:szCs w:val="20"/>',
        ),
        paragraph_style(
            "Front Fact", based_on="Fact", ppr=spacing(24, 24, 232), rpr='<w:sz w:val="20"/><w:szCs w:val="20"/>'
        ),
        paragraph_style(
            "Roll Heading",
            based_on="Heading2",
            ppr=f'<w:pBdr><w:top w:val="nil"/></w:pBdr>{spacing(400, 60, 240)}<w:ind w:left="0" w:firstLine="0"/>',
            after="Normal",
        ),
        paragraph_style("Roll Count", ppr=f"<w:keepNext/>{spacing(0, 80, 264)}", rpr='<w:color w:val="56616B"/>'),
        paragraph_style("Person", ppr=f"<w:keepLines/>{spacing(0, 20, 259)}"),
        paragraph_style("List Bullet", ppr=f"{spacing(0, 50, 259)}"),
        paragraph_style("List Number", ppr=f"{spacing(0, 50, 259)}"),
        paragraph_style("List Continue", ppr=f"{spacing(0, 50, 259)}"),
        paragraph_style(
            "Quote",
            ppr=f'<w:pBdr><w:left w:val="single" w:sz="16" w:space="9" w:color="A8AEB4"/></w:pBdr>{spacing(80, 120, 276)}<w:ind w:left="227"/>',
        ),
        paragraph_style(
            "Code",
            ppr=f'<w:shd w:val="clear" w:color="auto" w:fill="EFF3F6"/>{spacing(60, 160, 252)}<w:ind w:left="57" w:right="57"/>',
            rpr='<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="19"/>',
        ),
        paragraph_style("Table Text", ppr=spacing(50, 50, 245), rpr='<w:sz w:val="20"/><w:szCs w:val="20"/>'),
        paragraph_style("Table Heading", based_on="TableText", ppr="<w:keepNext/>", rpr="<w:b/><w:bCs/>"),
        paragraph_style("Narrow Table Text", based_on="TableText", rpr='<w:sz w:val="14"/><w:szCs w:val="14"/>'),
        paragraph_style("Narrow Table Heading", based_on="TableHeading", rpr='<w:sz w:val="14"/><w:szCs w:val="14"/>'),
        paragraph_style("Figure", ppr=spacing(120, 40)),
        paragraph_style(
            "Caption", ppr=spacing(0, 180), rpr='<w:color w:val="56616B"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
        ),
        paragraph_style(
            "Separator",
            ppr=f'<w:pBdr><w:bottom {HAIRLINE} w:space="1"/></w:pBdr>{spacing(60, 200, 120)}<w:ind w:left="3100" w:right="3100"/>',
        ),
        paragraph_style(
            "Decision Heading",
            based_on="Heading3",
            ppr=f'{BOX}{spacing(240, 60, 240)}<w:ind w:left="227" w:right="57"/>',
            after="DecisionClause",
        ),
        paragraph_style(
            "Decision Lead", ppr=f'<w:keepNext/>{BOX}{spacing(0, 60, 264)}<w:ind w:left="227" w:right="57"/>'
        ),
        paragraph_style(
            "Decision Clause",
            ppr=f'<w:keepLines/>{BOX}{spacing(0, 80, 264)}<w:ind w:left="511" w:right="57" w:hanging="284"/>',
        ),
        paragraph_style("After Decision", ppr=spacing(240, 120, 276)),
        paragraph_style(
            "Break",
            ppr=f'<w:pBdr><w:top {HAIRLINE.replace("B4", "B5")} w:space="6"/></w:pBdr>{spacing(400, 0, 240)}<w:jc w:val="center"/>',
            rpr='<w:color w:val="56616B"/>',
        ),
        paragraph_style("Signature", ppr=f"<w:keepLines/>{spacing(160, 120, 264)}"),
        paragraph_style(
            "header",
            ppr=f'<w:pBdr><w:bottom {HAIRLINE} w:space="4"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>{spacing(0, 0, 240)}',
            rpr='<w:color w:val="56616B"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        paragraph_style(
            "footer",
            ppr=f'<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>{spacing(0, 0, 240)}',
            rpr='<w:color w:val="56616B"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        character_style("Strong", "<w:b/><w:bCs/>"),
        character_style("Emphasis", "<w:i/><w:iCs/>"),
        character_style("Hyperlink", '<w:color w:val="1B5A8A"/><w:u w:val="single"/>'),
        character_style("Detail", '<w:color w:val="56616B"/>'),
        character_style("Decision Remark", '<w:color w:val="56616B"/><w:sz w:val="20"/><w:szCs w:val="20"/>'),
        character_style("Remark", '<w:i/><w:iCs/><w:color w:val="56616B"/>'),
        character_style("Item Lead", '<w:color w:val="56616B"/><w:sz w:val="23"/><w:szCs w:val="23"/>'),
        character_style(
            "Item Time",
            '<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="56616B"/><w:sz w:val="20"/><w:szCs w:val="20"/>',
        ),
        character_style(
            "Kind", '<w:caps/><w:color w:val="56616B"/><w:spacing w:val="16"/><w:sz w:val="19"/><w:szCs w:val="19"/>'
        ),
        character_style(
            "Code Char", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="19"/>'
        ),
    ]
)

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1418" w:bottom="1361" w:left="1418" w:header="794" w:footer="680" w:gutter="0"/></w:sectPr></w:body></w:document>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="{OFFICE}/relationships/fontTable" Target="fontTable.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Source Sans 3" w:hAnsi="Source Sans 3" w:eastAsia="Source Sans 3" w:cs="Source Sans 3"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{STYLES}</w:styles>',
    "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:autoHyphenation w:val="false"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="sv-SE"/></w:settings>',
    "word/fontTable.xml": f'<w:fonts xmlns:w="{W}"><w:font w:name="Source Sans 3"><w:altName w:val="Segoe UI"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="Source Serif 4"><w:altName w:val="Cambria"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>',
}


def main() -> None:
    """Write the file; the same bytes each time."""
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in PARTS.items():
            package.writestr(zipfile.ZipInfo(name, EPOCH), HEAD + xml, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
