#include "unit.h"

#include "base/file.h"
#include "base/sheet.h"
#include <stdio.h>
#include <xlsxwriter.h>
#include <zip.h>

static struct faults faults;
static char          path[] = "/tmp/headcount-sheet-XXXXXX";

static int make_path(void **state)
{
    (void)state;
    int f = mkstemp(path);
    return f < 0 ? -1 : close(f);
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELS "http://schemas.openxmlformats.org/package/2006/relationships"
#define DOC  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* A workbook from the given parts; NULL takes the plain one. */
struct parts {
    const char *workbook, *strings, *styles, *sheet;
    size_t      sheet_length; /* 0: of the string */
};

static void add_part(zip_t *zip, const char *name, const char *text, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, text, length, 0);
    assert_true(zip_file_add(zip, name, source, ZIP_FL_OVERWRITE) >= 0);
}

static void make(const struct parts *p)
{
    static const char rels[] = "<Relationships xmlns='" RELS "'><Relationship Id='r1' Type='" DOC "/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    static const char book_rels[] = "<Relationships xmlns='" RELS "'><Relationship Id='r1' Type='" DOC "/worksheet' Target='worksheets/a.xml'/>"
                                    "<Relationship Id='r2' Type='" DOC "/worksheet' Target='/xl/worksheets/b.xml'/>"
                                    "<Relationship Id='r3' Type='" DOC "/sharedStrings' Target='sharedStrings.xml'/>"
                                    "<Relationship Id='r4' Type='" DOC "/styles' Target='styles.xml'/></Relationships>";
    static const char book[] = "<workbook xmlns='" MAIN "' xmlns:r='" DOC "'><sheets><sheet name='Hidden' state='hidden' r:id='r2'/>"
                               "<sheet name='Calls' r:id='r1'/></sheets></workbook>";
    static const char strings[] = "<sst xmlns='" MAIN "'><si><t>start</t></si><si><r><t>of</t></r><r><t xml:space='preserve'>fered </t></r></si>"
                                  "<si><t>\xe9\x98\x9f</t><rPh sb='0' eb='1'><t>dui</t></rPh></si></sst>";
    static const char styles[] = "<styleSheet xmlns='" MAIN "'><numFmts count='2'><numFmt numFmtId='164' formatCode='[h]:mm:ss'/>"
                                 "<numFmt numFmtId='165' formatCode='yyyy&quot;h&quot;\\-mm\\-dd'/></numFmts>"
                                 "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                                 "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='20'/><xf numFmtId='164'/><xf numFmtId='10'/>"
                                 "<xf numFmtId='165'/><xf numFmtId='47'/></cellXfs></styleSheet>";
    int    error;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    const char *w = p->workbook ? p->workbook : book, *s = p->strings ? p->strings : strings, *y = p->styles ? p->styles : styles;
    add_part(zip, "_rels/.rels", rels, sizeof rels - 1);
    add_part(zip, "xl/_rels/workbook.xml.rels", book_rels, sizeof book_rels - 1);
    add_part(zip, "xl/workbook.xml", w, strlen(w));
    add_part(zip, "xl/sharedStrings.xml", s, strlen(s));
    add_part(zip, "xl/styles.xml", y, strlen(y));
    add_part(zip, "xl/worksheets/a.xml", p->sheet, p->sheet_length ? p->sheet_length : strlen(p->sheet));
    add_part(zip, "xl/worksheets/b.xml", "<worksheet xmlns='" MAIN "'><sheetData/></worksheet>", strlen("<worksheet xmlns='" MAIN "'><sheetData/></worksheet>"));
    assert_int_equal(zip_close(zip), 0);
}

#define SHEET(rows) "<worksheet xmlns='" MAIN "'><sheetData>" rows "</sheetData></worksheet>"

/* All cells with "|" between cells and "/" between rows, the header first. */
static char *cells(const struct table *t)
{
    struct text all = {0};
    for (long r = -1; r < t->rows; r++)
        for (int c = 0; c < t->columns; c++)
            text_addf(&all, "%s%s", table_text(t, r, c), c + 1 < t->columns ? "|" : r + 1 < t->rows ? "/" : "");
    return text_take(&all);
}

