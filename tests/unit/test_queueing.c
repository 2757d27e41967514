/* The queue models by numbers of another method: direct sums of up to 60 digits and panels of 40 Gauss points in
 * decimal arithmetic for what has no closed form, chains summed state by state, and closed forms of small cases. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "queueing/busyness.h"
#include "queueing/erlang.h"
#include "queueing/inverse.h"
#include "queueing/queue.h"
#include "queueing/sipp.h"
#include "queueing/trunks.h"

static void near_abs(double got, double want, double tolerance, const char *what)
{
    if (!(fabs(got - want) <= tolerance) && got != want)
        fail_msg("%s: got %.17g, want %.17g", what, got, want);
}

static void near(double got, double want, double relative, const char *what)
{
    near_abs(got, want, relative * fabs(want), what);
}

/* Uneven numbers that repeat: the Lehmer generator of Park and Miller */
static double random_share(void)
{
    static unsigned long long seed = 20260309;
    seed = seed * 48271 % 2147483647;
    return (double)seed / 2147483647;
}

static double random_log(double low, double high)
{
    return low * pow(high / low, random_share());
}

static void test_erlang_b(void **state)
{
    (void)state;
    static const struct {
        int n;
        double a, b;
    } rows[] = {
        {3, 1.7, 0.16495987643957963},          {17, 12.34, 0.047518398208010973},
        {40, 55.5, 0.31396493263140535},        {120, 100, 0.0056900546068699327},
        {300, 301.25, 0.047199493932798063},    {5000, 4990, 0.0099744198550242615},
        {100000, 100300, 0.0046764109581362082}, {700, 400, 2.1878615434896156e-42},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        near(erlang_b(rows[i].n, rows[i].a), rows[i].b, 2e-15 * (1 + fabs(rows[i].n - rows[i].a)), "B");
        near(erlang_b_ln(rows[i].n, rows[i].a), log(rows[i].b), 1e-13, "ln B");
    }
    /* far below what a double holds: Stirling's series for ln n! */
    near(erlang_b_ln(1000000, 3), 1e6 * log(3) - 3 - (1e6 * log(1e6) - 1e6 + 0.5 * log(2e6 * M_PI) + 1 / 12e6), 1e-14,
         "ln B of a million idle agents");
}

