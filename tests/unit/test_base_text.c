#include "unit.h"

#include "base/alloc.h"
#include "base/text.h"
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <sys/wait.h>

/* AddressSanitizer ends the program on a giant request unless told to behave like malloc. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void memory_that_is_not_there_ends_with_3(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        xrealloc(NULL, (size_t)-1 / 4);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    child = fork();
    if (child == 0) {
        fclose(stderr);
        xcalloc((size_t)-1 / 2, 8);
        _exit(0);
    }
    waitpid(child, &status, 0);
    assert_int_equal(WEXITSTATUS(status), 3);
}

static void faults_are_kept_counted_and_cleaned(void **state)
{
    (void)state;
    struct faults faults = {0};
    char          line[1024];
    assert_int_equal(faults_add(&faults, "history.csv", 1412, 3, "offered is %d; want 0 or more", -4), -1);
    assert_string_equal(fault_format(&faults.items[0], line, sizeof line),
                        "history.csv:1412:3: offered is -4; want 0 or more");
    faults_add(&faults, "a.csv", 7, 0, "x");
    faults_add(&faults, "a.csv", 0, 0, "x");
    faults_add(&faults, NULL, 0, 0, "--seed is \"\x1b[31m\xc2\x9bq\xff\xe2\x80\xae\xe4\xb8\xad\"");
    assert_string_equal(fault_format(&faults.items[1], line, sizeof line), "a.csv:7: x");
    assert_string_equal(fault_format(&faults.items[2], line, sizeof line), "a.csv: x");
    assert_string_equal(fault_format(&faults.items[3], line, sizeof line), "--seed is \"?[31m?q??\xe4\xb8\xad\"");
    char giant[4000];
    memset(giant, 'g', sizeof giant);
    giant[sizeof giant - 1] = '\0';
    for (int i = 0; i < 30; i++)
        faults_add(&faults, giant, i, i, "%s", giant);
    assert_int_equal(faults.count, 20);
    assert_int_equal(faults.total, 34);
    char  printed[20000];
    FILE *out = fmemopen(printed, sizeof printed, "w");
    faults_print(&faults, out);
    fclose(out);
    assert_non_null(strstr(printed, "\n... and 14 more\n"));
}

static void buffers_grow(void **state)
{
    (void)state;
    struct text t = {0};
    assert_string_equal(text_string(&t), "");
    for (int i = 0; i < 1000; i++)
        text_addf(&t, "%d,", i);
    assert_int_equal(t.length, 10 * 2 + 90 * 3 + 900 * 4);
    assert_int_equal(strlen(t.data), t.length);
    text_clear(&t);
    text_add_bytes(&t, "ab\0c", 4);
    text_add_char(&t, 'd');
    assert_memory_equal(t.data, "ab\0cd", 6);
    char *taken = text_take(&t);
    assert_null(t.data);
    free(taken);
    taken = text_take(&t);
    assert_string_equal(taken, "");
    free(taken);
    text_free(&t);
}

static void trims_compares_splits(void **state)
{
    (void)state;
    char spaced[] = " \t\xc2\xa0 a b\xe3\x80\x80\r\n ", empty[] = "  ", zhong[] = "\xe4\xb8\xad";
    assert_string_equal(text_trim(spaced), "a b");
    assert_string_equal(text_trim(empty), "");
    assert_string_equal(text_trim(zhong), "\xe4\xb8\xad");
    assert_true(text_same("Abc", "aBC") && !text_same("abc", "abcd") && !text_same("abd", "abc"));
    assert_true(text_same_name("Incoming Calls", "incoming_calls") && text_same_name("AHT-s ", "aht_s"));
    assert_false(text_same_name("calls", "call"));
    assert_true(text_starts("scenario", "scen") && !text_starts("sc", "scen"));
    int    n;
    char **parts = text_split("sat, sun;;x ", ",;", &n);
    assert_int_equal(n, 4);
    assert_string_equal(parts[1], "sun");
    assert_string_equal(parts[2], "");
    assert_string_equal(parts[3], "x");
    text_split_free(parts, n);
    parts = text_split("", ",", &n);
    assert_int_equal(n, 1);
    text_split_free(parts, n);
}

static void knows_utf8(void **state)
{
    (void)state;
    assert_true(text_is_utf8("a\xc3\xbc\xe4\xb8\xad\xf0\x9f\x98\x80", 10));
    const char *broken[] = {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb8", "\x80", "\xff", "\xe0\x80\xaf", "\xfc"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_false(text_is_utf8(broken[i], strlen(broken[i])));
}

static void guesses_what_was_meant(void **state)
{
    (void)state;
    assert_int_equal(text_distance("offered", "ofered"), 1);
    assert_int_equal(text_distance("offered", "offerde"), 1);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("", "abc"), 3);
    const char *names[] = {"queue", "start", "offered", "aht_s"};
    char        buf[64];
    assert_string_equal(text_did_you_mean("oferred", names, 4), "offered");
    assert_string_equal(text_did_you_mean("AHT", names, 4), "aht_s");
    assert_null(text_did_you_mean("weather", names, 4));
    assert_null(text_did_you_mean("x", names, 4));
    assert_string_equal(text_meant("strat", names, 4, buf, sizeof buf), "; did you mean \"start\"?");
    assert_string_equal(text_meant("weather", names, 4, buf, sizeof buf), "");
}

static void reads_numbers_strictly(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        unsigned    forms;
        double      value; /* NAN: refused */
    } cases[] = {
        {"12", 0, 12}, {"-3.5", 0, -3.5}, {"+7", 0, 7}, {" 8 ", 0, 8}, {"1e3", 0, 1000}, {".5", 0, .5}, {"5.", 0, 5},
        {"0.1", 0, 0.1}, {"1e-400", 0, 0}, {"1 234 567", 0, 1234567}, {"1\xc2\xa0""234", 0, 1234}, {"1'234.5", 0, 1234.5},
        {"1\xe2\x80\xaf""234", 0, 1234}, {"2.2250738585072011e-308", 0, 2.2250738585072011e-308},
        {"9007199254740993", 0, 9007199254740992.0}, {"179769313486231570000e288", 0, 1.7976931348623157e308},
        {"", 0, NAN}, {" ", 0, NAN}, {"-", 0, NAN}, {".", 0, NAN}, {"nan", 0, NAN}, {"inf", 0, NAN}, {"Infinity", 0, NAN},
        {"1e400", 0, NAN}, {"0x10", 0, NAN}, {"12a", 0, NAN}, {"1,5", 0, NAN}, {"1,234", 0, NAN}, {"--1", 0, NAN},
        {"1e", 0, NAN}, {"e5", 0, NAN}, {"1 2", 0, NAN}, {"1 2345", 0, NAN}, {"1234 567", 0, NAN}, {"5%", 0, NAN},
        {"1.2.3", 0, NAN}, {"1 234'567", 0, NAN}, {"1e+", 0, NAN}, {"1e999999999999", 0, NAN}, {"0e999999999999", 0, 0},
        {"1,5", TEXT_DECIMAL_COMMA, 1.5}, {"1.234,5", TEXT_DECIMAL_COMMA, 1234.5}, {"-0,25", TEXT_DECIMAL_COMMA, -.25},
        {"1.234.567", TEXT_DECIMAL_COMMA, 1234567}, {"1.5", TEXT_DECIMAL_COMMA, NAN}, {"1,5,5", TEXT_DECIMAL_COMMA, NAN},
        {"1,234", TEXT_THOUSANDS_COMMA, 1234}, {"12,345.6", TEXT_THOUSANDS_COMMA, 12345.6}, {"1,23", TEXT_THOUSANDS_COMMA, NAN},
        {"0,234", TEXT_THOUSANDS_COMMA, NAN}, {"1234,567", TEXT_THOUSANDS_COMMA, NAN}, {",234", TEXT_THOUSANDS_COMMA, NAN},
        {"94.01%", TEXT_PERCENT, 0.9401}, {"94,01 %", TEXT_PERCENT | TEXT_DECIMAL_COMMA, 0.9401}, {"100%", TEXT_PERCENT, 1},
        {"0.94", TEXT_PERCENT, 0.94}, {"5\xef\xbc\x85", TEXT_PERCENT, 0.05}, {"5%%", TEXT_PERCENT, NAN}, {"%", TEXT_PERCENT, NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double v = 99;
        int    code = text_number(cases[i].s, cases[i].forms, &v);
        if (code != (isnan(cases[i].value) ? -1 : 0) || (code == 0 && v != cases[i].value))
            fail_msg("\"%s\" gave %d, %.17g", cases[i].s, code, v);
    }
    char giant[2000];
    memset(giant, '9', sizeof giant);
    memcpy(giant, "0.", 2);
    giant[sizeof giant - 1] = '\0';
    double v;
    assert_int_equal(text_number(giant, 0, &v), 0);
    assert_true(v == 1);
}

