/* The first sheet: the verdict, key figures, money, days, goals, what limits the plan, definitions. */
#include "report/words.h"
#include "report/wrap.h"
#include "workbook_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LABEL, VALUE, ITEM = 3, MONEY = 6, LAST = 8 }; /* columns: key figures left, money right, its labels over three */
enum { FIGURES_ROW = 5, NOTE_COLUMNS = 128 };      /* how many characters the merged columns of a note hold */

static const struct book_style head = {BOOK_TEXT, BOOK_HEAD, BOOK_BOLD}, plain = {BOOK_TEXT, BOOK_NONE, 0};

/* Those from `right` on stand over numbers. */
static void heads(struct workbook *w, int row, const char *const *texts, int count, int right)
{
    for (int c = 0; c < count; c++)
        book_text(w->summary, row, c, workbook_say(w, texts[c]),
                  (struct book_style){BOOK_TEXT, BOOK_HEAD, BOOK_BOLD | BOOK_WRAP | (c < right ? 0u : BOOK_RIGHT)});
    book_height(w->summary, row, 32);
}

/* --- key figures ------------------------------------------------------------------------------------------------- */
static int key_figures(struct workbook *w)
{
    const struct summary *y = &w->p->result.summary;
    const struct {
        const char    *label;
        double         value;
        enum book_form form;
    } rows[] = {{LANG_MARK("Service level, all contacts"), y->service_level, BOOK_SHARE},
                {LANG_MARK("Contacts expected"), y->offered, BOOK_WHOLE},
                {LANG_MARK("Contacts answered"), y->answered, BOOK_WHOLE},
                {LANG_MARK("Cost per answered contact"), y->cost_per_answered, BOOK_CENTS},
                {LANG_MARK("Paid hours"), y->paid_h, BOOK_TENTH},
                {LANG_MARK("of them overtime"), y->overtime_h, BOOK_TENTH},
                {LANG_MARK("Paid by guarantee, not worked"), y->guaranteed_h, BOOK_TENTH},
                {LANG_MARK("Hours on contacts"), y->contact_h, BOOK_TENTH},
                {LANG_MARK("Occupancy"), y->occupancy, BOOK_SHARE},
                {LANG_MARK("Agents who work"), y->agents_used, BOOK_WHOLE},
                {LANG_MARK("Agents in all"), w->p->scenario.agent_count, BOOK_WHOLE},
                {LANG_MARK("Intervals open"), y->intervals_open, BOOK_WHOLE},
                {LANG_MARK("Intervals below what they must reach"), y->intervals_below_goal, BOOK_WHOLE},
                {LANG_MARK("Rules broken"), w->p->result.violations.count, BOOK_WHOLE}};
    int row = FIGURES_ROW;
    book_text(w->summary, row, LABEL, workbook_say(w, LANG_MARK("Key figures")), head);
    book_text(w->summary, row++, VALUE, "", head);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++, row++) {
        book_text(w->summary, row, LABEL, workbook_say(w, rows[i].label), plain);
        book_number(w->summary, row, VALUE, workbook_round(rows[i].value), (struct book_style){rows[i].form, BOOK_NONE, 0});
    }
    return row;
}

/* --- money ------------------------------------------------------------------------------------------------------- */
struct item {
    const char *label;
    double      value;
};

/* Items and, below, their sum by formula. Returns the row of the sum. */
static int items(struct workbook *w, int row, const struct item *list, int count, const char *total, double sum)
{
    const struct book_style money = {BOOK_CENTS, BOOK_NONE, 0}, bold = {BOOK_CENTS, BOOK_NONE, BOOK_BOLD | BOOK_SUM};
    char                    range[100], formula[128];
    for (int i = 0; i < count; i++) {
        book_text(w->summary, row + i, ITEM, workbook_say(w, list[i].label), plain);
        book_number(w->summary, row + i, MONEY, workbook_round(list[i].value), money);
    }
    row += count;
    snprintf(formula, sizeof formula, "=SUM(%s)", book_range(NULL, row - count, MONEY, row - 1, MONEY, range, sizeof range));
    for (int c = ITEM; c < MONEY; c++)
        book_text(w->summary, row, c, c == ITEM ? workbook_say(w, total) : "", (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD | BOOK_SUM});
    book_formula(w->summary, row, MONEY, formula, sum, bold);
    return row;
}

