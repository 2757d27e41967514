/* Calendars read back by libical: every shift and break at its instant, hostile names as they were, files apart. */
#include "base/file.h"
#include "base/ics_out.h"
#include "report/calendars.h"
#include "report_fixture.h"
#include <dirent.h>
#include <libical/ical.h>
#include <stdio.h>

static char folder[] = "/tmp/headcount-calendars-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static void empty_folder(void)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; (e = readdir(d));) {
        char *path = file_join(folder, e->d_name);
        if (e->d_name[0] != '.')
            unlink(path);
        free(path);
    }
    closedir(d);
}

static int remove_folder(void **state)
{
    (void)state;
    empty_folder();
    return rmdir(folder);
}

static icalcomponent *parse(const struct text *text)
{
    icalcomponent *c = icalparser_parse_string(text_string(text));
    assert_non_null(c);
    assert_int_equal(icalcomponent_count_errors(c), 0);
    assert_int_equal(icalcomponent_count_components(c, ICAL_VTIMEZONE_COMPONENT), 1);
    return c;
}

static icalcomponent *read_calendar(const char *name, struct text *text)
{
    struct faults faults = {0};
    char         *path = file_join(folder, name);
    file_read(text, path, FILE_LIMIT, &faults);
    assert_no_fault(&faults);
    free(path);
    return parse(text);
}

/* The instant a property states, by the calendar's own VTIMEZONE. */
static long long instant(icalcomponent *calendar, icalcomponent *event, icalproperty_kind kind)
{
    icalproperty       *p = icalcomponent_get_first_property(event, kind);
    struct icaltimetype t = kind == ICAL_DTSTART_PROPERTY ? icalproperty_get_dtstart(p) : icalproperty_get_dtend(p);
    icalparameter      *tzid = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
    icaltimezone       *zone = tzid ? icalcomponent_get_timezone(calendar, icalparameter_get_tzid(tzid)) : icaltimezone_get_utc_timezone();
    assert_non_null(zone);
    return (long long)icaltime_as_timet_with_zone(t, zone);
}

static long long utc(const struct plan *p, int minute)
{
    return (long long)p->scenario.horizon.start_utc_s + 60LL * minute;
}

/* Over the night the clocks go back in Berlin, and a plain week in New York. */
static void everybody(void **state)
{
    (void)state;
    static const struct fixture *const plans[] = {&fixture_bank, &fixture_line};
    for (int k = 0; k < 2; k++) {
        struct plan   p;
        struct text   text = {0};
        struct faults faults = {0};
        char         *path = file_join(folder, "roster.ics");
        int           i = 0;
        fixture_make(&p, plans[k]);
        assert_int_equal(calendars_write_all(&p, path, LANG_EN, &faults), 0);
        icalcomponent *c = read_calendar("roster.ics", &text);
        assert_int_equal(icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT), p.answer.roster.shift_count);
        for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
             e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT), i++) {
            const struct shift *s = &p.answer.roster.shifts[i];
            assert_int_equal(instant(c, e, ICAL_DTSTART_PROPERTY), utc(&p, s->start_min));
            assert_int_equal(instant(c, e, ICAL_DTEND_PROPERTY), utc(&p, s->end_min));
            assert_int_equal(strncmp(icalcomponent_get_summary(e), p.scenario.agents[s->agent].name, strlen(p.scenario.agents[s->agent].name)), 0);
            assert_non_null(strstr(icalcomponent_get_description(e), "break"));
        }
        for (const char *line = text_string(&text); *line; line = strchr(line, '\n') + 1)
            assert_in_range(strcspn(line, "\r"), 1, 75);
        icalcomponent_free(c);
        text_free(&text);
        free(path);
        fixture_free(&p);
    }
}

