#include "report/assets.h"

#include <string.h>

/* The assembler pulls the files in: nothing to generate, nothing to escape. D3_FILE and ZH_FILE come from the Makefile. */
#define ASSET(symbol, file)                                                                        \
    __asm__(".section .rodata\n.balign 8\n" #symbol ":\n.incbin \"" file "\"\n" #symbol            \
            "_end:\n.byte 0\n.previous\n");                                                        \
    extern const char symbol[], symbol##_end[]

ASSET(asset_page_html, "src/report/assets/page.html");
ASSET(asset_page_css, "src/report/assets/page.css");
ASSET(asset_core_js, "src/report/assets/core.js");
ASSET(asset_picture_js, "src/report/assets/picture.js");
ASSET(asset_summary_js, "src/report/assets/summary.js");
ASSET(asset_missed_js, "src/report/assets/missed.js");
ASSET(asset_day_js, "src/report/assets/day.js");
ASSET(asset_heat_js, "src/report/assets/heat.js");
ASSET(asset_roster_js, "src/report/assets/roster.js");
ASSET(asset_forecast_js, "src/report/assets/forecast.js");
ASSET(asset_frontier_js, "src/report/assets/frontier.js");
ASSET(asset_notes_js, "src/report/assets/notes.js");
ASSET(asset_page_js, "src/report/assets/page.js");
ASSET(asset_d3_js, D3_FILE);
ASSET(asset_zh_mo, ZH_FILE);

static const struct asset assets[] = {
    {"page.html", asset_page_html, asset_page_html_end},
    {"page.css", asset_page_css, asset_page_css_end},
    {"core.js", asset_core_js, asset_core_js_end},
    {"picture.js", asset_picture_js, asset_picture_js_end},
    {"summary.js", asset_summary_js, asset_summary_js_end},
    {"missed.js", asset_missed_js, asset_missed_js_end},
    {"day.js", asset_day_js, asset_day_js_end},
    {"heat.js", asset_heat_js, asset_heat_js_end},
    {"roster.js", asset_roster_js, asset_roster_js_end},
    {"forecast.js", asset_forecast_js, asset_forecast_js_end},
    {"frontier.js", asset_frontier_js, asset_frontier_js_end},
    {"notes.js", asset_notes_js, asset_notes_js_end},
    {"page.js", asset_page_js, asset_page_js_end},
    {"d3.min.js", asset_d3_js, asset_d3_js_end},
    {"zh.mo", asset_zh_mo, asset_zh_mo_end},
};

const struct asset *asset_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
        if (strlen(assets[i].name) == length && !memcmp(assets[i].name, name, length))
            return &assets[i];
    return NULL;
}
