#include "model/columns.h"

#include "base/text.h"
#include "model/notes.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const struct columns_entry columns_table[COLUMNS_COUNT] = {
    [COLUMNS_QUEUE] = {"queue|queue name|skill|skill group|skill name|split|split/skill|acd group|csq|csq name|call type|vdn|campaign|"
                       "service|line of business|lob|team queue|hunt group|队列|队列名称|技能组|技能组名称|业务组|业务类型|业务线|"
                       "佇列|佇列名稱|技能群組|技能組|業務類型|業務線|隊列|"
                       "warteschlange|hotline|anrufgruppe|media queue|file d'attente|groupe d'appels",
                       NOTES_MARK("the queue's name")},
    [COLUMNS_START] = {"start|start time|interval start|interval start time|start of interval|startinterval|date time|datetime|"
                       "timestamp|date/time|date and time|interval|period start|arrival time|arrival|arrived|call time|"
                       "call start|call start time|call date|calldate|received|received at|created at|start date time|"
                       "开始时间|起始时间|时间戳|日期时间|来电时间|呼入时间|进线时间|到达时间|"
                       "開始時間|起始時間|時間戳記|日期時間|來電時間|進線時間|撥入時間|到達時間|"
                       "interval start date time|beginn|startzeit|intervallbeginn|zeitstempel|horodatage|date heure|heure de début|début",
                       NOTES_MARK("when the interval starts, or the call arrives")},
    [COLUMNS_DATE] = {"date|day|start date|interval date|report date|row date|日期|统计日期|数据日期|統計日期|資料日期|"
                      "datum|tag|jour", NOTES_MARK("the day")},
    [COLUMNS_TIME] = {"time|time of day|half hour|half-hour|hour|quarter hour|time interval|time slot|slot|interval time|period|"
                      "时间|时段|时间段|小时|半小时|時間|時段|時間段|小時|半小時|"
                      "uhrzeit|zeit|zeitraum|intervall|stunde|heure|tranche horaire|intervalle",
                      NOTES_MARK("the time of day")},
    [COLUMNS_END] = {"end|end time|interval end|interval end time|end of interval|endinterval|period end|结束时间|截止时间|"
                     "結束時間|截止時間|"
                     "ende|endzeit|intervallende|fin|heure de fin",
                     NOTES_MARK("when the interval ends")},
    [COLUMNS_ORDINAL] = {"index|no|no.|nr|row|row number|#|seq|序号|编号|行号|序號|編號|行號", NOTES_MARK("the row's running number")},
    [COLUMNS_WEEKDAY] = {"weekday|day of week|dow|day name|星期|周几|星期几|週幾|星期幾|"
                         "wochentag|jour de la semaine", NOTES_MARK("the day of the week")},
    [COLUMNS_OFFERED] = {"offered|calls|calls offered|offered calls|contacts offered|contacts|incoming calls|incoming|"
                         "inbound calls|inbound|calls received|received calls|calls presented|presented|contacts queued|"
                         "calls queued|offer|total calls|call volume|volume|entered|entered queue|nb calls|number of calls|"
                         "call count|tickets|count|"
                         "呼入量|呼入总量|总呼入量|来电量|来电数|总来电数|来电总数|进线量|总进线量|话务量|呼叫量|呼叫总量|"
                         "人工请求量|转人工量|请求量|"
                         "來電數|來電量|總來電數|來電總數|進線量|進線數|總進線量|話務量|呼叫量|撥入數|撥入量|"
                         "calls offered half|calls offered to half|nb calls offered|anrufe|angeboten|angebotene anrufe|"
                         "anrufe angeboten|eingehende anrufe|anrufe gesamt|anzahl anrufe|gespräche|kontakte|appels|"
                         "appels reçus|appels présentés|appels entrants|nombre d'appels",
                         NOTES_MARK("contacts that reached the queue, answered or not")},
    [COLUMNS_ANSWERED] = {"answered|answered calls|calls answered|handled|calls handled|handled calls|contacts handled|"
                          "contacts answered|acd calls|answer|taken|calls taken|connected|"
                          "接听量|接听数|接通量|接通数|应答量|应答数|已接|已接来电|人工接听量|人工接通量|"
                          "接聽量|接聽數|接通數|應答量|應答數|已接來電|已接聽|"
                          "accepted|accepted calls|calls accepted|calls handled half|calls handled to half|angenommen|"
                          "angenommene anrufe|anrufe angenommen|beantwortet|beantwortete anrufe|appels répondus|appels traités|"
                          "appels décrochés|répondus|traités",
                          NOTES_MARK("contacts an agent took")},
    [COLUMNS_ABANDONED] = {"abandoned|abandoned calls|calls abandoned|contacts abandoned|abandons|abandon|abnd|aban|aban calls|lost|"
                           "lost calls|missed|missed calls|unanswered|unanswered calls|calls lost|"
                           "放弃量|放弃数|放弃|呼损|呼损量|未接|未接量|未接来电|队列放弃|"
                           "放棄數|放棄量|放棄|未接數|未接來電|未接聽|"
                           "abn calls|abandoned waiting|abandoned in queue|calls aband|total calls aband to half|verloren|"
                           "verlorene anrufe|aufgelegt|abgebrochen|abbrüche|nicht angenommen|appels abandonnés|abandonnés|"
                           "appels perdus|perdus",
                           NOTES_MARK("contacts that hung up while waiting")},
    [COLUMNS_BLOCKED] = {"blocked|blocked calls|busy|busied out|forced busy|overflow|占线|溢出|佔線|溢位", NOTES_MARK("contacts turned away")},
    [COLUMNS_IN_TIME] = {"answered in time|ans in 20s|answered within 20s|answered in 20s|answered within threshold|within sl|in sla|"
                         "service level calls|calls within service level|20秒接听量|20秒接通量|20秒内接听量|20秒內接聽數",
                         NOTES_MARK("answered within the threshold (a count)")},
    [COLUMNS_AHT] = {"aht_s|aht|average handle time|average handling time|avg handle time|avg handling time|avg handle|mean handle time|"
                     "mean handling time|handle time avg|average contact duration|平均处理时长|平均处理时间|平均处理|"
                     "平均處理時間|平均處理時長|"
                     "durchschnittliche bearbeitungszeit|ø bearbeitungszeit|mittlere bearbeitungszeit|durée moyenne de traitement|dmt",
                     NOTES_MARK("mean handle time (talk, hold and wrap-up)")},
    [COLUMNS_HANDLE_TOTAL] = {"handle_total_s|total handle time|total handling time|total handle|sum handle time|handle time total|"
                              "处理总时长|总处理时长|总处理时间|處理總時長|總處理時間|總處理時長|"
                              "handle time half|handle time to half|bearbeitungszeit gesamt|gesamte bearbeitungszeit|"
                              "summe bearbeitungszeit",
                              NOTES_MARK("the row's handle times added up")},
    [COLUMNS_HANDLE] = {"handle_s|handle time|handling time|handle|handle duration|duration|call duration|处理时长|处理时间|时长|"
                        "處理時間|處理時長|時長|"
                        "bearbeitungszeit|durée de traitement",
                        NOTES_MARK("handle time")},
    [COLUMNS_TALK_MEAN] = {"talk_mean_s|average talk time|avg talk time|avg talk|avg acd time|att|mean talk time|平均通话时长|平均通话时间|"
                           "平均通話時間|平均通話時長|"
                           "ø gesprächszeit|durchschnittliche gesprächszeit|durchschnittliche gesprächsdauer|durée moyenne de conversation",
                           NOTES_MARK("mean talk time")},
    [COLUMNS_TALK_TOTAL] = {"talk_total_s|total talk time|total talk|acd time|sum talk time|通话总时长|总通话时长|總通話時間|通話總時長|"
                            "總通話時長",
                            NOTES_MARK("the row's talk times added up")},
    [COLUMNS_TALK] = {"talk_s|talk time|talk duration|talk|talking time|billsec|conversation time|通话时长|通话时间|通話時間|通話時長|"
                      "talking|gesprächszeit|gesprächsdauer|durée de conversation|durée de communication",
                      NOTES_MARK("talk time")},
    [COLUMNS_HOLD_MEAN] = {"hold_mean_s|average hold time|avg hold time|avg hold|平均保持时长|平均保持时间|平均保留時間|平均保持時間",
                           NOTES_MARK("mean hold time")},
    [COLUMNS_HOLD_TOTAL] = {"hold_total_s|total hold time|total hold|保持总时长|总保持时长|總保留時間|總保持時間", NOTES_MARK("the row's hold times added up")},
    [COLUMNS_HOLD] = {"hold_s|hold time|hold duration|hold|保持时长|保持时间|保留時間|保持時間", NOTES_MARK("hold time")},
    [COLUMNS_WRAP_MEAN] = {"wrap_mean_s|average wrap time|average wrap up time|avg wrap|avg wrap up|avg wrap time|avg acw|"
                           "avg acw time|average acw|"
                           "average after call work|average after call work time|平均话后时长|平均话后处理时长|平均整理时长|平均事后处理时长|"
                           "平均話後時間|平均話後處理時間",
                           NOTES_MARK("mean wrap-up time")},
    [COLUMNS_WRAP_TOTAL] = {"wrap_total_s|total wrap time|total wrap up|total acw|acw total|total after call work|总话后时长|总整理时长|"
                            "總話後時間|話後處理總時長",
                            NOTES_MARK("the row's wrap-up times added up")},
    [COLUMNS_WRAP] = {"wrap_s|wrap|wrap up|wrap time|wrap up time|acw|acw time|after call work|after call work time|话后时长|话后处理时长|"
                      "整理时长|事后处理时长|話後時間|話後處理時間|"
                      "nachbearbeitung|nachbearbeitungszeit|post-traitement|durée de post-traitement",
                      NOTES_MARK("wrap-up time")},
    [COLUMNS_WAIT_MEAN] = {"wait_mean_s|average wait|average wait time|avg wait|avg wait time|average waiting time|"
                           "avg waiting time|mean wait|"
                           "mean wait time|average queue time|avg queue time|平均等待时长|平均等待时间|平均排队时长|平均排队时间|平均等候時間|"
                           "平均等待時間|平均排隊時間|"
                           "durchschnittliche wartezeit|ø wartezeit|mittlere wartezeit|temps d'attente moyen",
                           NOTES_MARK("mean wait")},
    [COLUMNS_WAIT_TOTAL] = {"wait_total_s|total wait|total wait time|total waiting time|total queue time|等待总时长|总等待时长|總等候時間|"
                            "等候總時間|"
                            "ans time",
                            NOTES_MARK("the row's waits added up")},
    [COLUMNS_WAIT] = {"wait_s|wait|wait time|waiting time|queue time|queue wait time|time in queue|ring time|等待时长|等待时间|排队时长|"
                      "排队时间|振铃时长|等候時間|等待時間|排隊時間|"
                      "ringing|wartezeit|temps d'attente|durée d'attente",
                      NOTES_MARK("time waited")},
    [COLUMNS_ASA] = {"asa_s|asa|answer speed|speed of answer|average speed of answer|average speed to answer|"
                     "avg speed of answer|avg speed ans|avg speed answer|"
                     "average answer speed|avg answer time|average queue answer time|mean speed of answer|平均应答速度|平均应答时长|"
                     "平均应答时间|平均接通时长|平均回應速度|平均應答時間|平均應答速度",
                     NOTES_MARK("mean wait of answered contacts")},
    [COLUMNS_ANSWERED_SHARE] = {"answer rate|answered rate|answer %|answered %|% answered|接通率|接听率|应答率|接聽率|應答率|"
                                "annahmequote|erreichbarkeit",
                                NOTES_MARK("share answered")},
    [COLUMNS_ABANDONED_SHARE] = {"abandon rate|abandonment rate|abandoned rate|abandon %|abandoned %|% abandoned|% aban|放弃率|呼损率|"
                                 "放棄率|"
                                 "abbruchquote|taux d'abandon",
                                 NOTES_MARK("share abandoned")},
    [COLUMNS_SERVICE_LEVEL] = {"service level|service level %|% within service level|sl|sl %|sla|sla %|telephone service factor|tsf|"
                               "服务水平|服务水平率|服务级别|20秒接通率|20秒服务水平|服務水準|服務水平|服務水準率|"
                               "servicelevel|niveau de service|taux de service",
                               NOTES_MARK("service level")},
    [COLUMNS_OCCUPANCY] = {"occupancy|occupancy %|occ|utilization|utilisation|占用率|利用率|工时利用率|佔用率", NOTES_MARK("occupancy")},
    [COLUMNS_CALL] = {"call_id|call id|callid|call number|contact id|interaction id|session id|uniqueid|unique id|conversation id|"
                      "ticket id|ucid|vru+line|通话id|来电编号|会话id|流水号|通話編號|來電編號|流水號",
                      NOTES_MARK("the call's number")},
    [COLUMNS_OUTCOME] = {"outcome|disposition|call outcome|call result|result|call status|status|call disposition|final state|"
                         "answered (y/n)|"
                         "结果|呼叫结果|通话结果|状态|通话状态|接听状态|是否接听|結果|通話結果|通話狀態|狀態|是否接聽",
                         NOTES_MARK("how the call ended")},
    [COLUMNS_MENU] = {"menu_s|vru time|ivr time|ivr duration|menu time|time in ivr|ivr时长|ivr時間", NOTES_MARK("time in the voice menu")},
    [COLUMNS_QUEUED_AT] = {"queued_at|q start|queue start|queue start time|queued|enqueue time|enqueued at|排队开始时间|入队时间|"
                           "排隊開始時間|進入佇列時間",
                           NOTES_MARK("when the call entered the queue")},
    [COLUMNS_ANSWERED_AT] = {"answered_at|ser start|service start|answer time|answered time|connect time|connected at|接听时间|接通时间|"
                             "应答时间|接聽時間|接通時間|應答時間",
                             NOTES_MARK("when an agent took the call")},
    [COLUMNS_AGENT] = {"agent|agent name|agent id|server|operator|user|坐席|座席|客服|坐席工号|客服人員|值機員", NOTES_MARK("the agent")},
    [COLUMNS_SHARE] = {"share|weight|portion|share of day|% of day|占比|比例|佔比", NOTES_MARK("share of the day's contacts")},
};

