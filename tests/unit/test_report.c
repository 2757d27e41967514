/* The report of an invented plan: golden texts in both languages, a page that no name can break, sizes. */
#include "base/file.h"
#include "base/json.h"
#include "plan/seam.h"
#include "report/fault_words.h"
#include "report/report.h"
#include "report/words.h"
#include "report/wrap.h"
#include "report_fixture.h"

static void assert_golden(const char *path, const char *text)
{
    struct text   want = {0};
    struct faults faults = {0};
    if (getenv("GOLDEN_WRITE"))
        assert_int_equal(file_write(path, text, strlen(text), &faults), 0);
    file_read_text(&want, path, FILE_LIMIT, &faults);
    assert_no_fault(&faults);
    assert_string_equal(text, text_string(&want));
    text_free(&want);
}

static void text_is_golden(void **state)
{
    (void)state;
    static const char *const golden[LANG_COUNT] = {"tests/golden/report_en.txt", "tests/golden/report_zh.txt"};
    struct plan              p;
    fixture_make(&p, &fixture_bank);
    for (int l = 0; l < LANG_COUNT; l++) {
        struct text text = {0};
        report_text(&text, &p, (enum lang)l, 0);
        assert_golden(golden[l], text_string(&text));
        text_free(&text);
    }
    fixture_free(&p);
}

static void text_fits_a_terminal(void **state)
{
    (void)state;
    struct plan p;
    struct text text = {0};
    fixture_make(&p, &fixture_line);
    report_text(&text, &p, LANG_ZH, 0);
    assert_null(strchr(text_string(&text), '\033'));
    int lines = 0;
    for (char *line = strtok(text.data, "\n"); line; line = strtok(NULL, "\n"), lines++)
        if (wrap_columns(line) > 80)
            fail_msg("%d columns: %s", wrap_columns(line), line);
    assert_in_range(lines, 20, 70);
    text_clear(&text);
    report_text(&text, &p, LANG_EN, 1);
    assert_non_null(strstr(text_string(&text), "\033[1;31m✗ The goal is missed"));
    text_free(&text);
    fixture_free(&p);
}

/* The verdict names the peaks first, and a plan without fault is met. */
static void verdict_is_plain(void **state)
{
    (void)state;
    struct plan p;
    struct text text = {0};
    fixture_make(&p, &fixture_bank);
    violations_add(&p.result.violations, "rest_h", 2, 1, 1.5, "9.5 hours of rest before the shift; 11 are due");
    words_verdict(&text, &p, LANG_EN);
    assert_string_equal(text_string(&text),
                        "The goal is missed: peaks missed: 3 of 10, intervals below the floor: 5 of 140, rules broken: 1.");
    text_clear(&text);
    report_text(&text, &p, LANG_EN, 0);
    assert_non_null(strstr(text_string(&text), "✗ rest_h: A003 Tue 9 Sep: 9.5 hours of rest before the shift;"));
    text_clear(&text);
    p.result.summary.goal_met = 1;
    p.result.violations.count = 0;
    words_verdict(&text, &p, LANG_ZH);
    assert_string_equal(text_string(&text), "目标已达成：10 个高峰中 7 个达标，5 天中 5 天达标。");
    text_clear(&text);
    p.result.summary.goal_count = 0;
    words_verdict(&text, &p, LANG_EN);
    assert_string_equal(text_string(&text), "The goal is met.");
    text_free(&text);
    fixture_free(&p);
}

static void achieved_is(const char *scope, double wanted, double achieved, int met, const char *said)
{
    struct goal_result g = {.wanted = wanted, .achieved = achieved, .met = met};
    struct text        text = {0};
    snprintf(g.scope, sizeof g.scope, "%s", scope);
    words_achieved(&text, &g, LANG_EN);
    assert_string_equal(text_string(&text), said);
    text_free(&text);
}

/* What misses its goal by a hair has the digits that say so, on the page too. */
static void missed_never_reads_as_reached(void **state)
{
    (void)state;
    achieved_is("day", 0.8, 0.799945, 0, "79.99%");
    achieved_is("day", 0.8, 0.79999996, 0, "79.999996%");
    achieved_is("day", 0.8, 0.7994, 0, "79.9%");
    achieved_is("day", 0.8, 0.80004, 1, "80.0%");
    achieved_is("abandon", 0.08, 0.08001, 0, "8.001%");
    achieved_is("asa", 20, 20.3, 0, "20.3 s");
    achieved_is("asa", 20, 19.7, 1, "20 s");
    achieved_is("min_agents", 3, 2.96, 0, "2.96");
    struct plan p;
    fixture_make(&p, &fixture_bank);
    int t = 0;
    while (!(words_interval_must(&p.scenario, 0, t) > 0 && p.requirements[0].kind[t]))
        t++;
    p.result.coverages[0].sl[t] = words_interval_must(&p.scenario, 0, t) - 2e-6;
    assert_int_equal(words_below(&p, 0, t), 2);
    fixture_free(&p);
}

