/* erlang_models - every queue model of the calculator as a table: its inputs and answers by name, for --batch and --help. A
 * row of numbers goes in, a row of numbers comes out; choices (a kind of goal, say) go in as their position. */
#ifndef CLI_ERLANG_MODELS_H
#define CLI_ERLANG_MODELS_H

enum { MODEL_INPUTS_MAX = 10, MODEL_ANSWERS_MAX = 20 };

struct model_input {
    const char *name;
    double      least, most;    /* of a number; most may be INFINITY, then "inf" is allowed */
    const char *choices;        /* "sl|slx|ab": a choice instead of a number; NULL */
    int         whole;
};

struct erlang_model {
    const char        *name, *summary;
    struct model_input inputs[MODEL_INPUTS_MAX + 1];   /* ends with a NULL name */
    const char        *answers[MODEL_ANSWERS_MAX + 1]; /* ends with NULL */
    /* Answers one row; returns NULL, or a sentence saying what is wrong with it. needed[i] = 0: answer i is not asked for. */
    const char *(*answer)(const double *in, double *out, const unsigned char *needed);
};

extern const struct erlang_model erlang_models[]; /* ends with a NULL name; transient is not row-wise: see batch.h */
const struct erlang_model *erlang_model_find(const char *name);

#endif
