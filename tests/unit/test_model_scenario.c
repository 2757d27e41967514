/* What scenario_read makes of a scenario folder: values, defaults, the calendar, variants. Faults have golden files. */
#include "scenario_folder.h"
#include "base/clock.h"
#include <math.h>

static void test_init_loads(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE], hash[FILE_HASH_SIZE];
    folder_make(folder);
    struct scenario s = folder_read(folder, NULL);
    assert_string_equal(s.name, "Help desk");
    assert_int_equal(s.queue_count, 1);
    assert_int_equal(s.agent_count, 8);
    assert_int_equal(s.contract_count, 2);
    assert_int_equal(s.kind_count, 3);
    assert_int_equal(s.break_step_min, 15);
    assert_int_equal(s.horizon.intervals, 336);
    assert_int_equal(s.input_count, 11);
    assert_string_equal(s.inputs[0].file, "scenario.json");
    assert_int_equal(file_hash(folder, hash, &(struct faults){.count = 0}), -1);
    assert_int_equal(strlen(s.inputs[0].sha256), 64);
    assert_near(s.penalties.must_per_agent_h, 1000000, 0);
    assert_near(s.penalties.goal_per_contact, 10000 * 20 * 240 / 3600.0, 1e-9);
    scenario_free(&s);
    struct faults faults = {.count = 0};
    assert_int_equal(scenario_init(folder, &faults), -1);
    assert_int_equal(faults.total, 11);
    folder_remove(folder);
}

static void test_queue(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    struct scenario s = folder_read(folder, NULL);
    struct queue   *q = &s.queues[0];
    assert_string_equal(q->columns[0].field, "start");
    assert_string_equal(q->columns[1].column, "time");
    assert_int_equal(q->columns_count, 5);
    assert_near(q->goal.service_level, 0.8, 0);
    assert_int_equal(q->goal.scope, SCOPE_DAY);
    assert_near(q->goal.floor, 0.5, 0);
    assert_true(isnan(q->goal.abandon_max));
    assert_int_equal(q->peak_count, 1);
    assert_int_equal(q->max_seats, 8);
    assert_int_equal(q->open[15], 0);
    assert_int_equal(q->open[16], 1);
    assert_int_equal(q->open[35], 1);
    assert_int_equal(q->open[36], 0);
    assert_int_equal(q->open[5 * 48 + 20], 0);
    assert_int_equal(scenario_peak(&s, 0, 20), 0);
    assert_int_equal(scenario_peak(&s, 0, 23), -1);
    assert_near(scenario_shrinkage(&s, 0, 20), 0.07, 1e-12);
    assert_near(scenario_shrinkage(&s, 0, 40), 0.04, 1e-12);
    assert_near(scenario_shrinkage(&s, 0, 6 * 48 + 20), 0.03, 1e-12);
    scenario_free(&s);
    folder_remove(folder);
}

static void test_people(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    struct scenario s = folder_read(folder, NULL);
    int             a2 = scenario_agent_index(&s, "A2"), a5 = scenario_agent_index(&s, "A5"), a6 = scenario_agent_index(&s, "A6");
    assert_string_equal(s.agents[a2].name, "Maria Rossi");
    assert_int_equal(s.agents[a2].credited_min[0], 480);
    assert_int_equal(s.agents[a2].paid_leave_min[0], 480);
    assert_int_equal(s.agents[a5].available[0].from_min, 480);
    assert_int_equal(s.agents[a5].available[0].to_min, 960);
    assert_int_equal(s.agents[a5].available[5].to_min, 2880);
    assert_true(s.agents[a6].available[5].from_min >= s.agents[a6].available[5].to_min);
    assert_int_equal(s.agents[a6].credited_min[0], 0);
    assert_int_equal(s.time_off_count, 2);
    assert_int_equal(s.time_offs[0].start_min, 2 * 1440);
    assert_int_equal(s.time_offs[0].end_min, 3 * 1440);
    assert_int_equal(s.time_offs[1].start_min, 3 * 1440 + 13 * 60);
    assert_int_equal(s.requests[0].wish, WISH_AGAINST);
    assert_int_equal(s.requests[0].from_min, 4 * 1440 + 960);
    assert_int_equal(s.requests[1].wish, WISH_AGAINST); /* for a day off */
    assert_int_equal(s.requests[1].to_min, 0);
    assert_int_equal(s.agents[3].rest_until_min, 0); /* Friday 18:00 and 11 h lie before Monday */
    assert_int_equal(s.contracts[0].use, USE_MUST);
    assert_int_equal(s.contracts[1].consecutive_min, RULE_NONE);
    assert_int_equal(s.kinds[0].lunches, 2);
    assert_int_equal(s.kinds[0].lunch_min[1], 60);
    assert_int_equal(s.kinds[0].breaks, 2);
    assert_int_equal(s.kinds[0].rule[1].to_min, 450);
    assert_int_equal(s.kinds[0].rule[1].only.to_min, 0);
    assert_int_equal(s.kinds[0].stretch_max, 240);
    assert_int_equal(s.kinds[0].gap_min, 60);
    assert_int_equal(s.kinds[1].rule[1].only.from_min, 360);
    assert_int_equal(s.kinds[1].length_step, 60);
    assert_int_equal(scenario_kind_index(&s, "P", 1), 1);
    assert_int_equal(scenario_agent_index(&s, "A9"), -1);
    scenario_free(&s);
    folder_remove(folder);
}

