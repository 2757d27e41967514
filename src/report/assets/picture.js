/* picture - what every picture shares: heading, legend, a frame that is a slider for keyboard and screen reader, a line
 * that reads out the chosen spot, and the table behind it.
 *
 * A spec has: id, title(), summary() in words, legend() -> [[symbol, text]], draw(svg, width) -> view, table() -> {head, rows}.
 * A view has: height, count, at (spot chosen first), pick(x, y) -> spot or -1, mark(spot) draws the cursor,
 * say(spot) -> text, move(spot, key) -> spot. */
const pictures = [];
const margin = { left: 46, right: 12 };

const symbols = {
    area: g => g.append("rect").attr("class", "staff-area").attr("width", 24).attr("height", 14)
        .clone().attr("class", "staff-line").attr("height", 0).attr("y", 1),
    split: g => g.append("rect").attr("class", "split").attr("y", 6).attr("width", 24).attr("height", 2),
    need: g => line(g, "need-line"), floor: g => line(g, "floor-line"), gross: g => line(g, "gross-line"),
    bound: g => g.append("path").attr("class", "bound-line").attr("d", "M12,0V14"), goal: g => line(g, "goal-line"), found: g => line(g, "found-line"), least: g => line(g, "least-line"), "budget-line": g => line(g, "budget-line"),
    "own-point": g => g.append("circle").attr("class", "own-point").attr("cx", 12).attr("cy", 7).attr("r", 6), "missed-point": g => g.append("circle").attr("class", "missed-point").attr("cx", 12).attr("cy", 7).attr("r", 4), mean: g => line(g, "mean-line"), past: g => line(g, "past-line"), aht: g => line(g, "aht-line"),
};
function line(g, name) { return g.append("path").attr("class", name).attr("d", "M0,7H24"); }
function symbol(name) {
    const svg = d3.create("svg").attr("viewBox", "0 0 24 14").attr("aria-hidden", "true");
    const [kind, text] = name.split(":");
    if (symbols[kind]) symbols[kind](svg);
    else svg.append("rect").attr("class", kind).attr("x", 1).attr("y", 1).attr("width", 22).attr("height", 12);
    if (text) svg.append("text").attr("x", 12).attr("y", 11).attr("text-anchor", "middle").attr("class", "ink-" + kind.slice(-1)).text(text);
    return svg.node();
}

/* Hatchings: what is missing is striped, so that it never rests on colour alone. */
function patterns() {
    const svg = d3.create("svg").attr("width", 0).attr("height", 0).attr("aria-hidden", "true").attr("style", "position:absolute");
    const stripe = (id, color) => {
        const p = svg.append("pattern").attr("id", id).attr("width", 5).attr("height", 5).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
        p.append("rect").attr("width", 5).attr("height", 5).attr("fill", "var(--paper)");
        p.append("rect").attr("width", 2.6).attr("height", 5).attr("fill", color);
    };
    stripe("hatch", "var(--under)");
    stripe("leave", "var(--line)");
    return svg.node();
}

function table(head, rows) {
    const numeric = rows.length ? rows[0].map(c => typeof c === "number" || /^[−+]?[\d,.]+%?( s)?$/.test(String(c))) : [];
    return el("table", {},
        el("thead", {}, el("tr", {}, head.map((h, i) => el("th", { class: numeric[i] ? "n" : null, scope: "col" }, h)))),
        el("tbody", {}, rows.map(r => el("tr", {}, r.map((c, i) => el("td", { class: numeric[i] ? "n" : null }, String(c)))))));
}
function tableBehind(title, make) {
    const box = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title });
    return el("details", { class: "table" , ontoggle: e => {
        if (e.target.open && !box.firstChild) { const { head, rows } = make(); box.append(table(head, rows)); }
    } }, el("summary", {}, title), box);
}

