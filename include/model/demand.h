/* demand - what will come: forecast makes it, staffing uses it. One per queue, one value per interval of the horizon. */
#ifndef MODEL_DEMAND_H
#define MODEL_DEMAND_H

#include "base/fault.h"
#include "model/scenario.h"

struct method_score { /* one forecast method in the rolling backtest */
    char   name[32];
    double wape;      /* sum |error| / sum actual over the test weeks, interval level */
    double bias;      /* sum error / sum actual */
    int    weeks;     /* test weeks; 0: the history was too short for it */
};

struct demand {
    int                  queue;
    int                  intervals;
    double              *offered;             /* [intervals] mean contacts, >= 0; 0 where closed */
    double              *p10, *p50, *p90;     /* [intervals] quantiles of the contacts */
    double              *aht_s;               /* [intervals] > 0 */
    char                 method[32];          /* chosen, or "given" when read from a file */
    struct method_score *scores;
    int                  score_count;
    char               **notes;               /* [note_count] what to know about it, in a planner's words: a gap before the
                                                 first day, hours never seen, no backtest */
    int                  note_count;
};

void demand_alloc(struct demand *d, int queue, int intervals);
void demand_free(struct demand *d);

/* forecast.csv: queue,start,end,offered,offered_p10,offered_p50,offered_p90,aht_s. demands[s->queue_count].
 * Open intervals are written. Reading needs every open interval of every queue once, in any order; only start and offered
 * are required (queue where there are several). aht_s falls back to the queue's; quantiles to those of a normal
 * distribution with a Poisson's variance. 0 or -1 with faults, then nothing to free. */
int demand_read(struct demand *demands, const struct scenario *s, const char *path, struct faults *faults);
int demand_write(const struct demand *demands, const struct scenario *s, const char *path, struct faults *faults);

#endif