/* The cells about pauses; `want` of the second break and of the lunch. */
static void expect_pauses(const char *lunch, const char *breaks, int lunches, struct paid_range lunch_only, int count,
                          struct paid_range only)
{
    char              folder[FOLDER_SIZE];
    struct text       table = {0};
    folder_make(folder);
    text_addf(&table, "shift,contract,start_from,length_from,length_to,lunch_min,breaks\nF,full,08:00,8,8,,\nP,part,08:00,4,6,\"%s\",\"%s\"\n",
              lunch, breaks);
    folder_put(folder, "shifts.csv", text_string(&table));
    folder_put(folder, "requests.csv", "agent,day,what,weight\n");
    struct scenario          s = folder_read(folder, NULL);
    const struct shift_kind *k = &s.kinds[1];
    assert_int_equal(k->lunches, lunches);
    assert_int_equal(k->lunch_only.from_min, lunch_only.from_min);
    assert_int_equal(k->lunch_only.to_min, lunch_only.to_min);
    assert_int_equal(k->breaks, count);
    if (count > 1) {
        assert_int_equal(k->rule[1].only.from_min, only.from_min);
        assert_int_equal(k->rule[1].only.to_min, only.to_min);
    }
    scenario_free(&s);
    text_free(&table);
    folder_remove(folder);
}

static void test_pauses(void **state)
{
    (void)state;
    const struct paid_range any = {0, 0};
    expect_pauses("0", "15@1:00-1:30 15@2:30-3:00", 0, any, 2, any);
    expect_pauses("30|45", "15@1:00-1:30;15@2:30-3:00", 2, any, 2, any);
    expect_pauses("30-60 if >=6h", "15@1:00-1:30; 15@2:30-3:00 if >= 6h", 3, (struct paid_range){360, 0}, 2, (struct paid_range){360, 0});
    expect_pauses("30 if >5.5", "15@1:00-1:30; 15@2:30-3:00 10@3:30-3:40 if < 5:30", 1, (struct paid_range){331, 0}, 3,
                  (struct paid_range){0, 329});
    expect_pauses("30 if ≤5h", "15@1:00-1:30 15@2:30-3:00 if 4-5:30h; 15@1:30-2:00 if =6", 1, (struct paid_range){0, 300}, 3,
                  (struct paid_range){240, 330});
}

static void test_split(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_put(folder, "requests.csv", "agent,day,what,weight\n");
    folder_put(folder, "shifts.csv", "shift,contract,start_from,length_from,length_to,split_min,split_from,split_to,split_part,split_pay\n"
                                     "F,full,08:00,8,8,,,,,\nP,part,08:00,4,6,0|120-180 if >=5h,2:00,,90,12.5\nQ,part,09:00,4,6,240,,,,\n");
    struct scenario          s = folder_read(folder, NULL);
    const struct shift_kind *p = &s.kinds[1], *q = &s.kinds[2];
    assert_int_equal(s.kinds[0].splits, 0);
    assert_int_equal(p->splits, 4);
    assert_int_equal(p->split_min[0] + p->split_min[1] + p->split_min[2] + p->split_min[3], 0 + 120 + 150 + 180);
    assert_int_equal(p->split_from, 120);
    assert_int_equal(p->split_to, 1440);
    assert_int_equal(p->part_min, 90);
    assert_int_equal(p->split_only.from_min, 300);
    assert_near(p->split_pay, 12.5, 0);
    assert_int_equal(q->splits, 1);
    assert_int_equal(q->part_min, 60);
    scenario_free(&s);
    folder_remove(folder);
}

