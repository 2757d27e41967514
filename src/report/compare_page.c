/* compare.html: the page of report.html's style without a script; pictures are bars drawn here. */
#include "report/assets.h"
#include "report/compare.h"
#include <math.h>
#include <string.h>

static void add_escaped(struct text *out, const char *s)
{
    for (; *s; s++)
        if (*s == '<')
            text_add(out, "&lt;");
        else if (*s == '>')
            text_add(out, "&gt;");
        else if (*s == '&')
            text_add(out, "&amp;");
        else
            text_add_char(out, *s);
}

static void verdict(struct text *out, const struct compare_side *s, const char *letter, enum lang lang)
{
    text_addf(out, "<div class=\"verdict %s\"><span class=\"sign\" aria-hidden=\"true\">%s</span><div><strong>%s · ", s->goal_met ? "good" : "bad",
              s->goal_met ? "✓" : "✗", letter);
    add_escaped(out, s->goal_met ? lang_say(lang, "The goal is met") : lang_say(lang, "The goal is missed"));
    text_add(out, "</strong><p>");
    add_escaped(out, s->folder);
    text_add(out, " · ");
    struct text origin = {0};
    compare_origin(&origin, s);
    add_escaped(out, text_string(&origin));
    text_free(&origin);
    text_add(out, "</p></div></div>\n");
}

/* Two bars, A over B, to the scale of the greater. */
static void bars(struct text *out, const struct compare_row *r)
{
    double a = fabs(r->value[0]), b = fabs(r->value[1]), most = fmax(a, b);
    if (!(most > 0)) {
        text_add(out, "<td></td>");
        return;
    }
    text_addf(out,
              "<td><svg width=\"120\" height=\"16\" aria-hidden=\"true\"><rect class=\"bar-a\" y=\"1\" height=\"6\" width=\"%.0f\"/>"
              "<rect class=\"bar-b\" y=\"9\" height=\"6\" width=\"%.0f\"/></svg></td>",
              isnan(a) ? 0 : 120 * a / most, isnan(b) ? 0 : 120 * b / most);
}

static void row(struct text *out, const struct compare_row *r, enum lang lang)
{
    struct text cell = {0};
    int         better = compare_verdict(r);
    compare_label(&cell, r, lang);
    text_add(out, "<tr><td>");
    add_escaped(out, text_string(&cell));
    text_add(out, "</td>");
    for (int side = 0; side < 2; side++) {
        text_clear(&cell);
        compare_value(&cell, r, r->value[side]);
        text_addf(out, "<td class=\"n\">%s</td>", text_string(&cell));
    }
    text_clear(&cell);
    compare_change(&cell, r);
    text_addf(out, "<td class=\"n %s\">%s%s</td>", better > 0 ? "good" : better < 0 ? "bad" : "", text_string(&cell),
              compare_verdict_word(better, lang));
    bars(out, r);
    text_add(out, "</tr>\n");
    text_free(&cell);
}

static void section(struct text *out, const struct compare *c, enum compare_section s, enum lang lang)
{
    int any = 0;
    for (int i = 0; i < c->row_count; i++) {
        if (c->rows[i].section != s)
            continue;
        if (!any++)
            text_addf(out, "<section><h2>%s</h2><div class=\"scroll\"><table><thead><tr><th></th><th class=\"n\">A</th><th class=\"n\">B</th>"
                           "<th class=\"n\">%s</th><th></th></tr></thead><tbody>\n",
                      compare_section_name(s, lang), lang_say(lang, LANG_MARK("Change from A to B")));
        row(out, &c->rows[i], lang);
    }
    if (any)
        text_add(out, "</tbody></table></div></section>\n");
}

static void notes(struct text *out, const struct compare *c, enum lang lang)
{
    struct text lines = {0};
    compare_notes(&lines, c, lang);
    if (lines.length)
        text_add(out, "<ul class=\"plain\">\n");
    for (char *line = lines.data; line && *line; line += strlen(line) + 1) {
        line[strcspn(line, "\n")] = '\0';
        text_add(out, "<li>");
        add_escaped(out, line);
        text_add(out, "</li>\n");
    }
    if (lines.length)
        text_add(out, "</ul>\n");
    text_free(&lines);
}

void compare_page(struct text *out, const struct compare *c, enum lang lang)
{
    const struct asset *css = asset_find("page.css", strlen("page.css"));
    const char         *title = lang_say(lang, "Two plans side by side");
    text_addf(out,
              "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>%s</title>\n<style>\n",
              lang_name(lang), title);
    text_add_bytes(out, css->data, (size_t)(css->end - css->data));
    text_addf(out, "svg .bar-a { fill: var(--dim); } svg .bar-b { fill: var(--staff); } table td:first-child { min-width: 13em; }\n</style>\n</head>\n<body>\n"
                   "<header><h1>%s</h1></header>\n<main>\n<div class=\"two\">\n",
              title);
    verdict(out, &c->side[0], "A", lang);
    verdict(out, &c->side[1], "B", lang);
    text_add(out, "</div>\n");
    notes(out, c, lang);
    text_addf(out, "<div class=\"legend\"><span><svg aria-hidden=\"true\"><rect class=\"bar-a\" y=\"4\" width=\"24\" height=\"6\"/></svg>A</span>"
                   "<span><svg aria-hidden=\"true\"><rect class=\"bar-b\" y=\"4\" width=\"24\" height=\"6\"/></svg>B</span><span>%s</span></div>\n",
              lang_say(lang, LANG_MARK("better, worse: B against A")));
    for (int s = 0; s < COMPARE_SECTIONS; s++)
        section(out, c, (enum compare_section)s, lang);
    text_add(out, "</main>\n</body>\n</html>\n");
}
