#include "unit.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/table.h"
#include <math.h>
#include <stdio.h>
#include <time.h>

static struct faults faults;

static int parse(struct table *t, const char *text, const struct table_options *options)
{
    return table_parse(t, "t.csv", text, strlen(text), options, &faults);
}

/* All cells with "|" between cells and "/" between rows, the header first. */
static void assert_cells(const char *text, const char *want)
{
    struct table t;
    struct text  all = {0};
    if (parse(&t, text, NULL))
        assert_no_fault(&faults);
    for (long r = -1; r < t.rows; r++)
        for (int c = 0; c < t.columns; c++)
            text_addf(&all, "%s%s", table_text(&t, r, c), c + 1 < t.columns ? "|" : r + 1 < t.rows ? "/" : "");
    assert_string_equal(text_string(&all), want);
    text_free(&all);
    table_free(&t);
}

static void reads_what_exports_write(void **state)
{
    (void)state;
    assert_cells("a,b\n1,2\n", "a|b/1|2");
    assert_cells("a;b\r\n1;2\r\n3;4", "a|b/1|2/3|4");
    assert_cells("\xef\xbb\xbf" "a\tb\r1\t2\r", "a|b/1|2");
    assert_cells("a|b\n1|2", "a|b/1|2");
    assert_cells("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "a|b/x,y|say \"hi\"");
    assert_cells("a,b\n\"two\r\nlines\",2\n3,4\n", "a|b/two\r\nlines|2/3|4");
    assert_cells("\n a , b \n\n ,\n1, 2 \n\n", "a|b/1|2");
    assert_cells("a,b,,\n1,2,,\n3,4\n", "a|b/1|2/3|4");
    assert_cells("sep=;\r\na;b,c\r\n1,5;2\r\n", "a|b,c/1,5|2");
    assert_cells("date;calls\n1-1-2013;2,5\n2-1-2013;3,5\n", "date|calls/1-1-2013|2,5/2-1-2013|3,5");
    assert_cells("date,note\n1,\"a;b\"\n2,c;d\n", "date|note/1|a;b/2|c;d");
    assert_cells("only\n1\n", "only/1");
    assert_cells("\xe9\x98\x9f\xe5\x88\x97,n\n\xe5\xae\xa2\xe6\x9c\x8d,1\n", "\xe9\x98\x9f\xe5\x88\x97|n/\xe5\xae\xa2\xe6\x9c\x8d|1");
    assert_cells("a,b\n'=1+1,'x\n", "a|b/=1+1|'x");
    assert_cells("a,b\n", "a|b");
}

static void other_encodings(void **state)
{
    (void)state;
    struct table         t;
    struct table_options gb = {.encoding = "GB18030"};
    const char           le[] = "\xff\xfe" "a\0,\0\x1f\x96\n\0" "1\0,\0" "2\0\n\0";
    const char           be[] = "\xfe\xff\0a\0,\x96\x1f\0\n\0" "1\0,\0" "2\0\n";
    assert_int_equal(table_parse(&t, "t.csv", le, sizeof le - 1, NULL, &faults), 0);
    assert_string_equal(table_header(&t, 1), "\xe9\x98\x9f");
    assert_string_equal(table_text(&t, 0, 1), "2");
    table_free(&t);
    assert_int_equal(table_parse(&t, "t.csv", be, sizeof be - 1, NULL, &faults), 0);
    assert_string_equal(table_header(&t, 1), "\xe9\x98\x9f");
    table_free(&t);
    assert_int_equal(parse(&t, "a,\xb6\xd3\xc1\xd0\n1,2\n", &gb), 0);
    assert_string_equal(table_header(&t, 1), "\xe9\x98\x9f\xe5\x88\x97");
    table_free(&t);
    /* characters cut by the slices the reader works in */
    struct text big = {0}, gbk = {0};
    text_add(&big, "xa\n");
    text_add(&gbk, "xa\n");
    for (int i = 0; i < 50000; i++) {
        text_add(&big, "\xe9\x98\x9f\xe5\x88\x97\n");
        text_add(&gbk, "\xb6\xd3\xc1\xd0\n");
    }
    assert_int_equal(parse(&t, big.data, NULL), 0);
    assert_int_equal(t.rows, 50000);
    for (long r = 0; r < t.rows; r++)
        assert_string_equal(table_text(&t, r, 0), "\xe9\x98\x9f\xe5\x88\x97");
    table_free(&t);
    assert_int_equal(parse(&t, gbk.data, &gb), 0);
    for (long r = 0; r < t.rows; r++)
        assert_string_equal(table_text(&t, r, 0), "\xe9\x98\x9f\xe5\x88\x97");
    table_free(&t);
    text_free(&big);
    text_free(&gbk);
}

