#include "report/frontier_json.h"

void frontier_out(struct json_out *w, const struct frontier *f)
{
    json_out_array(w, "frontier");
    for (int i = 0; i < f->count; i++) {
        const struct frontier_point *x = &f->points[i];
        json_out_flat_object(w, NULL);
        json_out_fixed(w, "goal", x->goal, 6);
        json_out_fixed(w, "service_level", x->service_level, 6);
        json_out_fixed(w, "lowest_day", x->lowest, 6);
        json_out_fixed(w, "cost", x->cost, 4);
        json_out_fixed(w, "objective", x->objective, 4);
        json_out_fixed(w, "lower_bound", x->lower_bound, 4);
        json_out_fixed(w, "gap", x->gap, 6);
        json_out_integer(w, "agents_used", x->agents_used);
        json_out_bool(w, "met", x->met);
        json_out_bool(w, "own", x->own);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}

void budget_out(struct json_out *w, const struct budget *b)
{
    json_out_flat_object(w, "budget");
    json_out_fixed(w, "money", b->money, 4);
    json_out_fixed(w, "least", b->least, 4);
    json_out_fixed(w, "cost", b->cost, 4);
    json_out_fixed(w, "left", b->money - b->cost, 4);
    json_out_fixed(w, "service_level", b->service_level, 6);
    json_out_fixed(w, "most", b->most, 6);
    json_out_string(w, "kept", budget_kept_name(b->kept));
    json_out_bool(w, "enough", b->enough);
    json_out_end(w, '}');
}