static int proof(struct workbook *w, int row, int cost_row, int penalty_row)
{
    const struct summary *y = &w->p->result.summary;
    struct book_style     bold = {BOOK_CENTS, BOOK_NONE, BOOK_BOLD};
    char                  a[BOOK_AT_SIZE], b[BOOK_AT_SIZE], formula[160];
    snprintf(formula, sizeof formula, "=%s+%s", book_at(cost_row, MONEY, a), book_at(penalty_row, MONEY, b));
    book_text(w->summary, row, ITEM, workbook_say(w, LANG_MARK("Cost and penalties")), (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD});
    book_formula(w->summary, row++, MONEY, formula, y->objective, bold);
    if (!isfinite(y->lower_bound) || y->lower_bound <= 0)
        return row;
    book_text(w->summary, row, ITEM, workbook_say(w, LANG_MARK("No roster can cost less than")), plain);
    book_number(w->summary, row++, MONEY, y->lower_bound, (struct book_style){BOOK_CENTS, BOOK_NONE, 0});
    snprintf(formula, sizeof formula, "=(%s-%s)/%s", book_at(row - 2, MONEY, a), book_at(row - 1, MONEY, b), a);
    book_text(w->summary, row, ITEM, workbook_say(w, LANG_MARK("At most to be saved")), plain);
    book_formula(w->summary, row++, MONEY, formula, y->gap, (struct book_style){BOOK_SHARE, BOOK_NONE, 0});
    return row;
}

static int money(struct workbook *w)
{
    const struct cost_items    *c = &w->p->result.summary.cost;
    const struct penalty_items *x = &w->p->result.summary.penalty;
    const struct item           costs[] = {{LANG_MARK("Wages"), c->wages},
                                           {LANG_MARK("Premiums"), c->premiums},
                                           {LANG_MARK("Overtime"), c->overtime},
                                           {LANG_MARK("Paid leave"), c->paid_leave}};
    const struct item           penalties[] = {{LANG_MARK("Penalty: short in a peak that must hold"), x->must},
                                               {LANG_MARK("Penalty: short in a peak"), x->under_peak},
                                               {LANG_MARK("Penalty: short of staff"), x->under},
                                               {LANG_MARK("Penalty: over the seats"), x->seats},
                                               {LANG_MARK("Penalty: missed day and week goals"), x->goal},
                                               {LANG_MARK("Penalty: staff beyond need"), x->over},
                                               {LANG_MARK("Penalty: wishes not granted"), x->personal},
                                               {LANG_MARK("Penalty: days off not together"), x->days_off}};
    int                         row = FIGURES_ROW;
    book_text_across(w->summary, row++, ITEM, MONEY, workbook_say(w, LANG_MARK("Money")), head);
    int cost_row = items(w, row, costs, 4, LANG_MARK("Cost"), c->total);
    int penalty_row = items(w, cost_row + 1, penalties, 8, LANG_MARK("Penalties, which nobody pays"), x->total);
    return proof(w, penalty_row + 1, cost_row, penalty_row);
}

/* --- days -------------------------------------------------------------------------------------------------------- */
/* Sum over the day's rows of a column of the coverage; hours where it counts agents. */
static void day_sum(struct workbook *w, int row, int column, int of, int first, int last, double value, int hours)
{
    char range[100], formula[200];
    book_range(w->coverage, first, of, last, of, range, sizeof range);
    if (hours)
        snprintf(formula, sizeof formula, "=SUM(%s)*%d/60", range, w->p->scenario.horizon.interval_min);
    else
        snprintf(formula, sizeof formula, "=SUM(%s)", range);
    book_formula(w->summary, row, column, formula, value, (struct book_style){BOOK_TENTH, BOOK_NONE, 0});
}

