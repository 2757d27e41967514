/* The optimizer and the judge on random weeks: every roster keeps every rule, costs the same to the cent by both, and the
 * lower bound comes out the same from its certificate. They share the scenario's nouns and nothing else. */
#include "base/rng.h"
#include "check_brute.h"
#include "schedule/schedule.h"
#include "staffing/staffing.h"

enum { WEEKS = 120, SEED = 20260 };

struct tally { /* that the weeks are not all alike */
    int shifts, pauses, must, idle, no_tour, closed, short_weeks, two_queues, goals, nodes, credited, wishes;
};

static int maybe(struct rng *g, double chance)
{
    return rng_uniform(g) < chance;
}

static int limit(struct rng *g, double chance, int low, int high, int unit)
{
    return maybe(g, chance) ? unit * rng_between(g, low, high) : RULE_NONE;
}

/* --- the site ---------------------------------------------------------------------------------------------------- */

static void random_contract(struct rng *g, struct contract *c, int length, int days)
{
    c->wage_h = rng_between(g, 12, 30) + (maybe(g, 0.3) ? 0.37 : 0);
    c->use = maybe(g, 0.35) ? USE_MUST : USE_MAY;
    c->days_max = limit(g, 0.8, days, days + 1, 1);
    c->days_min = limit(g, 0.4, days - 1, days, 1);
    c->week_max = limit(g, 0.8, days * length / 30, (days + 1) * length / 30, 30);
    c->week_min = limit(g, 0.6, (days - 1) * length / 30, days * length / 30, 30);
    c->day_min = limit(g, 0.2, length / 30 - 2, length / 30, 30);
    c->day_max = limit(g, 0.2, length / 30, length / 30 + 2, 30);
    c->rest_min = limit(g, 0.7, 8, 14, 60);
    c->consecutive_min = limit(g, 0.2, 1, 2, 1);
    c->consecutive_max = limit(g, 0.4, days, days + 1, 1);
    if (maybe(g, 0.6))
        brute_further(g, c);
}

static struct paid_range some_lengths(struct rng *g, const struct shift_kind *k)
{
    return maybe(g, 0.5) ? (struct paid_range){0, 0} : maybe(g, 0.5) ? (struct paid_range){0, k->length_from}
                                                                     : (struct paid_range){k->length_from + 15, 0};
}

/* What ties the pauses together, pauses by length, two parts. */
static void random_ties(struct rng *g, struct shift_kind *k)
{
    k->stretch_max = maybe(g, 0.5) ? k->length_from / 2 + 15 * rng_between(g, 0, 6) : 0;
    k->gap_min = maybe(g, 0.6) ? 15 * rng_between(g, 1, 5) : 0;
    for (int i = 0; i < k->breaks; i++)
        k->rule[i].only = some_lengths(g, k);
    k->lunch_only = some_lengths(g, k);
    if (maybe(g, 0.5))
        return;
    k->splits = rng_between(g, 1, 2);
    k->split_min[0] = 30 * rng_between(g, 2, 6);
    k->split_min[1] = 0;
    k->split_from = 30 * rng_between(g, 2, 4);
    k->split_to = k->split_from + 15 * rng_below(g, 8);
    k->part_min = 15 * rng_between(g, 2, 8);
    k->split_pay = rng_below(g, 12);
    k->split_only = some_lengths(g, k);
}

