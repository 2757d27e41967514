/* What a sum of money buys, against every roster there is of a tiny site: none for the money serves better than the proven most,
 * and what is found is such a roster. */
#include "base/alloc.h"
#include "check/check.h"
#include "plan/budget.h"
#include "scenario_folder.h"
#include <math.h>

static const char SCENARIO[] =
    "{\"name\": \"tiny\", \"time_zone\": \"Europe/Berlin\", \"interval_min\": 60, \"break_step_min\": 60,\n"
    "\"horizon\": {\"start\": \"2027-03-15\", \"weeks\": 1, \"week_starts\": \"mon\", \"cyclic\": false},\n"
    "\"open\": {\"mon-tue\": [\"09:00-17:00\"]},\n"
    "\"queues\": [{\"name\": \"calls\", \"channel\": \"voice\", \"history\": \"history.csv\", \"aht_s\": 300, \"patience_s\": 240,\n"
    "  \"model\": \"erlang_a\", \"goal\": {\"service_level\": 0.70, \"within_s\": 30, \"definition\": \"offered\", \"scope\": \"day\", \"floor\": 0.1},\n"
    "  \"min_agents\": 1}],\n"
    "\"shrinkage\": [], \"premiums\": [{\"days\": \"tue\", \"factor\": 1.2}],\n"
    "\"penalties\": {\"under_per_agent_h\": 100, \"under_peak_per_agent_h\": 300, \"over_per_agent_h\": 1, \"no_two_days_off_together\": 0},\n"
    "\"solver\": {\"gap\": 0.001, \"effort\": 0.02, \"seed\": 3}}\n";
static const char CONTRACTS[] =
    "contract,wage_h,hours_day_min,hours_day_max,hours_week_min,hours_week_max,days_week_min,days_week_max,rest_h,consecutive_min,consecutive_max,use\n"
    "bound,20,4,8,4,12,1,2,11,,6,must\nfree,17,4,6,4,12,1,2,11,,6,may\n";
static const char SHIFTS[] =
    "shift,contract,days,start_from,start_to,start_step,length_from,length_to,length_step,lunch_min,lunch_paid,lunch_from,lunch_to,breaks\n"
    "whole,bound,mon-tue,09:00,13:00,4:00,4:00,4:00,,0,no,,,\n"
    "long,bound,mon-tue,09:00,09:00,1:00,8:00,8:00,,0,no,,,\n"
    "half,free,mon-tue,09:00,13:00,1:00,4:00,4:00,,0,no,,,\n";
static const char AGENTS[] = "agent,name,contract,team,site,skills,from,to\nA1,Ann,bound,,,calls,,\nA2,Bob,free,,,calls,,\nA3,Cy,free,,,calls,,\n";

static void make_site(char folder[FOLDER_SIZE])
{
    struct text history = {0};
    folder_make(folder);
    folder_put(folder, "scenario.json", SCENARIO);
    folder_put(folder, "contracts.csv", CONTRACTS);
    folder_put(folder, "shifts.csv", SHIFTS);
    folder_put(folder, "agents.csv", AGENTS);
    folder_put(folder, "timeoff.csv", "agent,start,end,kind,paid,credited_h\n");
    folder_put(folder, "requests.csv", "agent,day,what,window,shift,weight\n");
    folder_put(folder, "balances.csv", "agent,what,amount\n");
    folder_put(folder, "events.csv", "from,to,kind,factor,premium,open\n");
    text_add(&history, "queue,start,end,offered,aht_s\n");
    static const int calls[] = {7, 14, 19, 16, 9, 12, 17, 8};
    for (int d = 15; d <= 16; d++)
        for (int h = 0; h < 8; h++)
            text_addf(&history, "calls,2027-03-%02dT%02d:00,2027-03-%02dT%02d:00,%d,300\n", d, 9 + h, d, 10 + h, calls[(h + 3 * d) % 8]);
    folder_put(folder, "forecast.csv", text_string(&history));
    text_free(&history);
}

/* --- every roster --------------------------------------------------------------------------------------------------- */

enum { CHOICES = 6, AGENTS_COUNT = 3, DAYS_COUNT = 2, ROSTERS = CHOICES * CHOICES * CHOICES * CHOICES * CHOICES * CHOICES };

struct found {
    double cost, service;
    int    least_staff, goals; /* kept */
};

static void add_shift(struct roster *r, const struct plan *p, int agent, int day, int choice)
{
    static const int bound[][2] = {{9, 13}, {13, 17}, {9, 17}}, half[][2] = {{9, 13}, {10, 14}, {11, 15}, {12, 16}, {13, 17}};
    int first = p->scenario.horizon.day_first[day] * p->scenario.horizon.interval_min;
    const int *hours = agent == 0 ? bound[choice - 1] : half[choice - 1];
    struct shift    x = {agent, day, agent > 0 ? 2 : choice == 3 ? 1 : 0, first + 60 * hours[0], first + 60 * hours[1], 0, 0};
    struct activity work = {ACT_WORK, 0, x.start_min, x.end_min};
    roster_add(r, &x, &work, 1);
}

/* number: a choice for each agent and day. 0: no roster, or not one that keeps the rules. */
static int try_roster(struct found *x, const struct plan *p, int number)
{
    struct roster       r = {0};
    struct check_result c;
    for (int at = 0; at < AGENTS_COUNT * DAYS_COUNT; at++, number /= CHOICES) {
        int choice = number % CHOICES, agent = at / DAYS_COUNT;
        if (agent == 0 && choice > 3) {
            roster_free(&r);
            return 0;
        }
        if (choice)
            add_shift(&r, p, agent, at % DAYS_COUNT, choice);
    }
    check_roster(&c, &p->scenario, p->requirements, &r, NULL);
    int kept = c.violations.count == 0;
    *x = (struct found){c.summary.cost.total, c.summary.service_level, 1, c.summary.goal_met};
    for (int g = 0; g < c.summary.goal_count; g++)
        if (!strcmp(c.summary.goals[g].scope, "min_agents"))
            x->least_staff &= c.summary.goals[g].met;
    check_result_free(&c);
    roster_free(&r);
    return kept;
}

