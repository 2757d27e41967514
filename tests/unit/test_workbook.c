/* headcount.xlsx read back: every sheet equals the CSV of the same plan, names stay text, the bytes repeat. */
#include "base/book.h"
#include "base/file.h"
#include "base/sheet.h"
#include "base/table.h"
#include "report/workbook.h"
#include "report_fixture.h"

static char folder[] = "/tmp/headcount-workbook-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"a.xlsx", "b.xlsx", "t.csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = file_join(folder, names[i]);
        unlink(path);
        free(path);
    }
    return rmdir(folder);
}

static char *in_folder(const char *name)
{
    return file_join(folder, name);
}

static void write_book(const struct plan *p, const char *name, enum lang lang)
{
    struct faults faults = {0};
    char         *path = in_folder(name);
    workbook_write(p, path, lang, &faults);
    assert_no_fault(&faults);
    free(path);
}

/* A sheet with its head in line `head`; the lines above are gone. */
static void read_sheet(struct table *t, const char *sheet, long head)
{
    const struct table_options raw = {.raw = 1};
    struct faults              faults = {0};
    char                      *path = in_folder("a.xlsx");
    sheet_read(t, path, sheet, &raw, &faults);
    assert_no_fault(&faults);
    long row = 0;
    while (row < t->rows && table_line(t, row) != head)
        row++;
    assert_int_equal(table_set_header(t, row, &faults), 0);
    free(path);
}

static void read_csv(struct table *t, const struct plan *p, int (*write)(const struct plan *, const char *, struct faults *))
{
    struct faults faults = {0};
    char         *path = in_folder("t.csv");
    write(p, path, &faults);
    table_read(t, path, NULL, &faults);
    assert_no_fault(&faults);
    free(path);
}

static double number(const struct table *t, long row, int column)
{
    struct faults faults = {0};
    double        x = NAN;
    table_number(t, row, column, -1e12, 1e12, &x, &faults);
    assert_no_fault(&faults);
    return x;
}

/* The same column of both in all rows, as numbers; empty in one is empty in the other. */
static void assert_columns(const struct table *sheet, int of_sheet, const struct table *csv, const char *name)
{
    int of_csv = table_find(csv, name);
    assert_true(of_csv >= 0);
    assert_int_equal(sheet->rows, csv->rows);
    for (long r = 0; r < csv->rows; r++) {
        double a = number(sheet, r, of_sheet), b = number(csv, r, of_csv);
        if (!(isnan(a) && isnan(b)) && !(fabs(a - b) < 2e-6))
            fail_msg("%s, row %ld: %.9g in the workbook, %.9g in the CSV", name, r, a, b);
    }
}

/* Day and start of a sheet's row are the start of the CSV's. */
static void assert_starts(const struct table *sheet, const struct table *csv)
{
    int start = table_find(csv, "start");
    for (long r = 0; r < csv->rows; r++) {
        char when[64];
        int  second = 0;
        assert_int_equal(text_clock(table_text(sheet, r, 2), &second), 0);
        snprintf(when, sizeof when, "%sT%02d:%02d", table_text(sheet, r, 1), second / 3600, second / 60 % 60);
        if (strncmp(when, table_text(csv, r, start), 16))
            fail_msg("row %ld: %s, want %s", r, when, table_text(csv, r, start));
    }
}

static int csv_coverage(const struct plan *p, const char *path, struct faults *faults)
{
    return coverage_write(p->result.coverages, &p->scenario, path, faults);
}

static int csv_requirement(const struct plan *p, const char *path, struct faults *faults)
{
    return requirement_write(p->requirements, &p->scenario, path, faults);
}

static int csv_forecast(const struct plan *p, const char *path, struct faults *faults)
{
    return demand_write(p->demands, &p->scenario, path, faults);
}

static int csv_roster(const struct plan *p, const char *path, struct faults *faults)
{
    return roster_write(&p->answer.roster, &p->scenario, path, faults);
}

static int csv_grid(const struct plan *p, const char *path, struct faults *faults)
{
    return roster_write_grid(&p->answer.roster, &p->scenario, path, faults);
}