/* The day's service level, weighted by contacts; by formula where the definition counts every contact offered. */
static void day_service(struct workbook *w, int row, int column, int queue, int first, int last, double in_time, double counted)
{
    enum sl_definition definition = w->p->scenario.queues[queue].goal.definition;
    struct book_style  share = {BOOK_SHARE, BOOK_NONE, 0};
    char               sl[100], offered[100], formula[400];
    if (!(counted > 0) || (definition != SL_OFFERED && definition != SL_MET)) {
        book_number(w->summary, row, column, in_time / counted, share);
        return;
    }
    book_range(w->coverage, first, C_SL, last, C_SL, sl, sizeof sl);
    book_range(w->coverage, first, C_OFFERED, last, C_OFFERED, offered, sizeof offered);
    snprintf(formula, sizeof formula, "=SUMPRODUCT(%s,%s)/SUM(%s)", sl, offered, offered);
    book_formula(w->summary, row, column, formula, in_time / counted, share);
}

static void day_row(struct workbook *w, int row, int queue, int day, int first, int last)
{
    const struct plan     *p = w->p;
    const struct horizon  *h = &p->scenario.horizon;
    const struct coverage *c = &p->result.coverages[queue];
    double                 hour = h->interval_min / 60.0, offered = 0, needed = 0, rostered = 0, there = 0, in_time = 0, counted = 0;
    struct text            name = {0};
    for (int t = h->day_first[day]; t < h->day_first[day + 1]; t++) {
        if (w->coverage_row[queue * h->intervals + t] < 0)
            continue;
        offered += p->requirements[queue].offered[t];
        needed += c->required[t] * hour;
        rostered += c->scheduled[t] * hour;
        there += c->expected[t] * hour;
        in_time += isfinite(c->sl[t]) ? c->sl[t] * c->counted[t] : 0;
        counted += isfinite(c->sl[t]) ? c->counted[t] : 0;
    }
    words_date(&name, p, day, w->lang);
    book_text(w->summary, row, 0, text_string(&name), plain);
    book_text(w->summary, row, 1, p->scenario.queues[queue].name, plain);
    day_sum(w, row, 2, C_OFFERED, first, last, offered, 0);
    day_service(w, row, 3, queue, first, last, in_time, counted);
    day_sum(w, row, 4, C_REQUIRED, first, last, needed, 1);
    day_sum(w, row, 5, C_SCHEDULED, first, last, rostered, 1);
    day_sum(w, row, 6, C_EXPECTED, first, last, there, 1);
    day_sum(w, row, 7, C_NET, first, last, there - needed, 1);
    text_free(&name);
}

static int days(struct workbook *w, int row)
{
    static const char *const texts[] = {LANG_MARK("Day"), LANG_MARK("Queue"), LANG_MARK("Contacts expected"), LANG_MARK("Service level"),
                                        LANG_MARK("Hours needed on contacts"), LANG_MARK("Hours rostered"), LANG_MARK("Hours there"),
                                        LANG_MARK("Over (+) or short (−)")};
    const struct scenario   *s = &w->p->scenario;
    int                      first, last;
    heads(w, row++, texts, 8, 2);
    for (int d = 0; d < s->horizon.days; d++)
        for (int q = 0; q < s->queue_count; q++)
            if (workbook_rows(w, q, s->horizon.day_first[d], s->horizon.day_first[d + 1], &first, &last))
                day_row(w, row++, q, d, first, last);
    return row;
}