/* ="0123" is text for a spreadsheet; an = at the end of a quoted cell is not. */
static void forced_text(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *text;
    } cases[] = {{"=\"0123\"", "0123"}, {"\"a,=\"", "a,="}, {"=1", "=1"}, {"=", "="}, {"\"x\"\"=\"\"\"", "x\"=\""}, {"\"y,=\"\"z\"", "y,=\"z"}};
    struct table t;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text csv = {0};
        text_addf(&csv, "a,b\n1,%s\n%s,2\n3,%s", cases[i].cell, cases[i].cell, cases[i].cell);
        assert_int_equal(parse(&t, csv.data, NULL), 0);
        assert_string_equal(table_text(&t, 0, 1), cases[i].text);
        assert_string_equal(table_text(&t, 1, 0), cases[i].text);
        assert_string_equal(table_text(&t, 2, 1), cases[i].text);
        table_free(&t);
        text_free(&csv);
    }
}

static void encodings_are_told_from_the_bytes(void **state)
{
    (void)state;
    static const char utf16[] = "a,b\n1,2\n3,4\n";
    struct table      t;
    char              wide[2 * sizeof utf16];
    assert_int_equal(parse(&t, "a,\xb6\xd3\xc1\xd0\n1,\xbf\xcd\xb7\xfe\n", NULL), 0);
    assert_string_equal(table_encoding(&t), "GB18030");
    assert_string_equal(table_header(&t, 1), "\xe9\x98\x9f\xe5\x88\x97");
    table_free(&t);
    assert_int_equal(parse(&t, "a,\xa4\xe9\xb4\xc1,\xae\xc9\xb6\xa1\n1,2,3\n", NULL), 0);
    assert_string_equal(table_encoding(&t), "BIG5");
    assert_string_equal(table_header(&t, 1), "日期");
    table_free(&t);
    assert_int_equal(parse(&t, "Name,b\nM\xfcller,1\xa0""396\n", NULL), 0);
    assert_string_equal(table_encoding(&t), "WINDOWS-1252");
    assert_string_equal(table_text(&t, 0, 0), "M\xc3\xbcller");
    assert_string_equal(table_text(&t, 0, 1), "1\xc2\xa0""396");
    table_free(&t);
    for (int big = 0; big < 2; big++) {
        for (size_t i = 0; i + 1 < sizeof utf16; i++) {
            wide[2 * i + (size_t)big] = utf16[i];
            wide[2 * i + 1 - (size_t)big] = '\0';
        }
        assert_int_equal(table_parse(&t, "t.csv", wide, 2 * (sizeof utf16 - 1), NULL, &faults), 0);
        assert_string_equal(table_encoding(&t), big ? "UTF-16BE" : "UTF-16LE");
        assert_string_equal(table_text(&t, 1, 1), "4");
        table_free(&t);
    }
    /* long after the first slice */
    struct text late = {0};
    text_add(&late, "a,b\n");
    for (int i = 0; i < 40000; i++)
        text_add(&late, "1,2\n");
    text_add(&late, "1,M\xfcller\n");
    assert_int_equal(parse(&t, late.data, NULL), 0);
    assert_string_equal(table_text(&t, 40000, 1), "M\xc3\xbcller");
    table_free(&t);
    text_free(&late);
    struct table_options utf8 = {.encoding = "UTF-8"};
    assert_int_equal(parse(&t, "a,b\n1,M\xfcller\n", &utf8), -1);
    memset(&faults, 0, sizeof faults);
}

