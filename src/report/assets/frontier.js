/* frontier - what service costs: the least found for each goal, the least proven, and what the plan's own goal is. */
function sayPoint(x) {
    if (!x.met)
        return t("Goal {goal}: service {service}, lowest day {lowest}; cost {cost}; {agents} agents at work.",
            { goal: percent(x.goal, 1), service: percent(x.service_level, 1), lowest: percent(x.lowest_day, 1), cost: number(x.cost, 0), agents: x.agents_used }) + " " + t("A goal is missed.");
    const gap = x.objective > 0 && known(x.lower_bound) ? (x.objective - x.lower_bound) / x.objective : null;
    return t("Goal {goal}: service {service}, lowest day {lowest}; cost {cost}, with penalties {objective}, no roster below {bound} (gap {gap}); {agents} agents at work.",
        { goal: percent(x.goal, 1), service: percent(x.service_level, 1), lowest: percent(x.lowest_day, 1), cost: number(x.cost, 0), objective: number(x.objective, 0), bound: number(x.lower_bound, 0), gap: percent(gap, 1), agents: x.agents_used });
}

function frontierPicture() {
    const points = data.frontier, met = points.filter(x => x.met), missed = points.filter(x => !x.met);
    const own = points.find(x => x.own), last = met[met.length - 1], first = met[0];
    return picture({
        id: "frontier",
        title: () => t("What service costs: the least found for each goal"),
        summary: () => met.length > 1 ? t("From a goal of {from} to one of {to} cost and penalties rise by {n}.", { from: percent(first.goal, 0), to: percent(last.goal, 1), n: number(last.objective - first.objective, 0) }) : t("No goal that was tried is met."),
        legend: () => [["found", t("cost and penalties, found")], ["least", t("no roster can be below")], ["own-point", t("the plan's own goal")]]
            .concat(missed.length ? [["missed-point", t("a goal is missed: cost paid")]] : []).concat(data.budget ? [["budget-line", t("budget")]] : []),
        draw(svg, width) {
            const height = 300, left = 70, bottom = height - 38;
            const shown = x => (x.met ? x.objective : x.cost);
            const values = points.map(shown).concat(met.map(x => Math.max(x.lower_bound, 0)), data.budget ? [data.budget.money] : []);
            const x = d3.scaleLinear(d3.extent(points, p => p.goal), [left + 14, width - margin.right - 14]);
            const y = d3.scaleLinear([d3.min(values), d3.max(values)], [bottom - 12, 14]).nice();
            valueAxis(svg, y, left, width - margin.right, 6, v => number(v, 0));
            const axis = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${bottom})`);
            axis.append("path").attr("d", `M${left},0H${width - margin.right}`);
            for (const v of x.ticks(width < 600 ? 4 : 8)) axis.append("text").attr("x", x(v)).attr("y", 17).attr("text-anchor", "middle").text(percent(v, 0));
            svg.append("text").attr("class", "small").attr("x", width - margin.right).attr("y", height - 4).attr("text-anchor", "end").text(t("service level asked for"));
            svg.append("path").attr("class", "gap-area").attr("d", d3.area().x(p => x(p.goal)).y0(p => y(Math.max(p.lower_bound, y.domain()[0]))).y1(p => y(p.objective))(met));
            svg.append("path").attr("class", "least-line").attr("d", d3.line().x(p => x(p.goal)).y(p => y(Math.max(p.lower_bound, y.domain()[0])))(met));
            svg.append("path").attr("class", "found-line").attr("d", d3.line().x(p => x(p.goal)).y(p => y(p.objective))(met));
            if (data.budget) svg.append("path").attr("class", "budget-line").attr("d", `M${left},${y(data.budget.money)}H${width - margin.right}`);
            for (const p of points) svg.append("circle").attr("class", p.met ? (p.own ? "own-point" : "found-point") : "missed-point").attr("r", p.own ? 6 : 4).attr("cx", x(p.goal)).attr("cy", y(shown(p)));
            const cursor = svg.append("rect").attr("class", "cursor").attr("width", 18).attr("height", 18).attr("rx", 9);
            return {
                height, count: points.length, at: points.indexOf(own) < 0 ? 0 : points.indexOf(own),
                pick: px => d3.leastIndex(points, (a, b) => Math.abs(x(a.goal) - px) - Math.abs(x(b.goal) - px)),
                mark: n => cursor.attr("x", x(points[n].goal) - 9).attr("y", y(shown(points[n])) - 9),
                say: n => sayPoint(points[n]),
                move: alongTime(points.length),
            };
        },
        table: () => ({
            head: [t("Goal"), t("Service level"), t("Lowest day"), t("Cost"), t("Cost and penalties"), t("No roster can be below"), t("Proven within"), t("Agents at work"), t("Goals")],
            rows: points.map(x => [percent(x.goal, 1), percent(x.service_level, 1), percent(x.lowest_day, 1), number(x.cost, 0), number(x.objective, 0), x.met ? number(x.lower_bound, 0) : none, x.met ? percent(x.gap, 1) : none, x.agents_used, x.met ? t("met") : t("missed")]),
        }),
    });
}
function frontierPart() {
    if (!data.frontier) return null;
    return el("section", { class: "part", id: "frontier" }, el("h2", {}, t("What other goals would cost")), frontierPicture());
}
