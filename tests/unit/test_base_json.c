#include "unit.h"

#include "base/file.h"
#include "base/json.h"
#include <math.h>
#include <stdio.h>
#include <unistd.h>

static struct faults faults;

static struct json *parse(const char *text)
{
    return json_parse("s.json", text, strlen(text), &faults);
}

static const char scenario[] = "{\r\n"
                               "  \"name\": \"B\\u00fcro \\\"1\\\"\",\r\n"
                               "  \"\xe9\x98\x9f\": [1, -2.5e3, true, null, \"x\"],   \"empty\": {}, \"none\": [],\r\n"
                               "  \"goal\": {\"level\": \"high\", \"within_s\":\t20,\n"
                               "\"share\": 0.8}, \"a/b~\": 7\r\n"
                               "}\n";

static void every_value_knows_its_place(void **state)
{
    (void)state;
    struct json       *root = parse(scenario);
    const struct json *v;
    assert_non_null(root);
    assert_int_equal(json_kind(root), JSON_KIND_OBJECT);
    assert_int_equal(json_length(root), 6);
    static const struct {
        int         item;
        const char *key;
        long        line, column;
        int         kind, length;
    } want[] = {{0, "name", 2, 11, JSON_KIND_STRING, 0}, {1, "\xe9\x98\x9f", 3, 8, JSON_KIND_ARRAY, 5},
                {2, "empty", 3, 49, JSON_KIND_OBJECT, 0}, {3, "none", 3, 61, JSON_KIND_ARRAY, 0},
                {4, "goal", 4, 11, JSON_KIND_OBJECT, 3}, {5, "a/b~", 5, 24, JSON_KIND_NUMBER, 0}};
    for (int i = 0; i < 6; i++) {
        v = json_item(root, want[i].item);
        assert_string_equal(json_key(v), want[i].key);
        assert_int_equal(json_line(v), want[i].line);
        assert_int_equal(json_column(v), want[i].column);
        assert_int_equal(json_kind(v), want[i].kind);
        assert_int_equal(json_length(v), want[i].length);
    }
    v = json_item(json_item(root, 1), 4);
    assert_int_equal(json_column(v), 32);
    assert_null(json_key(v));
    v = json_item(json_item(root, 4), 2);
    assert_int_equal(json_line(v), 5);
    assert_int_equal(json_column(v), 10);
    assert_string_equal(json_file(v), "s.json");
    json_free(root);
    json_free(NULL);
}

static void objects_are_read_by_key(void **state)
{
    (void)state;
    struct json       *root = parse(scenario);
    struct json_object o, g;
    const char        *name = NULL;
    const struct json *list = NULL, *goal = NULL;
    double             share = 0, level = -1, absent = 42;
    int                within = 0, seven = 0, flag = -1, choice = -1;
    assert_int_equal(json_open(&o, root, &faults), 0);
    assert_int_equal(json_get_string(&o, "name", JSON_REQUIRED, &name), 1);
    assert_string_equal(name, "B\xc3\xbcro \"1\"");
    assert_int_equal(json_get_array(&o, "\xe9\x98\x9f", JSON_REQUIRED, &list), 1);
    assert_int_equal(json_get_member(&o, "goal", JSON_REQUIRED, &goal), 1);
    assert_int_equal(json_get_member(&o, "empty", JSON_OPTIONAL, &list), 1);
    assert_int_equal(json_get_member(&o, "none", JSON_OPTIONAL, &list), 1);
    assert_int_equal(json_get_number(&o, "absent", JSON_OPTIONAL, 0, 1, &absent), 0);
    assert_true(absent == 42);
    assert_int_equal(json_get_integer(&o, "a/b~", JSON_REQUIRED, 0, 10, &seven), 1);
    assert_int_equal(seven, 7);
    assert_int_equal(json_close(&o), 0);
    assert_int_equal(faults.total, 0);

    json_open(&g, goal, &faults);
    assert_int_equal(json_get_number(&g, "level", JSON_REQUIRED, 0, 1, &level), -1);
    assert_fault(&faults, "s.json:4:21: /goal/level is \"high\"; want a number from 0 to 1");
    assert_int_equal(json_get_integer(&g, "within_s", JSON_REQUIRED, 0, 10, &within), -1);
    assert_fault(&faults, "s.json:4:41: /goal/within_s is 20; want a whole number from 0 to 10");
    assert_int_equal(json_get_bool(&g, "share", JSON_REQUIRED, &flag), -1);
    assert_fault(&faults, "s.json:5:10: /goal/share is 0.8; want true or false");
    assert_int_equal(json_get_number(&g, "asa_s", JSON_REQUIRED, 0, 1, &share), -1);
    assert_fault(&faults, "s.json:4:11: /goal has no \"asa_s\"; it must be stated");
    assert_int_equal(json_close(&g), -1);
    assert_int_equal(faults.total, 0);

    const char *levels[] = {"low", "mid", "hugh"};
    json_open(&g, goal, &faults);
    json_get_number(&g, "withins", JSON_OPTIONAL, 0, 100, &absent);
    assert_int_equal(json_get_choice(&g, "level", JSON_REQUIRED, levels, 3, &choice), -1);
    assert_fault(&faults, "s.json:4:21: /goal/level is \"high\"; want \"low\", \"mid\" or \"hugh\"; did you mean \"hugh\"?");
    assert_int_equal(json_close(&g), -1);
    assert_int_equal(faults.total, 2);
    char line[1024];
    assert_string_equal(fault_format(&faults.items[0], line, sizeof line),
                        "s.json:4:29: /goal/within_s is not a known key; did you mean \"withins\"?");
    assert_string_equal(fault_format(&faults.items[1], line, sizeof line),
                        "s.json:5:1: /goal/share is not a known key; known are withins, level");
    memset(&faults, 0, sizeof faults);
    json_free(root);
}