/* Where a plan repeats, rest is kept inside it only: who rests too little over the seam is named. */
static void seam_is_named(void **state)
{
    (void)state;
    struct plan p;
    struct text text = {0};
    fixture_make(&p, &fixture_line);
    for (int c = 0; c < p.scenario.contract_count; c++)
        p.scenario.contracts[c].rest_min = 11 * 60;
    words_limits(&text, &p, LANG_EN);
    assert_null(strstr(text_string(&text), "The plan repeats"));
    text_clear(&text);
    struct shift *first = NULL, *last = NULL;
    for (int i = 0; i < p.answer.roster.shift_count; i++)
        if (p.answer.roster.shifts[i].agent == p.answer.roster.shifts[0].agent)
            last = &p.answer.roster.shifts[i];
    first = &p.answer.roster.shifts[0];
    int turn = p.scenario.horizon.intervals * p.scenario.horizon.interval_min;
    p.scenario.horizon.cyclic = 1;
    for (int c = 0; c < p.scenario.contract_count; c++)
        p.scenario.contracts[c].rest_min = first->start_min + turn - last->end_min;
    int *agents = xcalloc((size_t)p.scenario.agent_count, sizeof *agents), before = seam_short(agents, &p);
    for (int c = 0; c < p.scenario.contract_count; c++)
        p.scenario.contracts[c].rest_min++;
    assert_true(seam_short(agents, &p) > before);
    assert_int_equal(agents[0], first->agent);
    words_limits(&text, &p, LANG_EN);
    assert_non_null(strstr(text_string(&text), "rests less than the contract has it: A001") ? "" :
                    strstr(text_string(&text), "rest less than the contract has it: A001"));
    free(agents);
    text_free(&text);
    fixture_free(&p);
}

/* A plan that stopped after the forecast or the staffing has a shorter answer, as text and as JSON. */
static void stages_alone(void **state)
{
    (void)state;
    struct plan   p;
    struct text   text = {0};
    struct faults faults = {0};
    fixture_make(&p, &fixture_bank);
    p.reached = PLAN_FORECAST;
    report_text(&text, &p, LANG_EN, 0);
    assert_non_null(strstr(text_string(&text), "calls       6,853 contacts. Method: mean of last 4."));
    assert_null(strstr(text_string(&text), "agent hours"));
    text_clear(&text);
    p.reached = PLAN_STAFFING;
    report_text(&text, &p, LANG_EN, 0);
    assert_non_null(strstr(text_string(&text), "819 agent hours to roster on work, at most 20 agents"));
    text_clear(&text);
    report_json(&text, &p);
    struct json *root = json_parse("json", text_string(&text), text.length, &faults);
    assert_no_fault(&faults);
    assert_non_null(strstr(text_string(&text), "\"agent_hours\": 818.6"));
    json_free(root);
    text_free(&text);
    fixture_free(&p);
}

static int count_of(const char *text, const char *what)
{
    int n = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        n++;
    return n;
}

/* Writes the page as `name` into $REPORT_PAGES, where tests/long/report_page.sh opens it, else for a moment. */
static void page_of(struct text *page, const struct plan *p, enum lang lang, const char *name)
{
    struct faults faults = {0};
    char          folder[] = "/tmp/headcount-report-XXXXXX";
    const char   *keep = getenv("REPORT_PAGES");
    assert_true(keep || mkdtemp(folder));
    char *path = file_join(keep ? keep : folder, name);
    assert_int_equal(report_html(p, path, lang, &faults), 0);
    assert_int_equal(file_read_text(page, path, FILE_LIMIT, &faults), 0);
    if (!keep) {
        unlink(path);
        rmdir(folder);
    }
    free(path);
}

static void page_repeats_to_the_byte(void **state)
{
    (void)state;
    struct plan p;
    struct text first = {0}, second = {0};
    for (int l = 0; l < LANG_COUNT; l++) {
        fixture_make(&p, &fixture_bank);
        page_of(&first, &p, (enum lang)l, l ? "bank_zh.html" : "bank_en.html");
        fixture_free(&p);
        fixture_make(&p, &fixture_bank);
        page_of(&second, &p, (enum lang)l, l ? "bank_zh.html" : "bank_en.html");
        assert_string_equal(text_string(&first), text_string(&second));
        fixture_free(&p);
    }
    text_free(&first);
    text_free(&second);
}