static void assert_sheet(const struct parts *p, const char *want)
{
    struct table t;
    make(p);
    if (sheet_read(&t, path, NULL, NULL, &faults))
        assert_no_fault(&faults);
    char *got = cells(&t);
    assert_string_equal(got, want);
    free(got);
    table_free(&t);
}

static void cells_of_every_kind(void **state)
{
    (void)state;
    assert_sheet(&(struct parts){.sheet = SHEET("<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c><c r='C2' t='inlineStr'><is><t>x &amp; y</t></is></c></row>"
                                                "<row r='3'><c r='A3' s='1'><v>46090</v></c><c r='C3'><f>A1+1</f><v>0.94010000000000005</v></c></row>"
                                                "<row r='4'><c r='B4' t='b'><v>1</v></c><c r='C4' t='e'><v>#N/A</v></c></row>"
                                                "<row r='5'/><row r='7'><c r='A7' t='str'><v>=text</v></c><c r='C7' t='d'><v>2026-03-09T07:30:00</v></c></row>")},
                 "start|offered|x & y/2026-03-09||0.9401/|true|#N/A/=text||2026-03-09T07:30:00");
    /* row and cell references may be left out, names may have prefixes */
    assert_sheet(&(struct parts){.sheet = "<x:worksheet xmlns:x='" MAIN "'><x:sheetData><x:row><x:c t='s'><x:v>2</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"},
                 "\xe9\x98\x9f|5");
}