static void test_erlang_c(void **state)
{
    (void)state;
    static const struct {
        struct queue_case c;
        double limit_s, share, want[5]; /* P(wait), service level, late, ASA, quantile */
    } rows[] = {
        {{.calls = 100, .interval_s = 1800, .aht_s = 180, .agents = 14}, 20, 0.8,
         {0.17413193359504983, 0.88835001917946688, 0.11164998082053311, 7.8359370117772427, 0}},
        {{.calls = 159.99984, .interval_s = 3600, .aht_s = 45, .agents = 2}, 14400, 0.99,
         {0.99999850000025003, 0.0006412942837409713, 0.99935870571625907, 22499966.250005625, 103616295.43471237}},
        {{.calls = 37.5, .interval_s = 900, .aht_s = 211.3, .agents = 11}, 17.5, 0.95,
         {0.38900355947958198, 0.67568081014743775, 0.32431918985256225, 37.432919370642431, 197.41743653107488}},
        {{.calls = 1999.998, .interval_s = 1800, .aht_s = 45, .agents = 50}, 14400, 0.9,
         {0.99999145689594571, 0.015881087446812828, 0.98411891255318718, 899992.31120635115, 2072318.894868149}},
        {{.calls = 8123, .interval_s = 1800, .aht_s = 207, .agents = 961}, 7, 0.999,
         {0.2804264851988908, 0.88691140827176984, 0.11308859172823016, 2.1615446820394859, 43.445038257022361}},
        {{.calls = 3, .interval_s = 3600, .aht_s = 611, .agents = 6}, 45, 0.9999999,
         {1.5893220494740598e-05, 0.99998939321270219, 1.060678729775403e-05, 0.001768539879609016, 564.00180143674902}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct queue_case c = rows[i].c;
        struct queue_answer a;
        c.patience_s = c.waiting_places = INFINITY;
        queue_measure(&a, &c, rows[i].limit_s);
        struct erlang_load load = erlang_load(c.calls, c.interval_s, c.aht_s);
        near(a.p_wait, rows[i].want[0], 1e-14, "P(wait)");
        near(a.sl[QUEUE_SL_OFFERED], rows[i].want[1], 1e-12, "service level");
        near(a.late[QUEUE_SL_MET], rows[i].want[2], 1e-13, "late");
        near(a.wait_s, rows[i].want[3], 1e-13, "ASA");
        near(erlang_c_quantile_s(c.agents, load, c.aht_s, rows[i].share), rows[i].want[4], 1e-12, "quantile");
        near(inverse_least_limit_s(&c, QUEUE_SL_MET, rows[i].share), rows[i].want[4], 1e-11, "quantile by search");
        near(erlang_c(c.agents, load), a.p_wait, 1e-15, "erlang_c");
        near(erlang_c_wait_s(c.agents, load, c.aht_s), a.wait_s, 1e-15, "erlang_c_wait_s");
        near(erlang_c_ln(c.agents, load), log(a.p_wait), 1e-9, "erlang_c_ln");
    }
}

/* want: P(wait), P(abandon), mean wait of the answered, of those who hang up, P(W > T); the levels offered,
 * excluding_short, answered, met, virtual */
static const struct {
    struct queue_case c;
    double limit_s, want[5], levels[5];
} erlang_a_rows[] = {
    {{.calls = 0.000203506, .interval_s = 3600, .aht_s = 55.6, .patience_s = 0.0646, .agents = 1},
     20,
     {3.1430272439242354e-06, 3.1393796912680157e-06, 2.3535918465285922e-10, 0.064525030270653261, 7.6671006338596069e-141},
     {0.99999686062030868, 1, 1, 1, 0.99999780655318282}},
    {{.calls = 0.00418743, .interval_s = 3600, .aht_s = 16.2, .patience_s = 124, .agents = 1},
     20,
     {1.8843393970904615e-05, 2.1773681595621075e-06, 0.00023879624757075041, 14.328272426180447, 4.6660980075275162e-06},
     {0.99999369570385976, 0.99999533389434847, 0.9999958730630335, 0.99999533390199247, 0.99999451721326182}},
    {{.calls = 14.7277, .interval_s = 900, .aht_s = 46.4, .patience_s = 0.0538, .agents = 1},
     0,
     {0.43180615615294687, 0.43130628389892417, 4.7244928225384282e-05, 0.053737705767797905, 0.43180615615294687},
     {0.56819384384705307, 0.56819384384705307, 0.99912101674439135, 0.56819384384705307, 0.56819384384705307}},
    {{.calls = 92.1593, .interval_s = 1800, .aht_s = 199, .patience_s = 2.68e+04, .agents = 8},
     20,
     {1, 0.21481815676523008, 6468.8748319153583, 3155.6156487772901, 0.99925400973248213},
     {4.7059863233975268e-17, 4.7094995642373273e-17, 5.9934986575975035e-17, 0.00074599026751781712, 4.7065748778831222e-17}},
    {{.calls = 0.00750171, .interval_s = 1800, .aht_s = 1.1e+03, .patience_s = 14.6, .agents = 1},
     8.833,
     {0.0045637305106970057, 0.0045039525831007138, 0.00086523568537267366, 14.408759375464037, 0.0024722056930695734},
     {0.99546366484447102, 0.99752268079938056, 0.99996747091812943, 0.99752779430693039, 0.99547276786374639}},
    {{.calls = 0.171141, .interval_s = 3600, .aht_s = 15.3, .patience_s = 246, .agents = 1},
     20,
     {0.00072731825554134342, 4.2612896977014058e-05, 0.0098690380595280909, 14.412424141234602, 0.0001815867410992848},
     {0.99978643885326879, 0.99981840745258699, 0.99982904446533527, 0.99981841325890075, 0.9998030333815392}},
    {{.calls = 245.817, .interval_s = 900, .aht_s = 22.2, .patience_s = 0.13, .agents = 9},
     18.1,
     {0.080366180865088066, 0.076408138686182653, 0.00053392675585034314, 0.12354610104734508, 1.7860835635020021e-65},
     {0.92359186131381732, 1, 1, 1, 0.99994763313659341}},
    {{.calls = 247.395, .interval_s = 1800, .aht_s = 831, .patience_s = 0.0275, .agents = 109},
     0.24144999999999997,
     {0.10159938780663279, 0.10123491135933108, 1.112250231581979e-05, 0.02740125425462861, 1.5136908324141687e-05},
     {0.89876503423658549, 0.99998315838643292, 0.99999993946796095, 0.99998486309167589, 0.90156654438389483}},
    {{.calls = 1900.41, .interval_s = 3600, .aht_s = 392, .patience_s = 268, .agents = 146},
     68.072,
     {0.99990305537937629, 0.29446091292110232, 92.136574053331103, 47.237408118808155, 0.65174711292962095},
     {0.130451831104721, 0.16677576989798851, 0.18489667474671473, 0.34825288707037905, 0.15978599849818817}},
    {{.calls = 100, .interval_s = 1800, .aht_s = 180, .patience_s = 120, .agents = 9},
     20,
     {0.61330713324998498, 0.19215603801258682, 20.942652914219241, 31.954909771599734, 0.39286912339076369},
     {0.52406605918990279, 0.57154100872751556, 0.64872188671265718, 0.60713087660923626, 0.53587997018892297}},
    {{.calls = 600, .interval_s = 1800, .aht_s = 300, .patience_s = 75, .agents = 93},
     20,
     {0.54649367730175247, 0.097533189737855477, 6.9473614633067973, 10.716619579651134, 0.12704650754690813},
     {0.79005316452437413, 0.86146924765552269, 0.87543736294843133, 0.87295349245309184, 0.83412742265396778}},
    {{.calls = 1200, .interval_s = 900, .aht_s = 600, .patience_s = 1e9, .agents = 790},
     30,
     {1, 0.012500000000000001, 12578781.827113282, 6276235.6580506666, 0.9999999700000004},
     {0, 0, 0, 2.9999999550000006e-08, 0}},
    {{.calls = 900, .interval_s = 1800, .aht_s = 240, .patience_s = 4, .agents = 150},
     2,
     {0.0019835619630109462, 0.00077173156961725289, 0.0019782826354623325, 1.4385446829921571, 0.00056718250160304768},
     {0.99885714417643323, 0.99943249079848973, 0.9996285891165464, 0.99943281749839696, 0.99906487414523815}},
    {{.calls = 33.5, .interval_s = 900, .aht_s = 421, .patience_s = 10000, .agents = 16},
     45,
     {0.78568724998579398, 0.026777487646214248, 267.37216358805762, 282.41139652154072, 0.71131034696323825},
     {0.28532269138784233, 0.28628660741560991, 0.29317313128913919, 0.28868965303676175, 0.28548154364297396}},
    {{.calls = 40000, .interval_s = 1800, .aht_s = 200, .patience_s = 90, .agents = 3000},
     600,
     {1, 0.32500000000000001, 35.340503711757428, 16.600492290965342, 0},
     {0.67500000000000004, 1, 1, 1, 1}},
};

static void test_erlang_a(void **state)
{
    (void)state;
    static const enum queue_sl kinds[] = {QUEUE_SL_OFFERED, QUEUE_SL_EXCLUDING_SHORT, QUEUE_SL_ANSWERED, QUEUE_SL_MET,
                                          QUEUE_SL_VIRTUAL};
    for (size_t i = 0; i < sizeof erlang_a_rows / sizeof *erlang_a_rows; i++) {
        struct queue_case c = erlang_a_rows[i].c;
        double limit_s = erlang_a_rows[i].limit_s;
        const double *want = erlang_a_rows[i].want;
        struct queue_answer a;
        c.waiting_places = INFINITY;
        queue_measure(&a, &c, limit_s);
        near(a.p_wait, want[0], 1e-12, "P(wait)");
        near(a.p_abandon, want[1], 1e-12, "P(abandon)");
        near(a.wait_answered_s, want[2], 1e-12, "wait of the answered");
        near(a.wait_abandoned_s, want[3], 1e-12, "wait of those who hang up");
        near(a.p_longer, want[4], 1e-11, "P(W > T)");
        for (int k = 0; k < 5; k++) {
            near_abs(a.sl[kinds[k]], erlang_a_rows[i].levels[k], 1e-14, "level");
            near_abs(queue_service_level(&c, kinds[k], limit_s), erlang_a_rows[i].levels[k], 1e-12, "level alone");
            near_abs(a.late[kinds[k]], 1 - erlang_a_rows[i].levels[k], 1e-13, "late");
        }
        near(a.wait_s, a.p_abandon * c.patience_s, 1e-15, "mean wait");
        if (a.p_wait < 0.99) /* when all wait, how patiently hardly matters to how many leave */
            near(inverse_patience_s(&c, a.p_abandon), c.patience_s, 1e-9, "patience from P(abandon)");
    }
}

/* The chain of n agents and m places, state by state, in the wider arithmetic of this machine */
struct summed {
    double p_wait, p_block, p_abandon, queue, busy;
};

static struct summed sum_chain(const struct queue_case *c)
{
    long double p = 1, all = 0, wait = 0, queue = 0, busy = 0;
    long double load = (long double)c->calls * c->aht_s / c->interval_s;
    int n = c->agents, last = n + (int)c->waiting_places;
    for (int i = 0; i <= last; i++) {
        if (i > 0)
            p *= load / (i <= n ? i : n + (i - n) * c->aht_s / (long double)c->patience_s);
        all += p;
        wait += i >= n && i < last ? p : 0;
        queue += i > n ? (i - n) * p : 0;
        busy += (i < n ? i : n) * p;
    }
    return (struct summed){(double)(wait / all), (double)(p / all),
                           (double)(queue / all * c->aht_s / c->patience_s / load), (double)(queue / all),
                           (double)(busy / all)};
}

static void test_finite_by_states(void **state)
{
    (void)state;
    for (int i = 0; i < 400; i++) {
        double load = random_log(0.01, 60);
        struct queue_case c = {.calls = load * 20, .interval_s = 3600, .aht_s = 180, .agents = (int)random_log(1, 90),
                               .patience_s = i % 3 ? random_log(1, 3000) : INFINITY,
                               .waiting_places = floor(random_log(1, 150)) - 1};
        struct queue_answer a;
        struct summed s = sum_chain(&c);
        queue_measure(&a, &c, 20);
        near(a.p_wait, s.p_wait, 1e-12, "P(wait)");
        near(a.p_block, s.p_block, 1e-12, "P(block)");
        near(a.p_abandon, s.p_abandon, 1e-12, "P(abandon)");
        near(a.queue_length, s.queue, 1e-12, "queue");
        near(a.occupancy * c.agents, s.busy, 1e-12, "busy agents");
        near_abs(a.p_answered + a.p_abandon + a.p_block, 1, 1e-13, "everybody ends somewhere");
        for (int k = 0; k < QUEUE_SL_KINDS; k++)
            near_abs(a.sl[k] + a.late[k], 1, 1e-12, "level and late");
    }
}

/* Series over the places of the line against integrals over the wait */
static void test_finite_becomes_infinite(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        double load = random_log(0.1, 80);
        struct queue_case c = {.calls = load * 10, .interval_s = 1800, .aht_s = 180, .waiting_places = INFINITY,
                               .patience_s = random_log(1, 1000), .agents = 1 + (int)(load * 1.5 * random_share())};
        struct queue_answer a, b;
        double limit_s = i % 5 ? random_log(1, 300) : 0;
        queue_measure(&a, &c, limit_s);
        c.waiting_places = 3000;
        queue_measure(&b, &c, limit_s);
        near(b.p_abandon, a.p_abandon, 1e-12, "P(abandon)");
        near(b.wait_answered_s, a.wait_answered_s, 1e-11, "wait of the answered");
        near(b.wait_abandoned_s, a.wait_abandoned_s, 1e-11, "wait of those who hang up");
        for (int k = 0; k < QUEUE_SL_KINDS; k++)
            near_abs(b.sl[k], a.sl[k], 1e-13, "level");
    }
}

