/* prices_json - what scenario.json says about shares, money and factors: shrinkage, premiums, penalties, adjustments. */
#ifndef MODEL_PRICES_JSON_H
#define MODEL_PRICES_JSON_H

#include "base/json.h"
#include "model/scenario.h"

/* Each reads the member of that name, if there is one; queues must have been read before. */
void prices_json_shrinkage(struct scenario *s, struct json_object *top);
void prices_json_premiums(struct scenario *s, struct json_object *top);
void prices_json_penalties(struct scenario *s, struct json_object *top);
void prices_json_adjustments(struct scenario *s, struct json_object *top);

/* Prices that were not stated (NAN), once wages are known:
 *   must_per_agent_h = 1000 * max(under_per_agent_h, under_peak_per_agent_h, dearest wage);
 *   floor_per_agent_h = must_per_agent_h / 2;
 *   goal_per_contact = 10000 * dearest wage * longest aht_s / 3600: ten thousand times what handling the contact costs
 *   (without contracts under_per_agent_h stands for the wage, without an aht_s 300 s). */
void prices_settle(struct scenario *s);

/* 1: so much for an agent short for an hour is no price but a promise: more than ten times what the scenario states as prices. */
int prices_promise(const struct scenario *s, double money_per_h);

/* The shares of shrinkage of an open interval must add up to less than 1. Index of the first interval and its queue where
 * they do not, or -1. */
int prices_shrinkage_excess(const struct scenario *s, int *queue);

#endif