char *columns_name(enum columns_field field, char buf[COLUMNS_NAME_SIZE])
{
    const char *names = columns_table[field].names;
    snprintf(buf, COLUMNS_NAME_SIZE, "%.*s", (int)strcspn(names, "|"), names);
    return buf;
}

int columns_field(const char *name)
{
    char own[COLUMNS_NAME_SIZE];
    for (int f = 0; f < COLUMNS_COUNT; f++)
        if (text_same_name(name, columns_name((enum columns_field)f, own)))
            return f;
    return -1;
}

char *columns_meant(const char *name, char *buf, int size)
{
    char        own[COLUMNS_COUNT][COLUMNS_NAME_SIZE];
    const char *names[COLUMNS_COUNT];
    for (int f = 0; f < COLUMNS_COUNT; f++)
        names[f] = columns_name((enum columns_field)f, own[f]);
    return text_meant(name, names, COLUMNS_COUNT, buf, (size_t)size);
}

enum columns_measure columns_measure(int field)
{
    if (field < COLUMNS_AHT || field > COLUMNS_WAIT)
        return COLUMNS_IS_NO_DURATION;
    return (enum columns_measure)((field - COLUMNS_AHT) % 3);
}

enum columns_field columns_duration(enum columns_field field, enum columns_measure measure)
{
    return (enum columns_field)((int)field - (int)columns_measure((int)field) + (int)measure);
}