static void sheets_equal_the_tables(void **state)
{
    static const struct {
        const char *sheet;
        int (*csv)(const struct plan *, const char *, struct faults *);
        struct {
            int         column;
            const char *name;
        } pairs[10];
    } cases[] = {
        {"Coverage", csv_coverage, {{5, "floor"}, {6, "required"}, {7, "scheduled"}, {9, "expected"}, {10, "net"}, {11, "sl"}, {15, "asa_s"}, {16, "occupancy"}, {17, "abandon"}}},
        {"Requirement", csv_requirement, {{4, "offered"}, {5, "aht_s"}, {6, "agents"}, {7, "shrinkage"}, {8, "agents_gross"}, {9, "floor_agents"}, {11, "sl"}}},
        {"Forecast", csv_forecast, {{4, "offered"}, {5, "offered_p10"}, {6, "offered_p50"}, {7, "offered_p90"}, {8, "aht_s"}}},
    };
    (void)state;
    static const struct fixture *const plans[] = {&fixture_bank, &fixture_line};
    for (int i = 0; i < 2; i++) {
        struct plan p;
        fixture_make(&p, plans[i]);
        write_book(&p, "a.xlsx", LANG_EN);
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
            struct table sheet, csv;
            read_csv(&csv, &p, cases[k].csv);
            read_sheet(&sheet, cases[k].sheet, 4);
            for (int c = 0; cases[k].pairs[c].name; c++)
                assert_columns(&sheet, cases[k].pairs[c].column, &csv, cases[k].pairs[c].name);
            assert_starts(&sheet, &csv);
            table_free(&sheet);
            table_free(&csv);
        }
        fixture_free(&p);
    }
}

static void assert_same_text(const struct table *a, long row, int column, const struct table *csv, const char *name)
{
    assert_string_equal(table_text(a, row, column), text_from_cell(table_text(csv, row, table_find(csv, name))));
}

/* The list: agents, activities and both ends of each; over the night the clocks go back hours are elapsed ones. */
static void list_equals_the_roster(void **state)
{
    (void)state;
    struct plan  p;
    struct table sheet, csv;
    double       hours = 0;
    fixture_make(&p, &fixture_line);
    write_book(&p, "a.xlsx", LANG_EN);
    read_sheet(&sheet, "Roster list", 4);
    read_csv(&csv, &p, csv_roster);
    assert_int_equal(sheet.rows, csv.rows);
    for (long r = 0; r < csv.rows; r++) {
        const struct activity *a = &p.answer.roster.activities[r]; /* made in the order of the shifts */
        assert_same_text(&sheet, r, 1, &csv, "agent");
        assert_same_text(&sheet, r, 5, &csv, "shift");
        assert_same_text(&sheet, r, 6, &csv, "activity");
        assert_memory_equal(table_text(&sheet, r, 8), table_text(&csv, r, table_find(&csv, "start")), 16);
        assert_memory_equal(table_text(&sheet, r, 9), table_text(&csv, r, table_find(&csv, "end")), 16);
        assert_near(number(&sheet, r, 10), (a->end_min - a->start_min) / 60.0, 1e-9);
        assert_near(number(&sheet, r, 11), a->kind == ACT_LUNCH ? 0 : (a->end_min - a->start_min) / 60.0, 1e-9);
        hours += number(&sheet, r, 11);
    }
    assert_near(hours, p.result.summary.paid_h, 1e-6);
    table_free(&sheet);
    table_free(&csv);
    fixture_free(&p);
}

static void grid_is_the_grid(void **state)
{
    (void)state;
    struct plan  p;
    struct table sheet, csv;
    fixture_make(&p, &fixture_bank);
    write_book(&p, "a.xlsx", LANG_EN);
    read_sheet(&sheet, "Roster", 4);
    read_csv(&csv, &p, csv_grid);
    double hours = 0, days = 0;
    for (long r = 0; r < csv.rows; r++) {
        double worked = 0;
        assert_same_text(&sheet, r, 1, &csv, "agent");
        assert_same_text(&sheet, r, 2, &csv, "name");
        for (int d = 0; d < 7; d++) {
            const char *cell = table_text(&csv, r, 2 + d);
            if (*cell)
                assert_string_equal(table_text(&sheet, r, 4 + d), cell);
            else
                assert_null(strchr(table_text(&sheet, r, 4 + d), ':'));
            worked += *cell != '\0';
        }
        assert_near(number(&sheet, r, 11), worked, 0);
        days += worked;
        hours += number(&sheet, r, 12);
    }
    assert_string_equal(table_header(&sheet, 4), table_header(&csv, 2)); /* true dates */
    assert_near(hours, p.result.summary.paid_h, 1e-6);
    assert_near(number(&sheet, csv.rows, 11), days, 0);
    assert_near(number(&sheet, csv.rows, 12), hours, 1e-6);
    table_free(&sheet);
    table_free(&csv);
    fixture_free(&p);
}

