/* The optimizer against every roster there is, on random tiny sites with all rules in play: its bound is never above the
 * least objective and its roster never below it, the roster is one of those tried and costs what they cost, and the judge
 * finds the same money and the same bound; so too when it is stopped at some call of its progress.
 * `test_schedule_optimum N [FIRST]` tries N sites; of many it also asks that every rule was met often (tests/long). */
#include "every_roster.h"
#include "random_week.h"
#include "schedule/schedule.h"

enum { SITES = 100, TALLIED = 300, SEED = 31415, TOURS_MOST = 20000, ROSTERS_MOST = 400000 };

struct tally { /* what was met, so that nothing is left out unseen */
    int    failed, sites, optimal, tight; /* tight: the bound is the least objective */
    int    shifts, pauses, must, no_tour, cyclic, no_week, two_queues, goals, seats, wishes, nodes, gains, credited, before, clocks, split, tied;
    int    periods, days_off, weekends, rests, starts, overtime, fixed, limited, follows, own_hours; /* agents under the rule */
    double gap, excess, gap_worst, excess_worst; /* shares of the least objective; summed but for the worst */
    long   rosters;
};

static int site_count = SITES, first_site;

static const double EFFORT = 0.005; /* of the usual budget */
static const struct week_size tiny = {1, 3, 0, 0, 0, 5};

__attribute__((format(printf, 2, 3))) static void wrong(struct tally *n, const char *format, ...)
{
    char    line[400];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    print_error("%s\n", line);
    n->failed++;
}

static double near(double x)
{
    return 1e-6 + 1e-9 * fabs(x);
}

static int has_reason(const struct schedule_answer *a, int agent)
{
    for (int i = 0; i < a->reason_count; i++)
        if (a->reasons[i].agent == agent)
            return 1;
    return 0;
}

/* What nobody could keep: the least asked, and the days fixed to be worked, of an agent who has no tour. */
static int is_excused(const struct every *e, const struct violation *v)
{
    static const char *const rules[] = {"hours_week_min", "days_week_min", "fixed_work"};
    int                      known = 0;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        known |= strcmp(v->rule, rules[i]) == 0;
    return known && v->agent >= 0 && e->agent[v->agent].kept == 0;
}

static void judge(struct tally *n, const struct every *e, const struct site *x, const struct schedule_answer *a, int number)
{
    struct check_result c;
    check_roster(&c, &x->s, x->rs, &a->roster, &a->bound);
    for (int i = 0; i < c.violations.count; i++)
        if (!is_excused(e, &c.violations.items[i]))
            wrong(n, "site %d: agent %d day %d breaks %s: %s", number, c.violations.items[i].agent, c.violations.items[i].day,
                     c.violations.items[i].rule, c.violations.items[i].detail);
    if (!(fabs(c.summary.objective - a->objective) < 0.005))
        wrong(n, "site %d: the roster is %.6f by schedule, %.6f by check", number, a->objective, c.summary.objective);
    if (!(fabs(c.summary.lower_bound - a->lower_bound) <= near(a->lower_bound)))
        wrong(n, "site %d: the bound is %.9f by schedule, %.9f by check", number, a->lower_bound, c.summary.lower_bound);
    check_result_free(&c);
}

static void compare(struct tally *n, const struct every *e, const struct site *x, const struct schedule_answer *a, int number)
{
    int    agent = -1;
    double objective = every_objective(e, &a->roster, &agent);
    if (!isfinite(objective))
        wrong(n, "site %d: the shifts of agent %d are no tour", number, agent);
    if (!(fabs(objective - a->objective) < 0.005))
        wrong(n, "site %d: the roster is %.6f by schedule, %.6f by hand", number, a->objective, objective);
    if (!(a->lower_bound <= e->best + near(e->best)))
        wrong(n, "site %d: the bound %.9f is above the least objective %.9f", number, a->lower_bound, e->best);
    if (!(a->objective >= e->best - near(e->best)))
        wrong(n, "site %d: the roster %.9f is below the least objective %.9f", number, a->objective, e->best);
    for (int i = 0; i < e->agents; i++) {
        int must = x->s.contracts[x->s.agents[i].contract].use == USE_MUST;
        if (e->agent[i].kept == 0 ? must && !has_reason(a, i) : has_reason(a, i))
            wrong(n, "site %d: agent %d has %ld tours and %s reason to be off", number, i, e->agent[i].kept,
                  has_reason(a, i) ? "a" : "no");
    }
}