static void reads_integers(void **state)
{
    (void)state;
    long long v = 0;
    assert_int_equal(text_integer(" -42 ", &v), 0);
    assert_int_equal(v, -42);
    const char *bad[] = {"", "4.0", "1e3", "12x", "9223372036854775808", "+-1", "0x1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(text_integer(bad[i], &v), -1);
}

static void reads_durations_and_clocks(void **state)
{
    (void)state;
    double d;
    int    s;
    assert_int_equal(text_duration("0:02:14", &d), 0);
    assert_true(d == 134);
    assert_int_equal(text_duration("100:00:01.5", &d), 0);
    assert_true(d == 360001.5);
    assert_int_equal(text_duration("2:14", &d), 0);
    assert_true(d == 134);
    assert_int_equal(text_duration("75:00", &d), 0);
    assert_true(d == 4500);
    assert_int_equal(text_duration("1h 4m 01s", &d), 0);
    assert_true(d == 3841);
    assert_int_equal(text_duration("4分1秒", &d), 0);
    assert_true(d == 241);
    assert_int_equal(text_duration(":30", &d), 0);
    assert_true(d == 30);
    assert_int_equal(text_duration("183.5", &d), 0);
    assert_true(d == 183.5);
    const char *bad[] = {"", "-1", "1:2", "1:60", "0:60:00", "0:00:60", "4m 5h", "4m 4m", "m", "4 s 1", ":3", ":", ":60", "1:2:3", "0:02:14:00", "a", "0:-1:00", "1:30 PM"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!text_duration(bad[i], &d))
            fail_msg("\"%s\" gave %g", bad[i], d);
    static const struct {
        const char *s;
        int         seconds;
    } clocks[] = {{"08h30", 30600}, {"上午8:30", 30600}, {"下午 12:05", 43500}, {"8时30分", 30600}, {"8:00\xe2\x80\xaf""PM", 72000}, {"07:00", 25200}, {"7:05", 25500}, {"23:59:59", 86399}, {"24:00", 86400}, {"40:30", 145800},
                  {"9:30 AM", 34200}, {"12:00am", 0}, {"12:15 p.m.", 44100}, {"1:00PM", 46800}, {"07:30:00.250", 27000}};
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        assert_int_equal(text_clock(clocks[i].s, &s), 0);
        assert_int_equal(s, clocks[i].seconds);
    }
    const char *unclocks[] = {"", "7", "7:5", "7:60", "13:00 PM", "0:30 AM", "7:00:60", "100:00", "7:00x", "-1:00", "7:00 A"};
    for (size_t i = 0; i < sizeof unclocks / sizeof *unclocks; i++)
        if (!text_clock(unclocks[i], &s))
            fail_msg("\"%s\" gave %d", unclocks[i], s);
}