static void wrong_kinds(void **state)
{
    (void)state;
    struct json       *root = parse("[{\"a/b\": {\"c~d\": [1.5, \"s\", null]}}, 1e20, \"\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f"
                                    "\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\", {\"n\": null}]");
    const struct json *deep = json_item(json_item(json_item(json_item(root, 0), 0), 0), 0);
    struct json_object o;
    const char        *s;
    const struct json *v;
    int                i;
    double             d;
    assert_int_equal(json_as_integer(deep, 0, 9, &i, &faults), -1);
    assert_fault(&faults, "s.json:1:19: /0/a~1b/c~0d/0 is 1.5; want a whole number from 0 to 9");
    assert_int_equal(json_as_string(deep, &s, &faults), -1);
    assert_fault(&faults, "s.json:1:19: /0/a~1b/c~0d/0 is 1.5; want a string");
    assert_int_equal(json_as_integer(json_item(root, 1), 0, 9, &i, &faults), -1);
    assert_fault(&faults, "s.json:1:38: /1 is 1e+20; want a whole number from 0 to 9");
    assert_int_equal(json_as_number(json_item(root, 2), TEXT_ABOVE_0, INFINITY, &d, &faults), -1);
    assert_fault(&faults, "s.json:1:44: /2 is \"\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f\xe9\x98\x9f"
                          "\xe9\x98\x9f\xe9\x98\x9f...\"; want a number above 0");
    assert_int_equal(json_open(&o, root, &faults), -1);
    assert_fault(&faults, "s.json:1:1: the document is an array; want an object");
    assert_int_equal(json_get_member(&o, "x", JSON_REQUIRED, &v), 0);
    assert_int_equal(json_close(&o), -1);
    assert_int_equal(faults.total, 0);
    json_open(&o, json_item(root, 3), &faults);
    assert_int_equal(json_get_member(&o, "n", JSON_REQUIRED, &v), -1);
    assert_fault(&faults, "s.json:1:68: /3/n is null; it must be stated");
    assert_int_equal(json_get_array(&o, "n", JSON_OPTIONAL, &v), 0);
    json_free(root);
}

