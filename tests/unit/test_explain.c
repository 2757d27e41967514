/* Every reason is judged again by what it is about: the roster without the shift, the rules without the named ones, the
 * problem solved once more. */
#include "plan/conflict.h"
#include "plan/frontier.h"
#include "plan/hire.h"
#include "plan/plan.h"
#include "plan/remedy.h"
#include "plan/tariff.h"
#include "base/rng.h"
#include "check_brute.h"
#include "check/check_service.h"
#include "model/demand.h"
#include "scenario_folder.h"
#include "staffing/staffing.h"

/* --- shifts ------------------------------------------------------------------------------------------------------ */

static double service(const struct check_result *c, int queue, int first, int last)
{
    double in_time = 0, counted = 0;
    for (int t = first; t < last; t++)
        if (!isnan(c->coverages[queue].sl[t])) {
            in_time += c->coverages[queue].sl[t] * c->coverages[queue].counted[t];
            counted += c->coverages[queue].counted[t];
        }
    return counted > 0 ? in_time / counted : NAN;
}

static void same(double a, double b)
{
    if (isnan(a) || isnan(b))
        assert_true(isnan(a) && isnan(b));
    else
        assert_near(a, b, 1e-9 * fmax(1, fabs(b)));
}

static void without_shift(struct roster *out, const struct roster *r, int left_out)
{
    for (int i = 0; i < r->shift_count; i++)
        if (i != left_out)
            roster_add(out, &r->shifts[i], r->activities + r->shifts[i].first, r->shifts[i].count);
}

/* Intervals in which something must hold and does not are counted by check over all queues; a shift touches one. */
static void confirm(const struct reasons *x, const struct scenario *s, const struct requirement *rs, const struct check_result *with,
                    int i)
{
    const struct reason  *r = &x->items[i];
    const struct horizon *h = &s->horizon;
    struct roster         rest = {0};
    struct check_result   c;
    int day = x->roster.shifts[i].day, week = horizon_week(h, day), lost = 0;
    without_shift(&rest, &x->roster, i);
    check_roster(&c, s, rs, &rest, NULL);
    same(x->cost + r->cost, c.summary.cost.total);
    same(x->objective + r->objective, c.summary.objective);
    same(r->day.without, service(&c, r->queue, h->day_first[day], h->day_first[day + 1]));
    same(r->week.without, service(&c, r->queue, h->day_first[h->week_first[week]], h->day_first[h->week_first[week + 1]]));
    same(r->week.with, service(with, r->queue, h->day_first[h->week_first[week]], h->day_first[h->week_first[week + 1]]));
    assert_int_equal(c.summary.goal_count, with->summary.goal_count);
    for (int g = 0; g < c.summary.goal_count; g++)
        lost += with->summary.goals[g].met && !c.summary.goals[g].met;
    assert_int_equal(r->goals_lost, lost);
    assert_true(r->lost_count >= c.summary.intervals_below_goal - with->summary.intervals_below_goal);
    if (r->low_at >= 0)
        same(r->low.without, c.coverages[r->queue].sl[r->low_at]);
    if (!isnan(r->peak.without))
        assert_true(r->peak.without < r->peak.with);
    check_result_free(&c);
    roster_free(&rest);
}

static void confirm_every(const struct scenario *s, const struct requirement *rs, const struct roster *roster, int every)
{
    struct reasons      x;
    struct check_result with;
    check_roster(&with, s, rs, roster, NULL);
    reasons_make(&x, s, rs, roster);
    same(x.cost, with.summary.cost.total);
    same(x.objective, with.summary.objective);
    for (int i = 0; i < x.roster.shift_count; i += every)
        confirm(&x, s, rs, &with, i);
    check_result_free(&with);
    reasons_free(&x);
}

static void planned(const char *folder, int every)
{
    struct plan         p;
    struct faults       faults = {0};
    struct plan_options o = {.folder = folder, .effort = 0.02, .threads = 1};
    if (plan_run(&p, &o, PLAN_CHECK, &faults))
        assert_no_fault(&faults);
    assert_true(p.reasons.roster.shift_count > 20);
    confirm_every(&p.scenario, p.requirements, &p.answer.roster, every);
    plan_free(&p);
}

static void a_shift_is_what_the_roster_lacks_without_it(void **state)
{
    (void)state;
    planned("scenarios/shop", 1);
    planned("scenarios/bank", 23);
}

