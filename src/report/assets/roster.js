/* roster - who works when: one day as a Gantt with breaks, or the whole plan as a grid. */
const acts = ["work", "break", "lunch", "meeting", "training", "deferred", "split"];
const actNames = () => [t("work"), t("break"), t("lunch"), t("meeting"), t("training"), t("deferred work"), t("free between parts")];
const actClass = a => (a === 0 || a === 5 ? "work" : a === 1 ? "break" : a === 2 ? "lunch" : a === 6 ? "split" : "meeting");
/* A shift in the data: [agent, day, kind, start, end, [activity, start, end, activity, ...]]. */
const shiftOf = s => ({ agent: s[0], day: s[1], kind: s[2], start: s[3], end: s[4], parts: d3.range(0, s[5].length, 3).map(k => s[5].slice(k, k + 3)) });
/* From and to of the parts of a shift: two of a split one. */
const partsOf = s => s.parts.filter(p => p[0] === 6).reduce((list, p) => list.slice(0, -1).concat([[list[list.length - 1][0], p[1]], [p[2], s.end]]), [[s.start, s.end]]);
const timesOf = s => partsOf(s).map(p => span(p[0], p[1])).join(", ");
const allShifts = data.shifts.map((s, n) => Object.assign(shiftOf(s), { n }));

function shownAgents() {
    const find = choice.find.trim().toLowerCase();
    return d3.range(data.agents.length).filter(a => {
        const g = data.agents[a];
        if (data.queues.length > 1 && !printing && !g.queues.includes(choice.queue)) return false;
        return !find || [g.id, g.name, g.team, g.contract].some(x => x && x.toLowerCase().includes(find));
    });
}
const agentName = a => { const g = data.agents[a]; return g.name && g.name !== g.id ? `${g.id} ${g.name}` : g.id; };
const leaveOn = (a, from, to) => data.time_off.find(o => o[0] === a && o[1] < to && o[2] > from);

/* Rows of the day: agents at work by start, then those off; with the tail of a night shift of the day before. */
function dayRows(d) {
    const start = data.days[d].start, end = data.days[d].end, mine = new Map();
    const shown = new Set(shownAgents());
    for (const s of allShifts) {
        if (!shown.has(s.agent)) continue;
        if (s.day === d) mine.set(s.agent, Object.assign(mine.get(s.agent) || {}, { shift: s }));
        else if (s.day < d && s.end > start) mine.set(s.agent, Object.assign(mine.get(s.agent) || {}, { tail: s }));
    }
    const rows = [...shown].map(a => Object.assign({ agent: a, leave: leaveOn(a, start, end) }, mine.get(a)));
    const first = r => (r.shift ? r.shift.start : r.tail ? 1e8 : r.leave ? 2e8 : 3e8);
    const by = { start: (x, y) => first(x) - first(y) || (x.shift && y.shift ? x.shift.end - y.shift.end : 0) || x.agent - y.agent,
        name: (x, y) => agentName(x.agent).localeCompare(agentName(y.agent)),
        team: (x, y) => String(data.agents[x.agent].team).localeCompare(String(data.agents[y.agent].team)) || first(x) - first(y) || x.agent - y.agent };
    return rows.sort(by[choice.sort]);
}

function sayRow(r) {
    const g = data.agents[r.agent], who = [agentName(r.agent), g.contract, g.team].filter(Boolean).join(", ");
    if (!r.shift) return who + " · " + (r.tail ? t("night shift of the day before until {time}", { time: clock(r.tail.end) }) : r.leave ? t("away: {kind}", { kind: r.leave[3] }) : t("not at work"));
    const s = r.shift, names = actNames();
    const pauses = s.parts.filter(p => p[0] !== 0).map(p => `${names[p[0]]} ${span(p[1], p[2])}`).join(", ");
    return `${who} · ${data.kinds[s.kind] || "?"} ${timesOf(s)}` + (pauses ? " · " + pauses : "");
}

/* What becomes of money and service without the shift. */
function sayReason(s) {
    const r = data.reasons[s.n];
    if (!r) return "";
    const [paid, all, day, day0, , , from, to, peak, peak0, low, sl, sl0, goals, rules, lost] = r;
    const change = (a, b) => percent(a, 1) + " → " + percent(b, 1);
    const parts = [paid < 0 ? t("Without it {n} less is paid", { n: number(-paid, 0) }) : paid > 0 ? t("Without it {n} more is paid", { n: number(paid, 0) }) : t("Without it as much is paid (the hours are guaranteed)"),
        known(all) ? t("{n} in all with penalties", { n: number(all, 0) }) : t("but what must hold is broken")];
    if (known(day)) parts.push(t("service of the day {change}", { change: change(day, day0) }));
    if (known(peak0)) parts.push(t("worst of the peak {span} {change}", { span: span(from * data.step, to * data.step), change: change(peak, peak0) }));
    if (low >= 0) parts.push(t("lowest at {time} {change}", { time: clock(low * data.step), change: change(sl, sl0) }));
    const text = [parts.join(t(", ")) + t(".")];
    if (lost.length) text.push(t("Intervals that then miss what they must reach: {list}.", { list: lost.map(i => clock(i * data.step)).join(t(", ")) }));
    if (goals) text.push(t("Goals met now and missed then: {n}.", { n: goals }));
    if (rules) text.push(t("Rules of the agent's week broken then: {list}.", { list: rules }));
    return text.join(" ");
}

