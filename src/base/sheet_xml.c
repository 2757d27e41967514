/* XML events of a workbook's parts, on expat. */
#include "sheet_parts.h"

#include "base/alloc.h"
#include "base/text.h"
#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct xml {
    XML_Parser               parser;
    const struct xml_events *events;
    void                    *context;
    const int               *stop;
    int                      has_dtd;
};

/* Few writers use prefixes, and no two names of the parts read differ in them only. */
static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void XMLCALL on_begin(void *user, const char *name, const char **attributes)
{
    struct xml *x = user;
    if (x->events->begin)
        x->events->begin(x->context, local(name), attributes);
    if (*x->stop)
        XML_StopParser(x->parser, XML_FALSE);
}

static void XMLCALL on_end(void *user, const char *name)
{
    struct xml *x = user;
    if (x->events->end)
        x->events->end(x->context, local(name));
    if (*x->stop)
        XML_StopParser(x->parser, XML_FALSE);
}

static void XMLCALL on_text(void *user, const char *text, int n)
{
    struct xml *x = user;
    if (x->events->text && n > 0 && !*x->stop)
        x->events->text(x->context, text, (size_t)n);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public, int has_subset)
{
    struct xml *x = user;
    (void)name, (void)system, (void)public, (void)has_subset;
    x->has_dtd = 1; /* entities are what XML attacks are made of, and no workbook has them */
    XML_StopParser(x->parser, XML_FALSE);
}

static int take(void *context, const char *bytes, size_t n, int last)
{
    struct xml *x = context;
    return XML_Parse(x->parser, bytes, (int)n, last) == XML_STATUS_OK ? 0 : 1;
}

int xml_read(struct archive *a, const char *part, const struct xml_events *events, void *context, const int *stop,
             struct faults *faults)
{
    static const XML_Memory_Handling_Suite memory = {xmalloc, xrealloc, free};
    struct xml x = {XML_ParserCreate_MM(NULL, &memory, NULL), events, context, stop, 0};
    XML_SetUserData(x.parser, &x);
    XML_SetElementHandler(x.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(x.parser, on_text);
    XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
    int code = archive_stream(a, part, take, &x, faults);
    if (code > 0 && x.has_dtd)
        faults_add(faults, archive_path(a), 0, 0, "%s in it has a document type (DTD), which no workbook has; it is not read", part);
    else if (code > 0 && !*stop)
        faults_add(faults, archive_path(a), 0, 0, "%s in it is broken in line %lu: %s", part,
                   (unsigned long)XML_GetCurrentLineNumber(x.parser), XML_ErrorString(XML_GetErrorCode(x.parser)));
    XML_ParserFree(x.parser);
    return code ? -1 : 0;
}

const char *xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

int xml_attribute_int(const char **attributes, const char *name, int missing)
{
    const char *s = xml_attribute(attributes, name);
    long long   value;
    return s && text_integer(s, &value) == 0 && value >= 0 && value < INT32_MAX ? (int)value : missing;
}