static const char least_json[] = "{\"time_zone\": \"UTC\", \"horizon\": {\"start\": \"2026-06-03\"}, \"open\": {\"daily\": [\"00:00-24:00\"]},\n"
                                 " \"queues\": [{\"name\": \"q\", \"goal\": {\"asa_s\": 30}}]}\n";

static void test_defaults(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_put(folder, "scenario.json", least_json);
    folder_put(folder, "agents.csv", "agent,contract\nx,c\n");
    folder_put(folder, "contracts.csv", "contract,wage_h\nc,15.5\n");
    folder_put(folder, "shifts.csv", "shift,start_from,length_from\nS,22:00,8\n");
    folder_put(folder, "timeoff.csv", "agent,start,end\n");
    folder_put(folder, "requests.csv", "agent,day,what,weight\n");
    folder_put(folder, "balances.csv", "agent,what,amount\nx,last_end,2026-06-02T23:30\n");
    struct scenario s = folder_read(folder, NULL);
    struct queue   *q = &s.queues[0];
    assert_string_equal(s.name, folder + 5); /* the folder's own name */
    assert_int_equal(s.horizon.interval_min, 30);
    assert_int_equal(s.break_step_min, 30);
    assert_int_equal(s.horizon.days, 7);
    assert_int_equal(s.horizon.weeks, 2); /* Wednesday to Sunday, Monday and Tuesday */
    assert_int_equal(s.seed, 1);
    assert_near(s.solver_gap, 0.005, 0);
    assert_int_equal(q->channel, CHANNEL_VOICE);
    assert_string_equal(q->history_file, "history.csv");
    assert_int_equal(q->model, QUEUE_ERLANG_C);
    assert_true(isinf(q->patience_s) && isnan(q->aht_s) && isnan(q->goal.service_level) && isnan(q->goal.floor));
    assert_int_equal(q->min_agents, 1);
    assert_int_equal(q->max_seats, RULE_NONE);
    assert_int_equal(q->open[0] + q->open[335], 2);
    assert_near(s.penalties.under_per_agent_h, 100, 0);
    assert_near(s.penalties.under_peak_per_agent_h, 300, 0);
    assert_near(s.penalties.over_per_agent_h, 1, 0);
    assert_near(s.penalties.no_two_days_off_together, 0, 0);
    assert_near(s.penalties.goal_per_contact, 10000 * 15.5 * 300 / 3600, 1e-9);
    assert_int_equal(s.contracts[0].use, USE_MAY);
    assert_int_equal(s.contracts[0].week_max, RULE_NONE);
    assert_int_equal(s.kinds[0].start_to, 1320);
    assert_int_equal(s.kinds[0].length_to, 480);
    assert_int_equal(s.kinds[0].weekdays, 127);
    assert_string_equal(s.agents[0].name, "x");
    assert_int_equal(s.agents[0].rest_until_min, 0); /* no rest asked for */
    scenario_free(&s);
    folder_remove(folder);
}

static void test_calendar(void **state)
{
    (void)state; /* a holiday on Tuesday, short hours on Thursday, Saturday made a Friday */
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_put(folder, "events.csv", "from,to,queue,kind,name,open,factor,premium,as\n"
                                     "2026-03-03,,,holiday,H,closed,,,\n"
                                     "2026-03-05,,calls,hours,S,09:00-11:00 13:00-14:30,0.5,,\n"
                                     "2026-03-07,,,workday,M,,,,\n"
                                     "2026-03-08,2026-03-09,,campaign,C,,1.2,2,\n");
    struct scenario      s = folder_read(folder, NULL);
    const unsigned char *open = s.queues[0].open;
    assert_int_equal(s.day_closed[1], 1);
    assert_int_equal(s.day_closed[3], 0);
    assert_int_equal(open[48 + 20], 0);
    assert_int_equal(open[3 * 48 + 17], 0);
    assert_int_equal(open[3 * 48 + 18], 1);
    assert_int_equal(open[3 * 48 + 22], 0);
    assert_int_equal(open[3 * 48 + 28], 1);
    assert_int_equal(open[3 * 48 + 29], 0);
    assert_int_equal(open[5 * 48 + 20], 1);
    assert_int_equal(horizon_weekday(&s.horizon, 5), 4);
    assert_int_equal(s.horizon.weeks, 1);
    assert_int_equal(s.premium_count, 3);
    assert_int_equal(s.premiums[2].first_day, 6);
    assert_int_equal(s.premiums[2].last_day, 7);
    assert_int_equal(s.premiums[2].holidays_only, 1);
    assert_near(s.events[3].factor, 1.2, 0);
    scenario_free(&s);
    folder_remove(folder);
}