static int text_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A split shift is two busy events, the time between none. */
static void split_shift(void **state)
{
    (void)state;
    struct plan      p;
    struct text      text = {0};
    struct faults    faults = {0};
    char            *path = file_join(folder, "roster.ics");
    struct activity *gap = NULL;
    int              at_end = 0, at_start = 0, over = 0;
    fixture_make(&p, &fixture_bank);
    for (int i = 0; i < p.answer.roster.activity_count && !gap; i++)
        gap = p.answer.roster.activities[i].kind == ACT_LUNCH ? &p.answer.roster.activities[i] : NULL;
    assert_non_null(gap);
    gap->kind = ACT_SPLIT;
    const struct shift *s = p.answer.roster.shifts;
    while (gap - p.answer.roster.activities >= s->first + s->count)
        s++;
    assert_int_equal(calendars_write_all(&p, path, LANG_EN, &faults), 0);
    icalcomponent *c = read_calendar("roster.ics", &text);
    assert_int_equal(icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT), p.answer.roster.shift_count + 1);
    for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
        long long from = instant(c, e, ICAL_DTSTART_PROPERTY), to = instant(c, e, ICAL_DTEND_PROPERTY);
        at_end += from == utc(&p, s->start_min) && to == utc(&p, gap->start_min);
        at_start += from == utc(&p, gap->end_min) && to == utc(&p, s->end_min);
        over += from == utc(&p, s->start_min) && to == utc(&p, s->end_min) &&
                strncmp(icalcomponent_get_summary(e), p.scenario.agents[s->agent].name, strlen(p.scenario.agents[s->agent].name)) == 0 &&
                strstr(icalcomponent_get_description(e), "free between parts");
    }
    assert_true(at_end > 0 && at_start > 0 && over == 0);
    icalcomponent_free(c);
    text_free(&text);
    free(path);
    fixture_free(&p);
}

/* Each agent's own: his shifts and, leaving the time free, his breaks and lunches; all UIDs differ. */
static void each_agent(void **state)
{
    (void)state;
    struct plan   p;
    struct faults faults = {0};
    char        **uids = NULL;
    int           n = 0, expected = 0;
    fixture_make(&p, &fixture_bank);
    assert_int_equal(calendars_write_each(&p, folder, LANG_ZH, &faults), 0);
    for (int i = 0; i < p.answer.roster.activity_count; i++)
        expected += p.answer.roster.activities[i].kind != ACT_WORK;
    expected += p.answer.roster.shift_count;
    uids = xcalloc((size_t)expected + 1, sizeof *uids);
    for (int a = 0; a < p.scenario.agent_count; a++) {
        struct text    text = {0};
        char          *name = calendars_file_name(p.scenario.agents[a].id);
        icalcomponent *c = read_calendar(name, &text);
        for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
             e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
            icalproperty *busy = icalcomponent_get_first_property(e, ICAL_TRANSP_PROPERTY);
            int           shift = strncmp(icalcomponent_get_summary(e), "班次", strlen("班次")) == 0;
            assert_int_equal(icalproperty_get_transp(busy), shift ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT);
            assert_true(n < expected);
            uids[n++] = xstrdup(icalcomponent_get_uid(e));
        }
        icalcomponent_free(c);
        text_free(&text);
        free(name);
    }
    assert_int_equal(n, expected);
    qsort(uids, (size_t)n, sizeof *uids, text_order);
    for (int i = 1; i < n; i++)
        assert_string_not_equal(uids[i - 1], uids[i]);
    for (int i = 0; i < n; i++)
        free(uids[i]);
    free(uids);
    empty_folder();
    fixture_free(&p);
}