function drawShift(g, s, x, y, h, from, to) {
    const within = (a, b) => [Math.max(a, from), Math.min(b, to)];
    for (const [kind, a, b] of s.parts) {
        const [p, e] = within(a, b);
        if (e <= p) continue;
        g.append("rect").attr("class", actClass(kind)).attr("x", x(p)).attr("width", Math.max(1, x(e) - x(p))).attr("y", kind === 1 ? y + 1.5 : kind === 6 ? y + h / 2 - 1 : y).attr("height", kind === 1 ? h - 3 : kind === 6 ? 2 : h);
    }
    for (const part of partsOf(s)) {
        const first = s.parts.find(p => p[1] === part[0]), room = first ? x(Math.min(first[2], to)) - x(Math.max(first[1], from)) : 0;
        if (room > 70) g.append("text").attr("class", "shift-text").attr("x", x(Math.max(part[0], from)) + 5).attr("y", y + h - 3.5).text(span(part[0], part[1]));
    }
}

function ganttPicture() {
    const d = choice.day, rows = dayRows(d), q = queue(), open = openRange(q, d);
    const working = rows.filter(r => r.shift || r.tail).length;
    return picture({
        id: "gantt", tall: true,
        title: () => t("Roster of {day}: {n} of {all} agents at work", { day: dayName(d), n: working, all: rows.length }) + ofQueue(),
        summary: () => t("{n} start before 9, {late} work until 18 or later, {away} are away.", { n: rows.filter(r => r.shift && r.shift.start < data.days[d].start + 540).length,
            late: rows.filter(r => r.shift && r.shift.end >= data.days[d].start + 1080).length, away: rows.filter(r => r.leave && !r.shift).length }),
        legend: () => [["work", t("work")], ["lunch", t("lunch")], ["break", t("break")], ["leave", t("away")]].concat(rows.some(r => r.shift && r.shift.parts.some(p => p[0] === 3 || p[0] === 4)) ? [["meeting", t("meeting or training")]] : []).concat(rows.some(r => r.shift && partsOf(r.shift).length > 1) ? [["split", t("free between parts")]] : []),
        draw(svg, width) {
            const shifts = rows.filter(r => r.shift).map(r => r.shift), base = data.days[d].start;
            const from = Math.min(open.to > open.from ? open.from * data.step : base + 1440, d3.min(shifts, s => s.start) ?? 1e9, rows.some(r => r.tail) ? base : 1e9, base + 1440 - 60);
            const to = Math.max(open.to > open.from ? open.to * data.step : 0, d3.max(shifts, s => s.end) ?? 0, from + 60);
            const left = width < 600 ? 92 : 170, h = 14, pitch = 18, top = 26;
            const x = d3.scaleLinear([from, to], [left, width - margin.right]);
            const inSteps = i => x(i * data.step);
            const height = top + rows.length * pitch + 8;
            for (const i of hourMarks(Math.ceil(from / data.step), Math.floor(to / data.step), inSteps)) {
                svg.append("path").attr("class", "gridline").attr("d", `M${inSteps(i)},${top - 4}V${height - 6}`);
                for (const y of [top - 9, height + 6]) svg.append("text").attr("class", "small").attr("x", inSteps(i)).attr("y", y).attr("text-anchor", "middle").text(clock(i * data.step));
            }
            const most = Math.floor((left - 8) / 6.8), names = d3.rollup(data.agents, g => g.length, g => g.name);
            const alone = new Set(data.agents.map(g => g.name).filter(n => n && names.get(n) === 1));
            rows.forEach((r, n) => {
                const y = top + n * pitch, name = width < 600 && alone.has(data.agents[r.agent].name) ? data.agents[r.agent].name : agentName(r.agent);
                const g = svg.append("g");
                g.append("text").attr("x", left - 8).attr("y", y + 11).attr("text-anchor", "end").style("font-size", "11.5px").attr("class", r.shift || r.tail ? null : "off-text").text(shorten(name, most));
                if (r.tail) drawShift(g.append("g").attr("class", "before"), r.tail, x, y, h, from, to);
                if (r.leave && !r.shift) g.append("rect").attr("class", "leave").attr("x", x(from)).attr("width", x(to) - x(from)).attr("y", y + 1).attr("height", h - 2);
                if (r.leave && !r.shift) g.append("text").attr("class", "small on-leave").attr("x", x(from) + 6).attr("y", y + 11).text(r.leave[3]);
                if (r.shift) drawShift(g, r.shift, x, y, h, from, to);
            });
            const cursor = svg.append("rect").attr("class", "cursor").attr("x", 1).attr("width", width - 2).attr("height", pitch);
            return {
                height: height + 12, count: rows.length, at: 0,
                pick: (px, py) => (py < top - 2 ? -1 : Math.floor((py - top + 2) / pitch)),
                mark: n => cursor.attr("y", top - 2 + n * pitch),
                say: n => [sayRow(rows[n]), rows[n].shift && data.reasons.length ? [" ", el("br"), el("span", { class: "dim reason" }, sayReason(rows[n].shift))] : ""],
                move: (n, key) => ({ ArrowUp: n - 1, ArrowDown: n + 1, Home: 0, End: rows.length - 1, PageUp: n - 10, PageDown: n + 10 })[key],
            };
        },
        table: () => ({
            head: [t("Agent"), t("Contract"), t("Shift"), t("Times"), t("Breaks")],
            rows: rows.map(r => { const s = r.shift, names = actNames();
                return [agentName(r.agent), data.agents[r.agent].contract, s ? data.kinds[s.kind] || "?" : none, s ? timesOf(s) : r.leave ? r.leave[3] : none,
                    s ? s.parts.filter(p => p[0] !== 0).map(p => `${names[p[0]]} ${span(p[1], p[2])}`).join(", ") : none]; }),
        }),
    });
}
/* Time of day a shift starts in: tinted cells show who is on the early, middle, late and night shifts. */
const daypart = minute => { const h = Number(clock(minute).slice(0, 2)); return h < 4 || h >= 20 ? "night" : h < 9 ? "early" : h < 12 ? "middle" : "late"; };

