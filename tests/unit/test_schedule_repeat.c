/* The optimizer on random teams of 5 to 20 agents, one or two queues: the files written are the same byte for byte on one and
 * two threads, and the judge accepts them; stopped at any call of its progress it leaves a roster the judge accepts.
 * `test_schedule_repeat N` takes N teams for the one and N / 2 for the other. */
#include "random_week.h"
#include "schedule_sites.h"

enum { TEAMS = 8, SEED = 27182, EARLY = 8, LATER = 6 };

static int team_count = TEAMS;

static void make_team(struct site *x, int number)
{
    struct rng g;
    int days[] = {7, 7, 7, 5, 10, 14};
    rng_stream(&g, SEED, (uint64_t)number);
    random_week(x, &g, (struct week_size){5, 20, days[number % 6], 8, 4, 8});
}

static void solve(struct schedule_answer *a, const struct site *x, struct schedule_request q)
{
    q.scenario = &x->s;
    q.requirements = x->rs;
    q.effort = 0.005;
    q.threads = q.threads ? q.threads : 1;
    schedule_make(a, &q);
}

/* --- the same bytes ---------------------------------------------------------------------------------------------- */

static char *read_all(const char *path)
{
    FILE  *f = fopen(path, "rb");
    size_t size = 0, room = 1 << 16, got;
    char  *text = xmalloc(room);
    assert_non_null(f);
    while ((got = fread(text + size, 1, room - size - 1, f)) > 0) {
        size += got;
        room *= 2;
        text = xrealloc(text, room);
    }
    text[size] = 0;
    fclose(f);
    return text;
}

/* roster.csv and bound.csv of the answer, one after the other; to be freed. */
static char *files_of(const struct site *x, const struct schedule_answer *a, const char *folder)
{
    struct faults faults = {0};
    char          path[2][300];
    snprintf(path[0], sizeof path[0], "%s/roster.csv", folder);
    snprintf(path[1], sizeof path[1], "%s/bound.csv", folder);
    roster_write(&a->roster, &x->s, path[0], &faults);
    bound_write(&a->bound, &x->s, path[1], &faults);
    assert_no_fault(&faults);
    char  *roster = read_all(path[0]), *bound = read_all(path[1]);
    size_t length = strlen(roster) + strlen(bound) + 1;
    roster = xrealloc(roster, length);
    strcat(roster, bound);
    free(bound);
    unlink(path[0]);
    unlink(path[1]);
    return roster;
}

static void test_same_bytes(void **state)
{
    (void)state;
    char folder[] = "/tmp/headcount-repeat-XXXXXX";
    long shifts = 0;
    int  other = 0;
    assert_non_null(mkdtemp(folder));
    for (int number = 0; number < team_count; number++) {
        struct site x;
        char       *text[4];
        make_team(&x, number);
        for (int i = 0; i < 4; i++) { /* again, two threads, another seed */
            struct schedule_answer a;
            solve(&a, &x, (struct schedule_request){.seed = i == 3 ? 2 : 1, .threads = i == 2 ? 2 : 1});
            text[i] = files_of(&x, &a, folder);
            judge(&x, &a, number);
            shifts += a.roster.shift_count;
            schedule_answer_free(&a);
        }
        if (strcmp(text[0], text[1]) != 0)
            fail_msg("team %d: the same seed gave two answers", number);
        if (strcmp(text[0], text[2]) != 0)
            fail_msg("team %d: two threads gave another answer than one", number);
        other += strcmp(text[0], text[3]) != 0;
        for (int i = 0; i < 4; i++)
            free(text[i]);
        site_free(&x);
    }
    rmdir(folder);
    assert_true(shifts > 20L * team_count);
    assert_true(team_count < TEAMS || other > team_count / 4); /* or the comparison sees nothing */
}

/* --- stopped ------------------------------------------------------------------------------------------------------- */

struct stop {
    int calls, at; /* at 0: never */
};

static int stop_at(const struct schedule_progress *p, void *context)
{
    struct stop *stop = context;
    assert_non_null(p->phase);
    return ++stop->calls == stop->at;
}

/* Stops the team's run at a call and judges what is left. */
static void cancel_at(const struct site *x, int number, int at)
{
    struct schedule_answer a;
    struct stop            stop = {0, at};
    solve(&a, x, (struct schedule_request){.seed = 1, .progress = stop_at, .context = &stop});
    judge(x, &a, number);
    if (!schedule_interrupted(&a))
        fail_msg("team %d, stopped at call %d: stopped_by is %s", number, at, a.stopped_by);
    if (stop.calls != at)
        fail_msg("team %d, stopped at call %d: called %d times more", number, at, stop.calls - at);
    if (!(a.lower_bound <= a.objective + 1e-6))
        fail_msg("team %d, stopped at call %d: the bound %.9f is above the roster %.9f", number, at, a.lower_bound, a.objective);
    schedule_answer_free(&a);
}

static void test_cancelled(void **state)
{
    (void)state;
    int runs = 0;
    for (int number = 0; number < team_count / 2; number++) {
        struct site            x;
        struct schedule_answer a;
        struct stop            never = {0, 0};
        make_team(&x, 1000 + number);
        solve(&a, &x, (struct schedule_request){.seed = 1, .progress = stop_at, .context = &never});
        schedule_answer_free(&a);
        for (int at = 1; at <= never.calls && at <= EARLY; at++, runs++)
            cancel_at(&x, number, at);
        for (int i = 1; i <= LATER && never.calls > EARLY; i++, runs++)
            cancel_at(&x, number, EARLY + (never.calls - EARLY) * i / LATER);
        site_free(&x);
    }
    assert_true(runs > 5 * team_count);
}

static double nobody_works(const struct site *x)
{
    struct roster       none = {0};
    struct check_result c;
    check_roster(&c, &x->s, x->rs, &none, NULL);
    double objective = c.summary.objective;
    check_result_free(&c);
    return objective;
}

/* Stopped before the LP knows anything, every queue is rostered all the same: not far from what the search finds, and of what
 * separates an empty roster from it most is gained. */
static void test_stopped_at_once(void **state)
{
    (void)state;
    double found = 0, stopped = 0, empty = 0;
    for (int number = 0; number < team_count; number++) {
        struct site            x;
        struct schedule_answer a;
        make_team(&x, 2000 + number);
        solve(&a, &x, (struct schedule_request){.seed = 1});
        found += a.objective;
        schedule_answer_free(&a);
        struct stop stop = {0, 1};
        solve(&a, &x, (struct schedule_request){.seed = 1, .progress = stop_at, .context = &stop});
        judge(&x, &a, number);
        stopped += a.objective;
        empty += nobody_works(&x);
        schedule_answer_free(&a);
        site_free(&x);
    }
    if (!(stopped - found < 0.1 * (empty - found)))
        fail_msg("found %.2f, stopped at once %.2f, nobody working %.2f", found, stopped, empty);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_cancelled),
                                       cmocka_unit_test(test_stopped_at_once)};
    team_count = argc > 1 ? atoi(argv[1]) : TEAMS;
    return cmocka_run_group_tests_name("schedule_repeat", tests, NULL, NULL);
}