/* The agent called </script><img src=x onerror=alert(1)> stays a name: three script elements end, no image begins. */
static void page_is_harmless(void **state)
{
    (void)state;
    struct plan p;
    struct text page = {0};
    fixture_make(&p, &fixture_bank);
    free(p.scenario.name);
    p.scenario.name = xstrdup("<b>&\"desk\"</title>");
    page_of(&page, &p, LANG_EN, "harmless.html");
    const char *html = text_string(&page);
    assert_int_equal(count_of(html, "</script"), 3);
    assert_int_equal(count_of(html, "<img"), 0);
    assert_int_equal(count_of(html, "<b>&\""), 0);
    assert_int_equal(count_of(html, "<title>&lt;b&gt;&amp;\"desk\"&lt;/title&gt;</title>"), 1);
    assert_non_null(strstr(html, "default-src 'none'"));
    for (const char *at = html; (at = strstr(at, "://")) != NULL; at += 3)
        if (strncmp(at, "://www.w3.org/", 14) && strncmp(at, "://d3js.org", 11))
            fail_msg("the page names another place: %.60s", at - 8);
    text_free(&page);
    fixture_free(&p);
}

/* The data the page carries. */
static struct json *page_json(const struct text *page)
{
    struct faults faults = {0};
    const char   *from = strstr(text_string(page), "id=\"data\">");
    assert_non_null(from);
    from += strlen("id=\"data\">");
    struct json *root = json_parse("page", from, (size_t)(strstr(from, "</script>") - from), &faults);
    assert_no_fault(&faults);
    return root;
}

static const struct json *member(const struct json *object, const char *key)
{
    for (int i = 0; i < json_length(object); i++)
        if (!strcmp(json_key(json_item(object, i)), key))
            return json_item(object, i);
    fail_msg("no member %s", key);
    return NULL;
}

/* 300 agents around the clock over the night the clocks go back: all of it inside, and under 3 MB. */
static void page_holds_everything(void **state)
{
    (void)state;
    struct plan   p;
    struct text   page = {0};
    struct faults faults = {0};
    const char   *name;
    fixture_make(&p, &fixture_line);
    page_of(&page, &p, LANG_ZH, "line.html");
    assert_in_range(page.length, 300000, 3000000);
    struct json       *root = page_json(&page);
    const struct json *queue = json_item(member(root, "queues"), 0);
    assert_int_equal(json_length(member(root, "agents")), 300);
    assert_int_equal(json_length(member(root, "shifts")), p.answer.roster.shift_count);
    assert_int_equal(json_length(member(queue, "sl")), 7 * 48 + 2);
    assert_int_equal(json_length(member(member(root, "sentences"), "zh")), json_length(member(member(root, "sentences"), "en")));
    json_as_string(member(json_item(member(root, "agents"), 4), "name"), &name, &faults);
    assert_string_equal(name, "</script><img src=x onerror=alert(1)>");
    json_as_string(member(root, "lang"), &name, &faults);
    assert_string_equal(name, "zh");
    assert_non_null(strstr(text_string(&page), "<html lang=\"zh\">"));
    json_free(root);
    text_free(&page);
    fixture_free(&p);
}

static void json_is_the_summary(void **state)
{
    (void)state;
    struct plan   p;
    struct text   text = {0};
    struct faults faults = {0};
    double        cost;
    fixture_make(&p, &fixture_bank);
    report_json(&text, &p);
    struct json *root = json_parse("json", text_string(&text), text.length, &faults);
    assert_no_fault(&faults);
    json_as_number(member(member(root, "cost"), "total"), 0, 1e9, &cost, &faults);
    assert_near(cost, p.result.summary.cost.total, 1e-4);
    json_free(root);
    text_free(&text);
    fixture_free(&p);
}

/* The page's {names} must survive translation; msgfmt checks the % of the rest. */
static void assert_placeholders(const char *text, const char *said)
{
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++) {
        char *name = xstrndup(at, strcspn(at, "}") + 1);
        if (!strstr(said, name))
            fail_msg("%s is not in: %s", name, said);
        free(name);
    }
}

