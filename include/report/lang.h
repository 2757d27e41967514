/* lang - the report's texts in the reader's language. The gettext catalogues of src/report/po are compiled into the
 * program and read by lang itself: gettext() needs a locale that is installed and would answer in English under LANG=C.
 * No setlocale anywhere, so numbers keep their point. English is the message itself. */
#ifndef REPORT_LANG_H
#define REPORT_LANG_H

enum lang { LANG_EN, LANG_ZH };
enum { LANG_COUNT = 2 };

/* "en", "zh", "zh_CN.UTF-8", "zh-Hans" ...: 0, or -1 when the language is none we have. */
int         lang_parse(const char *name, enum lang *lang);
const char *lang_name(enum lang lang); /* "en", "zh" */

/* The text in that language; the English text itself where the catalogue has none. */
const char *lang_say(enum lang lang, const char *text) __attribute__((format_arg(2)));

/* "%d day" for one in English, else "%d days" in that language: only the latter is in the catalogues. */
const char *lang_count(enum lang lang, long n, const char *one, const char *many) __attribute__((format_arg(3), format_arg(4)));

/* The n-th message of a language's catalogue and its translation, for the page to carry; 0 past the last. */
int lang_message(enum lang lang, int n, const char **text, const char **said);

/* Marks a text for the catalogue where a table holds it; it is said later. */
#define LANG_MARK(text) text

#endif
