/* The recomputed bound: tours and pauses against brute force, the whole against its formula worked out another way and
 * against the best roster there is, and certificates that must be refused. */
#include "check/check_bound.h"
#include "check/check_certificate.h"
#include "check/check_curve.h"
#include "check/check_menu.h"
#include "check/check_tour.h"
#include "check_brute.h"

static struct brute *brute;

static int make_brute(void **state)
{
    (void)state;
    brute = xcalloc(1, sizeof *brute);
    brute->tour_cover = xcalloc((size_t)BRUTE_TOURS * BRUTE_DAYS * 48, sizeof(double));
    return 0;
}

static int free_brute(void **state)
{
    (void)state;
    free(brute->tour_cover);
    free(brute);
    return 0;
}

static double *random_prices(struct rng *g, int intervals, double low, double high)
{
    double *price = xcalloc((size_t)intervals, sizeof *price);
    for (int t = 0; t < intervals; t++)
        price[t] = brute_maybe(g, 0.8) ? low + (high - low) * rng_uniform(g) : 0;
    return price;
}

/* --- tours ------------------------------------------------------------------------------------------------------- */

static double tour_best(const struct site *x, const double *price, int agent)
{
    struct check_pay  pay;
    struct check_menu menu;
    check_pay_make(&pay, &x->s);
    check_menu_make(&menu, &x->s, &pay, x->s.agents[agent].contract, price);
    double best = check_tour_best(&x->s, agent, &menu);
    check_menu_free(&menu);
    check_pay_free(&pay);
    return best;
}

struct tally {
    int searched, found, none, multiple_weeks, cyclic;
};

static void compare_tours(struct tally *n, struct site *x, const double *price, int seed)
{
    if (!brute_agent_tours(brute, x, price, 0))
        return;
    double best = tour_best(x, price, 0);
    n->searched++;
    n->found += isfinite(best);
    n->none += !isfinite(best);
    n->multiple_weeks += isfinite(best) && x->s.horizon.weeks > 1;
    n->cyclic += isfinite(best) && x->s.horizon.cyclic;
    if (!(best == brute->best || fabs(best - brute->best) < 1e-9 * (1 + fabs(best))))
        fail_msg("seed %d: the tour search finds %.12g, brute force %.12g", seed, best, brute->best);
    assert_near(check_tour_off(&x->s, 0), brute->off, 1e-9);
}

static void test_tours(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int seed = 1; n.searched < 200; seed++) {
        struct rng  g;
        struct site x;
        rng_seed(&g, (uint64_t)seed);
        brute_site(&x, &g, 1);
        double *price = random_prices(&g, x.s.horizon.intervals, -5, 40);
        compare_tours(&n, &x, price, seed);
        free(price);
        site_free(&x);
    }
    assert_true(n.found > 100 && n.none > 10 && n.multiple_weeks > 30 && n.cyclic > 30);
}

/* Prices around the wage, so that days off and weeks short of the guaranteed hours are worth having. */
static void test_long_tours(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int seed = 1; n.searched < 120; seed++) {
        struct rng  g;
        struct site x;
        rng_seed(&g, 50000 + (uint64_t)seed);
        brute_long_site(&x, &g);
        double *price = random_prices(&g, x.s.horizon.intervals, 0, 24);
        compare_tours(&n, &x, price, seed);
        free(price);
        site_free(&x);
    }
    assert_true(n.found > 80);
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