static void broken_files(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fault;
    } cases[] = {
        {"", "t.csv: is empty"},
        {"\xef\xbb\xbf\r\n \r\n", "t.csv: is empty"},
        {"a,b\n1,2\n3,5\" screen\n", "t.csv:3:2: a quote stands inside the cell; write it twice and quote the whole cell, as in \"5\"\" screen\""},
        {"a,b\n1,\"two\nlines\n\"x\n", "t.csv:4:2: a quote stands inside the cell; write it twice and quote the whole cell, as in \"5\"\" screen\""},
        {"a,b\n1,\"two\nlines", "t.csv:2:2: the quote that begins this cell is not closed"},
        {"a,b\n1,2\n3\n", "t.csv:3:2: the row has 1 cell; want 2 as in the header"},
        {"a,b\n\"1\n1\",2\n3,4,5\n", "t.csv:4:3: the row has 3 cells; want 2 as in the header (quote cells that hold the delimiter)"},
        {"a,b\n1,\xc4\xe0\xf2\xe0\n", "t.csv:2:2: byte 0xC4 is not UTF-8, nor Chinese (GB18030, Big5) or Western (Windows-1252) text; save the file as UTF-8, or import it with --encoding WINDOWS-1251, SHIFT_JIS ..."},
        {"a,\xe9\x98\x9f\n1,M\xfcller\n", "t.csv:2:2: byte 0xFC is not UTF-8, nor Chinese (GB18030, Big5) or Western (Windows-1252) text; save the file as UTF-8, or import it with --encoding WINDOWS-1251, SHIFT_JIS ..."},
        {"a,b\n1,2\n3,\xe4\xb8", "t.csv:3:2: byte 0xE4 is not UTF-8, nor Chinese (GB18030, Big5) or Western (Windows-1252) text; save the file as UTF-8, or import it with --encoding WINDOWS-1251, SHIFT_JIS ..."},
    };
    struct table t;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(parse(&t, cases[i].text, NULL), -1);
        assert_null(t.data);
        assert_fault(&faults, cases[i].fault);
    }
    assert_int_equal(table_parse(&t, "t.csv", "a,b\n1,\0\n", 8, NULL, &faults), -1);
    assert_fault(&faults, "t.csv: is not a text file (it has bytes of value 0)");
    assert_int_equal(table_parse(&t, "t.csv", "\xff\xfe" "a\0\0\0", 6, NULL, &faults), -1);
    assert_fault(&faults, "t.csv: is not a text file (it has bytes of value 0)");
    assert_int_equal(table_parse(&t, "t.csv", "\xff\xfe" "a\0\n\0\x00\xd8" "a\0", 10, NULL, &faults), -1);
    assert_fault(&faults, "t.csv:2: byte 0x00 is not UTF-16LE; want another --encoding");
    struct table_options odd = {.encoding = "klingon"};
    assert_int_equal(parse(&t, "a\n", &odd), -1);
    assert_fault(&faults, "t.csv: encoding \"klingon\" is not known");
    assert_int_equal(table_read(&t, "/tmp", NULL, &faults), -1);
    assert_fault(&faults, "/tmp: is a folder; want a file");
    assert_int_equal(table_read(&t, "/nonexistent.csv", NULL, &faults), -1);
    assert_fault(&faults, "/nonexistent.csv: there is no such file");
    struct table_options small = {.limit = 1000000};
    assert_int_equal(table_read(&t, "/dev/zero", &small, &faults), -1);
    memset(&faults, 0, sizeof faults);
    struct text giant = {0};
    text_add(&giant, "a,b\n1,\"");
    for (int i = 0; i < 1200000; i++)
        text_add_char(&giant, 'x');
    assert_int_equal(parse(&t, giant.data, NULL), -1);
    assert_fault(&faults, "t.csv:2:2: the cell is over 1 MB long; is a quote not closed?");
    text_clear(&giant);
    for (int i = 0; i < 40000; i++)
        text_add_char(&giant, ',');
    assert_int_equal(parse(&t, giant.data, NULL), -1);
    assert_int_equal(faults.total, 1);
    memset(&faults, 0, sizeof faults);
    text_free(&giant);
}

