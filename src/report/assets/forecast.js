/* forecast - contacts expected on the day, with the band they may fall in and what the same weekday brought lately. */
function forecastPicture() {
    const q = queue(), d = choice.day, r = openRange(q, d), first = data.days[d].first;
    const past = (q.past[d] || []);
    const value = (line, i) => line.values[data.wall[i] % 1440 / data.step];
    return picture({
        id: "forecast",
        title: () => t("Contacts expected, {day}", { day: dayName(d) }) + ofQueue(),
        summary() {
            if (r.to === r.from) return t("closed");
            const all = sum(r.from, r.to, i => q.offered[i]), top = d3.greatest(d3.range(r.from, r.to), i => q.offered[i]);
            return t("{n} contacts expected on the day, most at {span}: {top}", { n: number(all, 0), span: slot(top), top: number(q.offered[top], 0) });
        },
        legend: () => [["mean", t("expected")], q.p10 ? ["band", t("4 of 5 times within this band (10th to 90th percentile)")] : null, past.length ? ["past", t("the same weekday, last {n} times", { n: past.length })] : null, ["aht", t("handle time")]].filter(Boolean),
        draw(svg, width) {
            if (r.to === r.from) {
                svg.append("text").attr("x", width / 2).attr("y", 40).attr("text-anchor", "middle").text(t("closed"));
                return { height: 70, count: 0, pick: () => -1, mark() {}, say: () => "", move: () => undefined };
            }
            const x = d3.scaleLinear([r.from, r.to], [margin.left, width - margin.right]), mid = i => x(i + 0.5);
            const all = d3.range(r.from, r.to), top = 10, bottom = top + 210, ahtTop = bottom + 46, ahtBottom = ahtTop + 60;
            const most = d3.max(all, i => Math.max(q.p90 ? q.p90[i] : 0, q.offered[i], d3.max(past, l => value(l, i) || 0) || 0)) || 1;
            const y = d3.scaleLinear([0, most], [bottom, top]).nice();
            valueAxis(svg, y, x(r.from), x(r.to), 6);
            if (q.p10) svg.append("path").attr("class", "band").attr("d", d3.area().x(mid).y0(i => y(q.p10[i])).y1(i => y(q.p90[i]))(all));
            for (const l of past) svg.append("path").attr("class", "past-line").attr("d", d3.line().defined(i => known(value(l, i))).x(mid).y(i => y(value(l, i)))(all));
            svg.append("path").attr("class", "mean-line").attr("d", d3.line().x(mid).y(i => y(q.offered[i]))(all));
            hourAxis(svg, r.from, r.to, x, bottom);
            const a = d3.scaleLinear([0, d3.max(all, i => q.aht[i] || 0) || 1], [ahtBottom, ahtTop]);
            valueAxis(svg, a, x(r.from), x(r.to), 3);
            svg.append("text").attr("class", "small").attr("x", margin.left).attr("y", ahtTop - 9).text(t("Handle time, seconds"));
            svg.append("path").attr("class", "aht-line").attr("d", d3.line().defined(i => known(q.aht[i])).x(mid).y(i => a(q.aht[i]))(all));
            const cursor = svg.append("rect").attr("class", "cursor").attr("y", top).attr("height", ahtBottom - top);
            return {
                height: ahtBottom + 8, count: all.length, at: 0, move: alongTime(all.length),
                pick: px => (px < x(r.from) || px >= x(r.to) ? -1 : Math.floor(x.invert(px)) - r.from),
                mark: n => cursor.attr("x", x(r.from + n)).attr("width", x(r.from + n + 1) - x(r.from + n)),
                say(n) {
                    const i = r.from + n;
                    return [`${dayName(dayOf(i))} ${slot(i)}`, t("{n} contacts expected", { n: number(q.offered[i], 1) }),
                        q.p10 ? t("4 of 5 times between {low} and {high}", { low: number(q.p10[i], 0), high: number(q.p90[i], 0) }) : null,
                        t("handle time {s}", { s: seconds(q.aht[i]) }),
                        past.length ? t("lately {list}", { list: past.map(l => number(value(l, i), 0)).join(", ") }) : null].filter(Boolean).join(" · ");
                },
            };
        },
        table: () => ({
            head: [t("Interval"), t("Expected"), "P10", "P90", t("Handle time")].concat(past.map(l => l.date)),
            rows: d3.range(r.from, r.to).map(i => [slot(i), number(q.offered[i], 1), q.p10 ? number(q.p10[i], 1) : none, q.p90 ? number(q.p90[i], 1) : none, seconds(q.aht[i])].concat(past.map(l => number(value(l, i), 0)))),
        }),
    });
}

function forecastPart() {
    const q = queue(), s = data.sentences[choice.lang];
    const scores = q.scores.length ? el("div", { class: "scroll" }, el("table", { style: "max-width:640px" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("Method")), el("th", { scope: "col", class: "n" }, t("Error")), el("th", { scope: "col", class: "n" }, t("Too high (+) or low (−)")), el("th", { scope: "col", class: "n" }, t("Test weeks")))),
        el("tbody", {}, q.scores.map(m => el("tr", { class: m.chosen ? "total" : null }, el("td", {}, (m.chosen ? "✓ " : "") + both(m.name)),
            el("td", { class: "n" }, m.weeks ? percent(m.wape, 1) : none), el("td", { class: "n" }, m.weeks ? signed(100 * m.bias, 1) + "%" : none), el("td", { class: "n" }, String(m.weeks))))))) : null;
    return el("section", { class: "part", id: "forecast" }, el("h2", {}, t("What is expected")), el("p", { class: "dim" }, s.forecast[choice.queue]),
        forecastPicture(), scores ? el("h3", { style: "margin-top:14px" }, t("Forecast methods, tried on the history")) : null, scores);
}
