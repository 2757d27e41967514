/* The roster twice: a row an activity, and agents down, days across. */
#include "base/alloc.h"
#include "report/words.h"
#include "workbook_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct column list_columns[L_COLUMNS] = {{LANG_MARK("No."), BOOK_WHOLE, 6, TOTAL_NONE},
                                                      {LANG_MARK("Agent"), BOOK_TEXT, 12, TOTAL_NONE},
                                                      {LANG_MARK("Name"), BOOK_TEXT, 22, TOTAL_NONE},
                                                      {LANG_MARK("Team"), BOOK_TEXT, 12, TOTAL_NONE},
                                                      {LANG_MARK("Day"), BOOK_DATE, 12, TOTAL_NONE},
                                                      {LANG_MARK("Shift"), BOOK_TEXT, 12, TOTAL_NONE},
                                                      {LANG_MARK("Activity"), BOOK_TEXT, 12, TOTAL_NONE},
                                                      {LANG_MARK("Queue"), BOOK_TEXT, 14, TOTAL_NONE},
                                                      {LANG_MARK("Start"), BOOK_MOMENT, 17, TOTAL_NONE},
                                                      {LANG_MARK("End"), BOOK_MOMENT, 17, TOTAL_NONE},
                                                      {LANG_MARK("Hours"), BOOK_CENTS, 9, TOTAL_SUM},
                                                      {LANG_MARK("Paid hours"), BOOK_CENTS, 9, TOTAL_SUM}};

/* Everything is paid but the gap of a split shift and a lunch whose shift does not pay it. */
static int is_paid(const struct workbook *w, const struct shift *shift, const struct activity *a)
{
    int lunch_paid = shift->kind >= 0 && w->p->scenario.kinds[shift->kind].lunch_paid;
    return a->kind != ACT_SPLIT && (a->kind != ACT_LUNCH || lunch_paid);
}

/* Minutes the wall clock loses or gains against elapsed time from start to end: the night the clocks change. */
static int clock_change_min(const struct workbook *w, int start_min, int end_min)
{
    double shown = (workbook_moment(w, end_min) - workbook_moment(w, start_min)) * 1440;
    return end_min - start_min - (int)lround(shown);
}

static void list_row(struct listing *t, const struct shift *shift, const struct activity *a)
{
    static const char *const activities[ACTIVITIES] = {LANG_MARK("work"),    LANG_MARK("break"),    LANG_MARK("lunch"),
                                                       LANG_MARK("meeting"), LANG_MARK("training"), LANG_MARK("deferred work"),
                                                       LANG_MARK("free between parts")};
    const struct scenario   *s = &t->w->p->scenario;
    const struct agent      *agent = &s->agents[shift->agent];
    double                   hours = (a->end_min - a->start_min) / 60.0;
    int                      change = clock_change_min(t->w, a->start_min, a->end_min);
    char                     start[BOOK_AT_SIZE], end[BOOK_AT_SIZE], moved[32] = "";
    listing_number(t, L_NUMBER, shift->agent + 1);
    listing_text(t, L_AGENT, agent->id);
    listing_text(t, L_NAME, agent->name);
    listing_text(t, L_TEAM, agent->team);
    listing_number(t, L_DAY, book_day(s->horizon.first_day + shift->day));
    listing_text(t, L_SHIFT, shift->kind >= 0 ? s->kinds[shift->kind].name : "");
    listing_text(t, L_ACTIVITY, workbook_say(t->w, activities[a->kind]));
    listing_text(t, L_QUEUE, a->queue >= 0 ? s->queues[a->queue].name : "");
    listing_number(t, L_START, workbook_moment(t->w, a->start_min));
    listing_number(t, L_END, workbook_moment(t->w, a->end_min));
    if (change)
        snprintf(moved, sizeof moved, "%+d/60", change);
    listing_formula(t, L_HOURS, hours, "=ROUND((%s-%s)*1440,0)/60%s", book_at(t->row, L_END, end), book_at(t->row, L_START, start), moved);
    if (is_paid(t->w, shift, a))
        listing_formula(t, L_PAID, hours, "=%s", book_at(t->row, L_HOURS, start));
    else
        listing_number(t, L_PAID, 0);
    t->row++;
}