static void tells_ranges(void **state)
{
    (void)state;
    char buf[80];
    assert_string_equal(text_range(0, 1, buf, sizeof buf), "a number from 0 to 1");
    assert_string_equal(text_range(0, INFINITY, buf, sizeof buf), "0 or more");
    assert_string_equal(text_range(-INFINITY, 2.5, buf, sizeof buf), "2.5 or less");
    assert_string_equal(text_range(TEXT_ABOVE_0, TEXT_BELOW_1, buf, sizeof buf), "a number between 0 and 1");
    assert_string_equal(text_range(TEXT_ABOVE_0, INFINITY, buf, sizeof buf), "a number above 0");
    assert_string_equal(text_range(TEXT_ABOVE_0, 5, buf, sizeof buf), "a number above 0, 5 at most");
    assert_string_equal(text_range(0, TEXT_BELOW_1, buf, sizeof buf), "a number from 0 to below 1");
    assert_string_equal(text_range(-INFINITY, INFINITY, buf, sizeof buf), "a number");
}

static void numbers_come_back(void **state)
{
    (void)state;
    static const struct {
        double      value;
        const char *s;
    } cases[] = {{0, "0"}, {-0.0, "0"}, {0.1, "0.1"}, {1500000, "1500000"}, {-2.5, "-2.5"}, {1e30, "1e+30"}, {1.25e-7, "1.25e-07"},
                 {1.0 / 3, "0.3333333333333333"}, {0.05, "0.05"}, {123456.789, "123456.789"}, {5e-324, "5e-324"}, {0.00012, "0.00012"},
                 {1.7976931348623157e308, "1.7976931348623157e+308"}, {9007199254740993.0, "9007199254740992"}, {0.1 + 0.2, "0.30000000000000004"}};
    char buf[TEXT_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(text_format_number(cases[i].value, buf), cases[i].s);
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        double v, back;
        memcpy(&v, &bits, sizeof v);
        if (!isfinite(v))
            continue;
        assert_true(strlen(text_format_number(v, buf)) < TEXT_NUMBER_SIZE);
        if (text_number(buf, 0, &back) || memcmp(&back, &v, sizeof v))
            fail_msg("%.17g became %s", v, buf);
    }
    assert_string_equal(text_format_fixed(2.345, 2, buf), "2.35");
    assert_string_equal(text_format_fixed(-0.001, 2, buf), "0.00");
    assert_string_equal(text_format_fixed(-12.5, 0, buf), "-12");
    assert_string_equal(text_format_fixed(1e14, 9, buf), "100000000000000.000000000");
    assert_string_equal(text_format_duration(133.6, buf), "0:02:14");
    assert_string_equal(text_format_duration(360000, buf), "100:00:00");
}

