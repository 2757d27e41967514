#include "report/lang.h"

#include "base/text.h"
#include "report/assets.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

/* A .mo file (GNU gettext manual, "The Format of GNU MO Files"), made for this machine's byte order: word 2 is the number
 * of messages, word 3 and 4 the offsets of two tables of (length, offset), messages sorted by strcmp and translations. */
enum { MO_MAGIC = 0x950412de, MO_COUNT = 2, MO_MESSAGES = 3, MO_TRANSLATIONS = 4 };

static uint32_t word(const char *mo, size_t n)
{
    uint32_t w;
    memcpy(&w, mo + 4 * n, sizeof w);
    return w;
}

static const char *catalogue(enum lang lang)
{
    if (lang == LANG_EN)
        return NULL;
    const char *mo = asset_find("zh.mo", 5)->data;
    assert(word(mo, 0) == MO_MAGIC);
    return mo;
}

/* Entry n of one of the two tables. */
static const char *entry(const char *mo, int table, uint32_t n)
{
    return mo + word(mo + word(mo, (size_t)table), 2 * n + 1);
}

int lang_parse(const char *name, enum lang *lang)
{
    size_t n = strcspn(name, "_-.@");
    if (n != 2)
        return -1;
    for (int l = 0; l < LANG_COUNT; l++)
        if (text_starts(name, lang_name((enum lang)l))) {
            *lang = (enum lang)l;
            return 0;
        }
    return -1;
}

const char *lang_name(enum lang lang)
{
    return lang == LANG_ZH ? "zh" : "en";
}

const char *lang_say(enum lang lang, const char *text)
{
    const char *mo = catalogue(lang);
    uint32_t    low = 0, high = mo ? word(mo, MO_COUNT) : 0;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        int      order = strcmp(text, entry(mo, MO_MESSAGES, middle));
        if (!order)
            return entry(mo, MO_TRANSLATIONS, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return text;
}

const char *lang_count(enum lang lang, long n, const char *one, const char *many)
{
    return lang == LANG_EN && n == 1 ? one : lang_say(lang, many);
}

int lang_message(enum lang lang, int n, const char **text, const char **said)
{
    const char *mo = catalogue(lang);
    if (!mo || (uint32_t)n + 1 >= word(mo, MO_COUNT))
        return 0;
    /* The first message is the empty one, whose translation is the catalogue's header. */
    *text = entry(mo, MO_MESSAGES, (uint32_t)n + 1);
    *said = entry(mo, MO_TRANSLATIONS, (uint32_t)n + 1);
    return 1;
}