/* 1: text with a letter, or #: nothing else can be a column's name. */
static int may_be_name(const char *s)
{
    if (strcmp(s, "#") == 0)
        return 1;
    for (; *s; s++)
        if (isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80)
            return 1;
    return 0;
}

/* The field with `name` among its names, or -1. */
static int find(const char *name)
{
    char one[128];
    int  first = tolower((unsigned char)name[strspn(name, " _-.")]);
    for (int f = 0; f < COLUMNS_COUNT; f++)
        for (const char *s = columns_table[f].names, *end; *s; s = *end ? end + 1 : end) {
            end = strchr(s, '|');
            if (!end)
                end = s + strlen(s);
            size_t n = (size_t)(end - s);
            if (tolower((unsigned char)*s) == first && n < sizeof one) { /* most names end here */
                memcpy(one, s, n);
                one[n] = '\0';
                if (text_same_name(name, one))
                    return f;
            }
        }
    return -1;
}

/* Cuts a bracketed part off `name` and puts it into `inside`. 1 when there was one. */
static int cut_brackets(char *name, char *inside, size_t size)
{
    static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"\xef\xbc\x88", "\xef\xbc\x89"}};
    for (int i = 0; i < 3; i++) {
        char *open = strstr(name, brackets[i][0]), *close = open ? strstr(open, brackets[i][1]) : NULL;
        if (!close)
            continue;
        char *from = open + strlen(brackets[i][0]), *behind = close + strlen(brackets[i][1]);
        snprintf(inside, size, "%.*s", (int)(close - from), from);
        memmove(open, behind, strlen(behind) + 1);
        text_trim(name);
        text_trim(inside);
        return 1;
    }
    return 0;
}

