/* From the LP to a roster on random teams: the rounding's whole numbers fit each other and nobody is counted twice; the roster
 * keeps every rule, has as many working as the rounding says, and consists of its shifts but for a few. */
#include "random_problem.h"
#include "schedule/branch.h"
#include "schedule/extract.h"

enum { SITES = 60, SEED = 1123, SOLVES = 2 };

struct tally {
    int sites, shifts, kept, working;
};

/* Shifts of each (contract, option) by the rounding. */
static int **shifts_of(const struct problem *p, const struct rounding *d)
{
    int **count = xcalloc((size_t)p->s->contract_count + 1, sizeof *count);
    for (int c = 0; c < p->s->contract_count; c++)
        count[c] = xcalloc((size_t)p->options[c].count + 1, sizeof **count);
    for (int k = 0; k < d->shifts; k++)
        count[d->shift[k].contract][d->shift[k].option] += d->shift[k].count;
    return count;
}

/* Patterns and shifts agree: as many shifts of a group on a day as patterns that have it there. */
static void expect_linked(const struct problem *p, const struct rounding *d, int **count)
{
    for (int c = 0; c < p->s->contract_count; c++) {
        const struct options *o = &p->options[c];
        for (int day = 0; day < p->grid.days; day++)
            for (int g = 0; g < o->groups; g++) {
                int shifts = 0, patterns = 0;
                for (int i = o->first[day * o->groups + g]; i < o->first[day * o->groups + g + 1]; i++)
                    shifts += count[c][i];
                for (int k = 0; k < d->patterns; k++)
                    if (d->pattern[k].contract == c && d->pattern[k].groups[day] == g)
                        patterns += d->pattern[k].count;
                assert_int_equal(shifts, patterns);
            }
    }
}

static int works(const struct board *b, int agent)
{
    for (int d = 0; d < b->p->grid.days; d++)
        if (board_tour(b, agent)[d] >= 0)
            return 1;
    return 0;
}

static void expect_roster(struct tally *n, const struct board *b, const struct rounding *d, int **count)
{
    const struct problem *p = b->p;
    int *working = xcalloc((size_t)p->s->contract_count + 1, sizeof *working);
    int *forced = xcalloc((size_t)p->s->contract_count + 1, sizeof *forced);
    for (int i = 0; i < p->agents; i++) {
        int c = p->crew[p->crew_of[i]].contract;
        working[c] += works(b, i);
        forced[c] += p->crew[p->crew_of[i]].bound || p->s->contracts[c].use == USE_MUST;
        if (p->crew[p->crew_of[i]].possible)
            assert_true(isfinite(tour_personal(p, p->crew_of[i], board_tour(b, i))));
        for (int day = 0; day < p->grid.days; day++) {
            int option = board_tour(b, i)[day];
            if (option < 0)
                continue;
            assert_true(pauses_legal(p, &p->options[c], option, board_places(b, i, day)));
            n->shifts++;
            n->kept += count[c][option]-- > 0;
        }
    }
    for (int c = 0; c < p->s->contract_count; c++) {
        int wanted = 0;
        for (int k = 0; k < d->patterns; k++)
            wanted += d->pattern[k].contract == c ? d->pattern[k].count : 0;
        assert_true(working[c] <= wanted + forced[c]);
        n->working += working[c];
    }
    free(forced);
    free(working);
}

static void try_site(struct tally *n, const struct problem *p, struct rng *g)
{
    struct master *m = master_make(p, 1);
    struct cover cover;
    struct rounding d;
    struct board b;
    struct certificate_room room;
    cover_make(&cover, m, p, SOLVES, NULL, NULL);
    rounding_make(&d, m, &cover, 0, 0, 0, g, NULL, NULL);
    int **count = shifts_of(p, &d);
    expect_linked(p, &d, count);
    certificate_room_make(&room, p);
    board_make(&b, p);
    extract_roster(&b, &d, g, &room);
    assert_true(board_objective(&b) >= cover.bound - 1e-6 * (1 + fabs(cover.bound)));
    expect_roster(n, &b, &d, count);
    n->sites++;
    for (int c = 0; c < p->s->contract_count; c++)
        free(count[c]);
    free(count);
    board_free(&b);
    certificate_room_free(&room, p);
    rounding_free(&d);
    cover_free(&cover);
    master_free(m);
}

static void test_roundings_become_rosters(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int number = 0; number < SITES; number++) {
        struct random_problem w;
        random_problem_make(&w, SEED, number, (struct week_size){6, 20, 7, 8, 4, 7}, NULL);
        if (w.p.agents > 0)
            try_site(&n, &w.p, &w.g);
        random_problem_free(&w);
    }
    print_message("%d sites: %d agents working %d shifts, %d of them the rounding's\n", n.sites, n.working, n.shifts, n.kept);
    assert_true(n.sites > 40 && n.shifts > 500 && n.kept > 0.8 * n.shifts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_roundings_become_rosters)};
    return cmocka_run_group_tests_name("schedule_rounding", tests, NULL, NULL);
}