/* Curves that rise to 1; with `answered`, nobody counts where nobody is answered, so that the value falls first. */
static void random_requirement(struct rng *g, struct site *x)
{
    struct requirement *r = &x->rs[0];
    int                 T = r->intervals, step = rng_between(g, 1, T), answered = brute_maybe(g, 0.3);
    size_t              length = 8;
    r->in_time = xcalloc(length * (size_t)T, sizeof(double));
    r->counted = xcalloc(length * (size_t)T, sizeof(double));
    for (int t = 0; t < T; t++) {
        r->shrink[t] = brute_maybe(g, 0.5) ? 0.3 * rng_uniform(g) : 0;
        r->floor_agents[t] = rng_below(g, 3);
        r->agents[t] = r->floor_agents[t] + rng_below(g, 2);
        r->floor_gross[t] = brute_maybe(g, 0.7) ? r->floor_agents[t] / (1 - r->shrink[t]) : rng_below(g, 3);
        r->agents_gross[t] = r->agents[t] / (1 - r->shrink[t]);
        r->under_per_h[t] = 100 * rng_uniform(g);
        r->over_per_h[t] = 10 * rng_uniform(g);
        r->offered[t] = brute_maybe(g, 0.8) ? 10 * rng_uniform(g) : 0;
        r->curve_at[t] = (int)length * t;
        r->curve_len[t] = rng_between(g, 1, 8);
        for (size_t n = 0; n < length; n++) {
            double middle = 1 + 4 * rng_uniform(g);
            r->in_time[(size_t)r->curve_at[t] + n] = n == 0 ? 0 : 1 / (1 + exp(middle - (double)n));
            r->counted[(size_t)r->curve_at[t] + n] = answered ? fmin(1, 0.3 * (double)n) : 1;
        }
    }
    if (brute_maybe(g, 0.4)) {
        r->seats = rng_between(g, 0, 3);
        r->seat_per_h = 50;
    }
    for (int first = 0; first < T && brute_maybe(g, 0.7); first += step) {
        struct span_goal goal = {SCOPE_DAY, first, first + step < T ? first + step : T, 0.5 + 0.4 * rng_uniform(g), 20 * rng_uniform(g)};
        r->goals = site_append(r->goals, &r->goal_count, &goal, sizeof goal);
    }
}

static void random_depth(struct rng *g, struct requirement *r)
{
    requirement_deepen(r, rng_below(g, 4));
    for (int t = 0; t < r->intervals; t++) {
        r->promised[t] = brute_maybe(g, 0.5) ? 0 : rng_uniform(g) * r->floor_gross[t];
        for (int k = r->deep * t; k < r->deep * (t + 1); k++) {
            r->deep_below[k] = (k > r->deep * t ? r->deep_below[k - 1] : r->floor_gross[t]) * (brute_maybe(g, 0.2) ? 1 : rng_uniform(g));
            r->deep_per_h[k] = 100 * rng_uniform(g);
        }
    }
}

/* h_t of bound.h plus price n, straight from its text. */
static double interval_at(const struct requirement *r, int t, double price, const double *mu, double n)
{
    double sum = price * n + 0.5 * (r->under_per_h[t] * fmax(0, r->floor_gross[t] - n) + r->over_per_h[t] * fmax(0, n - r->agents_gross[t]));
    sum += isinf(r->seats) ? 0 : 0.5 * r->seat_per_h * fmax(0, n - r->seats);
    for (int k = 0; k < r->deep; k++)
        sum += 0.5 * r->deep_per_h[t * r->deep + k] * fmax(0, r->deep_below[t * r->deep + k] - n);
    for (int g = 0; g < r->goal_count; g++)
        if (t >= r->goals[g].first && t < r->goals[g].last)
            sum -= mu[g] * r->offered[t] * check_curve_value(r, t, n, r->goals[g].wanted);
    return sum;
}

/* Staff in slots of the greatest length at which the site's shifts and pauses begin and end: looked for among all there are. */
static int slots_of(const struct site *x)
{
    for (int length = 30; length > 0; length--) {
        int fits = 30 % length == 0 && x->s.break_step_min % length == 0;
        for (int k = 0; k < x->s.kind_count && fits; k++) {
            const struct shift_kind *kind = &x->s.kinds[k];
            fits = kind->start_from % length == 0 && kind->start_step % length == 0 && kind->length_from % length == 0 &&
                   (kind->length_to == kind->length_from || kind->length_step % length == 0);
            for (int i = 0; i < kind->lunches; i++)
                fits &= kind->lunch_min[i] % length == 0;
            for (int i = 0; i < kind->splits; i++)
                fits &= kind->split_min[i] % length == 0;
            for (int i = 0; i < kind->breaks; i++)
                fits &= kind->rule[i].length_min % length == 0;
        }
        for (int i = 0; i < x->s.premium_count && fits; i++)
            fits = x->s.premiums[i].from_min % length == 0 && x->s.premiums[i].to_min % length == 0;
        if (fits)
            return 30 / length;
    }
    return 30;
}

static double interval_least(const struct requirement *r, int t, int slots, double price, const double *mu)
{
    double least = INFINITY;
    for (int k = 0; k < 40 * slots; k++)
        least = fmin(least, interval_at(r, t, price, mu, (double)k / slots));
    return least;
}