/* The unit a word names, in seconds; 0 when it names none. */
static double unit_of(const char *word)
{
    static const struct { const char *word; double unit_s; } units[] = {
        {"s", 1}, {"sec", 1}, {"secs", 1}, {"second", 1}, {"seconds", 1}, {"in seconds", 1}, {"秒", 1}, {"hh:mm:ss", 1},
        {"h:mm:ss", 1}, {"mm:ss", 1}, {"min", 60}, {"mins", 60}, {"minute", 60}, {"minutes", 60}, {"in minutes", 60},
        {"分", 60}, {"分钟", 60}, {"分鐘", 60}, {"h", 3600}, {"hours", 3600}, {"小时", 3600}, {"小時", 3600},
        {"ms", 0.001}, {"msec", 0.001}, {"milliseconds", 0.001}, {"in milliseconds", 0.001}, {"毫秒", 0.001},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_same_name(word, units[i].word))
            return units[i].unit_s;
    return 0;
}

static enum columns_measure measure_of(const char *word)
{
    static const char *const means[] = {"avg", "average", "mean", "平均", "均值", "ø", "Ø", "durchschnittliche", "mittlere"}, *const totals[] = {"total", "sum", "总", "总计", "合计", "總計", "合計"};
    for (size_t i = 0; i < sizeof means / sizeof *means; i++)
        if (text_same_name(word, means[i]))
            return COLUMNS_IS_MEAN;
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        if (text_same_name(word, totals[i]))
            return COLUMNS_IS_TOTAL;
    return COLUMNS_IS_NO_DURATION;
}