static void test_credit_is_spread(void **state)
{
    (void)state; /* Thursday to Wednesday over two weeks: 40 h on five working days, two of them in the first week */
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_change(folder, "scenario.json", "\"weeks\": 1", "\"weeks\": 2");
    folder_put(folder, "timeoff.csv", "agent,start,end,kind,paid,credited_h\n"
                                      "A1,2026-03-05,2026-03-11,leave,yes,40\n"
                                      "A2,2026-02-20,2026-03-02,leave,no,35:05\n"
                                      "A3,2026-03-14,2026-03-15,course,,10\n");
    struct scenario s = folder_read(folder, NULL);
    assert_int_equal(s.agents[0].credited_min[0], 960);
    assert_int_equal(s.agents[0].credited_min[1], 1440);
    assert_int_equal(s.agents[1].credited_min[0], 301); /* one of seven working days of 2105 min, rounded in the sum */
    assert_int_equal(s.agents[1].paid_leave_min[0], 0);
    assert_int_equal(s.agents[2].credited_min[1], 600); /* a weekend: over all its days */
    assert_int_equal(s.agents[2].paid_leave_min[1], 600);
    assert_int_equal(s.time_offs[1].start_min, 0);
    scenario_free(&s);
    folder_remove(folder);
}

static void test_short_first_week(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_change(folder, "scenario.json", "\"start\": \"2026-03-02\"", "\"start\": \"2026-03-04\"");
    folder_put(folder, "balances.csv", "agent,what,amount\nA1,hours,16\nA1,consecutive_days,2\nA2,last_end,2026-03-03 20:15\n");
    folder_put(folder, "timeoff.csv", "agent,start,end\n");
    folder_put(folder, "requests.csv", "agent,day,what,weight\n");
    struct scenario s = folder_read(folder, NULL);
    assert_int_equal(s.horizon.weeks, 2);
    assert_int_equal(s.agents[0].hours_before_min, 960);
    assert_int_equal(s.agents[0].consecutive_before, 2);
    assert_int_equal(s.agents[1].rest_until_min, 7 * 60 + 15);
    scenario_free(&s);
    folder_remove(folder);
}

static void test_night_hours(void **state)
{
    (void)state; /* open over midnight, in the week the clocks go forward */
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_change(folder, "scenario.json", "\"start\": \"2026-03-02\"", "\"start\": \"2026-03-23\"");
    folder_change(folder, "scenario.json", "{\"mon-fri\": [\"08:00-18:00\"]}", "{\"sat\": [\"20:00-04:00\"], \"sun\": [\"22:00-24:00\"]}");
    folder_change(folder, "scenario.json", "\"17:00-22:00\"", "\"22:00-06:00\"");
    folder_put(folder, "timeoff.csv", "agent,start,end\n");
    folder_put(folder, "requests.csv", "agent,day,what,weight\n");
    struct scenario      s = folder_read(folder, NULL);
    const unsigned char *open = s.queues[0].open;
    int                  sunday = s.horizon.day_first[6], opened = 0;
    for (int t = 0; t < s.horizon.intervals; t++)
        opened += open[t];
    assert_int_equal(opened, 8 + 6 + 4); /* 20-24, then 0-4 without the hour from 2 to 3, then 22-24 */
    assert_int_equal(open[sunday + 5], 1);
    assert_int_equal(open[sunday + 6], 0);
    assert_int_equal(s.premiums[0].from_min, 1320);
    assert_int_equal(s.premiums[0].to_min, 360);
    scenario_free(&s);
    folder_remove(folder);
}

