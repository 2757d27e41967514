/* import from the inside: sums against means, patience by maximum likelihood against a known truth, profiles that lose no
 * contact, clock changes, and a few thousand damaged files. */
#include "unit.h"
#include "base/rng.h"
#include "history/day_profile.h"
#include "history/extras.h"
#include "history/import.h"
#include "model/notes.h"
#include <math.h>
#include <stdio.h>

static char path[64]; /* the one file each test writes */

static int set_up(void **state)
{
    (void)state;
    strcpy(path, "/tmp/headcount-import-XXXXXX");
    int f = mkstemp(path);
    return f < 0 || close(f) ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path);
}

/* Imports the text; the caller frees im when it is 0. */
static int import_text(struct import *im, const struct text *csv, const struct choices *c, struct faults *faults)
{
    unlink(path); /* file_write, or writing over it, would wait for the disk thousands of times */
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text_string(csv), 1, csv->length, f), csv->length);
    assert_int_equal(fclose(f), 0);
    return import_read(im, path, c, faults);
}

static int import_string(struct import *im, const char *csv, const struct choices *c, struct faults *faults)
{
    struct text t = {0};
    text_add(&t, csv);
    int code = import_text(im, &t, c, faults);
    text_free(&t);
    return code;
}

static void words_of_totals(void **state)
{
    (void)state;
    static const char *const totals[] = {"Total",   "TOTAL:", "Grand Total", "total 2026-03-09",
                                         "Average", "合计",   "總計"};
    static const char *const others[] = {"", "calls", "Totaled", "summer", "Meaney", "2026-03-09", "客服"};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        if (!extras_is_total(totals[i]))
            fail_msg("\"%s\"", totals[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (extras_is_total(others[i]))
            fail_msg("\"%s\"", others[i]);
}

/* A queue may be called so: its rows are data, being timed. */
static void a_queue_called_total_care(void **state)
{
    (void)state;
    struct import  im;
    struct faults  faults = {0};
    struct choices c;
    choices_make(&c);
    assert_int_equal(import_string(&im,
                                   "queue,start,offered\nTotal Care,2026-03-09 08:00,5\nsales,2026-03-09 "
                                   "08:00,7\nTotal,2026-03-09 08:00,12\n"
                                   "Total Care,2026-03-09 08:30,6\n",
                                   &c, &faults),
                     0);
    assert_no_fault(&faults);
    assert_int_equal(im.bins.queue_count, 2);
    assert_near(im.sums.offered, 18, 0);
    assert_int_equal(im.notes.count, 1);
    struct text note = {0};
    notes_text(&note, im.notes.items[0], NULL, NULL);
    assert_non_null(strstr(text_string(&note), "it agrees with the rows above: 12"));
    text_free(&note);
    import_free(&im);
}

/* Twice 100 random exports whose header does not say whether the durations are sums: always told, and the mean is the truth. */
static void sums_and_means_are_told_apart(void **state)
{
    (void)state;
    struct rng     r;
    struct faults  faults = {0};
    struct choices c;
    rng_seed(&r, 20);
    choices_make(&c);
    for (int run = 0; run < 200; run++) {
        struct text   csv = {0};
        struct import im;
        int           total = run % 2, rows = rng_between(&r, 12, 60);
        double aht_s = 60 + 500 * rng_uniform(&r), size = pow(10, 1 + 2 * rng_uniform(&r)), handled = 0, handle_s = 0;
        text_add(&csv, "start,offered,answered,handle time\n");
        for (int i = 0; i < rows; i++) {
            long   answered = rng_poisson(&r, size * (0.3 + rng_uniform(&r)));
            double mean = aht_s * (1 + 0.15 * rng_normal(&r) / sqrt((double)answered + 1)),
                   cell = round(total ? mean * (double)answered : mean);
            text_addf(&csv, "2026-03-%02d %02d:%02d,%ld,%ld,%.0f\n", 9 + i / 48, i / 2 % 24, i % 2 * 30, answered + 3,
                      answered, cell);
            handled += (double)answered;
            handle_s += answered == 0 ? 0 : total ? cell : cell * (double)answered;
        }
        assert_int_equal(import_text(&im, &csv, &c, &faults), 0);
        assert_no_fault(&faults);
        assert_int_equal(im.rows.is_total[COLUMNS_HANDLE], total);
        assert_near(im.sums.aht_s, handle_s / handled, 1e-9 * aht_s);
        import_free(&im);
        text_free(&csv);
    }
}

/* Callers of exponential patience against waits of another spread: the estimate is within 4 standard errors of the truth,
 * although two in three patiences are never seen. */
static void patience_of_callers_who_were_answered_first(void **state)
{
    (void)state;
    struct rng     r;
    struct text    csv = {0};
    struct faults  faults = {0};
    struct import  im;
    struct choices c;
    const double   truth_s = 240;
    long           lost = 0;
    rng_seed(&r, 7);
    choices_make(&c);
    text_add(&csv, "call id,start,wait_s,handle_s,outcome\n");
    for (int i = 0; i < 20000; i++) {
        double patience_s = rng_exponential(&r, truth_s), needed_s = 60 + rng_gamma(&r, 2, 40);
        int    left = patience_s < needed_s;
        lost += left;
        text_addf(&csv, "%d,2026-03-%02d %02d:%02d:%02d,%.3f,%.3f,%s\n", i, 9 + i / 4000, i / 3600 % 24, i / 60 % 60,
                  i % 60, left ? patience_s : needed_s, left ? 0 : rng_lognormal(&r, 300, 0.8),
                  left ? "abandoned" : "answered");
    }
    assert_int_equal(import_text(&im, &csv, &c, &faults), 0);
    assert_no_fault(&faults);
    assert_int_equal(im.kind, IMPORT_CALLS);
    assert_int_equal(im.calls.all.lost, lost);
    assert_true(lost > 5000 && lost < 10000);
    assert_near(im.calls.all.patience_s, truth_s, 4 * truth_s / sqrt((double)lost));
    assert_near(im.calls.all.handle_mean_s, 300, 4 * 300 * 0.8 / sqrt(20000.0 - (double)lost));
    assert_near(im.calls.all.handle_cv2, 0.64, 0.1);
    assert_near(im.sums.offered, 20000, 0);
    assert_int_equal(im.interval_min, 30);
    import_free(&im);
    text_free(&csv);
}

/* Days spread by a profile learnt from intervals: every day keeps its contacts, its AHT, and the shape of its weekday. */
static void a_profile_loses_no_contact(void **state)
{
    (void)state;
    struct bins        history = {0}, days = {0};
    struct day_profile p;
    struct faults      faults = {0};
    long               borrowed[7];
    int                monday = clock_day(2026, 3, 9), queue = bins_queue(&history, "calls");
    for (int d = 0; d < 5; d++)
        for (int slot = 16; slot < 40; slot++)
            bins_at(&history, queue, ((int64_t)monday + d) * 86400 + slot * 1800, BINS_NO_OFFSET)->offered =
                slot * (d + 1) + d * d;
    bins_sort(&history);
    assert_int_equal(day_profile_learn(&p, &history, 30, "history.csv", &faults), 0);
    bins_queue(&days, "calls");
    for (int d = 0; d < 7; d++) {
        struct bin *b = bins_add(&days, 0, ((int64_t)monday + 70 + d) * 86400, BINS_NO_OFFSET);
        b->offered = b->handled = 1000.0 / (d + 3);
        b->handle_s = b->handled * 200;
    }
    day_profile_spread(&p, &days, borrowed);
    bins_sort(&days);
    assert_int_equal(days.count, 7 * 24);
    for (int d = 0; d < 7; d++) {
        double offered = 0, handle_s = 0, handled = 0;
        for (int i = 0; i < 24; i++) {
            const struct bin *b = &days.items[d * 24 + i];
            assert_int_equal(bins_day(b), monday + 70 + d);
            assert_int_equal(bins_second(b), (16 + i) * 1800);
            offered += b->offered, handle_s += b->handle_s, handled += b->handled;
        }
        assert_near(offered, 1000.0 / (d + 3), 1e-9);
        assert_near(handle_s / handled, 200, 1e-9);
        assert_int_equal(borrowed[d], d >= 5);
    }
    /* Tuesday's 20:00 - 20:30 was 39 * 2 + 1 of the sum over 16 <= slot < 40 of slot * 2 + 1 */
    assert_near(days.items[24 + 23].offered, 250 * 79.0 / (2 * 660 + 24), 1e-9);
    day_profile_free(&p);
    bins_free(&history);
    bins_free(&days);
}

/* Against adding up by hand: a hash that grows through many sizes, then sorted. */
static void bins_find_their_place(void **state)
{
    (void)state;
    enum { QUEUES = 3, SLOTS = 4000 };
    struct bins b = {0};
    struct rng  r;
    double     *want = calloc(QUEUES * SLOTS, sizeof *want);
    assert_non_null(want);
    rng_seed(&r, 3);
    for (int i = 0; i < 50000; i++) {
        int q = rng_below(&r, QUEUES), s = rng_below(&r, SLOTS);
        bins_at(&b, q, (s - SLOTS / 2) * 900, BINS_NO_OFFSET)->offered += i % 7;
        want[q * SLOTS + s] += i % 7;
    }
    bins_sort(&b);
    for (size_t i = 0; i < b.count; i++) {
        const struct bin *bin = &b.items[i];
        long              at = (long)bin->queue * SLOTS + (long)(bin->start_s / 900) + SLOTS / 2;
        assert_true(i == 0 ||
                    at > (long)b.items[i - 1].queue * SLOTS + (long)(b.items[i - 1].start_s / 900) + SLOTS / 2);
        assert_near(bin->offered, want[at], 0);
        assert_in_range(bins_second(bin), 0, 86399);
        want[at] = 0;
    }
    for (int i = 0; i < QUEUES * SLOTS; i++)
        assert_near(want[i], 0, 0);
    bins_merge(&b, 3600);
    assert_true(b.count <= QUEUES * (SLOTS / 4 + 1));
    for (size_t i = 0; i < b.count; i++)
        assert_int_equal(bins_second(&b.items[i]) % 3600, 0);
    free(want);
    bins_free(&b);
}

/* A log runs through the doubled hour in order of time; each of its calls is counted in the right one. */
static void calls_of_a_doubled_hour(void **state)
{
    (void)state;
    struct import  im;
    struct faults  faults = {0};
    struct choices c;
    choices_make(&c);
    choices_set(&c.time_zone, "Europe/Berlin");
    assert_int_equal(import_string(&im,
                                   "call id,start,outcome,wait_s\n1,2026-10-25 01:59:00,answered,1\n2,2026-10-25 "
                                   "02:10:00,answered,1\n"
                                   "3,2026-10-25 02:50:00,answered,1\n4,2026-10-25 02:05:00,answered,1\n5,2026-10-25 "
                                   "02:55:00,answered,1\n"
                                   "6,2026-10-25 03:05:00,answered,1\n",
                                   &c, &faults),
                     0);
    assert_no_fault(&faults);
    struct text              row = {0};
    static const char *const want[] = {"calls,2026-10-25T01:30+02:00,1,1,0,1", "calls,2026-10-25T02:00+02:00,1,1,0,1",
                                       "calls,2026-10-25T02:30+02:00,1,1,0,1", "calls,2026-10-25T02:00+01:00,1,1,0,1",
                                       "calls,2026-10-25T02:30+01:00,1,1,0,1", "calls,2026-10-25T03:00+01:00,1,1,0,1"};
    assert_int_equal(im.bins.count, 6);
    for (long i = 0; i < 6; i++) {
        import_row_text(&im, i, &row);
        assert_string_equal(text_string(&row), want[i]);
    }
    text_free(&row);
    import_free(&im);
    choices_free(&c);
}

static void choices_come_back(void **state)
{
    (void)state;
    struct choices a, b;
    struct faults  faults = {0};
    choices_make(&a);
    choices_make(&b);
    choices_add_map(&a, "start", "Datum", &faults);
    choices_add_map(&a, "start", "Zeit, \"lokal\"", &faults);
    choices_add_map(&a, "offered", "呼入量", &faults);
    choices_add_word(&a, "VOICE MAIL", "ignored", &faults);
    choices_set(&a.queue, "sales");
    choices_set(&a.time_zone, "Asia/Shanghai");
    a.date_order = TABLE_ORDER_MDY;
    a.decimal = TABLE_DECIMAL_COMMA;
    a.interval_min = 15;
    a.header_line = 4;
    a.first_day = clock_day(2026, 3, 9);
    a.add_up = a.skip_broken = 1;
    assert_int_equal(choices_write(&a, path, &faults), 0);
    choices_set(&b.queue, "mine"); /* said on the command line, so it stays */
    assert_int_equal(choices_read(&b, path, &faults), 0);
    assert_no_fault(&faults);
    assert_int_equal(b.map_count, 3);
    assert_string_equal(b.maps[1].column, "Zeit, \"lokal\"");
    assert_int_equal(b.maps[2].field, COLUMNS_OFFERED);
    assert_string_equal(b.words[0].word, "VOICE MAIL");
    assert_int_equal(b.words[0].outcome, CHOICES_IGNORED);
    assert_string_equal(b.queue, "mine");
    assert_string_equal(b.time_zone, "Asia/Shanghai");
    assert_null(b.encoding);
    assert_int_equal(b.date_order, TABLE_ORDER_MDY);
    assert_int_equal(b.decimal, TABLE_DECIMAL_COMMA);
    assert_int_equal(b.interval_min, 15);
    assert_int_equal(b.header_line, 4);
    assert_int_equal(b.first_day, a.first_day);
    assert_true(b.add_up && b.skip_broken);
    choices_free(&a);
    choices_free(&b);
}

/* Bytes changed, cut, doubled: each file is understood or refused with a fault; no contact is ever negative. */
static void damaged_files(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "Report\n\ndate;time;offered;answered;aht_s\n9-3-2026;09:00;12;11;181,5\n9-3-2026;09:30;1.140;1.130;0:03:"
        "00\n13-3-2026;24:00;7;7;1\nTotal;;1.159;;\n",
        "call id,start,queue,outcome,wait_s,handle_s\n1,2026-03-29 01:59:00,a,ANSWERED,3,100\n2,2026-03-29 "
        "03:00:00,b,NO ANSWER,0:01:00,\n",
        "date\tcalls\n2026/3/9\t100\n2026/3/10\t90\n",
    };
    struct rng     r;
    struct choices c;
    int            understood = 0, refused = 0;
    rng_seed(&r, 99);
    for (int run = 0; run < 3000; run++) {
        const char   *source = sources[run % 3];
        struct text   csv = {0};
        struct import im;
        struct faults faults = {0};
        text_add(&csv, source);
        for (int hurt = rng_below(&r, 4); hurt > 0; hurt--) {
            size_t at = (size_t)rng_below(&r, (int)csv.length);
            if (rng_below(&r, 3))
                csv.data[at] = "0123456789,;\t\"\n:- aT\xe5\x80\0"[rng_below(&r, 23)];
            else if (rng_below(&r, 2))
                text_add_bytes(&csv, source + strlen(source) / 2, strlen(source) / 2);
            else
                csv.length = at + 1;
        }
        choices_make(&c);
        if (run % 2)
            choices_set(&c.time_zone, "Europe/Berlin");
        c.add_up = run % 5 == 0;
        if (import_text(&im, &csv, &c, &faults) == 0) {
            assert_int_equal(faults.total, 0);
            for (size_t i = 0; i < im.bins.count; i++)
                assert_true(im.bins.items[i].offered >= 0);
            import_free(&im);
            understood++;
        } else {
            assert_true(faults.total > 0);
            refused++;
        }
        text_free(&csv);
        choices_free(&c);
    }
    assert_true(understood > 100 && refused > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_totals),
        cmocka_unit_test_setup_teardown(a_queue_called_total_care, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sums_and_means_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patience_of_callers_who_were_answered_first, set_up, tear_down),
        cmocka_unit_test(a_profile_loses_no_contact),
        cmocka_unit_test(bins_find_their_place),
        cmocka_unit_test_setup_teardown(calls_of_a_doubled_hour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(choices_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_files, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