void workbook_list(struct workbook *w)
{
    const struct roster *r = &w->p->answer.roster;
    struct listing         t;
    int                  fits = r->activity_count < BOOK_ROWS - FIRST_ROW;
    listing_begin(&t, w, w->list, workbook_say(w, LANG_MARK("Roster list")),
                fits ? workbook_say(w, LANG_MARK("A row for each activity; a shift belongs to the day it starts."))
                     : workbook_say(w, LANG_MARK("More rows than a sheet holds: see roster.csv.")),
                list_columns, L_COLUMNS);
    for (int i = 0; fits && i < r->shift_count; i++)
        for (int k = r->shifts[i].first; k < r->shifts[i].first + r->shifts[i].count; k++)
            list_row(&t, &r->shifts[i], &r->activities[k]);
    w->list_last = t.row - 1;
    listing_end(&t, L_NAME + 1);
}

/* --- the grid ---------------------------------------------------------------------------------------------------- */
enum { G_NUMBER, G_AGENT, G_NAME, G_CONTRACT, G_DAYS }; /* from G_DAYS on a column a day; then days worked and paid hours */
enum { WEEKDAY_ROW = TOTAL_ROW };
static const char shift_pattern[] = "\"?\?:?\?-*\""; /* as COUNTIF writes what a shift's cell looks like */

static void grid_head(const struct workbook *w, int worked)
{
    const struct scenario  *s = &w->p->scenario;
    const struct book_style head = {BOOK_TEXT, BOOK_HEAD, BOOK_BOLD | BOOK_WRAP}, right = {BOOK_TEXT, BOOK_HEAD, BOOK_BOLD | BOOK_WRAP | BOOK_RIGHT};
    static const char *const texts[] = {LANG_MARK("No."), LANG_MARK("Agent"), LANG_MARK("Name"), LANG_MARK("Contract")};
    static const double      widths[] = {6, 12, 22, 12};
    for (int c = 0; c < G_DAYS; c++) {
        book_text(w->grid, HEAD_ROW, c, workbook_say(w, texts[c]), head);
        book_width(w->grid, c, c, widths[c]);
    }
    for (int d = 0; d < s->horizon.days; d++) {
        struct text name = {0};
        words_weekday(&name, w->p, d, w->lang);
        book_text(w->grid, WEEKDAY_ROW, G_DAYS + d, text_string(&name), (struct book_style){BOOK_TEXT, BOOK_HEAD, BOOK_BOLD | BOOK_CENTER});
        book_number(w->grid, HEAD_ROW, G_DAYS + d, book_day(s->horizon.first_day + d),
                    (struct book_style){BOOK_DATE, BOOK_HEAD, BOOK_BOLD | BOOK_CENTER});
        text_free(&name);
    }
    book_width(w->grid, G_DAYS, worked - 1, 14);
    book_text(w->grid, HEAD_ROW, worked, workbook_say(w, LANG_MARK("Days worked")), right);
    book_text(w->grid, HEAD_ROW, worked + 1, workbook_say(w, LANG_MARK("Paid hours")), right);
    book_width(w->grid, worked, worked + 1, 9);
    book_height(w->grid, HEAD_ROW, 32);
}

static void legend(const struct workbook *w)
{
    static const char *const    texts[] = {LANG_MARK("starts before 9"), LANG_MARK("from 9"), LANG_MARK("from 12"), LANG_MARK("from 20"),
                                           LANG_MARK("away")};
    static const enum book_fill fills[] = {BOOK_EARLY, BOOK_MIDDLE, BOOK_LATE, BOOK_NIGHT, BOOK_AWAY};
    for (int i = 0; i < 5; i++)
        book_text(w->grid, NOTE_ROW, G_DAYS + i, workbook_say(w, texts[i]), (struct book_style){BOOK_TEXT, fills[i], BOOK_CENTER});
}

/* Why the agent is away on a day without a shift, or NULL. */
static const char *away(const struct scenario *s, int agent, int day)
{
    int from = horizon_day_start(&s->horizon, day), to = horizon_day_start(&s->horizon, day + 1);
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent && s->time_offs[i].start_min < to && s->time_offs[i].end_min > from)
            return s->time_offs[i].kind ? s->time_offs[i].kind : "–";
    return NULL;
}