/* As files have them: every start lies in its day. */
static void starts_in_the_day(struct scenario *s)
{
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].start_to >= 1440)
            s->kinds[k].start_to = s->kinds[k].start_from;
}

/* A small site with contacts and a goal: all rules, cyclic or not. */
static void goal_site(struct site *x, struct rng *g, int agents)
{
    struct demand d;
    brute_site(x, g, agents);
    starts_in_the_day(&x->s);
    struct queue *q = &x->s.queues[0];
    int           T = x->s.horizon.intervals;
    q->goal.service_level = 0.8;
    q->goal.within_s = 20;
    q->goal.scope = (enum goal_scope)rng_below(g, 3);
    q->goal.definition = (enum sl_definition)rng_below(g, 4);
    q->goal.floor = 0.3;
    q->goal.abandon_max = 0.5;
    q->min_agents = rng_below(g, 2);
    q->max_seats = brute_maybe(g, 0.3) ? agents - 1 : RULE_NONE;
    x->s.penalties = (struct penalties){60, 150, 3000, 2, x->s.penalties.no_two_days_off_together, 20, 3000, 4};
    q->peak_count = 1;
    q->peaks = xcalloc(1, sizeof *q->peaks);
    q->peaks[0] = (struct peak){127, 600, 720, 0.6, 30, rng_below(g, 2)};
    demand_alloc(&d, 0, T);
    for (int t = 0; t < T; t++) {
        d.offered[t] = 8 * rng_uniform(g);
        d.aht_s[t] = 200;
    }
    requirement_free(&x->rs[0]);
    staffing_make(&x->rs[0], &x->s, &d);
    demand_free(&d);
}

static void solve(struct schedule_answer *a, const struct site *x)
{
    struct schedule_request r = {.scenario = &x->s, .requirements = x->rs, .seed = 1, .effort = 0.01, .threads = 1};
    schedule_make(a, &r);
}

static void every_rule_and_goal_is_in_the_reason(void **state)
{
    (void)state;
    int shifts = 0;
    for (int i = 0; i < 30; i++) {
        struct rng             g;
        struct site            x;
        struct schedule_answer a;
        rng_stream(&g, 77, (uint64_t)i);
        goal_site(&x, &g, rng_between(&g, 2, 5));
        solve(&a, &x);
        confirm_every(&x.s, x.rs, &a.roster, 1);
        shifts += a.roster.shift_count;
        schedule_answer_free(&a);
        site_free(&x);
    }
    assert_true(shifts > 100);
}

/* --- rules that cannot hold together ------------------------------------------------------------------------------ */

/* 1: schedule finds the agent alone a tour, and one that grants the wishes that count. */
static int schedule_finds(const struct alone *x, const struct requirement *rs, int wishes)
{
    struct schedule_request r = {.scenario = &x->s, .requirements = rs, .seed = 1, .effort = 0.001, .threads = 1};
    struct schedule_answer  a;
    struct check_result     c;
    schedule_make(&a, &r);
    check_roster(&c, &x->s, rs, &a.roster, NULL);
    int idle = wishes && x->s.contracts[x->agent.contract].use == USE_MAY;
    int found = (idle || a.reason_count == 0) && c.violations.count == 0 && c.summary.penalty.personal < CONFLICT_WISH / 2;
    schedule_answer_free(&a);
    check_result_free(&c);
    return found;
}

/* What check's tours say of the agent alone, and schedule's too where `rs` is given. */
static int finds(const struct conflict *c, const struct scenario *s, const struct requirement *rs, uint64_t dropped)
{
    struct alone x;
    conflict_alone(&x, c, s, dropped);
    int possible = conflict_possible(&x, c->wishes);
    if (rs)
        assert_int_equal(schedule_finds(&x, rs, c->wishes), possible);
    alone_free(&x);
    return possible;
}

/* Every proper part of a set of at most ten. */
static void no_part_is_enough(const struct conflict *c, const struct scenario *s, const struct requirement *rs, uint64_t set, int keep)
{
    uint64_t all = ((uint64_t)1 << c->count) - 1;
    for (uint64_t part = (set - 1) & set; part != set; part = (part - 1) & set) {
        assert_int_equal(finds(c, s, rs, keep ? all & ~part : part), keep);
        if (part == 0)
            break;
    }
}