function weekGrid() {
    const agents = shownAgents(), cell = new Map(allShifts.map(s => [s.agent + ":" + s.day, s]));
    const hours = new Map();
    for (const s of allShifts) hours.set(s.agent, (hours.get(s.agent) || 0) + s.parts.reduce((m, p) => m + (p[0] === 0 || p[0] === 5 ? p[2] - p[1] : 0), 0) / 60);
    /* Paper has no scroll bar: there a week is as much as goes side by side. */
    const days = d3.range(data.days.length), weeks = printing && days.length > 8 ? d3.range(0, days.length, 7).map(d => days.slice(d, d + 7)) : [days];
    const tint = name => el("span", {}, el("span", { style: `display:inline-block;width:22px;height:13px;background:var(--${name});border:1px solid var(--line)` }));
    return el("div", {},
        el("h3", {}, t("Roster of the whole plan: agents down, days across")),
        el("div", { class: "legend" }, [["early", t("starts before 9")], ["middle", t("from 9")], ["late", t("from 12")], ["night", t("from 20")]].map(([n, text]) => el("span", {}, tint(n), text))),
        el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Roster of the whole plan: agents down, days across") },
            weeks.map(shown => el("table", { class: "grid", "data-picture": "grid" },
                el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("Agent")), shown.map(d => el("th", { scope: "col" }, dayName(d))), el("th", { scope: "col", class: "n" }, t("Hours on work")))),
                el("tbody", {}, agents.map(a => el("tr", {}, el("th", { scope: "row", title: agentName(a) }, agentName(a)),
                    shown.map(d => {
                        const x = data.days[d], s = cell.get(a + ":" + d), away = s ? null : leaveOn(a, x.start, x.end);
                        return s ? el("td", { class: daypart(s.start) }, timesOf(s)) : el("td", {}, away ? el("small", {}, away[3]) : "");
                    }),
                    el("td", { class: "n" }, number(hours.get(a) || 0, 1)))))))));
}

function rosterPart() {
    const option = (value, text, now) => el("option", { value, selected: now === value }, text);
    const view = (name, text) => el("button", { "aria-pressed": String(choice.roster === name), onclick: () => { choice.roster = name; render("roster"); } }, text);
    const filter = el("input", { type: "search", size: 26, value: choice.find, placeholder: t("Agent, team or contract"), "aria-label": t("Show only agents whose name, team or contract contains"),
        oninput: e => { choice.find = e.target.value; renderBody("roster"); } });
    return el("section", { class: "part long", id: "roster" }, el("h2", {}, t("Who works when")),
        el("div", { class: "tools" },
            el("div", { class: "group", role: "group", "aria-label": t("View of the roster") }, view("day", t("One day")), view("grid", t("All days"))),
            filter,
            choice.roster === "day" ? el("select", { "aria-label": t("Order"), onchange: e => { choice.sort = e.target.value; renderBody("roster"); } },
                option("start", t("by start"), choice.sort), option("name", t("by agent"), choice.sort), option("team", t("by team"), choice.sort)) : null),
        el("div", { class: "body" }, rosterBody()));
}
/* On paper the whole plan: a table that breaks between agents, where the picture of a long day would be cut. */
const rosterBody = () => (choice.roster === "day" && !printing ? ganttPicture() : weekGrid());
