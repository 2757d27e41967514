/* hours - windows of clock time as files write them: "09:00-17:30"; "22:00-06:00" passes midnight; "20:00-24:00" ends
 * the day. Read into minutes after midnight: 0 <= from < 1440, from < to <= from + 1440 (to > 1440: past midnight). */
#ifndef MODEL_HOURS_H
#define MODEL_HOURS_H

#include "base/json.h"
#include "base/table.h"
#include "model/agent.h"

/* 0, or -1 when text is no window of whole minutes. */
int hours_parse(const char *text, struct window *w);
/* The same with `to` brought back into the day: from > to passes midnight, as peaks, premiums and shrinkage have it. */
struct window hours_wrapped(struct window w);

/* A JSON string or an array of them into list[room]; times must be multiples of step_min. Windows of one list must not
 * overlap, so that nothing counts twice. Returns how many, or -1 with a fault at the place. */
int hours_json(const struct json *value, int step_min, struct window *list, int room, struct faults *faults);
/* The same from a cell, windows separated by spaces; an empty cell has none. */
int hours_cell(const struct table *t, long row, int column, int step_min, struct window *list, int room, struct faults *faults);

/* Opening hours: an object of day sets ("mon-fri", "sat,sun") and windows (an empty list: closed) into week[weekday][8],
 * in the order of the day, empty ones at the end. Overlapping windows, also over midnight, are a fault. 0, or -1. */
int hours_week(const struct json *value, int step_min, struct window week[7][8], struct faults *faults);

/* "mon-fri" and the like: bit w = weekday w, 0 Monday. 0, or -1 with a fault. */
int hours_days(const struct json *value, unsigned *weekdays, struct faults *faults);

#endif
