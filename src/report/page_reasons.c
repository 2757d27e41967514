/* The reasons of the shifts in the page's data. */
#include "report/page_parts.h"
#include "report/words_reason.h"
#include <math.h>

static void pair(struct json_out *w, struct with_without x)
{
    json_out_fixed(w, NULL, x.with, 4);
    json_out_fixed(w, NULL, x.without, 4);
}

static void reason(struct json_out *w, const struct plan *p, const struct reason *r)
{
    const struct reasons *x = &p->reasons;
    json_out_flat_array(w, NULL);
    json_out_fixed(w, NULL, r->cost, 0);
    json_out_fixed(w, NULL, words_breaks_promise(p, r) ? NAN : x->objective + r->objective, 0);
    pair(w, r->day);
    pair(w, r->week);
    json_out_integer(w, NULL, r->peak_first);
    json_out_integer(w, NULL, r->peak_last);
    pair(w, r->peak);
    json_out_integer(w, NULL, r->low_at);
    pair(w, r->low);
    json_out_integer(w, NULL, r->goals_lost);
    json_out_string(w, NULL, r->broken);
    json_out_flat_array(w, NULL);
    for (int i = 0; i < r->lost_count; i++)
        json_out_integer(w, NULL, x->lost[r->lost_first + i]);
    json_out_end(w, ']');
    json_out_end(w, ']');
}

void page_reasons(struct json_out *w, const struct plan *p)
{
    const struct reasons *x = &p->reasons;
    /* Shifts that cannot be judged have no reasons: then none could be found by its number. */
    int sound = x->roster.shift_count == p->answer.roster.shift_count;
    json_out_array(w, "reasons");
    for (int i = 0; i < x->roster.shift_count && sound; i++)
        reason(w, p, &x->items[i]);
    json_out_end(w, ']');
}
