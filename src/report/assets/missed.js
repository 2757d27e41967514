/* missed - goals that are missed: which, how short, where, why, and what would close them. */
const MISSED_SHOWN = 8, MISSED_NARROW = 4;
function missedRow(m) {
    const g = data.goals[m.goal], isPeak = g.scope === "peak";
    const name = [data.queues.length > 1 ? data.queues[g.queue].name + ": " : "", isPeak ? t("Peak {span}", { span: both(g.what) }) : g.scope === "day" ? t("Whole day {day}", { day: both(g.what) }) : both(g.what)];
    const many = g.of > 1 && g.scope !== "day" && g.scope !== "week";
    return el("tr", {},
        el("td", {}, el("b", {}, name), g.must ? el("small", {}, t("must hold")) : null),
        el("td", { class: "bad" }, el("b", {}, both(g.achieved)), el("small", {}, both(g.wanted)), many ? el("small", {}, t("missed in {n} of {of} intervals", { n: g.below, of: g.of })) : null),
        el("td", { class: "n" }, m.shown || none, el("small", { class: "narrow-only" }, t("agent hours missing"))),
        el("td", {}, m.at >= 0 ? el("button", { class: "link", onclick: () => showInterval(g.queue, m.at) }, both(m.where)) : none, both(m.why) ? el("small", {}, both(m.why)) : null));
}
function missedTable(rows) {
    return el("div", { class: "scroll" }, el("table", { class: "missed" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("Goal")), el("th", { scope: "col" }, t("Reached")), el("th", { scope: "col", class: "n" }, t("Agent hours missing")), el("th", { scope: "col" }, t("Where most is missing, and why")))),
        el("tbody", {}, rows.map(missedRow))));
}
function missedPart() {
    if (!data.missed.length) return null;
    const s = data.sentences[choice.lang], shown = innerWidth < 760 ? MISSED_NARROW : MISSED_SHOWN, rest = data.missed.slice(shown);
    const list = lines => el("ul", { class: "plain" }, lines.map(x => el("li", {}, x)));
    const remedies = s.remedies.map(x => /^[✓✗] /.test(x) ? el("li", { class: x[0] === "✓" ? "good" : "bad" }, el("span", { class: "sign", "aria-hidden": "true" }, x.slice(0, 2)), el("span", {}, x.slice(2))) : el("li", {}, x));
    return el("div", { id: "missed", role: "group", "aria-label": t("Goals missed") },
        el("div", { class: "two" },
            el("div", {}, el("h2", {}, t("What is missing")), list(s.missing.concat(s.why))),
            el("div", {}, el("h2", {}, t("What would close it")), el("ul", { class: "remedies" }, remedies))),
        el("h2", {}, t("Every goal missed: how short, where and why")), missedTable(data.missed.slice(0, shown)),
        rest.length ? el("details", { class: "table" }, el("summary", {}, t("More goals missed: {n}", { n: rest.length + data.missed_more })), missedTable(rest)) : null);
}