static void languages(void **state)
{
    (void)state;
    enum lang l = LANG_EN;
    assert_int_equal(lang_parse("zh_CN.UTF-8", &l), 0);
    assert_int_equal(l, LANG_ZH);
    assert_int_equal(lang_parse("en", &l), 0);
    assert_int_equal(l, LANG_EN);
    assert_int_equal(lang_parse("fr", &l), -1);
    assert_int_equal(lang_parse("english", &l), -1);
    assert_string_equal(lang_say(LANG_ZH, "The goal is met"), "目标已达成");
    assert_string_equal(lang_say(LANG_ZH, "no such text"), "no such text");
    assert_string_equal(lang_say(LANG_EN, "The goal is met"), "The goal is met");
    const char *text, *said;
    int         n = 0;
    for (; lang_message(LANG_ZH, n, &text, &said); n++) {
        assert_string_equal(lang_say(LANG_ZH, text), said);
        assert_placeholders(text, said);
    }
    assert_in_range(n, 250, 2000);
}

static void lines_wrap(void **state)
{
    (void)state;
    struct text out = {0};
    assert_int_equal(wrap_columns("A001 李伟"), 9);
    wrap_add(&out, "Cost", "wages and premiums of the week", 6, 16);
    assert_string_equal(text_string(&out), "Cost  wages and\n      premiums\n      of the\n      week\n");
    text_clear(&out);
    /* A closing sign never begins a line. */
    wrap_add(&out, "成本", "工资与津贴，加班。\n二", 6, 16);
    assert_string_equal(text_string(&out), "成本  工资与津\n      贴，加班。\n      二\n");
    text_free(&out);
}

static void numbers_read_well(void **state)
{
    (void)state;
    assert_string_equal(words_count(61234.5, 2).text, "61,234.50");
    assert_string_equal(words_count(-1234567, 0).text, "−1,234,567");
    assert_string_equal(words_count(999, 0).text, "999");
    assert_string_equal(words_count(NAN, 0).text, "–");
    assert_string_equal(words_percent(0.8431).text, "84.3%");
    assert_string_equal(words_goal_percent(0.8).text, "80%");
    assert_string_equal(words_goal_percent(0.805).text, "80.5%");
}

/* Faults are told in English and known again: values in another order, remarks behind, parts within parts; the rest stays. */
static void faults_in_chinese(void **state)
{
    (void)state;
    static const char *const said[][2] = {
        {"date is \"3/14\", but \"13/3\" in line 2: days and months change places; import it with --date-order dmy or mdy",
         "date 为“3/14”，但第 2 行为“13/3”：日和月的位置互换；请用 --date-order dmy 或 mdy 导入"},
        {"offered is \"x\"; want a number from 0 to 9", "offered 为“x”；应为 0 到 9 之间的数"},
        {"sl is \"a\"; want a share from 0 to 1, or a percentage such as 94%", "sl 为“a”；应为 0 到 1 的比例，或 94% 这样的百分数"},
        {"there is no column \"Incomming\" for offered; did you mean \"Incoming\"?", "没有列“Incomming”（用于 offered）；是不是“Incoming”？"},
        {"%s is %d; want %2$s and \x7f", "%s 为 %d；应为%2$s and ?"},
        {"nothing that was ever said", "nothing that was ever said"},
        {"", ""},
    };
    struct faults faults = {0}, same = {0};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        faults_add(&faults, i ? "f.csv" : "command line", 3, 1, "%s", said[i][0]);
    same = faults;
    fault_words(&same, LANG_EN);
    assert_memory_equal(&same, &faults, sizeof same);
    fault_words(&faults, LANG_ZH);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_string_equal(faults.items[i].message, said[i][1]);
    assert_string_equal(faults.items[0].file, "命令行");
    assert_string_equal(faults.items[1].file, "f.csv");
    assert_int_equal(faults.items[1].line, 3);
}

/* Text that fits a message in very many ways costs no time to speak of. */
static void hostile_fault(void **state)
{
    (void)state;
    struct faults faults = {0};
    char          message[512] = "";
    for (int i = 0; i < 70; i++)
        strcat(message, " is \"x,");
    faults_add(&faults, "f.csv", 1, 1, "%s", message);
    fault_words(&faults, LANG_ZH);
    assert_true(strlen(faults.items[0].message) > 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_golden),      cmocka_unit_test(text_fits_a_terminal), cmocka_unit_test(verdict_is_plain), cmocka_unit_test(missed_never_reads_as_reached), cmocka_unit_test(seam_is_named),
        cmocka_unit_test(stages_alone),        cmocka_unit_test(page_is_harmless),     cmocka_unit_test(page_holds_everything),
        cmocka_unit_test(json_is_the_summary), cmocka_unit_test(languages),            cmocka_unit_test(lines_wrap),
        cmocka_unit_test(numbers_read_well),   cmocka_unit_test(page_repeats_to_the_byte), cmocka_unit_test(faults_in_chinese),
        cmocka_unit_test(hostile_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