/* Every number of agents from 0 is asked in turn. */
static int least_by_trying(struct queue_case c, const struct queue_goal *g)
{
    struct queue_answer a;
    for (c.agents = g->min_agents;; c.agents++) {
        queue_measure(&a, &c, g->limit_s);
        double wait = g->wait_over_all ? a.wait_s : a.wait_answered_s;
        if (isfinite(a.queue_length) && (g->sl == 0 || a.sl[g->sl_kind] >= g->sl) &&
            (isinf(g->wait_max_s) || wait <= g->wait_max_s) && a.p_abandon <= g->abandon_max &&
            (g->occupancy_max >= 1 || (c.agents > 0 && a.occupancy <= g->occupancy_max)))
            return c.agents;
    }
}

static void test_least_agents(void **state)
{
    (void)state;
    for (int i = 0; i < 600; i++) {
        double load = random_log(0.001, 40);
        struct queue_case c = {.calls = load * 10, .interval_s = 1800, .aht_s = 180,
                               .patience_s = i % 2 ? random_log(3, 2000) : INFINITY, .waiting_places = INFINITY};
        struct queue_goal g = QUEUE_NO_GOAL;
        if (i % 7 < 4) {
            g.sl = random_share() * 0.999;
            g.limit_s = random_share() * 40;
            g.sl_kind = (enum queue_sl)(i % QUEUE_SL_KINDS);
        }
        g.wait_max_s = i % 3 ? INFINITY : random_log(0.5, 500);
        g.wait_over_all = i % 4 < 2;
        g.abandon_max = i % 5 ? 1 : random_log(0.001, 0.5);
        g.occupancy_max = i % 11 ? 1 : 0.3 + 0.6 * random_share();
        g.min_agents = i % 13 ? 0 : i % 9;
        assert_int_equal(queue_least_agents(&c, &g, 100000), least_by_trying(c, &g));
    }
    struct queue_case c = {.calls = 210, .interval_s = 1800, .aht_s = 180, .patience_s = INFINITY,
                           .waiting_places = INFINITY};
    struct queue_goal g = QUEUE_NO_GOAL;
    g.occupancy_max = 0.7;
    assert_int_equal(queue_least_agents(&c, &g, 1000), 30); /* 21 / 0.7 is 30.000000000000004 in doubles */
    g.occupancy_max = 1;
    c.calls = 70;
    assert_int_equal(queue_least_agents(&c, &g, 1000), 8); /* load 7 needs more than 7 */
    c.calls = 0;
    g.sl = 0.8;
    assert_int_equal(queue_least_agents(&c, &g, 1000), 0);
    c.calls = 1e6;
    assert_int_equal(queue_least_agents(&c, &g, 1000), -1);
    g.sl = 1;
    assert_int_equal(queue_least_agents(&c, &g, 1000000000), -1);
}

