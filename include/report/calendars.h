/* calendars - the roster for phones and mail programs: iCalendar files of everybody's shifts and of each agent's own. */
#ifndef REPORT_CALENDARS_H
#define REPORT_CALENDARS_H

#include "plan/plan.h"
#include "report/lang.h"

/* roster.ics: an event a shift, named after its agent; breaks stand in its description. The plan must have a roster.
 * 0, or -1 with a fault. */
int calendars_write_all(const struct plan *p, const char *path, enum lang lang, struct faults *faults);
/* FOLDER/AGENT.ics for every agent, also those without a shift, so that an older roster does not live on in their phones:
 * shifts, and breaks, lunches and the like as events of their own that leave the time free. */
int calendars_write_each(const struct plan *p, const char *folder, enum lang lang, struct faults *faults);

/* The agent's file: his id where every letter of it is safe in a file name, else made safe with a part of its hash, so
 * that two agents never share a file. To free. */
char *calendars_file_name(const char *id);

#endif