static void random_kind(struct rng *g, struct shift_kind *k, int contract, int length, int open_all_day)
{
    k->contract = contract;
    k->weekdays = maybe(g, 0.3) ? 31 : 127;
    k->start_step = 15 * rng_between(g, 1, 4);
    k->start_from = open_all_day ? 60 * rng_below(g, 12) : 60 * rng_between(g, 7, 9);
    k->start_to = k->start_from + k->start_step * rng_below(g, 20);
    k->start_to = k->start_to < 1440 ? k->start_to : k->start_from;
    k->length_step = 30 * rng_between(g, 1, 2);
    k->length_from = length - k->length_step * rng_below(g, 2);
    k->length_to = length + k->length_step * rng_below(g, 2);
    k->lunches = maybe(g, 0.6) ? rng_between(g, 1, 2) : 0;
    k->lunch_min[0] = 30;
    k->lunch_min[1] = 15 * rng_between(g, 3, 4);
    k->lunch_paid = maybe(g, 0.2);
    k->lunch_from = 30 * rng_between(g, 3, 5);
    k->lunch_to = k->lunch_from + 10 * rng_below(g, 8);
    k->breaks = rng_below(g, 3);
    k->rule[0] = (struct break_rule){15, 60, 60 + 10 * rng_below(g, 9), {0, 0}};
    k->rule[1] = (struct break_rule){15 * rng_between(g, 1, 2), 120, 135 + 10 * rng_below(g, 9), {0, 0}};
    if (maybe(g, 0.4))
        random_ties(g, k);
}

static void random_agent(struct rng *g, struct site *x, int agent)
{
    const struct horizon *h = &x->s.horizon;
    struct agent         *a = &x->s.agents[agent];
    a->contract = rng_below(g, x->s.contract_count);
    a->skills[0] = rng_below(g, x->s.queue_count);
    for (int d = 0; d < h->days && maybe(g, 0.5); d++)
        a->available[d] = maybe(g, 0.3) ? (struct window){0, 0} : (struct window){60 * rng_below(g, 9), 60 * rng_between(g, 16, 34)};
    a->consecutive_before = rng_below(g, 4);
    a->rest_until_min = maybe(g, 0.3) ? 30 * rng_below(g, 24) : 0;
    brute_duties(g, x, agent);
    a->hours_before_min = !period_full(&x->s.contracts[a->contract], h, 0) ? 60 * rng_below(g, 16) : 0;
    if (maybe(g, 0.25)) {
        int day = rng_below(g, h->days), start = horizon_day_start(h, day), credited = maybe(g, 0.7) ? 60 * rng_between(g, 4, 8) : 0;
        site_add_time_off(x, (struct time_off){agent, start + 60 * rng_below(g, 12), start + 1440, NULL, 1, credited});
        a->credited_min[period_of(&x->s.contracts[a->contract], h, day)] += credited;
        a->paid_leave_min[horizon_week(h, day)] += credited / 2;
    }
    while (maybe(g, 0.3)) {
        int day = rng_below(g, h->days), from = maybe(g, 0.5) ? horizon_day_start(h, day) + 60 * rng_between(g, 6, 14) : 0;
        site_add_request(x, (struct request){agent, day, maybe(g, 0.4) ? WISH_FOR : WISH_AGAINST,
                                             rng_between(g, -1, x->s.kind_count - 1), from, from ? from + 60 * rng_between(g, 2, 10) : 0,
                                             rng_between(g, 1, 60)});
    }
}

static void random_goal(struct rng *g, struct queue *q)
{
    q->model = maybe(g, 0.5) ? QUEUE_ERLANG_A : QUEUE_ERLANG_C;
    q->goal.service_level = 0.6 + 0.3 * rng_uniform(g);
    q->goal.within_s = rng_between(g, 5, 60);
    q->goal.definition = (enum sl_definition)rng_below(g, 4);
    q->goal.scope = (enum goal_scope)rng_below(g, 3);
    q->goal.floor = maybe(g, 0.6) ? q->goal.service_level / 2 : NAN;
    q->goal.occupancy_max = maybe(g, 0.3) ? 0.9 : NAN;
    q->min_agents = rng_below(g, 3);
    q->max_seats = maybe(g, 0.2) ? rng_between(g, 2, 6) : RULE_NONE;
    if (maybe(g, 0.5)) {
        q->peaks = xcalloc(1, sizeof *q->peaks);
        q->peaks[q->peak_count++] = (struct peak){127, 600, 60 * rng_between(g, 11, 14), 0.85, 20, maybe(g, 0.5)};
    }
}