static void test_tables(void **state)
{
    (void)state;
    double sl[301];
    for (int i = 0; i < 60; i++) {
        double load = random_log(0.01, 250);
        struct queue_case c = {.calls = load * 10, .interval_s = 1800, .aht_s = 180,
                               .patience_s = i % 2 ? random_log(1, 5000) : INFINITY, .waiting_places = INFINITY};
        enum queue_sl kind = (enum queue_sl)(i % QUEUE_SL_KINDS);
        queue_service_levels(sl, 300, &c, kind, 20);
        for (int n = 0; n <= 300; n++) {
            c.agents = n;
            near_abs(sl[n], queue_service_level(&c, kind, 20), 1e-13, "table");
            assert_true(n == 0 || sl[n] >= sl[n - 1] - 1e-13);
        }
    }
}

static void test_edges(void **state)
{
    (void)state;
    struct queue_case c = {.calls = 100, .interval_s = 1800, .aht_s = 180, .patience_s = INFINITY,
                           .waiting_places = INFINITY, .agents = 10};
    struct queue_answer a;
    queue_measure(&a, &c, 20); /* the load is 10: no steady state */
    assert_true(a.p_wait == 1 && a.sl[QUEUE_SL_OFFERED] == 0 && isinf(a.wait_s) && isinf(a.queue_length));
    c.agents = 0;
    queue_measure(&a, &c, 20);
    assert_true(a.p_wait == 1 && a.sl[QUEUE_SL_OFFERED] == 0 && isinf(a.wait_s));
    c.patience_s = 90;
    queue_measure(&a, &c, 20);
    assert_true(a.p_abandon == 1 && a.wait_s == 90 && isnan(a.wait_answered_s));
    near(a.sl[QUEUE_SL_MET], 1 - exp(-20. / 90), 1e-15, "gone within T");
    assert_true(queue_service_level(&c, QUEUE_SL_ANSWERED, 20) == 0);
    c.calls = 0;
    c.agents = 1;
    queue_measure(&a, &c, 0);
    assert_true(a.p_wait == 0 && a.sl[QUEUE_SL_OFFERED] == 1 && a.wait_s == 0);
    c.calls = 1e-9;
    queue_measure(&a, &c, 0);
    near(a.p_wait, 1e-10, 1e-9, "one call in a lifetime");
    c.agents = 0;
    c.patience_s = INFINITY;
    c.waiting_places = 4;
    queue_measure(&a, &c, 0);
    assert_true(a.p_block == 1 && a.queue_length == 4);
    c.patience_s = 0;
    assert_non_null(queue_case_wrong(&c));
    c.patience_s = NAN;
    assert_non_null(queue_case_wrong(&c));
}

