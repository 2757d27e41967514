"""Writes the small workbooks of tests/import (good/*.xlsx, bad/*.xlsx), with Python's own library only and always the
same bytes. The tests read what is committed and do not run this."""
import datetime, os, zipfile

here = os.path.dirname(os.path.abspath(__file__))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
GENERAL, DATE, CLOCK, LENGTH, PERCENT, BOTH = range(6)
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="[h]:mm:ss"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="166"/>
<xf numFmtId="165"/></cellXfs></styleSheet>"""


def letter(n):
    return chr(ord("A") + n)


class Book:
    def __init__(self, epoch_1904=False):
        self.strings, self.sheets, self.epoch_1904 = [], [], epoch_1904

    def serial(self, when):
        epoch = datetime.datetime(1904, 1, 1) if self.epoch_1904 else datetime.datetime(1899, 12, 30)
        return (when - epoch) / datetime.timedelta(days=1)

    def cell(self, place, value):
        style, formula = GENERAL, ""
        if isinstance(value, tuple):
            value, style = value[:2]
        if isinstance(value, str) and value.startswith("="):
            formula, value = value[1:].split("->")
            kind = ' t="e"' if value.startswith("#") else ""
            return f'<c r="{place}"{kind}><f>{formula}</f><v>{value}</v></c>'
        if isinstance(value, str):
            if value not in self.strings:
                self.strings.append(value)
            return f'<c r="{place}" t="s"><v>{self.strings.index(value)}</v></c>'
        if isinstance(value, datetime.datetime):
            value = self.serial(value)
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'

    def sheet(self, name, rows, hidden=False, before=""):
        body = ""
        for r, row in enumerate(rows, 1):
            cells = "".join(self.cell(f"{letter(c)}{r}", v) for c, v in enumerate(row) if v is not None)
            body += f'<row r="{r}">{cells}</row>' if cells else ""
        self.sheets.append((name, hidden, f'{before}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'))

    def write(self, path):
        escape = lambda s: s.replace("&", "&amp;").replace("<", "&lt;")
        workbook = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"{" state=" + chr(34) + "hidden" + chr(34) if h else ""}/>'
                           for i, (n, h, _) in enumerate(self.sheets, 1))
        rels = "".join(f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                       for i in range(1, len(self.sheets) + 1))
        n = len(self.sheets)
        rels += f'<Relationship Id="rId{n + 1}" Type="{REL}/styles" Target="styles.xml"/>'
        rels += f'<Relationship Id="rId{n + 2}" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        parts = {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr{" date1904=" + chr(34) + "1" + chr(34) if self.epoch_1904 else ""}/><sheets>{workbook}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>',
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{escape(s)}</t></si>" for s in self.strings) + "</sst>",
        }
        for i, (_, _, xml) in enumerate(self.sheets, 1):
            parts[f"xl/worksheets/sheet{i}.xml"] = xml
        with zipfile.ZipFile(os.path.join(here, path), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
            for name, text in parts.items():
                z.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def day(d, h=0, m=0, s=0):
    return datetime.datetime(2026, 3, d, h, m, s)


def intervals(book, total="=SUM(D4:D7)->135"):
    rows = [["Interval report"], [], ["Datum", "Interval", "技能组", "Offered", "Answered", "AHT", "Service level"]]
    for d, h, m, offered, answered, aht, sl in ((9, 8, 0, 41, 39, 192, .921), (9, 8, 30, 55, 50, 200, .84), (13, 8, 0, 0, 0, 0, 1), (13, 8, 30, 39, 39, 171.5, .95)):
        rows.append([(day(d), DATE), ((h * 60 + m) / 1440, CLOCK), "客服 & <Co>", offered, answered, (aht / 86400, LENGTH), (sl, PERCENT)])
    rows.append(["Total", None, None, total, "=SUM(E4:E7)->128", None, None])
    return rows


for name, epoch in (("workbook", False), ("workbook_1904", True)):
    b = Book(epoch)
    b.sheet("Settings", [["do not", "read me"]], hidden=True)
    b.sheet("Data", intervals(b))
    b.sheet("Other", [["date", "time", "offered"], [(day(9), DATE), (8 / 24, CLOCK), 7], [(day(9), DATE), (8.5 / 24, CLOCK), 8]])
    b.write(f"good/{name}.xlsx")

b = Book()
b.sheet("Calls", [["Call ID", "Call Time", "Wait Time", "Handle Time", "Disposition"],
                  [1, (day(9, 8, 0, 11), BOTH), (10 / 86400, LENGTH), (180 / 86400, LENGTH), "Answered"],
                  [2, (day(9, 8, 29, 59), BOTH), (75 / 86400, LENGTH), None, "Abandoned"],
                  [3, (day(9, 23, 59, 59), BOTH), (0, LENGTH), (3725 / 86400, LENGTH), "Answered"]])
b.write("good/workbook_calls.xlsx")

# merged cells, a header of two rows; numbers kept as text; days and times without their formats; a sheet a day
b = Book()
b.sheet("Report", [["Interval report March"], [], ["Date", "Time", "Calls", None, "Times"], [None, None, "Offered", "Answered", "AHT"],
                   [(day(9), DATE), (8 / 24, CLOCK), 41, 39, 192], [None, (8.5 / 24, CLOCK), 55, 50, 200],
                   [(day(10), DATE), (8 / 24, CLOCK), 41, 39, 192], [None, (8.5 / 24, CLOCK), 55, 50, 200], ["Total", None, 192, 178, None]])
b.write("good/workbook_merged.xlsx")

b = Book()
b.sheet("Tabelle1", [["Datum", "Uhrzeit", "Anrufe", "Angenommen", "AHT"], ["02.03.2026", "08:00", "1.396", "1.301", "183,5"],
                     ["02.03.2026", "08:30", "987", "950", "190,25"]])
b.write("good/workbook_text_numbers.xlsx")

b = Book()
b.sheet("S", [["Date", "Time", "Offered"], [46083, 0.33333, 41], [46083, 0.354167, 55], [46084, 0.33333, 41]])
b.write("good/workbook_serials.xlsx")

# queues side by side under merged names; a column a day, whose names are dates
b = Book()
b.sheet("Queues", [[None, None, "Sales", None, "Service"], ["Date", "Time", "Offered", "Answered", "Offered", "Answered"],
                   [(day(9), DATE), (8 / 24, CLOCK), 41, 39, 12, 12], [None, (8.5 / 24, CLOCK), 55, 50, None, None],
                   [(day(10), DATE), (8 / 24, CLOCK), 44, 41, 14, 13], ["Total", None, 140, 130, 26, 25]])
b.write("good/workbook_queues.xlsx")

b = Book()
b.sheet("Days", [["Calls offered"], ["Time"] + [(day(d), DATE) for d in (9, 10, 13)] + ["Total"],
                 [(8 / 24, CLOCK), 41, 42, 43, 126], [(8.5 / 24, CLOCK), 52, 53, 54, 159], ["Total", 93, 95, 97, 285]])
b.write("good/workbook_days.xlsx")

b = Book()
for name in ("Mon", "Tue"):
    b.sheet(name, [["Time", "Offered"], [(8 / 24, CLOCK), 41], [(8.5 / 24, CLOCK), 55]])
b.write("good/workbook_sheet_a_day.xlsx")

b = Book()
rows = intervals(b)
rows[4][3] = "=D3/0->#DIV/0!"
b.sheet("Data", rows)
b.write("bad/workbook_error_cell.xlsx")

b = Book()
b.sheet("Data", intervals(b), before='<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>')
b.write("bad/workbook_dtd.xlsx")

b = Book()
b.sheet("Data", intervals(b), before=" " * 40_000_000)
b.write("bad/workbook_bomb.xlsx")

b = Book()
b.sheet("Data", intervals(b))
b.sheet("Other", [["date"]])
b.write("bad/workbook_no_such_sheet.xlsx")
b.write("bad/workbook_cut_off.xlsx")
cut = os.path.join(here, "bad/workbook_cut_off.xlsx")
whole = open(cut, "rb").read()
open(cut, "wb").write(whole[: len(whole) * 2 // 3])

with zipfile.ZipFile(os.path.join(here, "bad/workbook_of_nothing.xlsx"), "w") as z:
    z.writestr(zipfile.ZipInfo("readme.txt", (2026, 1, 1, 0, 0, 0)), "not a workbook")
open(os.path.join(here, "bad/workbook_of_old.xlsx"), "wb").write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