struct random_bound {
    struct bound b;
    double      *price; /* [intervals] */
    double      *mu;    /* [goals] */
    int          nodes;
    struct random_node {
        double low, high, nu;             /* of contract 0, where may is 1 */
        double day_low, day_high, day_nu; /* of shifts of `contract` that begin on `day`, where it is not -1 */
        double other_nu;                  /* on other_day */
    } node[6];
    int may, contract, day, other_day;
};

static struct bound_row row(enum bound_kind kind, double value)
{
    return (struct bound_row){-1, kind, -1, -1, -1, -1, -1, value};
}

static void random_certificate(struct rng *g, struct random_bound *c, const struct site *x)
{
    const struct requirement *r = &x->rs[0];
    memset(c, 0, sizeof *c);
    c->price = xcalloc((size_t)r->intervals, sizeof(double));
    c->mu = xcalloc((size_t)r->goal_count, sizeof(double));
    for (int t = 0; t < r->intervals; t++) {
        double box = 0.5 * (r->over_per_h[t] + (isinf(r->seats) ? 0 : r->seat_per_h));
        c->price[t] = -0.2 * box + 30 * rng_uniform(g);
        c->price[t] = brute_maybe(g, 0.1) ? -box : c->price[t];
        struct bound_row p = row(BOUND_COVER, c->price[t]);
        p.queue = 0;
        p.start_min = 30 * t;
        bound_add(&c->b, p);
    }
    for (int i = 0; i < r->goal_count; i++) {
        c->mu[i] = brute_maybe(g, 0.8) ? r->goals[i].price_per_contact * rng_uniform(g) : 0;
        struct bound_row p = row(BOUND_GOAL, c->mu[i]);
        p.queue = 0;
        p.start_min = 30 * r->goals[i].first;
        p.length = r->goals[i].last - r->goals[i].first;
        bound_add(&c->b, p);
    }
}

/* Up to three nodes over the number of agents of contract 0 at work. */
static void random_nodes(struct rng *g, struct random_bound *c, const struct site *x)
{
    c->day = -1;
    if (x->s.contracts[0].use != USE_MAY || brute_maybe(g, 0.3))
        return;
    c->may = 1;
    c->nodes = rng_between(g, 1, 3);
    for (int k = 0; k < c->nodes; k++)
        c->node[k] = (struct random_node){.low = k, .high = k == c->nodes - 1 ? x->s.agent_count : k, .nu = 100 * (rng_uniform(g) - 0.5)};
}

static int agents_of(const struct site *x, int contract)
{
    int sum = 0;
    for (int a = 0; a < x->s.agent_count; a++)
        sum += x->s.agents[a].contract == contract;
    return sum;
}

/* Each node in two by the number of shifts of some contract on some day, all with prices for shifts. */
static void random_days(struct rng *g, struct random_bound *c, const struct site *x)
{
    int contract = rng_below(g, x->s.contract_count), most = agents_of(x, contract), nodes = c->nodes ? c->nodes : 1;
    if (most == 0 || brute_maybe(g, 0.4))
        return;
    c->contract = contract;
    c->day = rng_below(g, x->s.horizon.days);
    c->other_day = (c->day + 1) % x->s.horizon.days;
    c->nodes = 2 * nodes;
    for (int k = 0; k < nodes; k++) {
        int at = rng_below(g, most);
        c->node[k].day_high = at;
        c->node[nodes + k] = c->node[k];
        c->node[nodes + k].day_low = at + 1;
        c->node[nodes + k].day_high = most;
        for (int i = k; i < c->nodes; i += nodes) {
            c->node[i].day_nu = 100 * (rng_uniform(g) - 0.5);
            c->node[i].other_nu = brute_maybe(g, 0.5) ? 100 * (rng_uniform(g) - 0.5) : 0;
        }
    }
}

static void add_count(struct random_bound *c, int k, enum bound_kind kind, int contract, int day, double value)
{
    bound_add(&c->b, (struct bound_row){10 + k, kind, contract, day, -1, -1, -1, value});
}