/* One agent, nobody waits, the blocked call again: A - r A^2 / (1 + A) = a0 is a quadratic in A. */
static void test_redial(void **state)
{
    (void)state;
    struct queue_case c = {.calls = 7, .interval_s = 1800, .aht_s = 180, .patience_s = INFINITY, .agents = 1,
                           .redial_blocked = 0.65};
    struct queue_answer a;
    queue_measure(&a, &c, 0);
    double first = 0.7, r = 0.65;
    double load = (first - 1 + sqrt((1 - first) * (1 - first) + 4 * (1 - r) * first)) / (2 * (1 - r));
    near(a.attempts, load * 10, 1e-13, "attempts");
    near(a.p_lost, (1 - r) * load / (1 + load) * load / first, 1e-12, "lost for good");
    c.redial_blocked = 1;
    queue_measure(&a, &c, 0);
    near(a.attempts, 0.7 / 0.3 * 10, 1e-12, "attempts when everyone calls again"); /* A / (1 + A) = 0.7 */
    near_abs(a.p_lost, 0, 1e-15, "nobody is lost");
    c.calls = 11;
    queue_measure(&a, &c, 0);
    assert_true(isinf(a.attempts));
    near(a.p_lost, 1 - 1 / 1.1, 1e-12, "more than an agent can do");
}

