/* The sheets with a row an interval: forecast, requirement, coverage. */
#include "report/words.h"
#include "workbook_parts.h"

#include <math.h>
#include <stdio.h>

/* Seconds of waiting; where a queue would grow for ever a word stands. */
static void wait_cell(struct listing *t, int column, double asa_s)
{
    if (isinf(asa_s))
        listing_text(t, column, workbook_say(t->w, LANG_MARK("without end")));
    else
        listing_number(t, column, workbook_round(asa_s));
}

static const char *cell(const struct listing *t, int column, char buf[BOOK_AT_SIZE])
{
    return book_at(t->row, column, buf);
}

/* --- forecast ---------------------------------------------------------------------------------------------------- */
enum { F_MEAN = OWN, F_LOW, F_MIDDLE, F_HIGH, F_AHT, F_HOURS, F_COLUMNS };
static const struct column forecast_columns[F_COLUMNS] = {INTERVAL_COLUMNS,
                                                          {LANG_MARK("Contacts expected"), BOOK_TENTH, 11, TOTAL_SUM},
                                                          {LANG_MARK("Low (10%)"), BOOK_TENTH, 10, TOTAL_NONE},
                                                          {LANG_MARK("Middle (50%)"), BOOK_TENTH, 10, TOTAL_NONE},
                                                          {LANG_MARK("High (90%)"), BOOK_TENTH, 10, TOTAL_NONE},
                                                          {LANG_MARK("Handle time (s)"), BOOK_WHOLE, 11, TOTAL_NONE},
                                                          {LANG_MARK("Handling (h)"), BOOK_TENTH, 11, TOTAL_SUM}};

void workbook_forecast(struct workbook *w)
{
    const struct scenario *s = &w->p->scenario;
    struct listing           t;
    struct text            note = {0};
    char                   mean[BOOK_AT_SIZE], aht[BOOK_AT_SIZE];
    words_forecast(&note, w->p, 0, w->lang);
    listing_begin(&t, w, w->forecast, workbook_say(w, LANG_MARK("Forecast")), s->queue_count == 1 ? text_string(&note) : NULL,
                forecast_columns, F_COLUMNS);
    for (int q = 0; q < s->queue_count; q++)
        for (int i = 0; i < s->horizon.intervals; i++) {
            const struct demand *d = &w->p->demands[q];
            if (!s->queues[q].open[i])
                continue;
            listing_interval(&t, q, i);
            listing_number(&t, F_MEAN, workbook_round(d->offered[i]));
            listing_number(&t, F_LOW, workbook_round(d->p10[i]));
            listing_number(&t, F_MIDDLE, workbook_round(d->p50[i]));
            listing_number(&t, F_HIGH, workbook_round(d->p90[i]));
            listing_number(&t, F_AHT, workbook_round(d->aht_s[i]));
            listing_formula(&t, F_HOURS, d->offered[i] * d->aht_s[i] / 3600, "=%s*%s/3600", cell(&t, F_MEAN, mean), cell(&t, F_AHT, aht));
            t.row++;
        }
    listing_end(&t, OWN);
    text_free(&note);
}

/* --- requirement ------------------------------------------------------------------------------------------------- */
enum { R_OFFERED = OWN, R_AHT, R_AGENTS, R_SHRINK, R_GROSS, R_FLOOR, R_KIND, R_SL, R_ASA, R_OCCUPANCY, R_ABANDON, R_COLUMNS };
static const struct column requirement_columns[R_COLUMNS] = {
    INTERVAL_COLUMNS,
    {LANG_MARK("Contacts expected"), BOOK_TENTH, 11, TOTAL_SUM},
    {LANG_MARK("Handle time (s)"), BOOK_WHOLE, 11, TOTAL_NONE},
    {LANG_MARK("Agents needed on contacts"), BOOK_WHOLE, 12, TOTAL_HOURS},
    {LANG_MARK("Shrinkage"), BOOK_SHARE, 10, TOTAL_NONE},
    {LANG_MARK("Agents to roster"), BOOK_CENTS, 10, TOTAL_HOURS},
    {LANG_MARK("Least agents on contacts"), BOOK_WHOLE, 11, TOTAL_NONE},
    {LANG_MARK("Kind"), BOOK_TEXT, 14, TOTAL_NONE},
    {LANG_MARK("Service level"), BOOK_SHARE, 10, TOTAL_NONE},
    {LANG_MARK("Average wait (s)"), BOOK_TENTH, 10, TOTAL_NONE},
    {LANG_MARK("Occupancy"), BOOK_SHARE, 11, TOTAL_NONE},
    {LANG_MARK("Hang up"), BOOK_SHARE, 9, TOTAL_NONE}};