static void count_rules(struct tally *n, const struct scenario *s, const struct agent *a)
{
    const struct contract *c = &s->contracts[a->contract];
    int                    follows = 0, own_hours = 0;
    for (int k = 0; k < s->kind_count; k++) {
        follows |= s->kinds[k].contract == a->contract && s->kinds[k].not_after_count > 0;
        own_hours |= s->kinds[k].contract == a->contract && s->kinds[k].paid_min > 0;
    }
    n->periods += c->period_days > 0;
    n->days_off += c->days_off_min > 1;
    n->weekends += c->weekend_days != 0;
    n->rests += c->weekly_rest_min > 0;
    n->starts += c->same_start;
    n->overtime += c->overtime_factor > 1;
    n->fixed += a->duty != NULL;
    n->limited += a->kind_max_count > 0;
    n->follows += follows;
    n->own_hours += own_hours;
}

static void count(struct tally *n, const struct every *e, const struct site *x, const struct schedule_answer *a)
{
    const struct horizon *h = &x->s.horizon;
    double                excess = fmax(0, (a->objective - e->best) / fmax(1, fabs(e->best)));
    double                gap = fmax(0, (e->best - a->lower_bound) / fmax(1, fabs(e->best)));
    n->sites++;
    n->rosters += e->rosters;
    n->optimal += a->objective <= e->best + near(e->best);
    n->tight += a->lower_bound >= e->best - near(e->best);
    n->gap += gap;
    n->excess += excess;
    n->gap_worst = fmax(n->gap_worst, gap);
    n->excess_worst = fmax(n->excess_worst, excess);
    n->shifts += a->roster.shift_count;
    n->pauses += a->roster.activity_count - a->roster.shift_count;
    n->cyclic += h->cyclic;
    n->no_week += h->days != 7;
    n->two_queues += x->s.queue_count > 1;
    n->wishes += x->s.request_count > 0;
    n->clocks += h->start_utc_s + 60LL * h->intervals * h->interval_min != h->start_utc_s + 86400LL * h->days;
    for (int i = 0; i < e->agents; i++) {
        n->must += x->s.contracts[x->s.agents[i].contract].use == USE_MUST;
        n->no_tour += e->agent[i].kept == 0;
        n->credited += x->s.agents[i].credited_min[0] > 0;
        n->before += x->s.agents[i].consecutive_before > 0;
        count_rules(n, &x->s, &x->s.agents[i]);
    }
    for (int q = 0; q < x->s.queue_count; q++) {
        n->goals += x->rs[q].goal_count > 0;
        n->seats += isfinite(x->rs[q].seats);
    }
    for (int i = 0; i < a->roster.shift_count; i++) {
        const struct shift_kind *k = &x->s.kinds[a->roster.shifts[i].kind];
        n->tied += k->stretch_max > 0 || k->gap_min > 0;
    }
    for (int i = 0; i < a->roster.activity_count; i++)
        n->split += a->roster.activities[i].kind == ACT_SPLIT;
    for (int i = 0; i < a->bound.count; i++)
        n->nodes += a->bound.rows[i].kind == BOUND_NODE;
    for (int i = 0; i < a->bound.count; i++)
        n->gains += a->bound.rows[i].kind == BOUND_MARK;
}