function picture(spec) {
    const read = el("div", { class: spec.tall ? "read tall" : "read", "aria-hidden": "true" });
    const frame = el("div", { class: "frame", tabindex: "0", role: "slider", "aria-label": spec.title() + ". " + spec.summary(), "data-picture": spec.id });
    const p = { spec, frame, read, view: null, spot: -1 };
    const choose = spot => {
        if (spot < 0 || spot >= p.view.count) return;
        p.spot = spot;
        p.view.mark(spot);
        read.replaceChildren(el("p", {}, p.view.say(spot)));
        frame.setAttribute("aria-valuenow", spot);
        frame.setAttribute("aria-valuetext", read.textContent);
    };
    p.choose = choose;
    p.draw = width => {
        const svg = d3.create("svg").attr("aria-hidden", "true");
        p.view = spec.draw(svg, width);
        svg.attr("viewBox", `0 0 ${width} ${p.view.height}`).attr("width", width).attr("height", p.view.height);
        frame.replaceChildren(svg.node());
        frame.setAttribute("aria-valuemin", 0);
        frame.setAttribute("aria-valuemax", Math.max(0, p.view.count - 1));
        read.replaceChildren(el("p", {}, spec.summary() + " ", p.view.count ? el("span", { class: "dim" }, t("(point, or use the arrow keys, for more)")) : null));
        if (p.spot >= 0 && p.spot < p.view.count) choose(p.spot);
    };
    const point = e => {
        const box = frame.firstChild.getBoundingClientRect();
        const scale = frame.firstChild.viewBox.baseVal.width / box.width;
        choose(p.view.pick((e.clientX - box.left) * scale, (e.clientY - box.top) * scale));
    };
    frame.addEventListener("pointermove", point);
    frame.addEventListener("pointerdown", point);
    frame.addEventListener("focus", () => { if (p.spot < 0 && p.view.count) choose(p.view.at || 0); });
    frame.addEventListener("keydown", e => {
        const next = p.view.move(p.spot < 0 ? 0 : p.spot, e.key);
        if (next === undefined) return;
        e.preventDefault();
        choose(Math.max(0, Math.min(p.view.count - 1, next)));
    });
    pictures.push(p);
    return el("figure", {},
        el("h3", {}, spec.title()),
        el("div", { class: "legend" }, spec.legend().map(([s, text]) => el("span", {}, symbol(s), text))),
        read, frame, tableBehind(t("The numbers: {what}", { what: spec.title() }), spec.table));
}

/* Left and right by one, Home and End: for pictures along time. */
function alongTime(count) {
    return (spot, key) => ({ ArrowLeft: spot - 1, ArrowRight: spot + 1, Home: 0, End: count - 1, PageUp: spot - 4, PageDown: spot + 4 })[key];
}

/* Full hours of the intervals [from, to] as axis marks, thinned to fit the width. */
function hourMarks(from, to, x) {
    const marks = [];
    for (let i = from; i <= to; i++)
        if (clock(i * data.step).endsWith(":00")) marks.push(i);
    const every = [1, 2, 3, 4, 6].find(n => marks.length / n * 44 < x(to) - x(from)) || 12;
    const hour = i => Number(clock(i * data.step).slice(0, 2));
    let last = -Infinity;
    return marks.filter(i => hour(i) % every === 0 && x(i) - last > 36 && ((last = x(i)), true));
}
function hourAxis(svg, from, to, x, y, grid) {
    const g = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${y})`);
    g.append("path").attr("d", `M${x(from)},0H${x(to)}`);
    for (const i of hourMarks(from, to, x)) {
        if (grid) svg.insert("path", ":first-child").attr("class", "gridline").attr("d", `M${x(i)},${y}v${-grid}`);
        g.append("path").attr("d", `M${x(i)},0v5`);
        g.append("text").attr("x", x(i)).attr("y", 17).attr("text-anchor", "middle").text(clock(i * data.step));
    }
}
function valueAxis(svg, scale, left, right, ticks, format) {
    const g = svg.append("g").attr("class", "axis");
    for (const v of scale.ticks(ticks)) {
        g.append("path").attr("class", "gridline").attr("d", `M${left},${scale(v)}H${right}`);
        g.append("text").attr("x", left - 7).attr("y", scale(v) + 4).attr("text-anchor", "end").text(format ? format(v) : number(v, v % 1 ? 1 : 0));
    }
}
/* A stepped line or area over intervals [from, to). */
function steps(from, to, x, top) {
    return d3.range(from, to).map((i, n) => `${n ? "L" : "M"}${x(i)},${top(i)}H${x(i + 1)}`).join("");
}