/* Finds "... seconds", "..._ms": a unit behind the name, cut off. 1 when there was one. */
static int cut_unit(char *name, double *unit_s)
{
    size_t last = strlen(name);
    while (last > 0 && !strchr(" _-.", name[last - 1]))
        last--;
    double unit = last > 1 ? unit_of(name + last) : 0;
    if (unit == 0)
        return 0;
    *unit_s = unit;
    name[last - 1] = '\0';
    if (last > 4 && strcmp(name + last - 4, " in") == 0) /* "AHT in sec" */
        name[last - 4] = '\0';
    return 1;
}

/* Cuts "Avg ", "Total ..." off the front. What it says. */
static enum columns_measure cut_measure(char *name)
{
    char   word[32];
    size_t n = strcspn(name, " _.");
    if (!name[n] || n >= sizeof word)
        return COLUMNS_IS_NO_DURATION;
    memcpy(word, name, n);
    word[n] = '\0';
    enum columns_measure measure = measure_of(word);
    if (measure != COLUMNS_IS_NO_DURATION) {
        n += strspn(name + n, " _.");
        if (strncasecmp(name + n, "of ", 3) == 0) /* a pivot table's "Sum of Offered" */
            n += 3;
        memmove(name, name + n, strlen(name + n) + 1);
    }
    return measure;
}

/* "Avg Queue Time", "Total Offered": the field named behind the measure; a mean of counts is none. -1. */
static int find_measured(char *name)
{
    enum columns_measure measure = cut_measure(name);
    int                  field = measure == COLUMNS_IS_NO_DURATION ? -1 : find(name);
    if (field >= 0 && columns_measure(field) == COLUMNS_IS_EITHER)
        return (int)columns_duration((enum columns_field)field, measure);
    return measure == COLUMNS_IS_TOTAL && field >= COLUMNS_OFFERED && field <= COLUMNS_ABANDONED ? field : -1;
}

int columns_match(const char *header, double *unit_s)
{
    char                 name[128], inside[128];
    enum columns_measure stated = COLUMNS_IS_NO_DURATION;
    int                  field = may_be_name(header) ? find(header) : -1, cut = 0;
    *unit_s = 1;
    if (field >= 0 || strlen(header) >= sizeof name || !may_be_name(header))
        return field;
    strcpy(name, header);
    while (cut_brackets(name, inside, sizeof inside)) {
        double unit = unit_of(inside);
        if (unit > 0)
            *unit_s = unit;
        if (measure_of(inside) != COLUMNS_IS_NO_DURATION)
            stated = measure_of(inside);
        cut = 1;
    }
    if (cut)
        field = find(name);
    if (field < 0 && cut_unit(name, unit_s))
        field = find(name);
    if (field < 0)
        field = find_measured(name);
    if (field < 0)
        *unit_s = 1;
    else if (stated != COLUMNS_IS_NO_DURATION && columns_measure(field) == COLUMNS_IS_EITHER)
        field = (int)columns_duration((enum columns_field)field, stated);
    return field;
}

int columns_unit(const char *text, double *unit_s)
{
    char name[64], inside[64];
    snprintf(name, sizeof name, "%s", text);
    *unit_s = unit_of(cut_brackets(name, inside, sizeof inside) ? inside : name);
    if (*unit_s > 0)
        return 1;
    *unit_s = 1;
    return 0;
}