static void confirm_conflict(const struct conflict *c, const struct scenario *s, const struct requirement *rs)
{
    uint64_t all = ((uint64_t)1 << c->count) - 1;
    assert_true(c->way_count > 0 && c->core);
    assert_int_equal(finds(c, s, NULL, all & ~c->core), 0);
    no_part_is_enough(c, s, NULL, c->core, 1);
    for (int i = 0; i < c->way_count; i++) {
        assert_int_equal(finds(c, s, rs, c->ways[i]), 1);
        no_part_is_enough(c, s, rs, c->ways[i], 0);
    }
}

/* As loose as named there is a tour, one step less there is none. */
static void confirm_loosening(struct conflict *c, const struct scenario *s, const struct requirement *rs)
{
    struct alone x;
    conflict_loosened(&x, c, s, c->ways[0]);
    assert_true(conflict_possible(&x, c->wishes));
    assert_true(schedule_finds(&x, rs, c->wishes));
    alone_free(&x);
    for (int k = 0; k < c->count; k++) {
        struct clause *clause = &c->clauses[k];
        if (!(c->ways[0] >> k & 1) || clause->steps < 2)
            continue;
        clause->steps--;
        conflict_loosened(&x, c, s, c->ways[0]);
        assert_false(conflict_possible(&x, c->wishes));
        alone_free(&x);
        clause->steps++;
    }
}

static void named_rules_are_in_the_way(void **state)
{
    (void)state;
    int conflicts = 0, pairs = 0, wishes = 0, loosened = 0, inside = 0;
    for (int i = 0; conflicts < 50; i++) {
        struct rng      g;
        struct site     x;
        struct conflict c;
        rng_stream(&g, 5, (uint64_t)i);
        brute_site(&x, &g, 1);
        starts_in_the_day(&x.s);
        conflict_find(&c, &x.s, 0, i % 2);
        struct alone ground;
        conflict_alone(&ground, &c, &x.s, 0);
        assert_int_equal(schedule_finds(&ground, x.rs, i % 2), c.possible);
        alone_free(&ground);
        if (!c.possible && c.core) {
            confirm_conflict(&c, &x.s, x.rs);
            confirm_loosening(&c, &x.s, x.rs);
            conflicts++;
            pairs += (c.ways[0] & (c.ways[0] - 1)) != 0;
            for (int k = 0; k < c.count; k++) {
                enum clause_kind kind = c.clauses[k].kind;
                wishes += kind == CLAUSE_WISH && (c.core >> k & 1);
                inside += (kind == CLAUSE_STRETCH || kind == CLAUSE_GAP || kind == CLAUSE_SPLIT) && (c.core >> k & 1);
                loosened += c.clauses[k].steps > 0;
            }
        }
        site_free(&x);
    }
    assert_true(pairs > 5 && wishes > 5 && loosened > 20 && inside > 3);
}

/* --- prices ------------------------------------------------------------------------------------------------------ */

static void plan_of(struct plan *p, const char *folder, const char *variant, double effort)
{
    struct faults        faults = {0};
    const struct variant set = {variant};
    struct plan_options  o = {.folder = folder, .variants = &set, .variant_count = variant != NULL, .effort = effort, .threads = 1};
    if (plan_run(p, &o, PLAN_CHECK, &faults))
        assert_no_fault(&faults);
}

/* The bound the same prices prove when the requirement is another; gains of days are of the old one. */
static double bound_for(const struct plan *p)
{
    struct check_result c;
    check_roster(&c, &p->scenario, p->requirements, &p->answer.roster, &p->answer.bound);
    double bound = c.summary.bound_proven;
    check_result_free(&c);
    return bound;
}

/* Raising a goal by a point, the same prices prove more by the price of that point. */
static void a_point_is_what_the_bound_rises_by(void **state)
{
    (void)state;
    struct plan   p;
    struct tariff x;
    plan_of(&p, "scenarios/shop", NULL, 0.02);
    tariff_make(&x, &p);
    struct requirement *r = &p.requirements[0];
    double              bound = bound_for(&p), points = 0;
    assert_int_equal(x.goal_count, r->goal_count);
    for (int g = 0; g < r->goal_count; g++) {
        r->goals[g].wanted += 0.01;
        points += x.goals[g].point;
    }
    assert_true(points > 0);
    assert_near(bound_for(&p), bound + points, 1e-6 * bound);
    tariff_free(&x);
    plan_free(&p);
}