static void columns_by_name(void **state)
{
    (void)state;
    static const struct table_column columns[] = {
        {"queue", TABLE_OPTIONAL}, {"offered|calls|incoming calls", TABLE_FILLED}, {"aht_s|aht", TABLE_COLUMN}};
    struct table t;
    int          c[3];
    assert_int_equal(parse(&t, "AHT,Incoming_Calls\n1,2\n", NULL), 0);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_STRICT, &faults), 0);
    assert_int_equal(c[0], -1);
    assert_int_equal(c[1], 1);
    assert_int_equal(c[2], 0);
    assert_int_equal(table_find(&t, "x|aht s"), -1);
    assert_int_equal(table_find(&t, "x|a.h.t"), 0);
    table_free(&t);
    parse(&t, "aht,ofered\n1,2\n", NULL);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_OTHERS_PASS, &faults), -1);
    assert_fault(&faults, "t.csv:1: there is no column offered, only aht, ofered; did you mean \"ofered\"?");
    table_free(&t);
    parse(&t, "\naht,offered,quueue,,weather\n1,2,3,4,5\n", NULL);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_STRICT, &faults), -1);
    assert_int_equal(faults.total, 3);
    assert_string_equal(faults.items[0].message, "column \"quueue\" is not known; did you mean \"queue\"?");
    assert_int_equal(faults.items[0].line, 2);
    assert_int_equal(faults.items[0].column, 3);
    assert_string_equal(faults.items[1].message, "the column has no name; name or remove it");
    assert_string_equal(faults.items[2].message, "column \"weather\" is not known; known are queue, offered, aht_s");
    memset(&faults, 0, sizeof faults);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_OTHERS_PASS, &faults), 0);
    table_free(&t);
    parse(&t, "calls,offered,aht\n1,2,3\n", NULL);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_OTHERS_PASS, &faults), 0);
    assert_int_equal(c[1], 1);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_STRICT, &faults), -1);
    assert_fault(&faults, "t.csv:1:2: columns 1 and 2 (calls, offered) are the same; keep one");
    table_free(&t);
    parse(&t, "aht,offered,Offered\n1,2,3\n", NULL);
    assert_int_equal(table_columns(&t, columns, 3, c, TABLE_OTHERS_PASS, &faults), -1);
    assert_fault(&faults, "t.csv:1:3: columns 2 and 3 (offered, Offered) are the same; keep one");
    table_free(&t);
}

/* One cell in a column "x" of need FILLED, read by the getter under test. */
static struct table one;
static void         cell(const char *text)
{
    static const struct table_column column[] = {{"x", TABLE_FILLED}, {"pad", TABLE_OPTIONAL}};
    struct text                      csv = {0};
    int                              c[2];
    text_addf(&csv, "pad,x\n_,\"%s\"\n", text);
    table_free(&one);
    assert_int_equal(parse(&one, text_string(&csv), NULL), 0);
    assert_int_equal(table_columns(&one, column, 2, c, TABLE_STRICT, &faults), 0);
    text_free(&csv);
}