static void add_nodes(struct random_bound *c)
{
    for (int k = 0; k < c->nodes; k++) {
        const struct random_node *n = &c->node[k];
        bound_add(&c->b, (struct bound_row){10 + k, BOUND_NODE, -1, -1, -1, 0, -1, 0});
        if (c->may) {
            add_count(c, k, BOUND_COUNT_LOW, 0, -1, n->low);
            add_count(c, k, BOUND_COUNT_HIGH, 0, -1, n->high);
            add_count(c, k, BOUND_COUNT_PRICE, 0, -1, n->nu);
        }
        if (c->day >= 0) {
            add_count(c, k, BOUND_COUNT_LOW, c->contract, c->day, n->day_low);
            add_count(c, k, BOUND_COUNT_HIGH, c->contract, c->day, n->day_high);
            add_count(c, k, BOUND_COUNT_PRICE, c->contract, c->day, n->day_nu);
            add_count(c, k, BOUND_COUNT_PRICE, c->contract, c->other_day, n->other_nu);
        }
    }
}

struct agent_value {
    double best, off;
    double best_on[1 << BRUTE_DAYS]; /* by the days a shift begins on */
    int    may, can_stay_off, contract, tours;
    double value[BRUTE_TOURS + 1]; /* without what the prices earn */
    double cover[(BRUTE_TOURS + 1) * 10 * 48];
};

/* V of the agent at the prices of the node. */
static double worked_value(const struct random_bound *c, const struct random_node *n, const struct agent_value *v)
{
    double best = -INFINITY;
    if (c->day < 0 || v->contract != c->contract)
        return v->best;
    for (int days = 0; days < 1 << BRUTE_DAYS; days++)
        best = fmax(best, v->best_on[days] - (days >> c->day & 1) * n->day_nu - (days >> c->other_day & 1) * n->other_nu);
    return best;
}

/* The formula of bound.h over the nodes, from values found by brute force. */
static double formula(const struct site *x, const struct random_bound *c, struct agent_value *const *v)
{
    double intervals = 0, least = INFINITY, leave = 0;
    for (int t = 0; t < x->rs[0].intervals; t++)
        intervals += interval_least(&x->rs[0], t, slots_of(x), c->price[t], c->mu);
    for (int a = 0; a < x->s.agent_count; a++)
        for (int w = 0; w < x->s.horizon.weeks; w++)
            leave += x->s.agents[a].paid_leave_min[w] * x->s.contracts[x->s.agents[a].contract].wage_h / 60;
    for (int k = 0; k < (c->nodes ? c->nodes : 1); k++) {
        const struct random_node *n = &c->node[k];
        double node = intervals + leave - fmax(n->low * n->nu, n->high * n->nu);
        if (c->day >= 0)
            node -= fmax(n->day_low * n->day_nu, n->day_high * n->day_nu) + fmax(0, agents_of(x, c->contract) * n->other_nu);
        for (int a = 0; a < x->s.agent_count; a++) {
            double working = worked_value(c, n, v[a]) - (v[a]->may && v[a]->contract == 0 ? n->nu : 0);
            node -= v[a]->can_stay_off ? fmax(v[a]->off, working) : working;
        }
        least = fmin(least, node);
    }
    return least;
}

/* The least objective over pairs of tours (some of them where there are very many; their pauses suit the prices). */
static double best_objective(const struct site *x, struct agent_value *const *v)
{
    double        least = INFINITY, leave = 0;
    int           T = x->rs[0].intervals;
    struct roster none = {0};
    struct scenario only_queues = x->s;
    double       *scheduled = xcalloc((size_t)T, sizeof *scheduled);
    only_queues.request_count = only_queues.agent_count = 0;
    for (int a = 0; a < x->s.agent_count; a++)
        for (int w = 0; w < x->s.horizon.weeks; w++)
            leave += x->s.agents[a].paid_leave_min[w] * x->s.contracts[x->s.agents[a].contract].wage_h / 60;
    for (int i = 0; i < v[0]->tours; i++)
        for (int k = 0; k < v[1]->tours; k++) {
            for (int t = 0; t < T; t++)
                scheduled[t] = v[0]->cover[i * T + t] + v[1]->cover[k * T + t];
            double objective = check_penalty_of(&only_queues, x->rs, scheduled, &none).total - v[0]->value[i] - v[1]->value[k] + leave;
            least = fmin(least, objective);
        }
    free(scheduled);
    return least;
}