static void numbers_by_their_format(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *text;
    } cases[] = {
        {"s='1'><v>46090", "2026-03-09"}, {"s='1'><v>1", "1900-01-01"}, {"s='1'><v>59", "1900-02-28"}, {"s='1'><v>61", "1900-03-01"},
        {"s='1'><v>25569", "1970-01-01"}, {"s='2'><v>46090.3125", "2026-03-09T07:30:00"}, {"s='2'><v>46090", "2026-03-09T00:00:00"},
        {"s='2'><v>46090.999999999", "2026-03-10T00:00:00"}, {"s='3'><v>0.3125", "7:30:00"}, {"s='3'><v>0.99999999", "24:00:00"},
        {"s='3'><v>46090.3125", "2026-03-09T07:30:00"}, {"s='4'><v>1.5", "36:00:00"}, {"s='7'><v>0.0015509259259259259", "0:02:14"},
        {"s='5'><v>0.9401", "0.9401"}, {"s='6'><v>46090", "2026-03-09"}, {"s='1'><v>-5", "-5"}, {"s='1'><v>3000000", "3000000"},
        {"s='99'><v>46090", "46090"}, {"s='0'><v>1E-3", "0.001"}, {"s='0'><v>-1.396", "-1.3960"}, {"s='0'><v>1234.567", "1234.567"}, {"s='1'><v>0", "0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[600], want[80];
        snprintf(sheet, sizeof sheet, SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' %s</v></c></row>"), cases[i].cell);
        snprintf(want, sizeof want, "start/%s", cases[i].text);
        assert_sheet(&(struct parts){.sheet = sheet}, want);
    }
    assert_sheet(&(struct parts){.workbook = "<workbook xmlns='" MAIN "' xmlns:r='" DOC "'><workbookPr date1904='1'/><sheets><sheet name='Calls' r:id='r1'/></sheets></workbook>",
                                 .sheet = SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' s='1'><v>44628</v></c></row>"
                                                "<row r='3'><c r='A3' s='1'><v>0</v></c></row>")},
                 "start/2026-03-09/1904-01-01");
    static const struct {
        const char *code;
        const char *text; /* of 46090.3125 */
    } codes[] = {{"d\\.m\\.yyyy", "2026-03-09T07:30:00"}, {"[$-409]h:mm AM/PM;@", "2026-03-09T07:30:00"}, {"0.00\" days\"", "46090.3125"},
                 {"[mm]:ss", "1106167:30:00"}, {"General", "46090.3125"}, {"#,##0;[Red]-#,##0", "46090.3125"}, {"mmm", "2026-03-09T07:30:00"},
                 {"0.00E+00", "46090.3125"}, {"\"yyyy", "46090.3125"}, {"[", "46090.3125"}, {"\\", "46090.3125"}, {"[Red]0", "46090.3125"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char  styles[600], want[80], *quoted = NULL;
        struct text escaped = {0};
        for (const char *s = codes[i].code; *s; s++)
            text_add_bytes(&escaped, *s == '"' ? "&quot;" : s, *s == '"' ? 6 : 1);
        quoted = text_take(&escaped);
        snprintf(styles, sizeof styles, "<styleSheet xmlns='" MAIN "'><numFmts><numFmt numFmtId='170' formatCode='%s'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs></styleSheet>", quoted);
        snprintf(want, sizeof want, "start/%s", codes[i].text);
        assert_sheet(&(struct parts){.styles = styles, .sheet = SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2'><v>46090.3125</v></c></row>")}, want);
        free(quoted);
    }
}

static void sheets_by_name(void **state)
{
    (void)state;
    struct table t;
    char       **names;
    int          n;
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='A1'><v>1</v></c></row>")});
    assert_int_equal(sheet_names(path, &names, &n, &faults), 0);
    assert_int_equal(n, 2);
    assert_string_equal(names[0], "Hidden");
    assert_string_equal(names[1], "Calls");
    text_split_free(names, n);
    assert_int_equal(sheet_read(&t, path, "calls", NULL, &faults), 0);
    table_free(&t);
    char want[200];
    assert_int_equal(sheet_read(&t, path, "Call", NULL, &faults), -1);
    snprintf(want, sizeof want, "%s: has no sheet \"Call\", only Hidden, Calls; did you mean \"Calls\"?", path);
    assert_fault(&faults, want);
    assert_int_equal(sheet_read(&t, path, "Hidden", NULL, &faults), -1);
    snprintf(want, sizeof want, "%s: the sheet is empty", path);
    assert_fault(&faults, want);
    assert_null(t.data);
}

static void typed_cells_and_faults_name_the_cell(void **state)
{
    (void)state;
    static const struct table_column columns[] = {{"start", TABLE_FILLED}, {"offered", TABLE_FILLED}, {"note", TABLE_OPTIONAL}};
    struct table t;
    int          c[3], day;
    double       v;
    char         want[200];
    make(&(struct parts){.sheet = SHEET("<row r='3'><c r='B3' t='s'><v>0</v></c><c r='C3' t='s'><v>1</v></c></row>"
                                        "<row r='5'><c r='B5' s='1'><v>46090</v></c><c r='C5'><v>1.234</v></c></row>"
                                        "<row r='6'><c r='B6'><v>7</v></c><c r='C6' t='e'><v>#DIV/0!</v></c></row><row r='7'><c r='B7' s='1'><v>46090</v></c></row>")});
    assert_int_equal(sheet_read(&t, path, NULL, NULL, &faults), 0);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_STRICT, &faults), 0); /* the blank column A is nobody's business */
    assert_int_equal(table_date(&t, 0, c[0], &day, &faults), 1);
    assert_int_equal(day, clock_day(2026, 3, 9));
    assert_int_equal(table_number(&t, 0, c[1], 0, 9, &v, &faults), 1);
    assert_true(v == 1.234);
    assert_int_equal(table_number(&t, 1, c[1], 0, 9, &v, &faults), -1);
    snprintf(want, sizeof want, "%s:6:3: offered is \"#DIV/0!\"; want a number from 0 to 9", path);
    assert_fault(&faults, want);
    assert_int_equal(table_number(&t, 2, c[1], 0, 9, &v, &faults), -1);
    snprintf(want, sizeof want, "%s:7:3: offered is empty; want a number from 0 to 9", path);
    assert_fault(&faults, want);
    table_free(&t);
}

static void assert_refused(const char *why)
{
    struct table t;
    char         line[1024] = "no fault";
    assert_int_equal(sheet_read(&t, path, NULL, NULL, &faults), -1);
    assert_null(t.data);
    assert_int_equal(faults.total, 1);
    fault_format(&faults.items[0], line, sizeof line);
    if (!strstr(line, why))
        fail_msg("\"%s\", want \"%s\"", line, why);
    memset(&faults, 0, sizeof faults);
}

static void hostile_workbooks(void **state)
{
    (void)state;
    struct text whole = {0}, part = {0};
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='A1'><v>1</v></c></row>")});
    assert_true(sheet_is_xlsx(path));
    assert_int_equal(file_read(&whole, path, FILE_LIMIT, &faults), 0);
    for (size_t cut = 1; cut < whole.length; cut += 97) { /* cut off anywhere, it is refused */
        struct table t;
        assert_int_equal(file_write(path, whole.data, cut, &faults), 0);
        assert_int_equal(sheet_read(&t, path, NULL, NULL, &faults), -1);
        assert_true(faults.total > 0);
        memset(&faults, 0, sizeof faults);
    }
    assert_refused("is no whole .xlsx file");
    for (size_t at = 0; at < whole.length; at += 3) { /* any byte wrong: read or refused, never a crash */
        struct table t;
        text_clear(&part);
        text_add_bytes(&part, whole.data, whole.length);
        part.data[at] = (char)(part.data[at] ^ 0x55);
        assert_int_equal(file_write_text(path, &part, &faults), 0);
        if (sheet_read(&t, path, NULL, NULL, &faults) == 0)
            table_free(&t);
        memset(&faults, 0, sizeof faults);
    }
    assert_int_equal(file_write(path, "\xd0\xcf\x11\xe0....", 8, &faults), 0);
    assert_true(sheet_is_xlsx(path));
    assert_refused("is an old .xls or a workbook with a password");
    assert_int_equal(file_write(path, "a,b\n", 4, &faults), 0);
    assert_false(sheet_is_xlsx(path));
    make(&(struct parts){.sheet = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" SHEET("<row r='1'><c r='A1' t='str'><v>&a;</v></c></row>")});
    assert_refused("has a document type (DTD)");
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='A1'><v>1</v></c>")});
    assert_refused("is broken in line 1: mismatched tag");
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='A1' t='s'><v>77</v></c></row>")});
    assert_refused(":1:1: the cell's text is not in the workbook");
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='B1'><v>x1</v></c></row>")});
    assert_refused(":1:2: the cell is marked as a number and is none");
    make(&(struct parts){.sheet = SHEET("<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>")});
    assert_refused("the rows are out of order");
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>")});
    assert_refused("the cells of the row are out of order");
    make(&(struct parts){.sheet = SHEET("<row r='1'><c r='ZZZZZZZZZZ1'><v>1</v></c></row>")});
    assert_refused("the cells of the row are out of order");
    make(&(struct parts){.workbook = "<workbook xmlns='" MAIN "'/>", .sheet = SHEET("")});
    assert_refused("has no sheets");
    text_clear(&part); /* 100 MB of spaces in 100 kB */
    text_add(&part, "<worksheet xmlns='" MAIN "'>");
    for (int i = 0; i < 100; i++) {
        static char spaces[1 << 20];
        memset(spaces, ' ', sizeof spaces);
        text_add_bytes(&part, spaces, sizeof spaces);
    }
    make(&(struct parts){.sheet = part.data, .sheet_length = part.length});
    assert_refused("MB; that is not read");
    text_free(&whole);
    text_free(&part);
}

static void what_libxlsxwriter_writes(void **state)
{
    (void)state;
    lxw_workbook  *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "\xe6\x8e\x92\xe7\x8f\xad");
    lxw_format    *date = workbook_add_format(book), *length = workbook_add_format(book);
    format_set_num_format(date, "yyyy-mm-dd hh:mm");
    format_set_num_format(length, "[h]:mm:ss");
    lxw_datetime at = {2026, 3, 29, 2, 30, 0};
    worksheet_write_string(sheet, 0, 0, "start", NULL);
    worksheet_write_string(sheet, 0, 1, "aht", NULL);
    worksheet_write_string(sheet, 0, 2, "\xe9\x98\x9f", NULL);
    worksheet_write_datetime(sheet, 1, 0, &at, date);
    worksheet_write_number(sheet, 1, 1, 134.0 / 86400, length);
    worksheet_write_formula_num(sheet, 1, 2, "=1/3", NULL, 1.0 / 3);
    assert_int_equal(workbook_close(book), 0);
    struct table t;
    assert_int_equal(sheet_read(&t, path, NULL, NULL, &faults), 0);
    char *got = cells(&t);
    assert_string_equal(got, "start|aht|\xe9\x98\x9f/2026-03-29T02:30:00|0:02:14|0.3333333333333333");
    free(got);
    table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_every_kind),
        cmocka_unit_test(numbers_by_their_format),
        cmocka_unit_test(sheets_by_name),
        cmocka_unit_test(typed_cells_and_faults_name_the_cell),
        cmocka_unit_test(hostile_workbooks),
        cmocka_unit_test(what_libxlsxwriter_writes),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
