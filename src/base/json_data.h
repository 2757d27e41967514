/* json_data - a value of a JSON document, as json.c (the reader) and json_values.c (the getters) share it. */
#ifndef BASE_JSON_DATA_H
#define BASE_JSON_DATA_H

#include "base/json.h"

struct json_document;

struct json {
    struct json_document *document;
    const struct json    *parent; /* NULL for the root */
    struct json          *items;  /* [count] of an array or object, in the order of the text */
    int                   count, index;
    enum json_kind        kind;
    const char           *key;    /* in the object it stands in; NULL in an array */
    const char           *string; /* of a string */
    double                number; /* of a number; 0 or 1 of a bool */
    long                  line, column, key_line, key_column;
};

struct json_document {
    char        *file;
    void        *tree;     /* jansson's, which owns the strings */
    struct json *nodes;    /* [used] node 0 is the root */
    size_t       used;
    long         too_deep; /* line where the nesting passes the limit; 0: nowhere */
};

#endif
