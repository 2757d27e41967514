#include "report/fault_words.h"

#include "base/text.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MOST = 8, DEPTH_MOST = 3, STEPS_MOST = 20000 };
static const char context[] = "fault\004"; /* before the message, as gettext has it */

struct value { const char *from; size_t length; };

/* The length of the conversion at s, 0 when there is none ("94% of"); "%2$s" gives *which = 2, others 0. */
static size_t conversion(const char *s, int *which)
{
    size_t digits = strspn(s + 1, "0123456789"), n = 1 + strspn(s + 1, "0123456789.$lz");
    *which = digits > 0 && s[1 + digits] == '$' ? atoi(s + 1) : 0;
    return *s == '%' && s[n] && strchr("dsfguX%", s[n]) ? n + 1 : 0;
}

/* Takes s apart by a printf format: the values, [count] from `n` on. 1, or 0 when it was not made by that format. Texts are
 * as short as may be. */
static int take_apart(const char *format, const char *s, struct value *values, int n, int *count, int *steps)
{
    int    which;
    size_t length, most;
    for (; !(length = conversion(format, &which)) || format[1] == '%'; format++, s++) {
        if (*format != *s)
            return 0;
        if (!*format)
            return *count = n, 1;
        format += length > 0;
    }
    if (n == VALUES_MOST)
        return 0;
    most = format[length - 1] == 's' ? strlen(s) : strspn(s, "0123456789.-+ABCDEF");
    for (size_t k = format[length - 1] == 's' ? 0 : most; k <= most && ++*steps < STEPS_MOST; k++) {
        if (format[length] == '%' && s[k] && s[k] != ';') /* a text directly behind another is a remark */
            continue;
        values[n] = (struct value){s, k};
        if (take_apart(format + length, s + k, values, n + 1, count, steps))
            return 1;
    }
    return 0;
}

/* Characters of the format that are its own. */
static int own_characters(const char *format)
{
    int own = 0, which;
    while (*format) {
        size_t n = conversion(format, &which);
        own += n == 0;
        format += n ? n : 1;
    }
    return own;
}

/* The translation of the message that fits best, by its own characters; NULL none. */
static const char *find(const char *message, enum lang lang, struct value *values, int *count)
{
    const char *key, *said, *best = NULL;
    int         most = 4; /* a message of fewer would fit anything */
    for (int i = 0; lang_message(lang, i, &key, &said); i++) {
        struct value now[VALUES_MOST];
        int          n = 0, steps = 0, own;
        if (!text_starts(key, context) || (own = own_characters(key + strlen(context))) <= most ||
            !take_apart(key + strlen(context), message, now, 0, &n, &steps))
            continue;
        most = own;
        best = said;
        *count = n;
        memcpy(values, now, (size_t)n * sizeof *now);
    }
    return best;
}

static void say(struct text *out, const char *message, enum lang lang, int depth)
{
    struct value values[VALUES_MOST];
    int          count = 0, next = 0, which;
    const char  *said = depth < DEPTH_MOST && *message ? find(message, lang, values, &count) : NULL;
    if (!said) {
        text_add(out, message);
        return;
    }
    for (size_t n; *said; said += n) {
        n = conversion(said, &which);
        if (!n) {
            n = 1 + strcspn(said + 1, "%");
            text_add_bytes(out, said, n);
        } else if (said[n - 1] == '%') {
            text_add_char(out, '%');
        } else {
            int         i = which > 0 ? which - 1 : next++;
            struct text value = {0};
            if (i < count)
                text_add_bytes(&value, values[i].from, values[i].length);
            say(out, text_string(&value), lang, depth + 1);
            text_free(&value);
        }
    }
}

void fault_words(struct faults *faults, enum lang lang)
{
    for (int i = 0; i < faults->count && lang != LANG_EN; i++) {
        struct text words = {0};
        say(&words, faults->items[i].message, lang, 0);
        fault_reword(&faults->items[i], text_string(&words));
        text_free(&words);
        if (strcmp(faults->items[i].file, "command line") == 0)
            snprintf(faults->items[i].file, sizeof faults->items[i].file, "%s", lang_say(lang, LANG_MARK("command line")));
    }
}