static void test_inverse(void **state)
{
    (void)state;
    struct queue_case c = {.interval_s = 1800, .aht_s = 150, .patience_s = INFINITY, .waiting_places = INFINITY,
                           .agents = 1};
    struct queue_goal g = QUEUE_NO_GOAL;
    near(inverse_most_calls(&c, &g), 12, 1e-12, "an agent is full at load 1");
    g.sl = 0.85;
    near(inverse_most_calls(&c, &g), 0.15 * 12, 1e-13, "M/M/1 at once: 1 - load");
    g.sl = 0.999999;
    near(inverse_most_calls(&c, &g), 1e-6 * 12, 1e-13, "1 - share in decimal");
    c.calls = 3;
    g.sl = 0.85;
    near(inverse_longest_aht_s(&c, &g), 0.15 * 600, 1e-13, "handle time");
    c.aht_s = 400; /* load 2/3: P(W > t) = 2/3 exp(-t / 1200) */
    near(inverse_least_limit_s(&c, QUEUE_SL_OFFERED, 0.6), 1200 * log(2. / 3 / 0.4), 1e-12, "threshold");
    assert_true(inverse_least_limit_s(&c, QUEUE_SL_OFFERED, 0.3) == 0);
    c.agents = 0;
    assert_true(inverse_most_calls(&c, &g) == 0);
    for (int i = 0; i < 60; i++) { /* there and back */
        struct queue_case d = {.calls = random_log(0.01, 1e4), .interval_s = 1800, .aht_s = 180, .waiting_places = INFINITY,
                               .patience_s = random_log(5, 1000)};
        d.agents = 1 + (int)(d.calls / 10 * 1.3 * random_share());
        struct queue_answer a;
        queue_measure(&a, &d, 20);
        g = QUEUE_NO_GOAL;
        g.limit_s = 20;
        g.abandon_max = a.p_abandon;
        near(inverse_most_calls(&d, &g), d.calls, 1e-9, "calls by P(abandon)");
        near(inverse_longest_aht_s(&d, &g), d.aht_s, 1e-9, "handle time by P(abandon)");
        if (a.sl[QUEUE_SL_OFFERED] < 1e-6 || a.late[QUEUE_SL_OFFERED] < 1e-9)
            continue;
        g.abandon_max = 1;
        g.sl = a.sl[QUEUE_SL_OFFERED];
        near(inverse_most_calls(&d, &g), d.calls, 1e-6, "calls by service level");
    }
}

/* Two contacts at full speed each are two servers; at half the speed each, one agent who shares himself out. */
static void test_chat(void **state)
{
    (void)state;
    struct queue_case chat = {.calls = 80, .interval_s = 1800, .aht_s = 300, .patience_s = 240,
                              .waiting_places = INFINITY, .agents = 6, .contacts = 3, .work_rate = {1, 2, 3}};
    struct queue_case calls = chat;
    struct queue_answer a, b;
    calls.contacts = 1;
    calls.agents = 18;
    queue_measure(&a, &chat, 20);
    queue_measure(&b, &calls, 20);
    for (int k = 0; k < QUEUE_SL_KINDS; k++)
        near_abs(a.sl[k], b.sl[k], 1e-14, "level");
    near(a.contacts_per_agent * 6, b.occupancy * 18, 1e-12, "contacts in hand");
    near(a.handle_s, 300, 1e-12, "handle time");
    /* one agent, work rates 1 and 1, load rho: M/M/1 by the number present, who waits finds 2 or more */
    struct queue_case one = {.calls = 4.2, .interval_s = 1800, .aht_s = 300, .patience_s = INFINITY,
                             .waiting_places = INFINITY, .agents = 1, .contacts = 2, .work_rate = {1, 1}};
    queue_measure(&a, &one, 0);
    near(a.p_wait, 0.7 * 0.7, 1e-14, "P(wait)");
    near(a.occupancy, 0.7, 1e-14, "occupancy");
    near(a.contacts_per_agent, 0.3 * 0.7 + 2 * 0.7 * 0.7, 1e-14, "contacts"); /* one present, two or more */
    near(a.queue_length, 0.343 / 0.3, 1e-13, "queue");
    struct queue_goal g = QUEUE_NO_GOAL;
    g.occupancy_max = 0.5;
    assert_int_equal(queue_least_agents(&one, &g, 100), 2);
    near(inverse_most_calls(&one, &g), 3, 1e-9, "chats at half occupancy");
}

static void test_busyness(void **state)
{
    (void)state;
    struct busyness b;
    struct queue_case c = {.calls = 2, .interval_s = 1800, .aht_s = 150, .patience_s = INFINITY,
                           .waiting_places = INFINITY, .agents = 1};
    busyness_make(&b, 0.2);
    /* M/M/1 at once, never near full: E[G (1 - a G)] = 1 - a (1 + cv^2) */
    near(busyness_service_level(&c, QUEUE_SL_OFFERED, 0, &b), 1 - 1. / 6 * 1.04, 1e-7, "mean level over days");
    c.calls = 100;
    c.aht_s = 180;
    c.agents = 14;
    double sl[41];
    busyness_service_levels(sl, 40, &c, QUEUE_SL_OFFERED, 20, &b);
    near_abs(sl[14], busyness_service_level(&c, QUEUE_SL_OFFERED, 20, &b), 1e-13, "table");
    /* 400,000 equal steps of the factor */
    near_abs(sl[14], 0.759178347696, 2e-5, "against equal steps");
    int n = busyness_least_agents(&c, QUEUE_SL_OFFERED, 20, 0.8, &b, 1000);
    assert_true(sl[n] >= 0.8 && sl[n - 1] < 0.8);
    busyness_make(&b, 0);
    near_abs(busyness_service_level(&c, QUEUE_SL_OFFERED, 20, &b), 0.88835001917946688, 1e-14, "without spread");
}

