/* event_calendar - events.ics, or the calendar scenario.json names: holidays as calendar programs write them.
 *
 * Every VEVENT that lies in the horizon or in the six years before it becomes what a row of events.csv would be:
 *   a holiday    unless it says otherwise; scenario.json says what that means here:
 *                "holidays": {"calendar": "germany.ics", "open": "regular", "factor": 0.6, "premium": 1.5}
 *                with open as in events.csv (default closed), factor and premium 1
 *   hours        CATEGORIES:HOURS; special opening hours, from DTSTART to DTEND of a timed event, or by X-HEADCOUNT-OPEN
 *   campaign     CATEGORIES:CAMPAIGN, with X-HEADCOUNT-FACTOR:1.3
 *   workday      CATEGORIES:WORKDAY, a make-up working day; or a SUMMARY as Chinese calendars have it: one that ends in 班
 *                (in brackets or not) or holds 补班 or 调休上班. X-HEADCOUNT-AS:mon says which weekday it stands for
 * X-HEADCOUNT-OPEN, -FACTOR, -PREMIUM, -QUEUE and -AS are the columns of events.csv and come before all defaults (with
 * a QUEUE the default premium is left out: it comes with the event for all queues). Other categories mean nothing. A timed event
 * that fills whole days counts as all-day; any other that is not of kind hours is a fault. events.csv may stand beside it; both may not set the opening of the same day differently. */
#ifndef MODEL_EVENT_CALENDAR_H
#define MODEL_EVENT_CALENDAR_H

#include "base/fault.h"
#include "model/scenario.h"

/* Adds the file's events to s. The horizon, queues and events.csv must have been read. 0, or -1 with faults FILE:LINE. */
int event_calendar_read(struct scenario *s, const char *path, struct faults *faults);

#endif
