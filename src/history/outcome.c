#include "history/outcome.h"

#include <string.h>

static const char *const known[3] = {
    [CHOICES_ANSWERED] = "agent|answered|answer|handled|connected|completed|complete|complete agent|complete caller|completeagent|"
                         "completecaller|success|successful|served|transfer|transferred|closed|resolved|yes|y|true|1|"
                         "已接|已接听|接听|接通|已接通|应答|成功|是|已接聽|接聽|已應答|應答",
    [CHOICES_ABANDONED] = "hang|hangup|hung up|abandoned|abandoned by caller|abandoned by customer|caller abandoned|caller hung up|abandon|abandoned in queue|queue abandon|no answer|not answered|unanswered|missed|"
                          "lost|cancelled|canceled|timeout|exit with timeout|exitwithtimeout|no|n|false|0|"
                          "放弃|已放弃|队列放弃|未接|未接听|未接通|呼损|挂断|否|放棄|已放棄|未接聽|未接通|掛斷",
    [CHOICES_IGNORED] = "phantom|test|busy|blocked|failed|congestion|outbound|internal|忙|占线|呼出|测试|佔線|測試",
};

/* 1 when `word` is one of the names in "a|b|c". */
static int among(const char *word, const char *names)
{
    char one[64];
    while (*names) {
        size_t n = strcspn(names, "|");
        memcpy(one, names, n);
        one[n] = '\0';
        if (text_same_name(word, one))
            return 1;
        names += n + (names[n] == '|');
    }
    return 0;
}

static int meaning(const char *word, const struct choices *c)
{
    for (int i = 0; i < c->word_count; i++)
        if (text_same_name(word, c->words[i].word))
            return (int)c->words[i].outcome;
    for (int o = 0; o < 3; o++)
        if (among(word, known[o]))
            return o;
    return -1;
}

int outcome_of(struct outcome_words *met, const char *word, const struct choices *c, enum choices_outcome *outcome)
{
    for (int i = 0; i < met->count; i++)
        if (strcmp(met->words[i], word) == 0) {
            met->counts[i]++;
            *outcome = met->outcomes[i];
            return 0;
        }
    int found = meaning(word, c);
    if (found < 0 || met->count == OUTCOME_WORDS_MAX)
        return -1;
    met->words[met->count] = word;
    met->counts[met->count] = 1;
    met->outcomes[met->count++] = *outcome = (enum choices_outcome)found;
    return 0;
}