/* Fills cells[] of an agent with his shifts, of which *next is the first; the paid minutes, by day too. */
static int agent_shifts(const struct workbook *w, int agent, int *next, struct text *cells, int *paid_min)
{
    const struct roster *r = &w->p->answer.roster;
    int                  sum = 0;
    for (; *next < r->shift_count && r->shifts[*next].agent == agent; ++*next) {
        const struct shift *shift = &r->shifts[*next];
        text_add(&cells[shift->day], cells[shift->day].length ? " " : "");
        roster_add_times(&cells[shift->day], r, shift, &w->p->scenario.horizon, "-", " ");
        for (int k = shift->first; k < shift->first + shift->count; k++) {
            const struct activity *a = &r->activities[k];
            int                    minutes = is_paid(w, shift, a) ? a->end_min - a->start_min : 0;
            paid_min[shift->day] += minutes;
            sum += minutes;
        }
    }
    return sum;
}

/* The sum of the list's paid hours over the rows whose `column` is the cell at (row, at). */
static void paid_cell(const struct workbook *w, int row, int at, int column, int key_row, int key_column, double hours, struct book_style style)
{
    char paid[100], keys[100], key[BOOK_AT_SIZE], formula[300];
    if (w->list_last < FIRST_ROW) {
        book_number(w->grid, row, at, hours, style);
        return;
    }
    snprintf(formula, sizeof formula, "=SUMIFS(%s,%s,%s)", book_range(w->list, FIRST_ROW, L_PAID, w->list_last, L_PAID, paid, sizeof paid),
             book_range(w->list, FIRST_ROW, column, w->list_last, column, keys, sizeof keys), book_at(key_row, key_column, key));
    book_formula(w->grid, row, at, formula, hours, style);
}

static void grid_row(const struct workbook *w, int agent, struct text *cells, int paid_min)
{
    const struct scenario  *s = &w->p->scenario;
    const struct agent     *g = &s->agents[agent];
    const struct book_style plain = {BOOK_TEXT, BOOK_NONE, BOOK_LINE}, centered = {BOOK_TEXT, BOOK_NONE, BOOK_CENTER | BOOK_LINE};
    int                     row = FIRST_ROW + agent, worked = 0, last = G_DAYS + s->horizon.days;
    char                    range[100], formula[160];
    book_number(w->grid, row, G_NUMBER, agent + 1, (struct book_style){BOOK_WHOLE, BOOK_NONE, BOOK_DIM | BOOK_LINE});
    book_text(w->grid, row, G_AGENT, g->id, plain);
    book_text(w->grid, row, G_NAME, g->name, plain);
    book_text(w->grid, row, G_CONTRACT, s->contracts[g->contract].name, plain);
    for (int d = 0; d < s->horizon.days; d++) {
        worked += cells[d].length > 0;
        book_text(w->grid, row, G_DAYS + d, cells[d].length ? text_string(&cells[d]) : away(s, agent, d), centered);
    }
    snprintf(formula, sizeof formula, "=COUNTIF(%s,%s)", book_range(NULL, row, G_DAYS, row, last - 1, range, sizeof range), shift_pattern);
    book_formula(w->grid, row, last, formula, worked, (struct book_style){BOOK_WHOLE, BOOK_NONE, BOOK_LINE});
    paid_cell(w, row, last + 1, L_NUMBER, row, G_NUMBER, paid_min / 60.0, (struct book_style){BOOK_CENTS, BOOK_NONE, BOOK_LINE});
}

