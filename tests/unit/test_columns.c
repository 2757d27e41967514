/* The table of history columns: every name belongs to one field, and headers as systems write them are understood. */
#include "unit.h"
#include "base/text.h"
#include "model/columns.h"

static void every_name_belongs_to_one_field(void **state)
{
    (void)state;
    char own[COLUMNS_NAME_SIZE];
    int  names = 0;
    for (int f = 0; f < COLUMNS_COUNT; f++) {
        int    count;
        double unit;
        char **parts = text_split(columns_table[f].names, "|", &count);
        assert_true(count > 0);
        assert_true(columns_table[f].meaning[0] != '\0');
        assert_string_equal(columns_name((enum columns_field)f, own), parts[0]);
        assert_int_equal(columns_field(own), f);
        for (int i = 0; i < count; i++, names++)
            if (columns_match(parts[i], &unit) != f)
                fail_msg("\"%s\" of %s is also a name of field %d", parts[i], own, columns_match(parts[i], &unit));
        text_split_free(parts, count);
    }
    assert_true(names > 400);
}

static void headers_as_systems_write_them(void **state)
{
    (void)state;
    static const struct { const char *header; int field; double unit_s; } cases[] = {
        {"Incoming Calls", COLUMNS_OFFERED, 1},
        {"OFFERED", COLUMNS_OFFERED, 1},
        {"Answer Speed (AVG)", COLUMNS_ASA, 1},
        {"Waiting Time (AVG)", COLUMNS_WAIT_MEAN, 1},
        {"Talk Duration (AVG)", COLUMNS_TALK_MEAN, 1},
        {"Service Level (20 Seconds)", COLUMNS_SERVICE_LEVEL, 1},
        {"Handle Time [ms]", COLUMNS_HANDLE, 0.001},
        {"Total Handle Time (min)", COLUMNS_HANDLE_TOTAL, 60},
        {"handle_s", COLUMNS_HANDLE, 1},
        {"Avg Talk Seconds", COLUMNS_TALK_MEAN, 1},
        {"wait_ms", COLUMNS_WAIT, 0.001},
        {"平均处理时长（秒）", COLUMNS_AHT, 1},
        {"處理時間（總計）", COLUMNS_HANDLE_TOTAL, 1},
        {"通话时长(分钟)", COLUMNS_TALK, 60},
        {"呼入量", COLUMNS_OFFERED, 1},
        {"來電數", COLUMNS_OFFERED, 1},
        {"shoe size", -1, 1},
        {"", -1, 1},
        {"(", -1, 1},
        {"(avg)", -1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double unit = 0;
        int    field = columns_match(cases[i].header, &unit);
        if (field != cases[i].field || unit < cases[i].unit_s || unit > cases[i].unit_s)
            fail_msg("\"%s\" is field %d in %g s", cases[i].header, field, unit);
    }
}

static void measures_of_a_duration(void **state)
{
    (void)state;
    assert_int_equal(columns_measure(COLUMNS_AHT), COLUMNS_IS_MEAN);
    assert_int_equal(columns_measure(COLUMNS_WAIT), COLUMNS_IS_EITHER);
    assert_int_equal(columns_measure(COLUMNS_ASA), COLUMNS_IS_NO_DURATION);
    assert_int_equal(columns_measure(COLUMNS_OFFERED), COLUMNS_IS_NO_DURATION);
    assert_int_equal(columns_measure(COLUMNS_ANSWERED_SHARE), COLUMNS_IS_NO_DURATION);
    assert_int_equal(columns_duration(COLUMNS_TALK, COLUMNS_IS_TOTAL), COLUMNS_TALK_TOTAL);
    assert_int_equal(columns_duration(COLUMNS_WAIT_TOTAL, COLUMNS_IS_MEAN), COLUMNS_WAIT_MEAN);
    assert_int_equal(columns_duration(COLUMNS_AHT, COLUMNS_IS_EITHER), COLUMNS_HANDLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_belongs_to_one_field),
        cmocka_unit_test(headers_as_systems_write_them),
        cmocka_unit_test(measures_of_a_duration),
    };
    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
