/* roster - who works when: shifts made of activities. Minutes of the horizon.
 * Sorted by agent (index), then start; a shift belongs to the day it starts. */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include "base/fault.h"
#include "base/text.h"
#include "model/scenario.h"

enum activity_kind { ACT_WORK, ACT_BREAK, ACT_LUNCH, ACT_MEETING, ACT_TRAINING, ACT_DEFERRED, ACT_SPLIT };
enum { ACTIVITIES = 7 };
extern const char *const activity_names[ACTIVITIES]; /* as in roster.csv: work .. deferred, split (the gap of a split shift) */

struct activity {
    enum activity_kind kind;
    int                queue;              /* index; -1: all the agent's skills */
    int                start_min, end_min;
};

struct shift {
    int agent, day;
    int kind;                              /* index in scenario.kinds, or -1: unknown (check reports it) */
    int start_min, end_min;                /* of the whole shift, unpaid lunch and the gap of a split shift included */
    int first, count;                      /* activities[first .. first + count): in order, gapless from start to end */
};

struct roster {
    struct shift    *shifts;     int shift_count, shift_room;
    struct activity *activities; int activity_count, activity_room;
};

void roster_free(struct roster *r);
/* Appends a shift and its activities (copied). */
void roster_add(struct roster *r, const struct shift *shift, const struct activity *activities, int count);
/* Sorts shifts by agent, start. */
void roster_sort(struct roster *r);
/* Appends the times of a shift, those of both parts where it is split, `dash` from start to end and `comma` between parts. */
void roster_add_times(struct text *t, const struct roster *r, const struct shift *shift, const struct horizon *h, const char *dash,
                      const char *comma);

/* roster.csv: agent,day,shift,activity,queue,start,end, a row per activity. Reading accepts any order and any roster that
 * names known agents and has readable times; what breaks a rule is check's business. */
int roster_read(struct roster *r, const struct scenario *s, const char *path, struct faults *faults);
int roster_write(const struct roster *r, const struct scenario *s, const char *path, struct faults *faults);
/* roster_grid.csv: agents down, days across, 09:00-17:30 in the cells, a split shift as 08:00-12:00 16:00-20:00. */
int roster_write_grid(const struct roster *r, const struct scenario *s, const char *path, struct faults *faults);

#endif
