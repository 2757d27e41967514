/* json - JSON read with the place of every value, and written with stable order. On jansson.
 *
 * Reading: json_read gives the root; an object is read through a json_object, which knows the keys asked for, so that
 * json_close can refuse the others ("did you mean"). A wrong value is a fault at its own place:
 *     scenario.json:12:17: /queues/0/goal/service_level is "high"; want a number from 0 to 1
 * Broken syntax, duplicate keys, bad UTF-8, numbers too big for a double and nesting over 100 are faults.
 *
 *     struct json_object o;
 *     json_open(&o, value, faults);
 *     json_get_string(&o, "kind", JSON_REQUIRED, &kind);
 *     json_get_number(&o, "share", JSON_REQUIRED, 0, TEXT_BELOW_1, &share);
 *     json_get_integer(&o, "min_agents", JSON_OPTIONAL, 0, 10000, &min_agents);      // keeps its default when absent
 *     return json_close(&o);                                                     // -1 if any of it was wrong */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/fault.h"
#include "base/text.h"

struct json; /* one value; it lives as long as its root */
enum json_kind { JSON_KIND_NULL, JSON_KIND_BOOL, JSON_KIND_NUMBER, JSON_KIND_STRING, JSON_KIND_ARRAY, JSON_KIND_OBJECT };

/* The root value of a file, or NULL with a fault. */
struct json *json_read(const char *path, struct faults *faults);
/* The same from memory; name stands for the file in faults. */
struct json *json_parse(const char *name, const char *data, size_t length, struct faults *faults);
void         json_free(struct json *root); /* NULL is fine */

/* --- any value -------------------------------------------------------------------------------------------------- */
enum json_kind json_kind(const struct json *v);
const char    *json_file(const struct json *v);
long           json_line(const struct json *v);
long           json_column(const struct json *v);           /* character in the line, from 1 */
int            json_length(const struct json *v);           /* items of an array or object, else 0 */
const struct json *json_item(const struct json *v, int i);  /* i-th item, in the order of the file */
const char    *json_key(const struct json *v);              /* its key in the object it stands in, else NULL */
/* The value as its kind, or -1 with a fault: */
int json_as_number(const struct json *v, double low, double high, double *value, struct faults *faults);
int json_as_integer(const struct json *v, int low, int high, int *value, struct faults *faults);
int json_as_string(const struct json *v, const char **value, struct faults *faults); /* lives as long as the root */
int json_as_choice(const struct json *v, const char *const *names, int n, int *index, struct faults *faults);
/* Adds the fault `/pointer is VALUE; MESSAGE` at the value's place; returns -1. */
int json_fault(const struct json *v, struct faults *faults, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* --- reading an object by its keys (json_get_..: jansson owns the shorter names) ---------------------------------- */
enum json_need { JSON_OPTIONAL, JSON_REQUIRED };
enum { JSON_KEYS_MAX = 64 };
struct json_object {
    const struct json *value;
    struct faults     *faults;
    const char        *asked[JSON_KEYS_MAX];
    int                asked_count, faulty;
};
/* value not an object: a fault, -1; the getters then find nothing and say nothing. */
int json_open(struct json_object *o, const struct json *value, struct faults *faults);
/* Refuses keys never asked for. 0, or -1 when anything since json_open was faulty. */
int json_close(struct json_object *o);
/* Each returns 1 with the value; 0 when the key is absent or null and optional (the output stays as it was); -1 with a
 * fault. Bounds are inclusive; see text_range for open ones. */
int json_get_number(struct json_object *o, const char *key, enum json_need need, double low, double high, double *value);
int json_get_integer(struct json_object *o, const char *key, enum json_need need, int low, int high, int *value);
int json_get_bool(struct json_object *o, const char *key, enum json_need need, int *value);
int json_get_string(struct json_object *o, const char *key, enum json_need need, const char **value);
int json_get_choice(struct json_object *o, const char *key, enum json_need need, const char *const *names, int n, int *index);
int json_get_array(struct json_object *o, const char *key, enum json_need need, const struct json **value);
int json_get_member(struct json_object *o, const char *key, enum json_need need, const struct json **value); /* of any kind */

/* --- writing ---------------------------------------------------------------------------------------------------- */
/* Members come in the order they are written; two spaces of indentation; doubles in the shortest form that reads back
 * the same; NaN and infinities become null; "<" is escaped, so the text may stand inside an HTML script. key is NULL for
 * items of an array and for the root. Small arrays and objects opened as `flat` stay on one line. */
struct json_out { /* zeroed = empty */
    struct text text;
    int         depth, flat_from;  /* flat_from: depth from which all is on one line, 0 none */
    int         first;             /* 1: nothing written at this depth yet */
};
void json_out_object(struct json_out *w, const char *key);
void json_out_array(struct json_out *w, const char *key);
void json_out_flat_object(struct json_out *w, const char *key);
void json_out_flat_array(struct json_out *w, const char *key);
void json_out_end(struct json_out *w, char bracket);                /* '}' or ']' */
void json_out_number(struct json_out *w, const char *key, double value);
void json_out_fixed(struct json_out *w, const char *key, double value, int decimals); /* rounded, then shortest */
void json_out_integer(struct json_out *w, const char *key, long long value);
void json_out_bool(struct json_out *w, const char *key, int value);
void json_out_string(struct json_out *w, const char *key, const char *value); /* NULL: null */
void json_out_null(struct json_out *w, const char *key);
int  json_out_write(const struct json_out *w, const char *path, struct faults *faults); /* ends with a line end */
void json_out_free(struct json_out *w);

#endif
