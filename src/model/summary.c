#include "model/summary.h"
#include "base/alloc.h"
#include "model/notes.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void coverage_alloc(struct coverage *c, int queue, int intervals)
{
    memset(c, 0, sizeof *c);
    c->queue = queue;
    c->intervals = intervals;
    double **all[] = {&c->floor, &c->required, &c->scheduled, &c->expected, &c->net,
                      &c->sl,    &c->asa_s,    &c->occupancy, &c->abandon,  &c->counted};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        *all[i] = xcalloc((size_t)intervals, sizeof **all[i]);
}

void coverage_free(struct coverage *c)
{
    double *all[] = {c->floor, c->required, c->scheduled, c->expected, c->net, c->sl, c->asa_s, c->occupancy, c->abandon, c->counted,
                     c->sl_alone, c->sl_carried};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]);
    memset(c, 0, sizeof *c);
}

void violations_add(struct violations *v, const char *rule, int agent, int day, double amount, const char *format, ...)
{
    size_t room = (size_t)v->room;
    v->items = xgrow(v->items, &room, (size_t)v->count + 1, sizeof *v->items);
    v->room = (int)room;
    struct violation *item = &v->items[v->count++];
    *item = (struct violation){.agent = agent, .day = day, .amount = amount};
    snprintf(item->rule, sizeof item->rule, "%s", rule);
    if (v->untold)
        return;
    struct text note = {0}, detail = {0};
    va_list     args;
    va_start(args, format);
    notes_part_list(&note, format, args);
    va_end(args);
    notes_text(&detail, text_string(&note), NULL, NULL);
    snprintf(item->note, sizeof item->note, "%s", text_string(&note));
    snprintf(item->detail, sizeof item->detail, "%s", text_string(&detail));
    text_free(&note);
    text_free(&detail);
}

void violations_free(struct violations *v)
{
    free(v->items);
    memset(v, 0, sizeof *v);
}

void summary_free(struct summary *s)
{
    free(s->goals);
    memset(s, 0, sizeof *s);
}