static void test_trunks(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        double load = random_log(0.01, 3000), block = random_log(1e-5, 0.5);
        int lines = trunks_least(load, block, 100000);
        assert_true(erlang_b(lines, load) <= block);
        assert_true(lines == 0 || erlang_b(lines - 1, load) > block);
        if (lines > 0)
            near(erlang_b(lines, trunks_most_load_erl(lines, block)), block, 1e-12, "load of so many lines");
    }
    struct queue_case c = {.calls = 100, .interval_s = 1800, .aht_s = 180, .patience_s = INFINITY,
                           .waiting_places = INFINITY, .agents = 14};
    near(trunks_load_erl(&c), 10 + 100. / 1800 * 7.8359370117772427, 1e-12, "lines held");
}

static void test_sipp(void **state)
{
    (void)state;
    static const double calls[] = {40, 80, 20, 60}, aht_s[] = {450, 450, 2700, 900};
    double lagged[4];
    sipp_lagged_calls(lagged, 4, 1800, calls, aht_s);
    near(lagged[0], 30, 1e-15, "first"); /* a quarter of the interval lies before the first call */
    near(lagged[1], 70, 1e-15, "second");
    near(lagged[2], 60, 1e-15, "third"); /* one and a half intervals back: half of 80, half of 40 */
    near(lagged[3], 40, 1e-15, "fourth");
}

/* Nobody but the closed forms of M/M/infinity: a queue without agents fills, an office of 200 takes everyone at once
 * and then sends all agents home. */
static void test_transient(void **state)
{
    (void)state;
    static const double calls[] = {50, 10, 0}, aht_s[] = {240, 240, 240};
    static const int agents[] = {0, 200, 0};
    double call = 50. / 900, leave = 1. / 300, work = 1. / 240;
    struct transient_interval t[3];
    struct transient_case c = {3, 900, calls, agents, aht_s, 300, 30, CROWD_FINISH, 1};
    transient_measure(t, &c);
    double gone = 1 - exp(-3), queue = call / leave * gone; /* 900 / 300 */
    near(t[0].queue_end, queue, 1e-11, "queue filled");
    near(t[0].queue_mean, call / leave * (1 - gone / 3), 1e-11, "mean queue");
    near_abs(t[0].p_wait, 1, 1e-12, "all wait");
    near(t[0].abandoned, t[0].queue_mean * 3, 1e-13, "hung up");
    near(t[0].sl_virtual, 30. / 900, 1e-11, "the last 30 seconds");
    near(t[0].sl_offered, 300. / 900 * (1 - exp(-0.1)), 1e-10, "of them those still there");
    double left = exp(-3.75), later = call / 5 / work; /* 900 / 240; 10 calls in place of 50 */
    near(t[1].busy_mean, later + (queue - later) * (1 - left) / 3.75, 1e-10, "busy");
    near_abs(t[1].queue_mean, 0, 1e-10, "taken at once");
    near_abs(t[1].sl_offered, 1, 1e-10, "nobody waits");
    double busy = queue * left + later * (1 - left);
    near(t[2].busy_mean, busy * (1 - left) / 3.75, 1e-9, "finishing");
    near_abs(t[2].queue_mean, 0, 1e-9, "nobody is left waiting");
    c.drop = CROWD_RETURN;
    transient_measure(t, &c);
    near_abs(t[2].busy_mean, 0, 1e-15, "sent home");
    near(t[2].queue_mean, busy * gone / 3, 1e-9, "back in the queue");
}

/* Constant staff for long: the stationary answer, and SIPP is right */
static void test_transient_settles(void **state)
{
    (void)state;
    enum { LONG = 12 };
    double calls[LONG], aht_s[LONG];
    int agents[LONG];
    struct transient_interval t[LONG];
    struct sipp_interval s[LONG];
    for (int i = 0; i < LONG; i++) {
        calls[i] = 133;
        aht_s[i] = 200;
        agents[i] = 16;
    }
    struct transient_case c = {LONG, 1800, calls, agents, aht_s, 90, 15, CROWD_RETURN, 1};
    struct queue_case q = {.calls = 133, .interval_s = 1800, .aht_s = 200, .patience_s = 90, .waiting_places = INFINITY,
                           .agents = 16};
    struct queue_answer a;
    queue_measure(&a, &q, 15);
    transient_measure(t, &c);
    near(t[LONG - 1].queue_end, a.queue_length, 1e-10, "queue");
    near(t[LONG - 1].busy_mean, a.occupancy * 16, 1e-10, "busy");
    near(t[LONG - 1].abandoned, a.p_abandon * 133, 1e-10, "abandoned");
    near(t[LONG - 1].sl_offered, a.sl[QUEUE_SL_OFFERED], 1e-10, "level");
    near(t[LONG - 1].sl_virtual, a.sl[QUEUE_SL_VIRTUAL], 1e-10, "virtual level");
    assert_int_equal(sipp_compare(s, &c, 0.005), 1); /* only the first, which starts empty */
    near(s[5].transient, s[5].sipp, 1e-6, "SIPP");
}