static void random_demand(struct rng *g, struct site *x, int queue, int from_h, int to_h)
{
    const struct horizon *h = &x->s.horizon;
    struct demand         d;
    double                calls_h = 40 * rng_uniform(g);
    demand_alloc(&d, queue, h->intervals);
    random_goal(g, &x->s.queues[queue]);
    for (int t = 0; t < h->intervals; t++) {
        int hour = h->wall_min[t] / 60, day = h->day_of[t];
        int open = hour >= from_h && hour < to_h && !x->s.day_closed[day];
        x->s.queues[queue].open[t] = (unsigned char)open;
        d.offered[t] = open ? calls_h * h->interval_min / 60 * (0.5 + rng_uniform(g)) : 0;
        d.aht_s[t] = 200 + 10 * hour;
    }
    requirement_free(&x->rs[queue]);
    staffing_make(&x->rs[queue], &x->s, &d);
    demand_free(&d);
}

static void random_premiums(struct rng *g, struct site *x)
{
    site_add_premium(x, (struct premium){.weekdays = 127, .from_min = 60 * rng_between(g, 18, 22), .to_min = 60 * rng_below(g, 8),
                                         .factor = 1.25});
    if (maybe(g, 0.5))
        site_add_premium(x, (struct premium){.weekdays = 96, .from_min = 0, .to_min = 1440, .factor = 1.3});
    if (maybe(g, 0.2))
        site_add_premium(x, (struct premium){.weekdays = 127, .from_min = 0, .to_min = 1440, .holidays_only = 1, .first_day = 1,
                                             .last_day = 1, .factor = 1.5});
}

/* One or two queues, 2 to 14 agents, 5 to 14 days from any weekday, a week in quarters of an hour at most: the LP is slow on
 * more; some with a change of the clocks. */
static void random_week(struct site *x, struct rng *g)
{
    static const char *const zones[] = {"UTC", "Europe/Paris", "America/New_York"};
    int days = maybe(g, 0.6) ? 7 : rng_between(g, 5, 14), monday = maybe(g, 0.6), all_day = maybe(g, 0.3);
    int contracts = rng_between(g, 1, 3), kinds = rng_between(g, contracts, contracts + 2);
    int first = clock_day(2026, 3, maybe(g, 0.5) ? 2 : 23) + (monday ? 0 : rng_below(g, 7));
    struct site_size n = {maybe(g, 0.25) ? 2 : 1, contracts, kinds, rng_between(g, 2, 14)};
    site_make(x, zones[rng_below(g, 3)], first, days, maybe(g, 0.7) || days > 7 ? 30 : 15, maybe(g, 0.3), n);
    x->s.penalties = (struct penalties){.under_per_agent_h = 100, .under_peak_per_agent_h = 300, .must_per_agent_h = 10000,
                                        .floor_per_agent_h = maybe(g, 0.5) ? 10000 : 200};
    x->s.penalties.over_per_agent_h = 1 + rng_below(g, 3);
    x->s.penalties.no_two_days_off_together = maybe(g, 0.6) ? 10 : 0;
    x->s.penalties.goal_per_contact = rng_between(g, 2, 60);
    x->s.break_step_min = 15;
    int length[3], day_count[3];
    for (int c = 0; c < contracts; c++) {
        length[c] = 30 * rng_between(g, 8, 16);
        day_count[c] = rng_between(g, 3, 5);
        random_contract(g, &x->s.contracts[c], length[c], day_count[c]);
    }
    for (int k = 0; k < kinds; k++)
        random_kind(g, &x->s.kinds[k], k % contracts, length[k % contracts], all_day);
    brute_sequences(g, &x->s);
    for (int d = 0; d < days; d++)
        x->s.day_closed[d] = (unsigned char)maybe(g, 0.06);
    random_premiums(g, x);
    for (int a = 0; a < n.agents; a++)
        random_agent(g, x, a);
    for (int q = 0; q < n.queues; q++)
        random_demand(g, x, q, all_day ? 0 : 8, all_day ? 24 : rng_between(g, 14, 20));
}

/* --- the comparison ---------------------------------------------------------------------------------------------- */

static int has_reason(const struct schedule_answer *a, int agent)
{
    for (int i = 0; i < a->reason_count; i++)
        if (a->reasons[i].agent == agent)
            return 1;
    return 0;
}

