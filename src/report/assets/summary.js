/* summary - the manager's page: is the goal met, what does it cost, how much better could it be, what limits it. */
function verdict() {
    const s = data.sentences[choice.lang];
    return el("div", { class: "verdict " + (s.good ? "good" : "bad"), role: "status" },
        el("div", { class: "sign", "aria-hidden": "true" }, mark(s.good)),
        el("div", {}, el("strong", {}, s.verdict), s.gap.map(line => el("p", {}, line))));
}

const proven = () => data.summary.proven;
/* Penalties of promises that are broken: words take the place of their sums. */
const promises = { must: 1, seats: 2, under: 4, goal: 8 };
const broken = key => (data.summary.broken & promises[key]) !== 0;
function tile(name, value, note) {
    return el("div", { class: "tile" }, el("span", { class: "dim" }, name), el("b", {}, value), el("span", { class: "dim" }, note));
}
function tiles() {
    const y = data.summary, s = y.shown;
    const queues = data.queues.length > 1 && data.queues.length < 4 ? data.queues.map(q => `${q.name} ${percent(planService(q), 1)}`).join(" · ") : t("all contacts of the plan");
    return el("div", { class: "tiles" },
        tile(t("Cost"), s.cost, t("money paid, in the unit of the wages")),
        tile(t("Cost per contact"), s.cost_per_answered, t("{answered} of {offered} contacts answered", { answered: s.answered, offered: s.offered })),
        data.budget ? tile(t("Proven most"), percent(data.budget.most, 1), t("no roster for {n} serves more", { n: number(data.budget.money, 0) })) : tile(t("Proven gap"), proven() ? t("≤ {n}", { n: s.gap }) : none, proven() ? t("no roster can be cheaper by more") : t("no least cost is proven")),
        tile(t("Service level"), s.service_level, queues),
        tile(t("Paid hours"), s.paid_h, t("{used} of {all} agents work", { used: y.agents_used, all: data.agents.length })
            + (y.guaranteed_h >= 0.5 ? t("; {n} h more guaranteed, not worked", { n: s.guaranteed_h }) : "")),
        tile(t("Occupancy"), s.occupancy, t("of the time on contacts is talk and wrap-up")));
}

const isOfDay = g => dayOf(g.first) === dayOf(g.last - 1) && (g.scope === "peak" || g.scope === "day");
const missedIn = g => (g.below ? t("{n} of {of} intervals below", { n: g.below, of: g.of }) : null);
/* The columns of the board: the peaks and the whole day of each queue that has such goals. */
function boardColumns() {
    const columns = [], name = g => (g.scope === "peak" ? span(g.first * data.step, g.last * data.step) : "day");
    data.queues.forEach((q, k) => {
        const goals = data.goals.filter(g => g.queue === k && isOfDay(g)), peaks = goals.filter(g => g.scope === "peak").map(name);
        for (const c of [...new Set(peaks)].sort().concat(goals.some(g => g.scope === "day") ? ["day"] : []))
            columns.push({ k, name: c, goals: goals.filter(g => name(g) === c) });
    });
    return columns;
}
/* The goals that hold for a day or part of one: days down, queues and their goals across, the peaks first. */
function goalBoard() {
    const columns = boardColumns();
    if (!columns.length) return null;
    const small = c => [both(c.goals[0].wanted), c.name === "day" ? null : t("every interval"), c.goals.some(g => g.must) ? t("must hold") : null].filter(Boolean).join(t(", "));
    const cell = g => (g ? el("td", { class: g.met ? "good" : "bad", title: missedIn(g) },
        el("span", { class: "sign", "aria-hidden": "true" }, mark(g.met) + " "), both(g.achieved), el("span", { class: "hidden" }, " " + (g.met ? t("met") : t("missed")))) : el("td", {}, none));
    const days = d3.range(data.days.length).filter(d => columns.some(c => c.goals.some(g => dayOf(g.first) === d)));
    const queues = data.queues.map((q, k) => ({ q, n: columns.filter(c => c.k === k).length })).filter(x => x.n);
    return el("div", { class: "scroll" }, el("table", { class: "board" },
        el("thead", {}, data.queues.length > 1 ? el("tr", {}, el("td", {}), queues.map(x => el("th", { scope: "colgroup", colspan: x.n, class: "queue" }, x.q.name))) : null,
            el("tr", {}, el("th", { scope: "col" }, t("Day")), columns.map(c => el("th", { scope: "col" }, c.name === "day" ? t("Whole day") : t("Peak {span}", { span: c.name }), el("small", {}, small(c)))))),
        el("tbody", {}, days.map(d => el("tr", {}, el("th", { scope: "row" }, el("button", { class: "link", onclick: () => chooseDay(d, true) }, dayName(d))),
            columns.map(c => cell(c.goals.find(g => dayOf(g.first) === d))))))));
}
/* All other goals, one a line; several queues under their names. */
function goalLines() {
    const goals = data.goals.filter(g => !isOfDay(g)), several = data.queues.length > 1;
    const head = (g, n) => (several && !(n && goals[n - 1].queue === g.queue) ? el("tr", {}, el("th", { colspan: 4, scope: "rowgroup" }, data.queues[g.queue].name)) : null);
    return goals.length ? el("table", { class: "goals" }, el("tbody", {}, goals.map((g, n) => [head(g, n), el("tr", { class: g.met ? "good" : "bad", title: missedIn(g) },
        el("td", {}, both(g.what)), el("td", { class: "dim" }, both(g.wanted)), el("td", { class: "n" }, both(g.achieved)),
        el("td", { class: "state" }, mark(g.met) + " " + (g.met ? t("met") : t("missed"))))]))) : null;
}
const goalPart = () => el("div", {}, el("h2", {}, t("Goals")), goalBoard(), goalLines());