static void test_variants(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    struct scenario s = folder_read(folder, "volume.calls=+40%");
    assert_int_equal(s.adjustment_count, 2);
    assert_near(s.adjustments[1].factor, 1.4, 1e-12);
    assert_int_equal(s.adjustments[1].queue, 0);
    assert_int_equal(s.adjustments[1].from_date, clock_day(2026, 3, 2));
    scenario_free(&s);
    s = folder_read(folder, "aht=-10%");
    assert_near(s.adjustments[1].factor, 0.9, 1e-12);
    assert_int_equal(s.adjustments[1].of_aht, 1);
    scenario_free(&s);
    s = folder_read(folder, "aht.calls=300");
    assert_near(s.queues[0].aht_s, 300, 0);
    assert_int_equal(s.queues[0].aht_fixed, 1);
    scenario_free(&s);
    s = folder_read(folder, "patience=+50%");
    assert_near(s.queues[0].patience_s, 270, 1e-9);
    scenario_free(&s);
    s = folder_read(folder, "shrinkage=+5%");
    assert_near(scenario_shrinkage(&s, 0, 20), 0.12, 1e-12);
    scenario_free(&s);
    s = folder_read(folder, "shrinkage=-5%");
    assert_near(scenario_shrinkage(&s, 0, 20), 0.02, 1e-12);
    assert_near(scenario_shrinkage(&s, 0, 40), 0, 0);
    scenario_free(&s);
    s = folder_read(folder, "shrinkage.calls=30%");
    assert_near(scenario_shrinkage(&s, 0, 20), 0.3, 1e-12);
    assert_near(scenario_shrinkage(&s, 0, 0), 0.3, 1e-12);
    assert_int_equal(s.shrinkage_count, 1);
    scenario_free(&s);
    s = folder_read(folder, "wage.part=+10%");
    assert_near(s.contracts[1].wage_h, 19.8, 1e-9);
    assert_near(s.contracts[0].wage_h, 20, 0);
    scenario_free(&s);
    s = folder_read(folder, "service_level=40%");
    assert_near(s.queues[0].goal.service_level, 0.4, 1e-12);
    assert_near(s.queues[0].goal.floor, 0.4, 1e-12);
    scenario_free(&s);
    folder_remove(folder);
}

static void test_variant_faults(void **state)
{
    (void)state;
    char folder[FOLDER_SIZE];
    folder_make(folder);
    folder_assert_fault(folder, "volum=+40%", "--set: \"volum=+40%\"; want volume, aht, patience, shrinkage, wage, service_level or "
                                              "within_s, then .NAME or nothing, then =CHANGE; did you mean \"volume\"?");
    folder_assert_fault(folder, "volume.call=+40%", "--set: \"volume.call=+40%\"; call is no queue; did you mean \"calls\"?");
    folder_assert_fault(folder, "volume=40", "--set: \"volume=40\"; want a change such as volume=+40% or volume=-10%");
    folder_assert_fault(folder, "wage=+x%", "--set: \"wage=+x%\"; want a change such as +40% or -10%, or a new value, behind the =");
    folder_assert_fault(folder, "shrinkage=+95%", "--set: \"shrinkage=+95%\"; the shares of queue calls add up to 1 or more, so that "
                                                  "nobody is left; want less");
    folder_remove(folder);
}

static void test_forecast_needs_no_people(void **state)
{
    (void)state;
    char            folder[FOLDER_SIZE];
    struct scenario s;
    struct faults   faults = {.count = 0};
    folder_make(folder);
    const char *people[] = {"agents.csv", "contracts.csv", "shifts.csv", "timeoff.csv", "requests.csv", "balances.csv", "rotations.csv", "fixed.csv"};
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
        char *path = file_join(folder, people[i]);
        unlink(path);
        free(path);
    }
    assert_int_equal(scenario_read(&s, folder, NULL, 0, 0, &faults), 0);
    assert_int_equal(s.agent_count, 0);
    scenario_free(&s);
    assert_int_equal(scenario_read(&s, folder, NULL, 0, 1, &faults), -1);
    assert_true(faults.total >= 1);
    folder_remove(folder);
}

static void test_the_example_of_the_customer(void **state)
{
    (void)state;
    struct scenario s;
    struct faults   faults = {.count = 0};
    if (!shared_folder())
        skip();
    char *folder = file_join(shared_folder(), "example-scenario");
    scenario_read(&s, folder, NULL, 0, 1, &faults);
    assert_no_fault(&faults);
    assert_int_equal(s.agent_count, 2);
    assert_int_equal(s.day_closed[0], 1);
    assert_int_equal(s.kinds[0].lunches, 2); /* 30-60 in steps of 30 */
    assert_int_equal(s.queues[0].peak_count, 2);
    assert_int_equal(s.queues[0].peaks[0].must, 1);
    scenario_free(&s);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_init_loads),       cmocka_unit_test(test_queue),
        cmocka_unit_test(test_people), cmocka_unit_test(test_pauses), cmocka_unit_test(test_split),           cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_calendar),         cmocka_unit_test(test_credit_is_spread),
        cmocka_unit_test(test_short_first_week), cmocka_unit_test(test_night_hours),
        cmocka_unit_test(test_variants),         cmocka_unit_test(test_variant_faults),
        cmocka_unit_test(test_forecast_needs_no_people),
        cmocka_unit_test(test_the_example_of_the_customer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