/* Whole intervals go by Chebyshev polynomials where they can; cut into short ones the same day goes by uniformisation. */
static void test_transient_two_ways(void **state)
{
    (void)state;
    enum { DAY = 6, CUTS = 40 };
    for (int round = 0; round < 12; round++) {
        double calls[DAY], aht_s[DAY], cut_calls[DAY * CUTS], cut_aht_s[DAY * CUTS];
        int agents[DAY], cut_agents[DAY * CUTS];
        struct transient_interval whole[DAY], cut[DAY * CUTS];
        for (int t = 0; t < DAY; t++) {
            agents[t] = t % 2 ? agents[t - 1] : 1 + (int)random_log(2, 60);
            aht_s[t] = 120 + 200 * random_share();
            calls[t] = (0.6 + 0.6 * random_share()) * agents[t] * 1800 / aht_s[t];
            for (int k = 0; k < CUTS; k++) {
                cut_calls[t * CUTS + k] = calls[t] / CUTS;
                cut_aht_s[t * CUTS + k] = aht_s[t];
                cut_agents[t * CUTS + k] = agents[t];
            }
        }
        struct transient_case c = {DAY, 1800, calls, agents, aht_s, round % 3 ? random_log(20, 900) : INFINITY, 20,
                                   round % 2 ? CROWD_FINISH : CROWD_RETURN, 0};
        struct transient_case d = c;
        d.intervals = DAY * CUTS;
        d.interval_s = 1800. / CUTS;
        d.calls = cut_calls;
        d.aht_s = cut_aht_s;
        d.agents = cut_agents;
        transient_measure(whole, &c);
        transient_measure(cut, &d);
        for (int t = 0; t < DAY; t++) {
            double queue = 0, busy = 0, wait = 0;
            for (int k = 0; k < CUTS; k++) {
                queue += cut[t * CUTS + k].queue_mean / CUTS;
                busy += cut[t * CUTS + k].busy_mean / CUTS;
                wait += cut[t * CUTS + k].p_wait / CUTS;
            }
            near_abs(whole[t].queue_mean, queue, 1e-9, "mean queue");
            near_abs(whole[t].busy_mean, busy, 1e-9, "busy");
            near_abs(whole[t].p_wait, wait, 1e-10, "P(wait)");
            near_abs(whole[t].queue_end, cut[t * CUTS + CUTS - 1].queue_end, 1e-9, "queue at the end");
        }
    }
}

/* A threshold longer than the intervals: cut in two they turn elsewhere, but the levels are the same. */
static void test_transient_long_threshold(void **state)
{
    (void)state;
    static const double calls[] = {33, 61, 18}, aht_s[] = {220, 170, 260}, half_calls[] = {16.5, 16.5, 30.5, 30.5, 9, 9},
                        half_aht_s[] = {220, 220, 170, 170, 260, 260};
    static const int agents[] = {4, 6, 2}, half_agents[] = {4, 4, 6, 6, 2, 2};
    for (int round = 0; round < 4; round++) {
        struct transient_interval whole[3], half[6];
        struct transient_case c = {3, 1800, calls, agents, aht_s, round % 2 ? 150 : INFINITY, round < 2 ? 1100 : 2300,
                                   round % 3 ? CROWD_FINISH : CROWD_RETURN, 1};
        struct transient_case d = c;
        d.intervals = 6;
        d.interval_s = 900;
        d.calls = half_calls;
        d.aht_s = half_aht_s;
        d.agents = half_agents;
        transient_measure(whole, &c);
        transient_measure(half, &d);
        for (int t = 0; t < 3; t++) {
            near_abs(whole[t].sl_virtual, (half[2 * t].sl_virtual + half[2 * t + 1].sl_virtual) / 2, 1e-8, "virtual");
            near_abs(whole[t].sl_offered, (half[2 * t].sl_offered + half[2 * t + 1].sl_offered) / 2, 1e-8, "offered");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erlang_b),
        cmocka_unit_test(test_erlang_c),
        cmocka_unit_test(test_erlang_a),
        cmocka_unit_test(test_finite_by_states),
        cmocka_unit_test(test_finite_becomes_infinite),
        cmocka_unit_test(test_least_agents),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_redial),
        cmocka_unit_test(test_inverse),
        cmocka_unit_test(test_chat),
        cmocka_unit_test(test_busyness),
        cmocka_unit_test(test_trunks),
        cmocka_unit_test(test_sipp),
        cmocka_unit_test(test_transient),
        cmocka_unit_test(test_transient_settles),
        cmocka_unit_test(test_transient_two_ways),
        cmocka_unit_test(test_transient_long_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
