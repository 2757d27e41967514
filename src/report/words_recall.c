/* What a roster made before was planned with, and what it is judged with. */
#include "report/words.h"

static void item(struct text *out, size_t from, const char *before, const char *name, enum lang lang)
{
    text_addf(out, "%s%s%s", out->length > from ? lang_say(lang, ", ") : "", before, name);
}

static void nothing(struct text *out, size_t from, enum lang lang)
{
    if (out->length == from)
        text_add(out, lang_say(lang, "as the scenario is"));
}

void words_planned(struct text *out, const struct recall *r, enum lang lang)
{
    size_t      from = out->length;
    const char *file = r->forecast_file ? r->forecast_file : r->requirement_file;
    for (int i = 0; i < r->variant_count; i++)
        item(out, from, "", r->variants[i].text, lang);
    if (file)
        item(out, from, lang_say(lang, "from "), file, lang);
    nothing(out, from, lang);
}

void words_judged(struct text *out, const struct plan *p, enum lang lang)
{
    const struct scenario *s = &p->scenario;
    size_t                 from = out->length;
    for (int i = 0; i < s->variant_count; i++)
        item(out, from, "", s->variants[i], lang);
    for (int i = 0; i < s->input_count; i++)
        if (s->inputs[i].option)
            item(out, from, lang_say(lang, "from "), s->inputs[i].file, lang);
    nothing(out, from, lang);
}

void words_changed(struct text *out, const struct recall *r, enum lang lang)
{
    size_t from = out->length;
    for (int i = 0; i < r->changed_count; i++)
        item(out, from, "", r->changed[i], lang);
}

void words_recall(struct text *out, const struct plan *p, enum lang lang)
{
    const struct recall *r = &p->recall;
    struct text          planned = {0}, judged = {0}, changed = {0};
    words_planned(&planned, r, lang);
    words_judged(&judged, p, lang);
    words_changed(&changed, r, lang);
    if (r->path && r->other)
        text_addf(out, lang_say(lang, "Planned: %1$s; judged: %2$s.\n"), text_string(&planned), text_string(&judged));
    else if (r->path && (r->variant_count || r->forecast_file || r->requirement_file))
        text_addf(out, lang_say(lang, "As planned: %s.\n"), text_string(&planned));
    if (changed.length)
        text_addf(out, lang_say(lang, "Changed since it was planned: %s.\n"), text_string(&changed));
    text_free(&planned);
    text_free(&judged);
    text_free(&changed);
}