static int nodes_of(const struct bound *b)
{
    int nodes = 0;
    for (int i = 0; i < b->count; i++)
        nodes += b->rows[i].kind == BOUND_NODE;
    return nodes;
}

/* Where one agent more is needed, the same prices prove more by the price of the interval; other nodes may hold it back. */
static int confirm_prices(struct site *x, struct schedule_answer *a)
{
    struct plan   p = {.scenario = x->s, .requirements = x->rs, .answer = *a};
    struct tariff prices;
    int           dear = 0;
    check_roster(&p.result, &x->s, x->rs, &a->roster, &a->bound);
    tariff_make(&prices, &p);
    double bound = p.result.summary.lower_bound, proven = p.result.summary.bound_proven, hours = x->s.horizon.interval_min / 60.0;
    for (int t = 0; t < x->rs[0].intervals; t++) {
        struct requirement *r = &x->rs[0];
        double              price = tariff_price(&prices, 0, t);
        if (!(price > 0.01 && price < r->under_per_h[t] * hours - 0.01))
            continue;
        r->floor_gross[t]++;
        r->agents_gross[t]++;
        r->seats = INFINITY;
        double more = bound_for(&p);
        assert_true(more <= bound + price + 1e-6 * fabs(bound) + 1e-6);
        if (nodes_of(&a->bound) == 1)
            assert_near(more, proven + price, 1e-6 * fabs(bound) + 1e-6);
        r->floor_gross[t]--;
        r->agents_gross[t]--;
        dear++;
    }
    tariff_free(&prices);
    check_result_free(&p.result);
    return dear;
}

static void a_price_is_what_the_bound_rises_by(void **state)
{
    (void)state;
    int dear = 0;
    for (int i = 0; i < 60; i++) {
        struct rng             g;
        struct site            x;
        struct schedule_answer a;
        rng_stream(&g, 21, (uint64_t)i);
        goal_site(&x, &g, rng_between(&g, 3, 6));
        x.rs[0].deep = 0;
        for (int t = 0; t < x.rs[0].intervals; t++) { /* no more is asked than some agents can do */
            x.rs[0].floor_gross[t] = x.rs[0].agents_gross[t] = t % 48 >= 18 && t % 48 < 30;
            x.rs[0].promised[t] = 0;
        }
        x.rs[0].goal_count = 0;
        x.rs[0].seats = INFINITY;
        solve(&a, &x);
        dear += confirm_prices(&x, &a);
        schedule_answer_free(&a);
        site_free(&x);
    }
    assert_true(dear > 20);
}

/* Judged with an agent more or less on work in the interval and nothing else changed. */
static void a_change_is_judged_again(void **state)
{
    (void)state;
    struct plan p;
    plan_of(&p, "scenarios/shop", NULL, 0.02);
    int step = p.scenario.horizon.interval_min, T = p.scenario.horizon.intervals, agent = p.scenario.agent_count - 1;
    for (int t = 0; t < T; t += 5) {
        struct roster        more = {0};
        struct check_result  c, now;
        struct tariff_change x = tariff_change_of(&p, 0, t);
        struct activity      work = {ACT_WORK, 0, t * step, (t + 1) * step};
        struct shift         visit = {.agent = agent, .day = p.scenario.horizon.day_of[t], .kind = -1, .start_min = t * step, .end_min = (t + 1) * step};
        without_shift(&more, &p.answer.roster, -1);
        roster_add(&more, &visit, &work, 1);
        check_roster(&c, &p.scenario, p.requirements, &more, NULL);
        check_roster(&now, &p.scenario, p.requirements, &p.answer.roster, NULL);
        const struct penalty_items *a = &c.summary.penalty, *b = &now.summary.penalty;
        same(x.more, a->under + a->under_peak + a->must + a->seats + a->over + a->goal -
                         (b->under + b->under_peak + b->must + b->seats + b->over + b->goal));
        same(x.sl_more, c.coverages[0].sl[t]);
        check_result_free(&c);
        check_result_free(&now);
        roster_free(&more);
    }
    plan_free(&p);
}

/* --- solving again ----------------------------------------------------------------------------------------------- */

static const struct trial_how QUICK = {.effort = 0.02, .threads = 1};