/* Names that would be formulas, markup or control characters are text, and as they were. */
static void names_are_text(void **state)
{
    static const char *const names[] = {"=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "</script><img src=x onerror=alert(1)>", "李\x01 & \"伟\""};
    (void)state;
    struct plan  p;
    struct table grid, list;
    fixture_make(&p, &fixture_bank);
    for (int a = 0; a < 6; a++) {
        free(p.scenario.agents[a].name);
        p.scenario.agents[a].name = xstrdup(names[a]);
    }
    free(p.scenario.name);
    p.scenario.name = xstrdup("=1+1");
    write_book(&p, "a.xlsx", LANG_EN);
    read_sheet(&grid, "Roster", 4);
    read_sheet(&list, "Roster list", 4);
    for (int a = 0; a < 5; a++)
        assert_string_equal(table_text(&grid, a, 2), names[a]);
    for (long r = 0; r < list.rows; r++) {
        int agent = (int)number(&list, r, 0) - 1;
        if (agent < 5)
            assert_string_equal(table_text(&list, r, 2), names[agent]);
    }
    table_free(&grid);
    table_free(&list);
    fixture_free(&p);
}

static void chinese_throughout(void **state)
{
    static const char *const wanted[] = {"摘要", "排班表", "排班明细", "覆盖", "图表", "人力需求", "预测"};
    (void)state;
    struct plan   p;
    struct faults faults = {0};
    struct table  t;
    char        **names, *path = in_folder("a.xlsx");
    int           count;
    fixture_make(&p, &fixture_bank);
    write_book(&p, "a.xlsx", LANG_ZH);
    assert_int_equal(sheet_names(path, &names, &count, &faults), 0);
    assert_int_equal(count, 7);
    for (int i = 0; i < 7; i++)
        assert_string_equal(names[i], wanted[i]);
    read_sheet(&t, "覆盖", 4);
    assert_string_equal(table_header(&t, 0), "队列");
    int seen[3] = {0};
    for (long r = 0; r < t.rows; r++)
        for (int k = 0; k < 3; k++)
            seen[k] += !strcmp(table_text(&t, r, 14), k == 0 ? "达标" : k == 1 ? "偏低" : "未达标");
    assert_true(seen[0] > 0 && seen[1] > 0 && seen[2] > 0 && seen[0] + seen[1] + seen[2] == t.rows);
    text_split_free(names, count);
    table_free(&t);
    free(path);
    fixture_free(&p);
}

static void bytes_repeat(void **state)
{
    (void)state;
    struct text   bytes[2] = {{0}};
    struct faults faults = {0};
    for (int i = 0; i < 2; i++) {
        struct plan p;
        char       *path = in_folder(i ? "b.xlsx" : "a.xlsx");
        fixture_make(&p, &fixture_bank);
        write_book(&p, i ? "b.xlsx" : "a.xlsx", LANG_EN);
        assert_int_equal(file_read(&bytes[i], path, FILE_LIMIT, &faults), 0);
        free(path);
        fixture_free(&p);
    }
    assert_int_equal(bytes[0].length, bytes[1].length);
    assert_memory_equal(bytes[0].data, bytes[1].data, bytes[0].length);
    text_free(&bytes[0]);
    text_free(&bytes[1]);
}

/* What cannot be written leaves nothing, and says so. */
static void nowhere_to_write(void **state)
{
    (void)state;
    struct faults faults = {0};
    assert_null(book_open("/nowhere/at/all.xlsx", "t", &faults));
    assert_fault(&faults, "/nowhere/at/all.xlsx: cannot be written: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_equal_the_tables), cmocka_unit_test(list_equals_the_roster), cmocka_unit_test(grid_is_the_grid),
        cmocka_unit_test(names_are_text),          cmocka_unit_test(chinese_throughout),     cmocka_unit_test(bytes_repeat),
        cmocka_unit_test(nowhere_to_write),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
