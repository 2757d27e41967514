#include "cli/batch_stream.h"
#include "base/alloc.h"
#include "base/file.h"
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 22, LINE_MOST = 1 << 20 };

int batch_stream_open(struct batch_stream *s, const char *path, struct faults *faults)
{
    char   *line = NULL;
    size_t  room = 0;
    ssize_t length;
    *s = (struct batch_stream){.path = path};
    s->file = strcmp(path, "-") == 0 ? stdin : file_open(path, (size_t)1 << 40, &(long long){0}, faults);
    if (!s->file)
        return -1;
    length = getline(&line, &room, s->file);
    if (length > 0 && memchr(line, 0, (size_t)length) == NULL && length < LINE_MOST)
        text_add_bytes(&s->header, line, (size_t)length);
    free(line);
    if (!s->header.length)
        return faults_add(faults, path, 1, 0, "no header line of text here; want the input columns' names, then a question a line");
    if (s->header.data[s->header.length - 1] != '\n')
        text_add_char(&s->header, '\n');
    return 0;
}

void batch_stream_close(struct batch_stream *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    text_free(&s->header);
    text_free(&s->piece);
    text_free(&s->rest);
}

/* Bytes up to and with the last line end that is outside quotes; 0 when there is none. */
static size_t whole_rows(const char *data, size_t length)
{
    size_t end = 0;
    int    quoted = 0;
    for (size_t i = 0; i < length; i++) {
        if (data[i] == '"')
            quoted = !quoted;
        else if (data[i] == '\n' && !quoted)
            end = i + 1;
    }
    return end;
}

int batch_stream_next(struct batch_stream *s, struct table *t, struct faults *faults)
{
    const struct table_options raw = {.raw = 1};
    char                      *buffer;
    size_t                     got, whole;
    if (s->at_end)
        return 0;
    buffer = xmalloc(CHUNK);
    got = fread(buffer, 1, CHUNK, s->file);
    s->at_end = got < CHUNK;
    text_add_bytes(&s->rest, buffer, got);
    free(buffer);
    whole = s->at_end ? s->rest.length : whole_rows(s->rest.data, s->rest.length);
    if (!whole && !s->at_end)
        return faults_add(faults, s->path, 0, 0, "a quoted cell of more than 4 MB; is a closing quote missing?");
    text_clear(&s->piece);
    text_add_bytes(&s->piece, s->header.data, s->header.length);
    text_add_bytes(&s->piece, text_string(&s->rest), whole);
    char *left = xstrndup(text_string(&s->rest) + whole, s->rest.length - whole);
    text_clear(&s->rest);
    text_add(&s->rest, left);
    free(left);
    return table_parse(t, s->path, s->piece.data, s->piece.length, &raw, faults) ? -1 : 1;
}