static void broken_documents(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fault;
    } cases[] = {
        {"", "s.json:1: is not valid JSON: unexpected token near end of file"},
        {"{\"a\": 1,\n \"a\": 2}", "s.json:2:4: is not valid JSON: duplicate object key near '\"a\"'"},
        {"{\"a\": 1,\n}", "s.json:2:1: is not valid JSON: string or '}' expected near '}'"},
        {"{\"a\": 01}", "s.json:1:7: is not valid JSON: invalid token near '0'"},
        {"{\"a\": NaN}", "s.json:1:9: is not valid JSON: invalid token near 'NaN'"},
        {"[1e999]", "s.json:1:6: is not valid JSON: real number overflow near '1e999'"},
        {"[\"\xff\"]", "s.json:1:2: is not valid JSON: unable to decode byte 0xff near '\"'"},
        {"[\"\\u0000\"]", "s.json:1:9: is not valid JSON: \\u0000 is not allowed without JSON_ALLOW_NUL near '\"\\u0000\"'"},
        {"[1] 2", "s.json:1:5: is not valid JSON: end of file expected near '2'"},
        {"{\"a\": \"x", "s.json:1:8: is not valid JSON: premature end of input near '\"x'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(parse(cases[i].text));
        assert_int_equal(faults.total, 1);
        char line[1024];
        fault_format(&faults.items[0], line, sizeof line);
        memset(&faults, 0, sizeof faults);
        assert_string_equal(line, cases[i].fault);
    }
    assert_null(json_parse("s.json", "[null\0, 1]", 10, &faults));
    assert_fault(&faults, "s.json: is not a text file (it has bytes of value 0)");
    struct text deep = {0};
    for (int i = 0; i < 101; i++)
        text_add(&deep, "[\n");
    for (int i = 0; i < 101; i++)
        text_add(&deep, "]");
    assert_null(parse(deep.data));
    assert_fault(&faults, "s.json:101: values are nested over 100 deep");
    for (int i = 0; i < 100000; i++)
        text_add(&deep, "[");
    assert_null(parse(deep.data + 202 + 101));
    assert_int_equal(faults.total, 1);
    memset(&faults, 0, sizeof faults);
    text_free(&deep);
    assert_null(json_read("/tmp", &faults));
    assert_fault(&faults, "/tmp: is a folder; want a file");
    struct json *root = parse("\xef\xbb\xbf 5 ");
    assert_int_equal(json_column(root), 2);
    json_free(root);
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    struct json_out w = {0};
    json_out_object(&w, NULL);
    json_out_string(&w, "name", "</script> \"q\" \\ \n\t\x01 \xe9\x98\x9f \xff \xe2\x80\xa8");
    json_out_number(&w, "third", 1.0 / 3);
    json_out_number(&w, "nan", NAN);
    json_out_number(&w, "inf", -INFINITY);
    json_out_fixed(&w, "cost", 1234.5678, 2);
    json_out_fixed(&w, "huge", 1e300, 2);
    json_out_integer(&w, "count", -5);
    json_out_bool(&w, "met", 1);
    json_out_null(&w, "no");
    json_out_flat_array(&w, "flat");
    json_out_number(&w, NULL, 1);
    json_out_flat_object(&w, NULL);
    json_out_integer(&w, "x", 2);
    json_out_array(&w, "y");
    json_out_end(&w, ']');
    json_out_end(&w, '}');
    json_out_end(&w, ']');
    json_out_array(&w, "rows");
    json_out_object(&w, NULL);
    json_out_end(&w, '}');
    json_out_integer(&w, NULL, 3);
    json_out_end(&w, ']');
    json_out_end(&w, '}');
    assert_string_equal(w.text.data, "{\n"
                                     "  \"name\": \"\\u003c/script> \\\"q\\\" \\\\ \\n\\t\\u0001 \xe9\x98\x9f \xef\xbf\xbd \\u2028\",\n"
                                     "  \"third\": 0.3333333333333333,\n"
                                     "  \"nan\": null,\n"
                                     "  \"inf\": null,\n"
                                     "  \"cost\": 1234.57,\n"
                                     "  \"huge\": 1e+300,\n"
                                     "  \"count\": -5,\n"
                                     "  \"met\": true,\n"
                                     "  \"no\": null,\n"
                                     "  \"flat\": [1, {\"x\": 2, \"y\": []}],\n"
                                     "  \"rows\": [\n"
                                     "    {},\n"
                                     "    3\n"
                                     "  ]\n"
                                     "}");
    char path[] = "/tmp/headcount-json-XXXXXX";
    close(mkstemp(path));
    assert_int_equal(json_out_write(&w, path, &faults), 0);
    struct json *root = json_read(path, &faults);
    unlink(path);
    assert_non_null(root);
    struct json_object o;
    double             third = 0;
    json_open(&o, root, &faults);
    assert_int_equal(json_get_number(&o, "third", JSON_REQUIRED, 0, 1, &third), 1);
    assert_true(third == 1.0 / 3);
    json_free(root);
    json_out_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_knows_its_place),
        cmocka_unit_test(objects_are_read_by_key),
        cmocka_unit_test(wrong_kinds),
        cmocka_unit_test(broken_documents),
        cmocka_unit_test(what_is_written_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