/* What the totals of several queues would hide. */
function queuePart() {
    if (data.queues.length < 2) return null;
    const hours = (q, value) => number(sum(0, data.intervals, i => (q.kind[i] ? value(q, i) : 0)) * data.step / 60, 0);
    const busy = q => { const there = sum(0, data.intervals, i => q.staffed[i]); return there > 0 ? percent(sum(0, data.intervals, i => q.occupancy[i] * q.staffed[i] || 0) / there, 1) : none; };
    return el("div", {}, el("h2", {}, t("Queue by queue")), el("div", { class: "scroll" },
        table([t("Queue"), t("Contacts"), t("Service level"), t("Hours needed"), t("Hours there"), t("Occupancy")],
            data.queues.map(q => [q.name, number(sum(0, data.intervals, i => q.offered[i]), 0), percent(planService(q), 1), hours(q, (x, i) => x.need[i]), hours(q, (x, i) => x.staffed[i]), busy(q)]))));
}

function costTable() {
    const y = data.summary, s = y.shown;
    const line = (name, key, total) => el("tr", { class: total ? "total" : null }, el("td", {}, name), el("td", { class: broken(key) ? "n bad" : "n" }, broken(key) ? "✗ " + t("must hold, is broken") : s[key]));
    const items = [["wages", t("Wages")], ["premiums", t("Premiums")], ["overtime", t("Overtime")], ["paid_leave", t("Paid leave")]];
    const penalties = [["must", t("Short in a peak that must hold")], ["under_peak", t("Short in a peak")], ["under", t("Short of staff")], ["seats", t("Over the seats")],
        ["goal", t("Contacts short of a day or week goal")], ["over", t("Staff beyond need")], ["personal", t("Wishes not granted")], ["days_off", t("No two days off together")]];
    const list = names => names.filter(([k]) => y[k] > 0.005).map(([k, name]) => line(name, k));
    return el("table", {}, el("tbody", {},
        list(items), line(t("Cost: money paid"), "cost", true),
        list(penalties), y.rest > 0.005 ? line(t("Penalties: nobody pays them"), "rest", true) : null,
        y.broken ? null : line(t("Cost and penalties"), "objective", true),
        proven() && !y.broken ? line(t("No roster can be below"), "lower_bound") : null));
}

/* The money as one bar, with the mark no roster can be below. */
function costBar() {
    const y = data.summary, bound = proven() && !y.broken, top = Math.max(y.cost + y.rest, bound ? y.lower_bound : 0) || 1, x = v => 400 * v / top;
    const svg = d3.create("svg").attr("viewBox", "0 0 400 34").attr("preserveAspectRatio", "none").attr("class", "costbar").attr("aria-hidden", "true");
    let at = 0;
    for (const [name, value] of [["wages", y.wages], ["extras", y.cost - y.wages], ["penalty", y.rest]]) {
        svg.append("rect").attr("class", name).attr("x", x(at)).attr("width", x(value)).attr("y", 6).attr("height", 22);
        at += value;
    }
    if (bound) svg.append("path").attr("class", "bound-line").attr("vector-effect", "non-scaling-stroke").attr("d", `M${x(y.lower_bound)},0V34`);
    return el("div", {}, el("div", { class: "legend" }, [["wages", t("wages")], ["extras", t("premiums, overtime, leave")], ["penalty", t("penalties")]].filter(([n]) => n !== "penalty" || y.rest > 0).map(([s, text]) => el("span", {}, symbol(s), text)),
        bound ? el("span", {}, symbol("bound"), t("no roster can be below")) : null), svg.node());
}