static void print(const struct tally *n)
{
    print_message("%d sites, %ld rosters tried: roster optimal %d times, %.4f %% above on average, %.2f %% at worst; bound tight %d "
                  "times, %.4f %% below on average, %.2f %% at worst\n",
                  n->sites, n->rosters, n->optimal, 100 * n->excess / n->sites, 100 * n->excess_worst, n->tight,
                  100 * n->gap / n->sites, 100 * n->gap_worst);
    print_message("shifts %d, pauses %d, must %d, no tour %d, cyclic %d, not 7 days %d, two queues %d, goals %d, seats %d, wishes %d, "
                  "nodes %d, gains %d, credited %d, days before %d, clocks changed %d, split %d, tied %d\n",
                  n->shifts, n->pauses, n->must, n->no_tour, n->cyclic, n->no_week, n->two_queues, n->goals, n->seats, n->wishes, n->nodes, n->gains,
                  n->credited, n->before, n->clocks, n->split, n->tied);
}

struct stop {
    int calls, at; /* at 0: never */
};

static int stop_at(const struct schedule_progress *p, void *context)
{
    struct stop *stop = context;
    (void)p;
    return ++stop->calls == stop->at;
}

/* Returns how often progress was told. */
static int solve(struct schedule_answer *a, const struct site *x, int at)
{
    struct stop             stop = {0, at};
    struct schedule_request q = {.scenario = &x->s, .requirements = x->rs, .seed = 1, .effort = EFFORT, .threads = 1,
                                 .progress = stop_at, .context = &stop};
    schedule_make(a, &q);
    return stop.calls;
}

/* Returns 0 where the site has too many rosters to try them all. */
static int try_site(struct tally *n, int number)
{
    struct site  x;
    struct rng   g;
    struct every e;
    rng_stream(&g, SEED, (uint64_t)number);
    random_week(&x, &g, tiny);
    int tried = every_roster(&e, &x.s, x.rs, TOURS_MOST, ROSTERS_MOST);
    if (tried) {
        struct schedule_answer a, stopped;
        int                    calls = solve(&a, &x, 0);
        compare(n, &e, &x, &a, number);
        judge(n, &e, &x, &a, number);
        count(n, &e, &x, &a);
        solve(&stopped, &x, 1 + rng_below(&g, calls));
        compare(n, &e, &x, &stopped, number);
        judge(n, &e, &x, &stopped, number);
        schedule_answer_free(&a);
        schedule_answer_free(&stopped);
        every_free(&e);
    }
    site_free(&x);
    return tried;
}

static void test_tiny_sites(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int number = first_site; n.sites < site_count; number++)
        try_site(&n, number);
    print(&n);
    print_message("agents with periods of their own %d, days off %d, weekends %d, weekly rest %d, same start %d, overtime %d, fixed "
                  "days %d, limits %d, sequences %d, paid hours of their own %d\n",
                  n.periods, n.days_off, n.weekends, n.rests, n.starts, n.overtime, n.fixed, n.limited, n.follows, n.own_hours);
    assert_int_equal(n.failed, 0);
    if (site_count >= TALLIED)
        assert_true(n.periods > 50 && n.days_off > 50 && n.weekends > 50 && n.rests > 50 && n.starts > 50 && n.overtime > 50 &&
                    n.fixed > 50 && n.limited > 50 && n.follows > 50 && n.own_hours > 50);
    if (site_count >= TALLIED)
        assert_true(n.optimal > 0.9 * n.sites && n.shifts > n.sites && n.pauses > n.sites && n.must > 50 && n.no_tour > 20 &&
                    n.cyclic > 40 && n.no_week > 100 && n.two_queues > 30 && n.goals > 50 && n.seats > 20 && n.nodes > 300 &&
                    n.credited > 20 && n.clocks > 10 && n.split > 20 && n.tied > 50);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tiny_sites)};
    site_count = argc > 1 ? atoi(argv[1]) : SITES;
    first_site = argc > 2 ? atoi(argv[2]) : 0;
    return cmocka_run_group_tests_name("schedule_optimum", tests, NULL, NULL);
}
