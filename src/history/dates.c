#include "history/dates.h"
#include "base/clock.h"
#include "model/notes.h"

/* Last marked day of the run that begins at d; *days how many it has. */
static int run_end(const unsigned char *mark, const unsigned char *skipped, int n, int d, int *days)
{
    int last = d;
    *days = 1;
    for (int i = d + 1; i < n && (mark[i] || (skipped && skipped[i])); i++)
        if (mark[i]) {
            last = i;
            ++*days;
        }
    return last;
}

/* One part of the list at d: a single day, or a run of three and more. Returns its last day. */
static int part_end(const unsigned char *mark, const unsigned char *skipped, int n, int d, int *days)
{
    int last = run_end(mark, skipped, n, d, days);
    if (*days < 3) {
        *days = 1;
        return d;
    }
    return last;
}

static int next_marked(const unsigned char *mark, int n, int d)
{
    while (d < n && !mark[d])
        d++;
    return d;
}

void dates_add(struct text *out, const unsigned char *mark, const unsigned char *skipped, int n, int first_day, int most)
{
    char date[CLOCK_DATE_SIZE];
    int  parts = 0, rest = 0, days;
    for (int d = next_marked(mark, n, 0); d < n;) {
        int last = part_end(mark, skipped, n, d, &days), next = next_marked(mark, n, last + 1);
        if (parts >= most)
            rest += days;
        else {
            if (parts > 0 && (next < n || parts + 1 > most))
                notes_part(out, ", ");
            else if (parts > 0)
                notes_part(out, " and ");
            text_add(out, clock_date_format(first_day + d, date));
            if (last > d)
                notes_part(out, " to %s (%d days)", clock_date_format(first_day + last, date), days);
            parts++;
        }
        d = next;
    }
    if (rest > 0)
        notes_part(out, " and %d more", rest);
}