static int has_shifts(const struct roster *r, int agent)
{
    for (int i = 0; i < r->shift_count; i++)
        if (r->shifts[i].agent == agent)
            return 1;
    return 0;
}

/* The one thing a roster of the optimizer may break: what the week asks of an agent who has no tour, which it must say. */
static int is_excused(const struct violation *v, const struct schedule_answer *a)
{
    int asked = strcmp(v->rule, "hours_week_min") == 0 || strcmp(v->rule, "days_week_min") == 0 || strcmp(v->rule, "fixed_work") == 0;
    return asked && !has_shifts(&a->roster, v->agent) && has_reason(a, v->agent);
}

static void compare(const struct schedule_answer *a, const struct check_result *c, int number)
{
    for (int i = 0; i < c->violations.count; i++)
        if (!is_excused(&c->violations.items[i], a))
            fail_msg("week %d: agent %d day %d breaks %s: %s", number, c->violations.items[i].agent, c->violations.items[i].day,
                     c->violations.items[i].rule, c->violations.items[i].detail);
    if (!(fabs(c->summary.objective - a->objective) < 0.005))
        fail_msg("week %d: the roster is %.6f by schedule, %.6f by check", number, a->objective, c->summary.objective);
    if (!(fabs(c->summary.lower_bound - a->lower_bound) <= 1e-6 * fmax(1, fabs(a->lower_bound))))
        fail_msg("week %d: the bound is %.9f by schedule, %.9f by check", number, a->lower_bound, c->summary.lower_bound);
}

static void count(struct tally *n, const struct site *x, const struct schedule_answer *a, const struct check_result *c)
{
    n->shifts += a->roster.shift_count;
    n->pauses += a->roster.activity_count - a->roster.shift_count;
    for (int i = 0; i < x->s.agent_count; i++) {
        n->must += x->s.contracts[x->s.agents[i].contract].use == USE_MUST && has_shifts(&a->roster, i);
        n->idle += !has_shifts(&a->roster, i);
        n->no_tour += has_reason(a, i);
        n->credited += x->s.agents[i].credited_min[0] > 0 && has_shifts(&a->roster, i);
    }
    for (int d = 0; d < x->s.horizon.days; d++)
        n->closed += x->s.day_closed[d];
    n->short_weeks += x->s.horizon.week_first[1] < 7;
    n->two_queues += x->s.queue_count > 1;
    n->goals += x->rs[0].goal_count > 0;
    n->wishes += c->summary.penalty.personal > 0;
    for (int i = 0; i < a->bound.count; i++)
        n->nodes += a->bound.rows[i].kind == BOUND_NODE;
}

static void test_random_weeks(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int number = 0; number < WEEKS; number++) {
        struct site            x;
        struct rng             g;
        struct schedule_answer a;
        rng_stream(&g, SEED, (uint64_t)number);
        random_week(&x, &g);
        struct schedule_request q = {.scenario = &x.s, .requirements = x.rs, .seed = 1, .effort = 0.001, .threads = 1};
        schedule_make(&a, &q);
        struct check_result c;
        check_roster(&c, &x.s, x.rs, &a.roster, &a.bound);
        compare(&a, &c, number);
        count(&n, &x, &a, &c);
        check_result_free(&c);
        schedule_answer_free(&a);
        site_free(&x);
    }
    print_message("shifts %d, pauses %d, must %d, idle %d, no tour %d, closed days %d, short weeks %d, two queues %d, goals %d, nodes %d, "
                  "credited %d, wishes %d\n",
                  n.shifts, n.pauses, n.must, n.idle, n.no_tour, n.closed, n.short_weeks, n.two_queues, n.goals, n.nodes, n.credited,
                  n.wishes);
    assert_true(n.shifts > 2000 && n.pauses > 4000 && n.must > 50 && n.closed > 20 && n.short_weeks > 20 && n.two_queues > 20 &&
                n.goals > 50 && n.credited > 20 && n.wishes > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_weeks)};
    return cmocka_run_group_tests_name("schedule_check", tests, NULL, NULL);
}
