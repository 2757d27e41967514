#include "base/file.h"
#include "report/assets.h"
#include "report/page_data.h"
#include "report/report.h"

#include <assert.h>
#include <string.h>

static void add_escaped(struct text *out, const char *s)
{
    for (; *s; s++)
        switch (*s) {
        case '<':
            text_add(out, "&lt;");
            break;
        case '>':
            text_add(out, "&gt;");
            break;
        case '&':
            text_add(out, "&amp;");
            break;
        default:
            text_add_char(out, *s);
        }
}

static int is(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && !memcmp(name, wanted, length);
}

/* What stands for @name@ in page.html. */
static void fill(struct text *page, const char *name, size_t length, const struct plan *p, enum lang lang)
{
    const struct asset *asset = asset_find(name, length);
    struct text         made = {0};
    if (asset)
        text_add_bytes(page, asset->data, (size_t)(asset->end - asset->data));
    else if (is(name, length, "data"))
        page_data(page, p, lang);
    else if (is(name, length, "lang"))
        text_add(page, lang_name(lang));
    else if (is(name, length, "title"))
        add_escaped(page, p->scenario.name);
    else {
        assert(is(name, length, "text"));
        report_text(&made, p, lang, 0);
        add_escaped(page, text_string(&made));
    }
    text_free(&made);
}

int report_html(const struct plan *p, const char *path, enum lang lang, struct faults *faults)
{
    assert(p->reached >= PLAN_CHECK);
    const char *from = asset_find("page.html", strlen("page.html"))->data;
    struct text page = {0};
    for (;;) {
        const char *at = strchr(from, '@');
        text_add_bytes(&page, from, at ? (size_t)(at - from) : strlen(from));
        if (!at)
            break;
        const char *end = strchr(at + 1, '@');
        assert(end);
        fill(&page, at + 1, (size_t)(end - at - 1), p, lang);
        from = end + 1;
    }
    int bad = file_write_text(path, &page, faults);
    text_free(&page);
    return bad;
}