static void locales_change_nothing(void **state)
{
    (void)state;
    const char *comma[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8"};
    char       *set = NULL;
    for (size_t i = 0; i < sizeof comma / sizeof *comma && !set; i++)
        set = setlocale(LC_NUMERIC, comma[i]);
    if (!set)
        skip();
    char   buf[TEXT_NUMBER_SIZE];
    double v;
    assert_string_equal(text_format_number(1.0 / 3, buf), "0.3333333333333333");
    assert_string_equal(text_format_fixed(2.5, 1, buf), "2.5");
    assert_string_equal(text_format_fixed(-2.5e20, 4, buf), "-2.5e+20");
    assert_int_equal(text_number("0.30000000000000004", 0, &v), 0);
    assert_true(v == 0.1 + 0.2);
    setlocale(LC_NUMERIC, "C");
}

static void cells_are_harmless_and_come_back(void **state)
{
    (void)state;
    const char *cells[] = {"=cmd|'/c calc'!A1", "+1", "-x", "@a", "\ta", "'=x", "''-", "O'Neil", "'quoted'", "", "a=b"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct text t = {0};
        text_add_safe(&t, cells[i]);
        assert_null(strchr("=+-@\t\r", text_string(&t)[0] ? text_string(&t)[0] : 'x'));
        assert_string_equal(text_from_cell(text_string(&t)), cells[i]);
        text_free(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_is_not_there_ends_with_3),
        cmocka_unit_test(faults_are_kept_counted_and_cleaned),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(trims_compares_splits),
        cmocka_unit_test(knows_utf8),
        cmocka_unit_test(guesses_what_was_meant),
        cmocka_unit_test(reads_numbers_strictly),
        cmocka_unit_test(reads_integers),
        cmocka_unit_test(reads_durations_and_clocks),
        cmocka_unit_test(tells_ranges),
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(locales_change_nothing),
        cmocka_unit_test(cells_are_harmless_and_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