static int every_roster(struct found *all, const struct plan *p)
{
    int count = 0;
    for (int i = 0; i < ROSTERS; i++)
        count += try_roster(&all[count], p, i);
    return count;
}

static int keeps(const struct found *x, enum budget_kept kept)
{
    return kept == BUDGET_GOALS ? x->goals : kept == BUDGET_RULES || x->least_staff;
}

/* The best service for the money among those that keep as much; NAN: there is none. */
static double best_of(const struct found *all, int count, double money, enum budget_kept kept)
{
    double best = NAN;
    for (int i = 0; i < count; i++)
        if (all[i].cost <= money + 1e-6 && keeps(&all[i], kept))
            best = fmax(all[i].service, isnan(best) ? 0 : best);
    return best;
}

static void same_when_read_again(const struct budget *b)
{
    struct budget again;
    struct faults faults = {0};
    char          path[] = "/tmp/headcount-budget-XXXXXX";
    close(mkstemp(path));
    assert_int_equal(budget_write(b, path, &faults), 0);
    assert_int_equal(budget_read(&again, path, &faults), 0);
    assert_near(again.service_level, b->service_level, 1e-6);
    assert_int_equal(again.kept, b->kept);
    assert_int_equal(again.enough, b->enough);
    unlink(path);
}

/* Returns the service level bought. */
static double spend(const struct plan *p, const struct found *all, int count, double money)
{
    const struct budget_options o = {.money = money, .effort = 0.02, .threads = 1};
    struct roster               roster;
    struct budget               b;
    struct check_result         c;
    double                      least = INFINITY;
    for (int i = 0; i < count; i++)
        least = fmin(least, all[i].cost);
    budget_make(&b, &roster, p, &o);
    check_roster(&c, &p->scenario, p->requirements, &roster, NULL);
    assert_int_equal(c.violations.count, 0);
    assert_near(c.summary.cost.total, b.cost, 1e-6);
    assert_near(c.summary.service_level, b.service_level, 1e-9);
    assert_near(b.least, least, 1e-6);
    double limit = fmax(money, least), best = best_of(all, count, limit, b.kept);
    print_message("money %.1f: cost %.1f, service %.4f, best %.4f, proven %.4f, kept %s\n", money, b.cost, b.service_level, best, b.most,
                  budget_kept_name(b.kept));
    assert_true(b.cost <= limit + 1e-6);
    assert_true(best <= b.most + 1e-9);
    assert_true(b.service_level <= best + 1e-9);
    assert_true(b.service_level >= best - 0.02);
    assert_true(b.kept == BUDGET_GOALS || isnan(best_of(all, count, limit, BUDGET_GOALS)) || b.service_level >= best_of(all, count, limit, BUDGET_GOALS));
    assert_true(b.kept >= BUDGET_LEAST_STAFF || isnan(best_of(all, count, limit, BUDGET_LEAST_STAFF)));
    assert_int_equal(b.enough, b.service_level > best_of(all, count, INFINITY, b.kept) - 0.001);
    same_when_read_again(&b);
    check_result_free(&c);
    roster_free(&roster);
    return b.service_level;
}

static void a_budget_buys_the_best(void **state)
{
    (void)state;
    static const double sums[] = {1, 100, 300, 340, 380, 420, 470, 520, 560, 700};
    char                folder[FOLDER_SIZE];
    struct plan         p;
    struct faults       faults = {0};
    struct found       *all = xcalloc(ROSTERS, sizeof *all);
    double              last = 0;
    make_site(folder);
    char                     *forecast = file_join(folder, "forecast.csv");
    const struct plan_options o = {.folder = folder, .forecast_file = forecast, .threads = 1};
    if (plan_run(&p, &o, PLAN_CHECK, &faults))
        assert_no_fault(&faults);
    int count = every_roster(all, &p);
    print_message("%d rosters\n", count);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        double service = spend(&p, all, count, sums[i]);
        assert_true(service >= last - 0.01); /* more money never serves worse by more than so little search leaves */
        last = service;
    }
    plan_free(&p);
    free(forecast);
    free(all);
    folder_remove(folder);
}

/* --- the example of a shop ------------------------------------------------------------------------------------------ */

static void a_shop_spends_nine_tenths(void **state)
{
    (void)state;
    struct plan               p;
    struct faults             faults = {0};
    char                      folder[FOLDER_SIZE];
    const struct plan_options o = {.folder = folder, .effort = 0.02, .threads = 1};
    folder_shop_days(folder);
    if (plan_run(&p, &o, PLAN_CHECK, &faults))
        assert_no_fault(&faults);
    folder_remove(folder);
    const struct budget_options x = {.money = 0.9 * p.result.summary.cost.total, .effort = 0.02, .threads = 1};
    struct roster               roster;
    struct budget               b;
    budget_make(&b, &roster, &p, &x);
    assert_true(b.money > b.least && b.cost <= b.money + 0.005);
    assert_true(b.service_level <= b.most + 1e-9);
    assert_true(b.service_level > 0.6 && b.service_level < p.result.summary.service_level);
    assert_false(b.enough);
    roster_free(&roster);
    plan_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_budget_buys_the_best),
        cmocka_unit_test(a_shop_spends_nine_tenths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