static int search_agent(struct agent_value *v, struct site *x, const double *price, int agent)
{
    if (!brute_agent_tours(brute, x, price, agent))
        return 0;
    size_t T = (size_t)x->rs[0].intervals;
    v->best = brute->best;
    v->off = brute->off;
    memcpy(v->best_on, brute->best_on, sizeof v->best_on);
    v->contract = x->s.agents[agent].contract;
    v->may = x->s.contracts[v->contract].use == USE_MAY;
    v->can_stay_off = brute_may_stay_off(brute);
    v->tours = brute->tours;
    memcpy(v->value, brute->tour_value, (size_t)v->tours * sizeof(double));
    memcpy(v->cover, brute->tour_cover, (size_t)v->tours * T * sizeof(double));
    if (v->can_stay_off) {
        memset(v->cover + (size_t)v->tours * T, 0, T * sizeof(double));
        v->value[v->tours++] = v->off;
    }
    return 1;
}

static double recompute(const struct site *x, const struct bound *b, struct violations *v)
{
    struct check_pay pay;
    check_pay_make(&pay, &x->s);
    double lower = check_bound_lower(v, &x->s, x->rs, &pay, b).bound;
    check_pay_free(&pay);
    return lower;
}

/* A day to be worked, whatever it pays, for some agent or none. */
static void random_duty(struct rng *g, struct site *x)
{
    struct agent *a = &x->s.agents[rng_below(g, x->s.agent_count)];
    int           days = x->s.horizon.days, day = rng_below(g, days);
    if (brute_maybe(g, 0.5))
        return;
    if (!a->duty)
        a->duty = xcalloc((size_t)days, sizeof *a->duty);
    a->duty[day].what = DUTY_WORK;
}

/* 1: the agent works, although no price asks for it, because a day is fixed. */
static int is_forced(const struct agent_value *v)
{
    return v->may && !v->can_stay_off && v->best < v->off;
}

static void test_whole_bound(void **state)
{
    (void)state;
    struct agent_value *v[2] = {xcalloc(1, sizeof *v[0]), xcalloc(1, sizeof *v[0])};
    int                 searched = 0, with_nodes = 0, with_days = 0, with_goals = 0, forced = 0;
    for (int seed = 1; searched < 120; seed++) {
        struct rng          g, depth;
        struct site         x;
        struct random_bound c;
        rng_seed(&g, 100000 + (uint64_t)seed);
        brute_site(&x, &g, 2);
        random_requirement(&g, &x);
        rng_seed(&depth, (uint64_t)seed);
        random_depth(&depth, &x.rs[0]);
        random_duty(&depth, &x);
        random_certificate(&g, &c, &x);
        random_nodes(&g, &c, &x);
        random_days(&depth, &c, &x);
        add_nodes(&c);
        if (search_agent(v[0], &x, c.price, 0) && search_agent(v[1], &x, c.price, 1)) {
            struct violations broken = {0};
            double            wanted = formula(&x, &c, v);
            bound_add(&c.b, row(BOUND_TOTAL, wanted)); /* a claim that differs would be a violation */
            double lower = recompute(&x, &c.b, &broken);
            if (!(fabs(lower - wanted) <= 1e-9 * fmax(1, fabs(wanted))) || broken.count)
                fail_msg("seed %d: the bound is %.12g, by its formula %.12g; %s", seed, lower, wanted,
                         broken.count ? broken.items[0].detail : "");
            if (lower > best_objective(&x, v) + 1e-7)
                fail_msg("seed %d: the bound %.12g is above a roster of %.12g", seed, lower, best_objective(&x, v));
            violations_free(&broken);
            searched++;
            with_nodes += c.nodes > 1;
            with_days += c.day >= 0;
            with_goals += x.rs[0].goal_count > 0;
            forced += is_forced(v[0]) || is_forced(v[1]);
        }
        bound_free(&c.b);
        free(c.price);
        free(c.mu);
        site_free(&x);
    }
    assert_true(with_nodes > 15 && with_days > 40 && with_goals > 40 && forced > 3);
    free(v[0]);
    free(v[1]);
}

