#include "schedule/need.h"
#include "base/alloc.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Hinges that bend nothing are left out, so that deep costs no more than it must. */
static void deepen(struct need *n, int t)
{
    const struct requirement *r = n->r;
    struct need_deep *deep = n->deep + t * (r->deep + 1);
    n->line[t].deep = deep;
    for (int k = t * r->deep; k < (t + 1) * r->deep; k++) {
        assert(r->deep_below[k] <= (k > t * r->deep ? r->deep_below[k - 1] : r->floor_gross[t]));
        if (r->deep_below[k] > 0 && r->deep_per_h[k] > 0)
            *deep++ = (struct need_deep){r->deep_below[k] * n->per, r->deep_per_h[k] * n->hours / n->per};
    }
    *deep = (struct need_deep){-1, 0};
}

static double shortage(const struct need *n, int t, int slots)
{
    double cost = n->line[t].under * fmax(0, n->line[t].floor - slots);
    for (const struct need_deep *d = n->line[t].deep; slots < d->below; d++)
        cost += d->under * (d->below - slots);
    return cost;
}

int need_last(const struct need *n, int t)
{
    return n->goal[t] < 0 ? 0 : (int)ceil(n->per * (n->r->curve_len[t] - 1) / (1 - n->r->shrink[t]) - 1e-9);
}

/* The most that a slot more serves, on average up to any number, from so many on. */
static double steepest(const struct need *n, int t, int slots)
{
    double most = 0, first = need_service(n, t, slots);
    for (int i = slots + 1; i <= need_last(n, t); i++)
        most = fmax(most, (need_service(n, t, i) - first) / (i - slots));
    return most;
}

static int find_base(const struct need *n, int t)
{
    int low = (int)floor(n->line[t].floor + 1e-9), high = (int)ceil(n->line[t].floor - 1e-9);
    if (n->goal[t] < 0 || high == low)
        return high;
    return shortage(n, t, low) >= n->r->goals[n->goal[t]].price_per_contact * steepest(n, t, high) ? high : low;
}

void need_make(struct need *n, const struct requirement *r, const struct grid *g)
{
    n->r = r;
    n->intervals = r->intervals;
    n->per = g->per;
    n->hours = g->per * g->step_min / 60.0;
    n->seat = isinf(r->seats) ? 0 : r->seat_per_h * n->hours;
    n->goal = xcalloc((size_t)r->intervals, sizeof *n->goal);
    n->price = xcalloc((size_t)r->goal_count + 1, sizeof *n->price);
    n->line = xcalloc((size_t)r->intervals + 1, sizeof *n->line);
    n->deep = xcalloc((size_t)r->intervals * ((size_t)r->deep + 1), sizeof *n->deep);
    for (int t = 0; t < r->intervals; t++) {
        n->goal[t] = -1;
        n->line[t] = (struct need_line){.floor = r->floor_gross[t] * g->per, .under = r->under_per_h[t] * n->hours / g->per,
                                        .gross = r->agents_gross[t] * g->per, .over = r->over_per_h[t] * n->hours / g->per,
                                        .seats = r->seats * g->per, .seat = n->seat / g->per};
        deepen(n, t);
    }
    for (int g2 = 0; g2 < r->goal_count; g2++)
        for (int t = r->goals[g2].first; t < r->goals[g2].last; t++)
            if (r->curve_len && r->curve_len[t] > 0 && r->offered[t] > 0) {
                assert(n->goal[t] < 0); /* spans of one queue are days or weeks: disjoint */
                n->goal[t] = g2;
            }
    for (int t = 0; t < r->intervals; t++)
        n->line[t].base = find_base(n, t);
}

void need_free(struct need *n)
{
    free(n->goal);
    free(n->line);
    free(n->deep);
    free(n->price);
}

double need_short(const struct need *n, int t, int slots)
{
    double price = slots < n->line[t].floor ? n->line[t].under : 0;
    for (const struct need_deep *d = n->line[t].deep; slots < d->below; d++)
        price += d->under;
    return price;
}

double need_base(const struct need *n, int t)
{
    return (double)n->line[t].base / n->per;
}

double need_base_cost(const struct need *n, int t)
{
    return shortage(n, t, n->line[t].base);
}

int need_shortage_room(const struct need *n)
{
    return 2 * n->r->deep + 3; /* a hinge between two slots bends at both */
}