static void a_hire_is_worth_what_solving_again_says(void **state)
{
    (void)state;
    struct plan p;
    struct hire found[8];
    plan_of(&p, "scenarios/shop", NULL, 0.02);
    int n = hire_make(found, &p, -1, &QUICK);
    assert_int_equal(n, 2);
    for (int i = 0; i < n; i++) {
        struct trial t;
        int          may = p.scenario.contracts[found[i].contract].use == USE_MAY;
        trial_make(&t, &p);
        trial_hire(&t, found[i].contract, 0, 1);
        trial_solve(&t, &QUICK);
        assert_int_equal(t.s.agent_count, p.scenario.agent_count + 1);
        assert_int_equal(t.result.violations.count, 0);
        double saved = p.result.summary.objective - t.result.summary.objective;
        same(found[i].found, may ? fmax(0, saved) : saved);
        same(found[i].at_most, p.result.summary.objective - t.result.summary.lower_bound);
        assert_true(found[i].found <= found[i].at_most + 1e-6);
        trial_free(&t);
    }
    assert_int_equal(hire_make(found, &p, 1, &QUICK), 1);
    assert_int_equal(found[0].contract, 1);
    plan_free(&p);
}

static int missed_of(const struct plan *p, const struct check_result *c, const struct remedies *x)
{
    int missed = 0;
    for (int i = 0; i < p->result.summary.goal_count; i++)
        missed += shortage_is_target(&x->is, &p->result.summary.goals[i]) && !c->summary.goals[i].met;
    return missed;
}

/* Every remedy told is solved once more, as it was: what it closes, costs and leaves is what was told; half of the agents it
 * names do not do where it says that fewer were not enough. */
static void confirm_remedy(const struct plan *p, const struct remedies *x, const struct remedy *r)
{
    struct trial           t;
    const struct trial_how how = remedy_how(p, &QUICK);
    remedy_apply(&t, p, x, r);
    trial_solve(&t, &how);
    assert_int_equal(t.result.violations.count, 0);
    assert_int_equal(missed_of(p, &t.result, x), r->left);
    assert_int_equal(r->closes, r->left == 0);
    same(r->cost, t.result.summary.cost.total - p->result.summary.cost.total);
    trial_free(&t);
    if (!r->failed)
        return;
    struct remedy less = *r;
    less.parts[0].amount = r->failed;
    remedy_apply(&t, p, x, &less);
    trial_solve(&t, &how);
    assert_true(missed_of(p, &t.result, x) > 0);
    trial_free(&t);
}

static void confirm_shortage(const struct plan *p, const struct shortage *is)
{
    double hours = 0;
    for (int i = 0; i < is->count; i++) {
        const struct shortfall *s = &is->items[i];
        assert_true(s->sl < s->wanted);
        if (!isnan(s->needed))
            assert_true(s->needed > s->scheduled - 1e-9);
    }
    for (int i = 0; i < is->missed; i++) {
        assert_false(p->result.summary.goals[is->goals[i].goal].met);
        assert_true(is->goals[i].hours <= is->hours + 1e-9);
        hours += is->goals[i].hours;
    }
    assert_true(is->hours > 0 && is->hours <= hours + 1e-9);
}

/* What is told of a plan whose goals are missed; returns how many of its remedies close it. */
static int remedied(struct plan *p, int peaks, struct remedies *x)
{
    int closed = 0;
    remedies_make(x, p, peaks, &QUICK);
    assert_true(x->is.missed > 0 && x->count > 0);
    confirm_shortage(p, &x->is);
    for (int i = 0; i < x->count; i++) {
        assert_true(x->items[i].left < x->is.missed);
        assert_true(i == 0 || x->items[i - 1].closes >= x->items[i].closes);
        closed += x->items[i].closes;
        confirm_remedy(p, x, &x->items[i]);
    }
    return closed;
}

/* The agents counted, put where they were counted, close the goals by check's own judgement. */
static void confirm_hours(const struct plan *p, const struct shortage *is)
{
    const struct horizon *h = &p->scenario.horizon;
    double                added = 0;
    for (int i = 0; i < is->missed; i++) {
        const struct goal_result *g = &p->result.summary.goals[is->goals[i].goal];
        const struct coverage    *c = &p->result.coverages[g->queue];
        double                    in = 0, counted = 0;
        if (strcmp(g->scope, "day"))
            continue;
        for (int t = g->first; t < g->last; t++) {
            double a, b, more = is->more[g->queue * h->intervals + t];
            check_service_within(&a, &b, &p->scenario, &p->requirements[g->queue], t,
                                 c->expected[t] + more * (1 - p->requirements[g->queue].shrink[t]), p->scenario.queues[g->queue].goal.within_s);
            in += a;
            counted += b;
            added += more * h->interval_min / 60.0;
        }
        assert_true(in / counted >= g->wanted - 1e-9);
    }
    assert_near(added, is->hours, 1e-9 + 1e-9 * added);
}