static void grid_sums(const struct workbook *w, const int *on_shift, const int *paid_min)
{
    const struct scenario *s = &w->p->scenario;
    int                    row = FIRST_ROW + s->agent_count, last = G_DAYS + s->horizon.days, all = 0, days = 0;
    struct book_style      sum = {BOOK_WHOLE, BOOK_NONE, BOOK_BOLD | BOOK_SUM | BOOK_CENTER}, bold = {BOOK_TENTH, BOOK_NONE, BOOK_BOLD | BOOK_CENTER};
    char                   range[100], formula[160];
    for (int c = 0; c < G_DAYS; c++)
        book_text(w->grid, row, c, c == G_AGENT ? workbook_say(w, LANG_MARK("Agents on shift")) : "",
                  (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD | BOOK_SUM});
    book_text(w->grid, row + 1, G_AGENT, workbook_say(w, LANG_MARK("Paid hours")), (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD});
    for (int d = 0; d < s->horizon.days; d++) {
        snprintf(formula, sizeof formula, "=COUNTIF(%s,%s)",
                 book_range(NULL, FIRST_ROW, G_DAYS + d, row - 1, G_DAYS + d, range, sizeof range), shift_pattern);
        book_formula(w->grid, row, G_DAYS + d, formula, on_shift[d], sum);
        paid_cell(w, row + 1, G_DAYS + d, L_DAY, HEAD_ROW, G_DAYS + d, paid_min[d] / 60.0, bold);
        all += paid_min[d];
        days += on_shift[d];
    }
    snprintf(formula, sizeof formula, "=SUM(%s)", book_range(NULL, FIRST_ROW, last, row - 1, last, range, sizeof range));
    book_formula(w->grid, row, last, formula, days, (struct book_style){BOOK_WHOLE, BOOK_NONE, BOOK_BOLD | BOOK_SUM});
    snprintf(formula, sizeof formula, "=SUM(%s)", book_range(NULL, FIRST_ROW, last + 1, row - 1, last + 1, range, sizeof range));
    book_formula(w->grid, row, last + 1, formula, all / 60.0, (struct book_style){BOOK_CENTS, BOOK_NONE, BOOK_BOLD | BOOK_SUM});
}

/* By the hour a cell's shift starts, so that a shift written over is coloured anew. */
static void grid_colours(const struct workbook *w)
{
    static const struct {
        const char    *rule; /* @: the cell */
        enum book_fill fill;
    } parts[] = {{"=AND(@<>\"\",MID(@,3,1)<>\":\")", BOOK_AWAY},
                 {"=OR(VALUE(LEFT(@,2))<4,VALUE(LEFT(@,2))>=20)", BOOK_NIGHT},
                 {"=VALUE(LEFT(@,2))<9", BOOK_EARLY},
                 {"=VALUE(LEFT(@,2))<12", BOOK_MIDDLE},
                 {"=VALUE(LEFT(@,2))>=12", BOOK_LATE}};
    const struct scenario *s = &w->p->scenario;
    char                   at[BOOK_AT_SIZE];
    book_at(FIRST_ROW, G_DAYS, at);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text rule = {0};
        for (const char *from = parts[i].rule; *from; from++)
            if (*from == '@')
                text_add(&rule, at);
            else
                text_add_char(&rule, *from);
        book_when(w->grid, FIRST_ROW, G_DAYS, FIRST_ROW + s->agent_count - 1, G_DAYS + s->horizon.days - 1, text_string(&rule), parts[i].fill);
        text_free(&rule);
    }
}

void workbook_grid(struct workbook *w)
{
    const struct scenario *s = &w->p->scenario;
    int                    days = s->horizon.days, next = 0, worked = G_DAYS + days;
    struct text           *cells = xcalloc((size_t)days, sizeof *cells);
    int                   *paid = xcalloc((size_t)days, sizeof *paid), *on_shift = xcalloc((size_t)days, sizeof *on_shift);
    book_text(w->grid, TITLE_ROW, 0, workbook_say(w, LANG_MARK("Roster")), (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD | BOOK_LARGE});
    book_height(w->grid, TITLE_ROW, 24);
    legend(w);
    grid_head(w, worked);
    for (int a = 0; a < s->agent_count; a++) {
        int minutes = agent_shifts(w, a, &next, cells, paid);
        grid_row(w, a, cells, minutes);
        for (int d = 0; d < days; d++) {
            on_shift[d] += cells[d].length > 0;
            text_clear(&cells[d]);
        }
    }
    if (s->agent_count > 0) {
        grid_sums(w, on_shift, paid);
        grid_colours(w);
    }
    book_freeze(w->grid, FIRST_ROW, G_CONTRACT);
    book_filter(w->grid, HEAD_ROW, 0, s->agent_count > 0 ? FIRST_ROW + s->agent_count - 1 : HEAD_ROW, worked + 1);
    book_print(w->grid, (days + 13) / 14, FIRST_ROW, G_CONTRACT);
    for (int d = 0; d < days; d++)
        text_free(&cells[d]);
    free(cells);
    free(paid);
    free(on_shift);
}
