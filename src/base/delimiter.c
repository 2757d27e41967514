#include "base/delimiter.h"

#include <string.h>
#include <strings.h>

/* How many of the first lines have the same number of `delimiter` outside quotes (the commonest number above 0), and that
 * number. */
static int agreeing_lines(const char *s, size_t n, char delimiter, int *number)
{
    enum { LINES = 100 };
    int counts[LINES], lines = 0, count = 0, quoted = 0, any = 0, best = 0;
    for (size_t i = 0; i <= n && lines < LINES; i++) {
        char c = i < n ? s[i] : '\n';
        if (c == '"')
            quoted = !quoted;
        if ((c == '\n' || c == '\r') && (!quoted || i == n)) {
            if (any)
                counts[lines++] = count;
            count = any = 0;
        } else {
            any = 1;
            count += c == delimiter && !quoted;
        }
    }
    *number = 0;
    for (int i = 0; i < lines; i++) {
        int same = 0;
        for (int j = 0; j < lines; j++)
            same += counts[j] == counts[i];
        if (counts[i] > 0 && same > best)
            best = same, *number = counts[i];
    }
    return best;
}

char delimiter_find(const char *s, size_t n)
{
    static const char candidates[] = "\t;|,"; /* a comma may also be a decimal comma, so on a draw it comes last */
    char              best = ',';
    int               most = 0, most_number = 0;
    for (const char *c = candidates; *c; c++) {
        int number, lines = agreeing_lines(s, n, *c, &number);
        if (lines > most || (lines == most && number > most_number))
            best = *c, most = lines, most_number = number;
    }
    return best;
}

int delimiter_states(const char *s, size_t n)
{
    return n >= 5 && strncasecmp(s, "sep=", 4) == 0 && (n == 5 || s[5] == '\r' || s[5] == '\n');
}

int delimiter_none(const char *s, size_t n)
{
    static const char *const begins[] = {"<html", "<!doctype", "<table", "<?xml", "<head", "<meta", "<style"};
    size_t                   blank = 0;
    while (blank < n && strchr(" \t\r\n", s[blank]))
        blank++;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (n - blank >= strlen(begins[i]) && strncasecmp(s + blank, begins[i], strlen(begins[i])) == 0)
            return 1;
    return 0;
}