static void plan_three_days(struct plan *p, const char *variant)
{
    char folder[FOLDER_SIZE];
    folder_shop_days(folder);
    plan_of(p, folder, variant, 0.02);
    folder_remove(folder);
}

static void a_remedy_closes_what_it_says(void **state)
{
    (void)state;
    struct plan     p;
    struct remedies x;
    int             loosened = 0;
    plan_three_days(&p, "volume=+90%");
    assert_true(remedied(&p, 0, &x) > 3);
    confirm_hours(&p, &x.is);
    for (int i = 0; i < x.count; i++)
        loosened += x.items[i].closes && x.items[i].parts[0].kind != REMEDY_AGENTS && x.items[i].parts[0].kind != REMEDY_SEATS;
    assert_true(loosened > 1);
    remedies_free(&x);
    plan_free(&p);
}

/* Asked for the peaks where none is missed, it is the other goals that are told. */
static void without_a_missed_peak_goals_are_told(void **state)
{
    (void)state;
    struct plan     p;
    struct remedies x;
    plan_three_days(&p, "volume=+110%");
    assert_true(remedied(&p, 1, &x) > 0);
    assert_false(x.is.peaks);
    confirm_hours(&p, &x.is);
    remedies_free(&x);
    plan_free(&p);
}

/* Where loosening does not do, agents do, and the seats they need are named with them. */
static void far_out_of_reach_agents_and_seats_are_named(void **state)
{
    (void)state;
    struct plan     p;
    struct remedies x;
    int             both = 0;
    plan_three_days(&p, "volume=+150%");
    assert_true(remedied(&p, 0, &x) > 0);
    assert_true(x.most.count > 0 && !x.most.closes);
    assert_true(x.is.seats > 0);
    for (int i = 0; i < x.count; i++)
        both += x.items[i].closes && x.items[i].count == 2 && x.items[i].parts[0].kind == REMEDY_AGENTS &&
                x.items[i].parts[1].kind == REMEDY_SEATS;
    assert_true(both > 0);
    remedies_free(&x);
    plan_free(&p);
}

static void the_frontier_rises(void **state)
{
    (void)state;
    struct plan             p;
    struct frontier         f;
    struct frontier_options o = {.effort = 0.02, .threads = 1};
    plan_of(&p, "scenarios/bank", NULL, 0.02);
    frontier_make(&f, &p, &o);
    assert_true(f.count >= 9);
    for (int i = 0; i + 1 < f.count; i++) {
        const struct frontier_point *a = &f.points[i], *b = &f.points[i + 1];
        assert_true(a->goal < b->goal);
        if (a->met && b->met && !a->own && !b->own) /* what serves no better for no less is left out */
            assert_true(a->cost < b->cost && a->service_level < b->service_level);
        assert_true(a->lower_bound <= a->objective + 1e-6);
        if (a->met && b->met) { /* within the gap of what is not known to be cheaper */
            assert_true(a->lower_bound <= b->objective);
            assert_true(a->objective <= b->objective + a->gap * a->objective + 1e-6);
            assert_true(a->service_level >= a->goal - 1e-9 && a->lowest >= a->goal - 1e-9);
        }
    }
    frontier_free(&f);
    plan_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shift_is_what_the_roster_lacks_without_it),
        cmocka_unit_test(every_rule_and_goal_is_in_the_reason),
        cmocka_unit_test(named_rules_are_in_the_way),
        cmocka_unit_test(a_point_is_what_the_bound_rises_by),
        cmocka_unit_test(a_price_is_what_the_bound_rises_by),
        cmocka_unit_test(a_change_is_judged_again),
        cmocka_unit_test(a_hire_is_worth_what_solving_again_says),
        cmocka_unit_test(a_remedy_closes_what_it_says),
        cmocka_unit_test(without_a_missed_peak_goals_are_told),
        cmocka_unit_test(far_out_of_reach_agents_and_seats_are_named),
        cmocka_unit_test(the_frontier_rises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
