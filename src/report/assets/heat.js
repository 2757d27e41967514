/* heat - every interval of every day as a cell: service level against its goal, staff over and short, or occupancy.
 * Five steps of colour, each with a sign or the number itself. On narrow screens the days become columns. */
const measures = {
    sl: {
        name: () => t("Service level"),
        step: (q, i) => (below(q, i) ? 0 : weak(q, i) ? 1 : q.sl[i] < 0.95 ? 2 : q.sl[i] < 0.99 ? 3 : 4),
        known: (q, i) => known(q.sl[i]),
        text: wholeService,
        legend: q => [["heat-0:▼", t("below what the interval must reach")], q.span ? ["heat-1:▽", t("below the goal, allowed as the goal is over a day or week")] : null, ["heat-2", t("goal met")], ["heat-3", t("95 % and more")], ["heat-4", t("99 % and more")]],
    },
    net: {
        name: () => t("Staff over and short"),
        step: (q, i) => { const n = q.staffed[i] - q.need[i]; return n < -Math.max(1, 0.15 * q.need[i]) ? 0 : n < -0.5 ? 1 : n < Math.max(1, 0.1 * q.need[i]) ? 2 : n < Math.max(2, 0.3 * q.need[i]) ? 3 : 4; },
        known: (q, i) => q.kind[i] > 0,
        text: (q, i) => signed(q.staffed[i] - q.need[i], 0),
        legend: () => [["heat-0:▼", t("more than 15 % short")], ["heat-1:▽", t("short")], ["heat-2", t("just enough")], ["heat-3", t("over")], ["heat-4", t("more than 30 % over")]],
    },
    occupancy: {
        name: () => t("Occupancy"),
        step: (q, i) => { const o = q.occupancy[i]; return o > 0.95 ? 0 : o > 0.9 ? 1 : o > 0.75 ? 2 : o > 0.5 ? 3 : 4; },
        known: (q, i) => known(q.occupancy[i]),
        text: (q, i) => number(100 * q.occupancy[i], 0),
        legend: () => [["heat-0:▲", t("above 95 %: no breath between contacts")], ["heat-1:△", t("above 90 %")], ["heat-2", t("75 to 90 %")], ["heat-3", t("50 to 75 %")], ["heat-4", t("below 50 %: much waiting for calls")]],
    },
};
const lowSigns = { sl: ["▼", "▽"], net: ["▼", "▽"], occupancy: ["▲", "△"] };

/* The wall-clock slots some day is open in; a day of 25 hours shares one cell between its doubled intervals. */
function slots(q) {
    const wall = i => data.wall[i] % 1440;
    const open = d3.range(data.intervals).filter(i => q.kind[i]);
    const from = d3.min(open, wall), to = d3.max(open, wall);
    return open.length ? d3.range(from, to + 1, data.step) : [];
}

function heatCells(q) {
    const walls = slots(q), seen = new Map(), cells = [];
    for (let d = 0; d < data.days.length; d++)
        for (let i = data.days[d].first; i < data.days[d].last; i++) {
            if (!q.kind[i]) continue;
            const at = walls.indexOf(data.wall[i] % 1440), key = d + ":" + at;
            seen.set(key, (seen.get(key) || 0) + 1);
            cells.push({ i, d, at, nth: seen.get(key) - 1 });
        }
    for (const c of cells) c.share = seen.get(c.d + ":" + c.at);
    return { walls, cells };
}

function drawCell(svg, q, m, c, box) {
    if (!m.known(q, c.i)) {
        svg.append("rect").attr("class", "heat-none").attr("x", box.x + 0.5).attr("y", box.y + 0.5).attr("width", box.w - 1).attr("height", box.h - 1);
        return;
    }
    const step = m.step(q, c.i), sign = step < 2 ? lowSigns[choice.measure][step] : "";
    svg.append("rect").attr("class", "heat-" + step).attr("x", box.x + 0.5).attr("y", box.y + 0.5).attr("width", box.w - 1).attr("height", box.h - 1);
    const value = m.text(q, c.i), wide = box.w >= 24, text = wide ? (sign && box.w >= 34 ? sign : "") + value : box.w >= 9 ? sign : "";
    if (text) svg.append("text").attr("class", "ink-" + step).attr("x", box.x + box.w / 2).attr("y", box.y + box.h / 2 + 4).attr("text-anchor", "middle")
        .style("font-size", wide ? "11px" : "9px").style("font-weight", step < 2 ? 700 : 400).text(text);
}