/* Two queues and agents alike: the sum over queues, each agent counted once, classes or not. */
static void test_classes(void **state)
{
    (void)state;
    struct site  x;
    struct rng   g;
    double       sum = 0;
    struct bound b = {0};
    rng_seed(&g, 7);
    site_make(&x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){2, 1, 1, 6});
    double *price = random_prices(&g, 336, 0, 30);
    for (int a = 0; a < 6; a++) {
        x.s.agents[a].skills[0] = a == 5;
        x.s.agents[a].available[1] = (struct window){0, a == 3 ? 0 : 1440};
    }
    site_add_request(&x, (struct request){2, 3, WISH_AGAINST, -1, 0, 0, 17});
    site_add_time_off(&x, (struct time_off){.agent = 4, .start_min = 4 * 1440, .end_min = 5 * 1440});
    for (int t = 0; t < 336; t++)
        price[t] += 20;
    for (int t = 0; t < 336; t++)
        for (int q = 0; q < 2; q++) {
            struct bound_row p = row(BOUND_COVER, price[t]);
            p.queue = q;
            p.start_min = 30 * t;
            bound_add(&b, p);
        }
    for (int a = 0; a < 6; a++)
        sum -= fmax(check_tour_off(&x.s, a), tour_best(&x, price, a));
    struct violations v = {0};
    assert_true(sum < -100);
    assert_near(recompute(&x, &b, &v), sum, 1e-9);
    assert_int_equal(v.count, 0);
    free(price);
    bound_free(&b);
    site_free(&x);
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void make_small(struct site *x, struct bound *b)
{
    site_make(x, "UTC", clock_day(2026, 3, 9), 1, 30, 0, (struct site_size){1, 1, 1, 3});
    x->rs[0].over_per_h[4] = 10;
    struct span_goal goal = {SCOPE_DAY, 0, 48, 0.8, 5};
    x->rs[0].goals = site_append(x->rs[0].goals, &x->rs[0].goal_count, &goal, sizeof goal);
    memset(b, 0, sizeof *b);
}

static void expect_refusal(struct bound_row first, struct bound_row second, struct bound_row third, int refused)
{
    struct site       x;
    struct bound      b;
    struct violations v = {0};
    make_small(&x, &b);
    bound_add(&b, first);
    bound_add(&b, second);
    bound_add(&b, third);
    double lower = recompute(&x, &b, &v);
    assert_int_equal(isinf(lower) != 0, refused);
    assert_int_equal(v.count, refused);
    if (refused)
        assert_string_equal(v.items[0].rule, "bound");
    violations_free(&v);
    bound_free(&b);
    site_free(&x);
}

static void test_refusals(void **state)
{
    (void)state;
    const struct bound_row fine = {-1, BOUND_COVER, -1, -1, -1, 0, 0, 0}, goal = {-1, BOUND_GOAL, -1, -1, 48, 0, 0, 1};
    const struct bound_row node = {3, BOUND_NODE, -1, -1, -1, 0, -1, 0}, high = {3, BOUND_COUNT_HIGH, 0, -1, -1, -1, -1, 3};
    struct bound_row       bad;
    expect_refusal(fine, goal, node, 0);
    expect_refusal(node, high, goal, 0);
    expect_refusal(fine, fine, goal, 1); /* twice the same */
    bad = fine;
    bad.start_min = 120;
    bad.value = -5;
    expect_refusal(bad, goal, node, 0);
    bad.value = -5.001;
    expect_refusal(bad, goal, node, 1);
    bad = goal;
    bad.value = -0.001;
    expect_refusal(bad, fine, node, 1);
    bad.value = 5.001;
    expect_refusal(bad, fine, node, 1);
    bad = goal;
    bad.length = 47;
    expect_refusal(bad, fine, node, 1);
    bad = fine;
    bad.start_min = 15;
    expect_refusal(bad, goal, node, 1);
    bad.start_min = 1440;
    expect_refusal(bad, goal, node, 1);
    bad = fine;
    bad.value = NAN;
    expect_refusal(bad, goal, node, 1);
    bad = fine;
    bad.queue = 1;
    expect_refusal(bad, goal, node, 1);
    bad = fine;
    bad.node = 4; /* a node nobody defines */
    expect_refusal(bad, goal, node, 1);
    bad = high;
    bad.node = 4;
    expect_refusal(bad, goal, node, 1);
    bad = high;
    bad.contract = 1;
    expect_refusal(bad, goal, node, 1);
    bad = high;
    bad.value = 2; /* three may work */
    expect_refusal(node, bad, goal, 1);
    bad = high;
    bad.kind = BOUND_COUNT_LOW;
    bad.value = 1;
    expect_refusal(node, bad, goal, 1);
    expect_refusal(node, node, goal, 1);
}