static void requirement_row(struct listing *t, const struct requirement *r, int i)
{
    static const char *const kinds[] = {"", LANG_MARK("open"), LANG_MARK("peak"), LANG_MARK("peak, must hold")};
    char                     agents[BOOK_AT_SIZE], shrink[BOOK_AT_SIZE];
    listing_interval(t, r->queue, i);
    listing_number(t, R_OFFERED, workbook_round(r->offered[i]));
    listing_number(t, R_AHT, workbook_round(r->aht_s[i]));
    listing_number(t, R_AGENTS, r->agents[i]);
    listing_number(t, R_SHRINK, r->shrink[i]);
    listing_formula(t, R_GROSS, r->agents_gross[i], "=%s/(1-%s)", cell(t, R_AGENTS, agents), cell(t, R_SHRINK, shrink));
    listing_number(t, R_FLOOR, r->floor_agents[i]);
    listing_text(t, R_KIND, workbook_say(t->w, kinds[r->kind[i]]));
    listing_number(t, R_SL, workbook_round(r->sl[i]));
    wait_cell(t, R_ASA, r->asa_s[i]);
    listing_number(t, R_OCCUPANCY, workbook_round(r->occupancy[i]));
    listing_number(t, R_ABANDON, workbook_round(r->abandon[i]));
    t->row++;
}

void workbook_requirement(struct workbook *w)
{
    struct listing t;
    listing_begin(&t, w, w->requirement, workbook_say(w, LANG_MARK("Requirement")),
                workbook_say(w, LANG_MARK("What each interval alone needs to reach its goal. To roster = on contacts / (1 − shrinkage).")),
                requirement_columns, R_COLUMNS);
    for (int q = 0; q < w->p->scenario.queue_count; q++)
        for (int i = 0; i < w->p->requirements[q].intervals; i++)
            if (w->p->requirements[q].kind[i] != CLASS_CLOSED)
                requirement_row(&t, &w->p->requirements[q], i);
    listing_end(&t, OWN);
}

/* --- coverage ---------------------------------------------------------------------------------------------------- */
static const struct column coverage_columns[C_COLUMNS] = {
    INTERVAL_COLUMNS,
    {LANG_MARK("Contacts expected"), BOOK_TENTH, 11, TOTAL_SUM},
    {LANG_MARK("Least agents on contacts"), BOOK_TENTH, 11, TOTAL_NONE},
    {LANG_MARK("Agents needed on contacts"), BOOK_TENTH, 12, TOTAL_HOURS},
    {LANG_MARK("Agents rostered"), BOOK_CENTS, 10, TOTAL_HOURS},
    {LANG_MARK("Shrinkage"), BOOK_SHARE, 10, TOTAL_NONE},
    {LANG_MARK("Agents there"), BOOK_CENTS, 10, TOTAL_HOURS},
    {LANG_MARK("Over (+) or short (−)"), BOOK_CENTS, 11, TOTAL_HOURS},
    {LANG_MARK("Service level"), BOOK_SHARE, 10, TOTAL_NONE},
    {LANG_MARK("Goal"), BOOK_SHARE, 8, TOTAL_NONE},
    {LANG_MARK("Must reach"), BOOK_SHARE, 8, TOTAL_NONE},
    {LANG_MARK("State"), BOOK_TEXT, 9, TOTAL_NONE},
    {LANG_MARK("Average wait (s)"), BOOK_TENTH, 11, TOTAL_NONE},
    {LANG_MARK("Occupancy"), BOOK_SHARE, 11, TOTAL_NONE},
    {LANG_MARK("Hang up"), BOOK_SHARE, 9, TOTAL_NONE},
    {LANG_MARK("Day"), BOOK_TEXT, 12, TOTAL_NONE},
    {LANG_MARK("Start"), BOOK_TEXT, 12, TOTAL_NONE}};

/* As words_below judges it, with its tolerance, so that report and workbook call the same intervals weak. */
static void state_cell(struct listing *t, int queue, int interval)
{
    const struct coverage *c = &t->w->p->result.coverages[queue];
    int                    below = words_below(t->w->p, queue, interval);
    const char            *ok = workbook_say(t->w, LANG_MARK("met")), *low = workbook_say(t->w, LANG_MARK("low")),
               *missed = workbook_say(t->w, LANG_MARK("missed"));
    char                   formula[300], sl[BOOK_AT_SIZE], goal[BOOK_AT_SIZE], least[BOOK_AT_SIZE];
    cell(t, C_SL, sl);
    snprintf(formula, sizeof formula, "=IF(%s=\"\",\"\",IF(%s+0.00005<N(%s),\"%s\",IF(%s+0.00005<N(%s),\"%s\",\"%s\")))", sl, sl,
             cell(t, C_LEAST, least), missed, sl, cell(t, C_GOAL, goal), low, ok);
    book_formula_text(t->sheet, t->row, C_STATE, formula, isnan(c->sl[interval]) ? "" : below == 2 ? missed : below ? low : ok,
                      (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_CENTER | BOOK_LINE});
}