int need_shortages(const struct need *n, int t, struct need_piece *pieces)
{
    int base = n->line[t].base, count = 0;
    for (int slots = base; slots > 0; slots--) {
        double price = n->per * (shortage(n, t, slots - 1) - shortage(n, t, slots));
        if (count > 0 && price <= pieces[count - 1].cost * (1 + 1e-9) + 1e-9)
            pieces[count - 1].width += 1.0 / n->per;
        else
            pieces[count++] = (struct need_piece){.width = 1.0 / n->per, .cost = price};
    }
    if (count == 0)
        pieces[count++] = (struct need_piece){.width = 0, .cost = need_deepest(n, t)};
    return count;
}

double need_deepest(const struct need *n, int t)
{
    double price = n->r->under_per_h[t] * n->hours;
    for (const struct need_deep *d = n->line[t].deep; d->below >= 0; d++)
        price += d->under * n->per;
    return price;
}

/* in_time - wanted * counted at a whole number of agents on contacts */
static double value_at(const struct need *n, int t, int agents)
{
    const struct requirement *r = n->r;
    int last = r->curve_len[t] - 1, i = r->curve_at[t] + (agents < last ? agents : last);
    return r->in_time[i] - r->goals[n->goal[t]].wanted * r->counted[i];
}

double need_service_at(const struct need *n, int t, double contacts)
{
    if (n->goal[t] < 0)
        return 0;
    contacts = fmax(contacts, n->r->promised[t] * (1 - n->r->shrink[t]));
    int low = (int)floor(contacts);
    double a = value_at(n, t, low), b = value_at(n, t, low + 1);
    return n->r->offered[t] * (a + (b - a) * (contacts - low));
}

double need_service(const struct need *n, int t, int slots)
{
    return n->goal[t] < 0 ? 0 : need_service_at(n, t, (double)slots / n->per * (1 - n->r->shrink[t]));
}

double need_base_service(const struct need *n, int t)
{
    return need_service(n, t, n->line[t].base);
}

struct vertex {
    double staff, service;
};

/* Least concave function above the service at whole slots from need_base on. The curve goes on for ever as it ends, so the
 * function never falls: it ends where it would. */
static int envelope(const struct need *n, int t, struct vertex *vertex)
{
    int count = 0, base = n->line[t].base, last = need_last(n, t);
    for (int i = base; i <= last || i == base; i++) {
        struct vertex x = {(double)i / n->per, need_service(n, t, i)};
        while (count >= 2) {
            const struct vertex *p = &vertex[count - 2], *q = &vertex[count - 1];
            if ((q->service - p->service) * (x.staff - p->staff) > (x.service - p->service) * (q->staff - p->staff))
                break;
            count--;
        }
        vertex[count++] = x;
    }
    while (count >= 2 && vertex[count - 1].service <= vertex[count - 2].service)
        count--;
    return count;
}

int need_piece_room(const struct need *n)
{
    int most = 0;
    for (int t = 0; t < n->intervals; t++)
        if (n->goal[t] >= 0 && need_last(n, t) > most)
            most = need_last(n, t);
    return most + 6;
}

static double marginal_cost(const struct need *n, int t, double staff, double above)
{
    const struct requirement *r = n->r;
    double cost = (staff >= r->agents_gross[t] ? r->over_per_h[t] * n->hours : 0) + (staff >= r->seats ? n->seat : 0);
    return staff < above ? cost - n->per * need_base_cost(n, t) : cost;
}

/* Both kinds of kinks, those of the money (surplus, seats) and those of the service, in one list. */
int need_pieces(const struct need *n, int t, struct need_piece *pieces, int room)
{
    const struct requirement *r = n->r;
    double at = need_base(n, t), above = need_base_cost(n, t) > 0 ? (double)(n->line[t].base + 1) / n->per : at;
    int vertices = 0, next = 1, count = 0;
    struct vertex *vertex = xmalloc((size_t)room * sizeof *vertex);
    if (n->goal[t] >= 0)
        vertices = envelope(n, t, vertex);
    for (;;) {
        double kink = INFINITY, service = 0, end;
        if (next < vertices) {
            const struct vertex *p = &vertex[next - 1], *q = &vertex[next];
            service = (q->service - p->service) / (q->staff - p->staff);
            kink = q->staff;
        }
        end = kink;
        if (at < r->agents_gross[t] && r->agents_gross[t] < end)
            end = r->agents_gross[t];
        if (at < r->seats && r->seats < end)
            end = r->seats;
        if (at < above && above < end)
            end = above;
        if (end == kink)
            next++;
        pieces[count++] = (struct need_piece){.width = end - at, .cost = marginal_cost(n, t, at, above), .service = service};
        if (isinf(end))
            break;
        at = end;
    }
    free(vertex);
    return count;
}