function limits() {
    const s = data.sentences[choice.lang];
    return el("div", {}, el("h2", {}, t("What limits it")), el("ul", { class: "plain" }, s.limits.map(x => el("li", {}, x))));
}
function weakest() {
    if (!data.weak.length) return null;
    const s = data.sentences[choice.lang], allowed = !below(data.queues[data.weak[0].queue], data.weak[0].interval);
    return el("div", {}, el("h2", {}, t("Weakest intervals")), el("p", { class: "dim" }, allowed ? t("All of them are allowed, as the goal is over a day or week. Most contacts lost against the goal first.")
        : t("Those that miss what they must reach first, then by contacts lost against the goal.")), el("ul", { class: "plain" }, data.weak.map((w, n) => el("li", {},
        el("button", { class: "link", onclick: () => showInterval(w.queue, w.interval) }, s.weak[n].when), t(": "), s.weak[n].reason))));
}

/* Every day small, side by side: what is needed against who is there; each is the button of its day. */
function glance() {
    const q = queue();
    const days = d3.range(data.days.length);
    const ranges = days.map(d => openRange(q, d)).filter(r => r.to > r.from);
    const from = d3.min(ranges, r => r.from - data.days[dayOf(r.from)].first), to = d3.max(ranges, r => r.to - data.days[dayOf(r.from)].first);
    const top = d3.max(days, d => d3.max(d3.range(data.days[d].first, data.days[d].last), i => Math.max(q.need[i] || 0, q.staffed[i] || 0))) || 1;
    const x = d3.scaleLinear([from, to], [0, 150]), y = d3.scaleLinear([0, top], [62, 3]);
    return el("div", { class: "glance" + (data.days.length === 7 ? " seven" : ""), role: "group", "aria-label": t("The days") }, days.map(d => {
        const first = data.days[d].first, r = openRange(q, d);
        const low = d3.range(r.from, r.to).filter(i => below(q, i)).length;
        const svg = d3.create("svg").attr("viewBox", "0 0 150 64").attr("preserveAspectRatio", "none").attr("aria-hidden", "true");
        if (r.to > r.from) {
            const at = i => x(i - first), line = steps(r.from, r.to, at, i => y(q.staffed[i] || 0));
            svg.append("path").attr("class", "staff-area").attr("d", line + `V62H${at(r.from)}Z`);
            svg.append("path").attr("class", "staff-line").attr("vector-effect", "non-scaling-stroke").attr("d", line);
            svg.append("path").attr("class", "need-line").attr("vector-effect", "non-scaling-stroke").style("stroke-width", 1.3).attr("d", steps(r.from, r.to, at, i => y(q.need[i] || 0)));
            for (const i of d3.range(r.from, r.to).filter(i => below(q, i))) svg.append("rect").attr("class", "low-bar").attr("x", at(i)).attr("width", at(i + 1) - at(i)).attr("y", 60).attr("height", 4);
        }
        const value = dayPercent(q, d);
        return el("button", { "aria-pressed": String(d === choice.day), onclick: () => chooseDay(d, true),
            "aria-label": `${dayName(d)}: ${t("service level")} ${value}, ${t("{n} intervals below what they must reach", { n: low })}` },
            el("span", { class: "top" }, el("span", {}, dayName(d)), el("span", {}, value)), r.to > r.from ? svg.node() : null);
    }));
}

/* With several queues: which one the days show. */
function queueSwitch() {
    if (data.queues.length < 2) return null;
    return el("div", { class: "group queues", role: "group", "aria-label": t("Queue") }, data.queues.map((q, k) => el("button", { "aria-pressed": String(k === choice.queue), onclick: () => {
        choice.queue = k;
        renderAll();
        document.querySelector(".queues [aria-pressed=true]").focus({ preventScroll: true });
    } }, q.name)));
}

function summaryPart() {
    return el("section", { class: "part first", id: "summary", "aria-label": t("Summary") },
        verdict(), tiles(), missedPart(),
        el("div", { class: "columns" }, goalPart(), queuePart(), weakest(), limits(), el("div", {}, el("h2", {}, t("Cost")), costBar(), costTable())),
        el("div", { class: "keep" }, el("h2", { style: "margin-top:18px" }, t("The days at a glance") + ofQueue()), queueSwitch(),
            el("p", { class: "dim" }, t("Blue: staff on contacts. Dashed: what the goal needs. Striped foot: below what the interval must reach. Choose a day to see it below.")),
            glance()), el("p", { class: "dim", style: "margin-top:8px" }, data.sentences[choice.lang].hours.join(" ")));
}