/* --- goals ------------------------------------------------------------------------------------------------------- */
static int goals(struct workbook *w, int row)
{
    static const char *const texts[] = {LANG_MARK("Goal"), LANG_MARK("Queue"), LANG_MARK("Wanted"), LANG_MARK("Reached"),
                                        LANG_MARK("State"), LANG_MARK("Intervals"), LANG_MARK("Intervals below")};
    const struct summary    *y = &w->p->result.summary;
    heads(w, row++, texts, 7, 5);
    for (int i = 0; i < y->goal_count; i++, row++) {
        const struct goal_result *g = &y->goals[i];
        struct text               on = {0}, wanted = {0}, achieved = {0};
        words_goal(&on, w->p, g, w->lang);
        words_wanted(&wanted, w->p, g, w->lang);
        words_achieved(&achieved, g, w->lang);
        book_text(w->summary, row, 0, text_string(&on), plain);
        book_text(w->summary, row, 1, w->p->scenario.queues[g->queue].name, plain);
        book_text(w->summary, row, 2, text_string(&wanted), plain);
        book_text(w->summary, row, 3, text_string(&achieved), plain);
        book_text(w->summary, row, 4, workbook_say(w, g->met ? LANG_MARK("✓ met") : LANG_MARK("✗ missed")),
                  (struct book_style){BOOK_TEXT, g->met ? BOOK_GOOD : BOOK_BAD, BOOK_BOLD});
        book_number(w->summary, row, 5, g->of, (struct book_style){BOOK_WHOLE, BOOK_NONE, 0});
        book_number(w->summary, row, 6, g->below, (struct book_style){BOOK_WHOLE, BOOK_NONE, 0});
        text_free(&on);
        text_free(&wanted);
        text_free(&achieved);
    }
    return row;
}

/* --- words ------------------------------------------------------------------------------------------------------- */
/* A paragraph over the sheet's width, as high as its text needs. */
static void paragraph(struct workbook *w, int row, const char *text, size_t length)
{
    struct text line = {0};
    text_add_bytes(&line, text, length);
    int lines = 1 + wrap_columns(text_string(&line)) / NOTE_COLUMNS;
    book_text_across(w->summary, row, 0, LAST, text_string(&line), (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_WRAP});
    book_height(w->summary, row, 16.0 * lines);
    text_free(&line);
}

static int section(struct workbook *w, int row, const char *title, const struct text *lines)
{
    if (!lines->length)
        return row;
    book_text_across(w->summary, row++, 0, LAST, title, head);
    for (const char *line = text_string(lines); *line;) {
        size_t length = strcspn(line, "\n");
        if (length)
            paragraph(w, row++, line, length);
        line += length + (line[length] == '\n');
    }
    return row + 1;
}

static int notes(struct workbook *w, int row)
{
    struct text title = {0}, lines = {0};
    words_limits(&lines, w->p, w->lang);
    row = section(w, row, workbook_say(w, LANG_MARK("Limits")), &lines);
    for (int n = 0; n < WORDS_NOTES; n++) {
        text_clear(&title);
        text_clear(&lines);
        words_notes(&title, &lines, w->p, n, w->lang);
        row = section(w, row, text_string(&title), &lines);
    }
    text_free(&title);
    text_free(&lines);
    return row;
}

void workbook_summary(struct workbook *w)
{
    static const double widths[LAST + 1] = {36, 15, 14, 14, 15, 12, 13, 13, 10};
    const struct plan  *p = w->p;
    struct text         line = {0};
    for (int c = 0; c <= LAST; c++)
        book_width(w->summary, c, c, widths[c]);
    book_text(w->summary, 0, 0, p->scenario.name, (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD | BOOK_LARGE});
    book_height(w->summary, 0, 24);
    words_subtitle(&line, p, w->lang);
    book_text(w->summary, 1, 0, text_string(&line), (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_DIM});
    text_clear(&line);
    text_add(&line, words_is_good(p) ? "✓ " : "✗ ");
    words_verdict(&line, p, w->lang);
    book_text_across(w->summary, 3, 0, LAST, text_string(&line),
                     (struct book_style){BOOK_TEXT, words_is_good(p) ? BOOK_GOOD : BOOK_BAD, BOOK_BOLD});
    book_height(w->summary, 3, 24);
    int row = key_figures(w), other = money(w);
    row = days(w, (row > other ? row : other) + 1);
    row = goals(w, row + 1);
    notes(w, row + 1);
    book_print(w->summary, 1, 0, 0);
    text_free(&line);
}