static void test_claims(void **state)
{
    (void)state;
    struct site         x;
    struct bound        b;
    make_small(&x, &b);
    bound_add(&b, row(BOUND_TOTAL, 1e-6)); /* without prices the bound is 0 */
    struct check_result c = site_judge(&x, &b);
    assert_int_equal(c.violations.count, 1);
    assert_near(c.summary.lower_bound, 0, 1e-12);
    check_result_free(&c);
    b.rows[0].value = 1e-10;
    c = site_judge(&x, &b);
    assert_int_equal(c.violations.count, 0);
    assert_true(isnan(c.summary.gap)); /* the empty roster costs nothing */
    check_result_free(&c);
    c = site_judge(&x, NULL);
    assert_true(isnan(c.summary.lower_bound));
    check_result_free(&c);
    bound_free(&b);
    site_free(&x);
}

/* Random boxes in two dimensions against trying every pair of counts. */
static void test_covering(void **state)
{
    (void)state;
    int seen[2] = {0, 0};
    for (int seed = 0; seed < 500; seed++) {
        struct rng g;
        int        low[6][2], high[6][2], boxes, all = 1;
        const int *lows[6], *highs[6], least[2] = {0, 1}, most[2] = {4, 5};
        rng_seed(&g, (uint64_t)seed);
        boxes = rng_between(&g, 1, 6);
        for (int k = 0; k < boxes; k++) {
            for (int i = 0; i < 2; i++) {
                low[k][i] = rng_between(&g, -1, 3);
                high[k][i] = low[k][i] + rng_between(&g, -1, 9);
            }
            lows[k] = low[k];
            highs[k] = high[k];
        }
        for (int a = 0; a <= 4; a++)
            for (int b = 1; b <= 5; b++) {
                int in = 0;
                for (int k = 0; k < boxes; k++)
                    in |= a >= low[k][0] && a <= high[k][0] && b >= low[k][1] && b <= high[k][1];
                all &= in;
            }
        assert_int_equal(check_certificate_covers(least, most, 2, lows, highs, boxes), all);
        seen[all]++;
    }
    assert_true(seen[0] > 50 && seen[1] > 50);
}

/* A box of many dimensions cut in two again and again: covered, and not without any of its parts. */
static void test_covering_by_parts(void **state)
{
    (void)state;
    enum { SIDES = 30, PARTS = 120 };
    int        low[PARTS][SIDES] = {{0}}, high[PARTS][SIDES], least[SIDES] = {0}, most[SIDES], parts = 1;
    const int *lows[PARTS], *highs[PARTS];
    struct rng g;
    rng_seed(&g, 5);
    for (int i = 0; i < SIDES; i++)
        most[i] = high[0][i] = 4;
    while (parts < PARTS) {
        int k = rng_below(&g, parts), i = rng_below(&g, SIDES);
        if (low[k][i] == high[k][i])
            continue;
        int at = rng_between(&g, low[k][i], high[k][i] - 1);
        memcpy(low[parts], low[k], sizeof low[k]);
        memcpy(high[parts], high[k], sizeof high[k]);
        high[k][i] = at;
        low[parts++][i] = at + 1;
    }
    for (int k = 0; k < PARTS; k++) {
        lows[k] = low[k];
        highs[k] = high[k];
    }
    assert_true(check_certificate_covers(least, most, SIDES, lows, highs, PARTS));
    for (int k = 0; k < PARTS; k++) {
        const int *last_low = lows[PARTS - 1], *last_high = highs[PARTS - 1];
        lows[k] = last_low;
        highs[k] = last_high;
        assert_false(check_certificate_covers(least, most, SIDES, lows, highs, PARTS - 1));
        lows[k] = low[k];
        highs[k] = high[k];
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tours),    cmocka_unit_test(test_long_tours), cmocka_unit_test(test_whole_bound), cmocka_unit_test(test_classes),
        cmocka_unit_test(test_refusals), cmocka_unit_test(test_claims),      cmocka_unit_test(test_covering),
        cmocka_unit_test(test_covering_by_parts),
    };
    return cmocka_run_group_tests_name("check_bound", tests, make_brute, free_brute);
}