/* Text that would end a line, a property or the file. */
static void text_is_escaped(void **state)
{
    static const char evil[] = "a\nEND:VEVENT\nBEGIN:VALARM;x,y\\z \"q\" </script> 李伟李伟李伟李伟李伟李伟李伟李伟李伟李伟李伟李伟";
    (void)state;
    struct faults              faults = {0};
    struct ics_out             out;
    struct zone               *zone = zone_open("Europe/Berlin", &faults, "", 0, 0);
    const struct ics_out_event e = {"u@h", evil, evil, "", NULL, 1792904400, 1792908000, 1};
    ics_out_begin(&out, evil, zone, 1792300000, 1793300000, 1792300000);
    ics_out_add(&out, &e);
    ics_out_end(&out);
    icalcomponent *c = parse(&out.text), *event = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    assert_int_equal(icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT), 1);
    assert_int_equal(icalcomponent_count_components(event, ICAL_ANY_COMPONENT), 0);
    assert_string_equal(icalcomponent_get_summary(event), evil);
    assert_string_equal(icalcomponent_get_description(event), evil);
    icalcomponent_free(c);
    text_free(&out.text);
    zone_close(zone);
}

/* 02:30 on the night the clocks go back: the first by the wall clock, the second, which that cannot say, in UTC. */
static void hours_that_exist_twice(void **state)
{
    (void)state;
    struct faults              faults = {0};
    struct ics_out             out;
    struct zone               *zone = zone_open("Europe/Berlin", &faults, "", 0, 0);
    const int64_t              first = (int64_t)clock_day(2026, 10, 25) * CLOCK_DAY_S + 1800, second = first + 3600;
    const struct ics_out_event e = {"u@h", "x", "", "", NULL, first, second, 1};
    ics_out_begin(&out, "x", zone, first - 86400, second + 86400, first);
    ics_out_add(&out, &e);
    ics_out_end(&out);
    assert_non_null(strstr(text_string(&out.text), "DTSTART;TZID=Europe/Berlin:20261025T023000\r\nDTEND:20261025T013000Z\r\n"));
    icalcomponent *c = parse(&out.text), *event = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    assert_int_equal(instant(c, event, ICAL_DTEND_PROPERTY), second);
    icalcomponent_free(c);
    text_free(&out.text);
    zone_close(zone);
}

static void file_names_are_safe(void **state)
{
    (void)state;
    static const char *const ids[] = {"A001", "李伟", "../../etc/passwd", "a/b", "a:b", ".hidden", "=cmd|'/c calc'!A1", "x y",
                                      "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"};
    char *names[9];
    for (int i = 0; i < 9; i++) {
        names[i] = calendars_file_name(ids[i]);
        assert_null(strpbrk(names[i], "/\\:|'!= <>\"?*"));
        assert_true(names[i][0] != '.' && strlen(names[i]) < 100);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(names[i], names[k]);
    }
    assert_string_equal(names[0], "A001.ics");
    assert_string_equal(names[1], "李伟.ics");
    for (int i = 0; i < 9; i++)
        free(names[i]);
}

/* The same UIDs after a shift has moved: a calendar shows the new time instead of both. */
static void uids_stay(void **state)
{
    (void)state;
    struct text   text[2] = {{0}};
    struct faults faults = {0};
    char         *path = file_join(folder, "roster.ics");
    char          uid[2][100];
    for (int i = 0; i < 2; i++) {
        struct plan p;
        fixture_make(&p, &fixture_bank);
        p.answer.roster.shifts[0].start_min += 30 * i;
        assert_int_equal(calendars_write_all(&p, path, LANG_EN, &faults), 0);
        icalcomponent *c = read_calendar("roster.ics", &text[i]);
        snprintf(uid[i], sizeof uid[i], "%s", icalcomponent_get_uid(icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT)));
        icalcomponent_free(c);
        fixture_free(&p);
    }
    assert_string_equal(uid[0], uid[1]);
    assert_string_not_equal(text_string(&text[0]), text_string(&text[1]));
    text_free(&text[0]);
    text_free(&text[1]);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody),           cmocka_unit_test(each_agent), cmocka_unit_test(split_shift), cmocka_unit_test(text_is_escaped), cmocka_unit_test(hours_that_exist_twice),
        cmocka_unit_test(file_names_are_safe), cmocka_unit_test(uids_stay),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