static void typed_cells(void **state)
{
    (void)state;
    double v = -7;
    int    i = -7;
    cell("12.5");
    assert_int_equal(table_number(&one, 0, 1, 0, 100, &v, &faults), 1);
    assert_true(v == 12.5);
    assert_int_equal(table_number(&one, 0, 1, 0, 10, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is 12.5; want a number from 0 to 10");
    assert_int_equal(table_integer(&one, 0, 1, 0, 100, &i, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"12.5\"; want a whole number from 0 to 100");
    cell("-4");
    assert_int_equal(table_number(&one, 0, 1, 0, INFINITY, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is -4; want 0 or more");
    cell("NaN");
    assert_int_equal(table_number(&one, 0, 1, 0, INFINITY, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"NaN\"; want 0 or more");
    cell("");
    assert_int_equal(table_number(&one, 0, 1, 0, INFINITY, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is empty; want 0 or more");
    table_set_need(&one, 1, TABLE_OPTIONAL);
    v = 42;
    assert_int_equal(table_number(&one, 0, 1, 0, INFINITY, &v, &faults), 0);
    assert_int_equal(table_number(&one, 0, -1, 0, INFINITY, &v, &faults), 0);
    assert_int_equal(table_integer(&one, 0, -1, 0, 5, &i, &faults), 0);
    assert_true(v == 42 && i == -7);
    cell("\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f");
    assert_int_equal(table_number(&one, 0, 1, 0, 1, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f...\"; want a number from 0 to 1");
    cell("4.0");
    assert_int_equal(table_integer(&one, 0, 1, 0, 100, &i, &faults), 1);
    assert_int_equal(i, 4);
    cell("1,234");
    assert_int_equal(table_integer(&one, 0, 1, 0, 5000, &i, &faults), 1);
    assert_int_equal(i, 1234);
    assert_int_equal(table_number(&one, 0, 1, 0, 5000, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"1,234\", with a comma for thousands or for decimals; write it without, or import it with --decimal point or comma");
    cell("94.01%");
    assert_int_equal(table_share(&one, 0, 1, &v, &faults), 1);
    assert_true(v == 0.9401);
    cell("94");
    assert_int_equal(table_share(&one, 0, 1, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"94\"; want a share from 0 to 1, or a percentage such as 94%");
    cell("0:02:14");
    assert_int_equal(table_duration(&one, 0, 1, &v, &faults), 1);
    assert_true(v == 134);
    cell("2,5");
    assert_int_equal(table_duration(&one, 0, 1, &v, &faults), 1);
    assert_true(v == 2.5);
    cell("-2");
    assert_int_equal(table_duration(&one, 0, 1, &v, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"-2\"; want a duration such as 0:02:14, 2:14 or 134 (seconds)");
    cell("7:30");
    assert_int_equal(table_clock(&one, 0, 1, 0, 86399, &i, &faults), 1);
    assert_int_equal(i, 27000);
    cell("24:00");
    assert_int_equal(table_clock(&one, 0, 1, 0, 86399, &i, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"24:00\"; want a time H:MM from 0:00 to 23:59");
    const char *words[] = {"No", "yes", "N", "Y", "FALSE", "true", "0", "1", "off", "on", "\xe5\x90\xa6", "\xe6\x98\xaf"};
    for (int w = 0; w < 12; w++) {
        cell(words[w]);
        assert_int_equal(table_yes(&one, 0, 1, &i, &faults), 1);
        assert_int_equal(i, w % 2);
    }
    cell("maybe");
    assert_int_equal(table_yes(&one, 0, 1, &i, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"maybe\"; want yes or no");
    const char *channels[] = {"voice", "chat", "deferred"};
    cell("Chat");
    assert_int_equal(table_choice(&one, 0, 1, channels, 3, &i, &faults), 1);
    assert_int_equal(i, 1);
    cell("voise");
    assert_int_equal(table_choice(&one, 0, 1, channels, 3, &i, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"voise\"; want voice, chat or deferred; did you mean \"voice\"?");
    table_free(&one);
}

/* A column of the values, one number read from each; NAN = a fault. */
static void assert_numbers(const char *rows, enum table_decimal decimal, const double *want, int n)
{
    struct table         t;
    struct table_options options = {.delimiter = ';', .decimal = decimal};
    struct text          csv = {0};
    text_addf(&csv, "x\n%s\n", rows);
    assert_int_equal(parse(&t, csv.data, &options), 0);
    assert_int_equal(t.rows, n);
    for (int i = 0; i < n; i++) {
        double v = NAN;
        int    code = table_number(&t, i, 0, -1e9, 1e9, &v, &faults);
        if (isnan(want[i]) ? code != -1 : code != 1 || v != want[i])
            fail_msg("row %d of %s gave %d, %g", i, rows, code, v);
    }
    memset(&faults, 0, sizeof faults);
    table_free(&t);
    text_free(&csv);
}

static void decimal_marks_are_found_from_the_column(void **state)
{
    (void)state;
    assert_numbers("1,234\n12,5", TABLE_DECIMAL_FOUND, (double[]){1.234, 12.5}, 2);
    assert_numbers("1.234\n1.234,5", TABLE_DECIMAL_FOUND, (double[]){1234, 1234.5}, 2);
    assert_numbers("1.234\n12.5", TABLE_DECIMAL_FOUND, (double[]){1.234, 12.5}, 2);
    assert_numbers("1,234\n12.5", TABLE_DECIMAL_FOUND, (double[]){1234, 12.5}, 2);
    assert_numbers("1,234\n2,345,678", TABLE_DECIMAL_FOUND, (double[]){1234, 2345678}, 2);
    assert_numbers("1.234\n2.345.678", TABLE_DECIMAL_FOUND, (double[]){1234, 2345678}, 2);
    assert_numbers("0,123\n1,234", TABLE_DECIMAL_FOUND, (double[]){0.123, 1.234}, 2);
    assert_numbers("1,234\n5", TABLE_DECIMAL_FOUND, (double[]){NAN, 5}, 2);
    assert_numbers("1.234\n5", TABLE_DECIMAL_FOUND, (double[]){1.234, 5}, 2);
    assert_numbers("1,234\n5", TABLE_DECIMAL_COMMA, (double[]){1.234, 5}, 2);
    assert_numbers("1,234\n5", TABLE_DECIMAL_POINT, (double[]){1234, 5}, 2);
    assert_numbers("12,5\n12.5", TABLE_DECIMAL_FOUND, (double[]){12.5, NAN}, 2);
    assert_numbers("9.3.2026\n1,5", TABLE_DECIMAL_FOUND, (double[]){NAN, 1.5}, 2);
}

static void decimal_marks_are_found_from_the_file(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        double      want; /* of the 1.396 or 1,396 in the first cell; NAN: a fault */
    } cases[] = {
        {"1.396;183,5", 1396},    {"1.396;183.5", 1.396}, {"1,396;183.5", 1396},  {"1,396;183,5", 1.396},
        {"1.396;7,8,9\n2.1;8,9", 1.396}, {"1.396;94,01%", 1396}, {"1,396;9.3.2026", NAN}, {"1,396;12", NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table         t;
        struct table_options options = {.delimiter = ';'};
        struct text          csv = {0};
        double               v = NAN;
        text_addf(&csv, "x;y\n%s\n", cases[i].rows);
        assert_int_equal(parse(&t, csv.data, &options), 0);
        int code = table_number(&t, 0, 0, 0, 1e9, &v, &faults);
        if (isnan(cases[i].want) ? code != -1 : code != 1 || v != cases[i].want)
            fail_msg("%s gave %d, %g", cases[i].rows, code, v);
        memset(&faults, 0, sizeof faults);
        table_free(&t);
        text_free(&csv);
    }
    /* a mark that cannot be told is complained of once a column */
    struct table         t;
    struct table_options options = {.delimiter = ';'};
    double               v;
    assert_int_equal(parse(&t, "x;y\n1,396;1\n2,396;1\n", &options), 0);
    assert_int_equal(table_number(&t, 0, 0, 0, 1e9, &v, &faults), -1);
    assert_int_equal(table_number(&t, 1, 0, 0, 1e9, &v, &faults), -1);
    assert_int_equal(faults.total, 1);
    memset(&faults, 0, sizeof faults);
    table_free(&t);
}

/* A column of dates read with table_time; "?" = a fault. */
static void assert_times(const char *rows, enum table_order order, const char *want)
{
    struct table         t;
    struct table_options options = {.delimiter = ';', .date_order = order};
    struct text          csv = {0}, got = {0};
    text_addf(&csv, "start\n%s\n", rows);
    assert_int_equal(parse(&t, csv.data, &options), 0);
    for (long r = 0; r < t.rows; r++) {
        struct clock_time time;
        char              buf[CLOCK_TIME_SIZE];
        int               code = table_time(&t, r, 0, &time, &faults);
        text_addf(&got, "%s%s", r ? " " : "", code == 1 ? clock_time_format(&time, buf) : "?");
    }
    assert_string_equal(text_string(&got), want);
    table_free(&t);
    text_free(&csv);
    text_free(&got);
}

static void dates_that_are_none(void **state)
{
    (void)state;
    assert_times("2 Mart 2026\n32-Mar-26\nMar 2026\n2 Mar 8:00\n202603021\nMa 2, 2026", TABLE_ORDER_FOUND, "? ? ? ? ? ?");
    assert_times("26/3/9\n26/3/20", TABLE_ORDER_FOUND, "? ?");
    memset(&faults, 0, sizeof faults);
}

static void dates_and_their_order(void **state)
{
    (void)state;
    assert_times("2026-03-09\n2026/3/9 7:30\n2026.03.09T07:30:15\n2026年3月9日 07:30", TABLE_ORDER_FOUND,
                 "2026-03-09T00:00:00 2026-03-09T07:30:00 2026-03-09T07:30:15 2026-03-09T07:30:00");
    assert_times("9/3/2026\n13/3/2026 7:30 PM", TABLE_ORDER_FOUND, "2026-03-09T00:00:00 2026-03-13T19:30:00");
    assert_times("9/3/2026 23:59\n9/13/2026", TABLE_ORDER_FOUND, "2026-09-03T23:59:00 2026-09-13T00:00:00");
    assert_times("1-1-2013\n2-1-2013\n31-1-2013", TABLE_ORDER_FOUND, "2013-01-01T00:00:00 2013-01-02T00:00:00 2013-01-31T00:00:00");
    assert_times("9.3.2026", TABLE_ORDER_FOUND, "2026-03-09T00:00:00");
    assert_times("02-Mar-26\n2 March 2026\nMar 2, 2026, 8:00 AM\nMonday, March 2nd, 2026\n2026-Mar-02 08:00\n02MAR2026\n2-Sept-26", TABLE_ORDER_FOUND,
                 "2026-03-02T00:00:00 2026-03-02T00:00:00 2026-03-02T08:00:00 2026-03-02T00:00:00 2026-03-02T08:00:00 2026-03-02T00:00:00 2026-09-02T00:00:00");
    assert_times("20260302 0:30\nMon 2026-03-02 08:00\n2026/3/2 \xe6\x98\x9f\xe6\x9c\x9f\xe4\xb8\x80 8:00\n2026-03-02 (Mon)", TABLE_ORDER_FOUND,
                 "2026-03-02T00:30:00 2026-03-02T08:00:00 2026-03-02T08:00:00 2026-03-02T00:00:00");
    assert_times("9/3/26\n13/3/26", TABLE_ORDER_FOUND, "2026-03-09T00:00:00 2026-03-13T00:00:00");
    assert_times("09.03.26", TABLE_ORDER_FOUND, "2026-03-09T00:00:00");
    assert_times("9/3/2026", TABLE_ORDER_DMY, "2026-03-09T00:00:00");
    assert_times("9/3/2026", TABLE_ORDER_MDY, "2026-09-03T00:00:00");
    assert_times("2026-03-29T02:30:00+02:00\n2026-03-29 2:30Z\n9.3.2026 7:30 -03:30", TABLE_ORDER_FOUND,
                 "2026-03-29T02:30:00+02:00 2026-03-29T02:30:00+00:00 2026-03-09T07:30:00-03:30");
    assert_int_equal(faults.total, 0);
    assert_times("3/3/2026\n9/3/2026\n10/3/2026", TABLE_ORDER_FOUND, "2026-03-03T00:00:00 ? ?");
    assert_fault(&faults, "t.csv:3:1: start is \"9/3/2026\": day or month first? no row tells; write 2026-03-09, or import it with --date-order dmy or mdy");
    struct table again; /* asked by another list of faults, it is told again */
    assert_int_equal(parse(&again, "start\n9/3/2026\n", NULL), 0);
    for (int i = 0; i < 2; i++) {
        int day;
        assert_int_equal(table_date(&again, 0, 0, &day, &faults), -1);
        assert_int_equal(table_date(&again, 0, 0, &day, &faults), -1);
        assert_int_equal(faults.total, 1);
        memset(&faults, 0, sizeof faults);
    }
    table_free(&again);
    assert_times("13/2/2026\n2/13/2026", TABLE_ORDER_FOUND, "? ?");
    assert_fault(&faults, "t.csv:3:1: start is \"2/13/2026\", but \"13/2/2026\" in line 2: days and months change places; import it with --date-order dmy or mdy");
    assert_times("30.2.2026", TABLE_ORDER_FOUND, "?");
    assert_fault(&faults, "t.csv:2:1: start is \"30.2.2026\": there is no such day");
    assert_times("2026-03-09 24:00", TABLE_ORDER_FOUND, "?");
    assert_fault(&faults, "t.csv:2:1: start is \"2026-03-09 24:00\"; want a date and a time from 00:00 to 23:59, such as 2026-03-09 07:30");
    assert_times("9/3/26\n1.2\n2026-03\n2026-3/9\n2026-03-09x\n2026-03-09 7\n07:30\n2026-03-09 07:30+2\n99999\n1/1/20261\n"
                 "2026-03-09T07:30:00.000000000000000000000000000000000000000", TABLE_ORDER_FOUND, "? ? ? ? ? ? ? ? ? ? 2026-03-09T07:30:00");
    memset(&faults, 0, sizeof faults);
    int day;
    cell("2026-03-09 00:00:00");
    assert_int_equal(table_date(&one, 0, 1, &day, &faults), 1);
    assert_int_equal(day, clock_day(2026, 3, 9));
    cell("2026-03-09 07:30");
    assert_int_equal(table_date(&one, 0, 1, &day, &faults), -1);
    assert_fault(&faults, "t.csv:2:2: x is \"2026-03-09 07:30\"; want a date such as 2026-03-09");
    table_free(&one);
}

static void raw_rows_and_a_header_further_down(void **state)
{
    (void)state;
    struct table         t;
    struct table_options raw = {.raw = 1};
    assert_int_equal(parse(&t, "Report of May\n\ndate,calls\n1,2\nTotal,2\n3,4\n", &raw), 0);
    assert_int_equal(t.rows, 5);
    assert_int_equal(table_width(&t, 0), 1);
    assert_string_equal(table_text(&t, 0, 3), "");
    assert_int_equal(table_set_header(&t, 1, &faults), 0);
    assert_int_equal(t.rows, 3);
    table_drop_row(&t, 1);
    assert_int_equal(t.rows, 2);
    assert_int_equal(table_find(&t, "calls"), 1);
    assert_string_equal(table_text(&t, 1, 1), "4");
    assert_int_equal(table_line(&t, 1), 6);
    table_free(&t);
    table_make(&t, "s.xlsx", NULL);
    table_add_cell(&t, " a ", 3);
    table_add_cell(&t, "", 0);
    table_end_row(&t, 4);
    assert_int_equal(t.rows, 1);
    assert_int_equal(table_set_header(&t, 0, &faults), 0);
    assert_int_equal(t.columns, 1);
    assert_string_equal(table_file(&t), "s.xlsx");
    table_free(&t);
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    struct table_out o = {0};
    struct table     t;
    const char      *texts[] = {"plain", "=cmd|'/c calc'!A1", "a,b", "say \"hi\"", " padded ", "two\nlines", "-x", "a;b", "\xe9\x98\x9f"};
    table_out_header(&o, "name,value,fixed,count");
    for (int i = 0; i < 9; i++) {
        table_out_text(&o, texts[i]);
        table_out_number(&o, i == 1 ? NAN : -1.0 / (i + 1));
        table_out_fixed(&o, i + 0.125, 2);
        table_out_integer(&o, -i);
        table_out_end(&o);
    }
    assert_true(text_starts(o.text.data, "name,value,fixed,count\nplain,-1,0.12,0\n\"'=cmd|'/c calc'!A1\",,1.12,-1\n"));
    assert_int_equal(table_parse(&t, "t.csv", o.text.data, o.text.length, NULL, &faults), 0);
    assert_int_equal(t.rows, 9);
    for (int i = 0; i < 9; i++) {
        double v = NAN;
        assert_string_equal(table_text(&t, i, 0), i == 4 ? "padded" : texts[i]);
        assert_int_equal(table_number(&t, i, 1, -1, 0, &v, &faults), i != 1);
        assert_true(i == 1 || v == -1.0 / (i + 1));
    }
    table_free(&t);
    char path[] = "/tmp/headcount-table-XXXXXX";
    close(mkstemp(path));
    assert_int_equal(table_out_write(&o, path, &faults), 0);
    assert_int_equal(table_read(&t, path, NULL, &faults), 0);
    assert_int_equal(t.rows, 9);
    unlink(path);
    table_free(&t);
    table_out_free(&o);
}

static void real_exports(void **state)
{
    (void)state;
    struct table t;
    const char  *folder = shared_folder();
    if (!folder)
        skip();
    char *semicolons = file_join(folder, "data/raw/daily_semicolon_bom.csv"), *kpis = file_join(folder, "data/raw/daily_kpis_percent_hms.csv");
    int   day = 0;
    assert_int_equal(table_read(&t, semicolons, NULL, &faults), 0);
    int date = table_find(&t, "date");
    for (long r = 0; r < t.rows; r++)
        assert_int_equal(table_date(&t, r, date, &day, &faults), 1);
    assert_int_equal(table_date(&t, 0, date, &day, &faults), 1);
    assert_int_equal(day, clock_day(2013, 1, 1));
    table_free(&t);
    assert_int_equal(table_read(&t, kpis, NULL, &faults), 0);
    double share, seconds;
    for (long r = 0; r < t.rows; r++) {
        assert_int_equal(table_share(&t, r, table_find(&t, "answer rate"), &share, &faults), 1);
        assert_int_equal(table_duration(&t, r, table_find(&t, "talk duration (avg)"), &seconds, &faults), 1);
    }
    assert_int_equal(table_share(&t, 0, table_find(&t, "answer rate"), &share, &faults), 1);
    assert_true(share == 0.9401);
    table_free(&t);
    free(semicolons);
    free(kpis);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_exports_write),
        cmocka_unit_test(other_encodings),
        cmocka_unit_test(forced_text),
        cmocka_unit_test(encodings_are_told_from_the_bytes),
        cmocka_unit_test(broken_files),
        cmocka_unit_test(columns_by_name),
        cmocka_unit_test(typed_cells),
        cmocka_unit_test(decimal_marks_are_found_from_the_column),
        cmocka_unit_test(decimal_marks_are_found_from_the_file),
        cmocka_unit_test(dates_and_their_order),
        cmocka_unit_test(dates_that_are_none),
        cmocka_unit_test(raw_rows_and_a_header_further_down),
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(real_exports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