static void coverage_row(struct listing *t, int queue, int i)
{
    const struct plan     *p = t->w->p;
    const struct coverage *c = &p->result.coverages[queue];
    double                 shrink = scenario_shrinkage(&p->scenario, queue, i), scheduled = workbook_round(c->scheduled[i]);
    double                 required = workbook_round(c->required[i]), there = scheduled * (1 - shrink);
    char                   a[BOOK_AT_SIZE], b[BOOK_AT_SIZE];
    listing_interval(t, queue, i);
    listing_number(t, C_OFFERED, workbook_round(p->requirements[queue].offered[i]));
    listing_number(t, C_FLOOR, workbook_round(c->floor[i]));
    listing_number(t, C_REQUIRED, required);
    listing_number(t, C_SCHEDULED, scheduled);
    listing_number(t, C_SHRINK, shrink);
    listing_formula(t, C_EXPECTED, there, "=%s*(1-%s)", cell(t, C_SCHEDULED, a), cell(t, C_SHRINK, b));
    listing_formula(t, C_NET, there - required, "=%s-%s", cell(t, C_EXPECTED, a), cell(t, C_REQUIRED, b));
    listing_number(t, C_SL, workbook_round(c->sl[i]));
    listing_number(t, C_GOAL, words_interval_goal(&p->scenario, queue, i));
    listing_number(t, C_LEAST, words_interval_must(&p->scenario, queue, i));
    state_cell(t, queue, i);
    wait_cell(t, C_ASA, c->asa_s[i]);
    listing_number(t, C_OCCUPANCY, workbook_round(c->occupancy[i]));
    listing_number(t, C_ABANDON, workbook_round(c->abandon[i]));
    struct text day = {0};
    words_date(&day, p, p->scenario.horizon.day_of[i], t->w->lang);
    listing_text(t, C_WHEN, text_string(&day));
    listing_text(t, C_CLOCK, horizon_clock(&p->scenario.horizon, i * p->scenario.horizon.interval_min, a));
    text_free(&day);
}

/* Colour says again what the signs and words say. */
static void coverage_colours(const struct listing *t)
{
    char formula[200], state[BOOK_AT_SIZE], net[BOOK_AT_SIZE];
    int  last = t->row - 1;
    if (last < FIRST_ROW)
        return;
    book_at(FIRST_ROW, C_STATE, state);
    for (int k = 0; k < 2; k++) {
        snprintf(formula, sizeof formula, "=$%s=\"%s\"", state, workbook_say(t->w, k ? LANG_MARK("low") : LANG_MARK("missed")));
        book_when(t->sheet, FIRST_ROW, C_SL, last, C_STATE, formula, k ? BOOK_WARN : BOOK_BAD);
    }
    book_at(FIRST_ROW, C_NET, net);
    snprintf(formula, sizeof formula, "=ROUND(%s,2)<0", net);
    book_when(t->sheet, FIRST_ROW, C_NET, last, C_NET, formula, BOOK_BAD);
    snprintf(formula, sizeof formula, "=ROUND(%s,2)>0", net);
    book_when(t->sheet, FIRST_ROW, C_NET, last, C_NET, formula, BOOK_SPARE);
}

void workbook_coverage(struct workbook *w)
{
    const struct scenario *s = &w->p->scenario;
    int                    T = s->horizon.intervals;
    struct listing           t;
    listing_begin(&t, w, w->coverage, workbook_say(w, LANG_MARK("Coverage")),
                workbook_say(w, LANG_MARK("There = rostered × (1 − shrinkage). Over or short = there − needed. Low: under the goal, "
                                          "which holds over a longer time; missed: under what the interval itself must reach.")),
                coverage_columns, C_COLUMNS);
    for (int q = 0; q < s->queue_count; q++)
        for (int i = 0; i < T; i++) {
            const struct coverage *c = &w->p->result.coverages[q];
            int                    shown = s->queues[q].open[i] || c->scheduled[i] > 0;
            w->coverage_row[q * T + i] = shown ? t.row : -1;
            if (!shown)
                continue;
            coverage_row(&t, q, i);
            t.row++;
        }
    w->coverage_last = t.row - 1;
    coverage_colours(&t);
    listing_end(&t, OWN);
    book_hide(w->coverage, C_WHEN, C_CLOCK);
}