function heatPicture() {
    const q = queue(), m = measures[choice.measure], { walls, cells } = heatCells(q), days = data.days.length;
    const spotOf = new Map(cells.map((c, n) => [c.d + ":" + c.at + ":" + c.nth, n]));
    const near = (d, at, nth) => spotOf.get(`${d}:${at}:${nth}`) ?? spotOf.get(`${d}:${at}:0`);
    const draw = (svg, width) => {
        const upright = width < 640 && days <= 8;      /* narrow: time runs down, days across */
        const left = upright ? 46 : 104, top = upright ? 34 : 6;
        const w = (width - left - 2) / (upright ? days : walls.length), h = upright ? 19 : 26;
        const place = c => upright ? { x: left + c.d * w + c.nth * w / c.share, y: top + c.at * h, w: w / c.share, h }
            : { x: left + (c.at + c.nth / c.share) * w, y: top + c.d * h, w: w / c.share, h };
        for (const c of cells) drawCell(svg, q, m, c, place(c));
        const hour = a => clockOf(walls[a]);
        if (upright) {
            for (let d = 0; d < days; d++) {
                const x = left + (d + 0.5) * w;
                svg.append("text").attr("x", x).attr("y", 12).attr("text-anchor", "middle").style("font-weight", 600).text(dayShort(d));
                svg.append("text").attr("class", "small").attr("x", x).attr("y", 27).attr("text-anchor", "middle").style("font-size", "10px").text(known(dayService(q, d)) ? number(Math.floor(100 * dayService(q, d) + 1e-6), 0) : none);
            }
            walls.forEach((wall, a) => wall % 60 === 0 && svg.append("text").attr("class", "small").attr("x", left - 6).attr("y", top + a * h + 14).attr("text-anchor", "end").text(hour(a)));
        } else {
            for (let d = 0; d < days; d++) {
                svg.append("text").attr("x", left - 54).attr("y", top + d * h + 17).attr("text-anchor", "end").style("font-weight", 600).text(dayShort(d));
                svg.append("text").attr("class", "small").attr("x", left - 8).attr("y", top + d * h + 17).attr("text-anchor", "end").text(dayPercent(q, d));
            }
            const every = [1, 2, 3, 4, 6, 12].find(n => n * w * 60 / data.step > 42) || 12;
            walls.forEach((wall, a) => wall % (60 * every) === 0 && svg.append("text").attr("class", "small").attr("x", left + a * w).attr("y", top + days * h + 16).attr("text-anchor", "middle").text(hour(a)));
        }
        const cursor = svg.append("rect").attr("class", "cursor");
        return {
            height: upright ? top + walls.length * h + 6 : top + days * h + 24, count: cells.length,
            at: Math.max(0, cells.findIndex(c => c.d === choice.day)),
            pick(x, y) {
                const n = cells.findIndex(c => { const b = place(c); return x >= b.x && x < b.x + b.w && y >= b.y && y < b.y + b.h; });
                return n;
            },
            mark(n) { const b = place(cells[n]); cursor.attr("x", b.x).attr("y", b.y).attr("width", b.w).attr("height", b.h); },
            say: n => sayInterval(q, cells[n].i),
            move(n, key) {
                const c = cells[n], day = upright ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 };
                if (key in day) {
                    for (let d = c.d + day[key]; d >= 0 && d < days; d += day[key])
                        if (near(d, c.at, c.nth) !== undefined) return near(d, c.at, c.nth);
                    return n;
                }
                if (key === "Enter") { chooseDay(c.d, true); return n; }
                return upright ? { ArrowUp: n - 1, ArrowDown: n + 1, Home: 0, End: cells.length - 1 }[key] : alongTime(cells.length)(n, key);
            },
        };
    };
    const low = cells.filter(c => m.known(q, c.i) && m.step(q, c.i) < 2).length;
    return picture({ id: "heat", title: () => t("{measure} by interval", { measure: m.name() }) + ofQueue(), legend: () => m.legend(q).filter(Boolean), draw,
        summary: () => t("{n} of {all} open intervals are marked {signs}.", { n: low, all: cells.length, signs: lowSigns[choice.measure].join(" ") }),
        table: () => ({ head: [t("Interval")].concat(data.days.map((x, d) => dayShort(d))),
            rows: walls.map((wall, a) => [clockOf(wall)].concat(data.days.map((x, d) => {
                const c = cells.find(k => k.d === d && k.at === a);
                return c && m.known(q, c.i) ? m.text(q, c.i) : none;
            }))) }) });
}
const clockOf = wall => String(Math.floor(wall / 60)).padStart(2, "0") + ":" + String(wall % 60).padStart(2, "0");

function heatPart() {
    const pick = name => el("button", { "aria-pressed": String(choice.measure === name), onclick: () => { choice.measure = name; render("heat"); } }, measures[name].name());
    return el("section", { class: "part", id: "heat" }, el("h2", {}, t("The whole plan, interval by interval")),
        el("div", { class: "tools" }, el("div", { class: "group", role: "group", "aria-label": t("What the cells show") }, Object.keys(measures).map(pick))),
        heatPicture());
}
