/* core - the data, the reader's choices, words and numbers. Everything shown goes through el() and textContent, so
 * no name in the data can become markup. */
const data = JSON.parse(document.getElementById("data").textContent);
const choice = { lang: data.lang, queue: 0, day: 0, measure: "sl", roster: "day", sort: "start", find: "" };

/* The reader's language; {name} in the text is replaced by values.name. */
function t(text, values) {
    const said = choice.lang === "en" ? text : (data.words[text] || text);
    return said.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}
const both = pair => pair[choice.lang];

function el(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
        if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false) e.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity))
        if (child !== null && child !== undefined) e.append(child);
    return e;
}

/* Columns a text takes: wide signs (Chinese) count double. */
const columns = text => [...text].reduce((n, c) => n + (c > "\u2e80" ? 2 : 1), 0);
function shorten(text, most) {
    if (columns(text) <= most) return text;
    let out = "";
    for (const c of text) {
        if (columns(out + c) > most - 1) break;
        out += c;
    }
    return out + "…";
}

const none = "–";
const known = x => x !== null && x !== undefined;
function number(x, digits) {
    if (!known(x)) return none;
    const scaled = Math.abs(x) * 10 ** digits, half = scaled % 1 === 0.5 && Math.floor(scaled) % 2 === 0; /* ties to even, as in the text report */
    const shown = ((half ? Math.floor(scaled) : Math.round(scaled)) / 10 ** digits).toFixed(digits);
    const [whole, part] = shown.split(".");
    const sign = x < 0 && Number(shown) > 0 ? "−" : "";
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? "." + part : "");
}
const percent = (x, digits) => (known(x) ? number(100 * x, digits) + "%" : none);
/* What misses `wanted` has as many digits as tell the two apart. */
function percentOf(x, wanted) {
    let digits = 1;
    while (known(x) && known(wanted) && x < wanted && digits < 7 && number(100 * x, digits) === number(100 * wanted, digits)) digits++;
    return percent(x, digits);
}
const seconds = x => (known(x) ? number(x, 0) + " s" : none);
const signed = (x, digits) => (x > 0 && Number(x.toFixed(digits)) > 0 ? "+" : "") + number(x, digits);

/* Clock of a minute of the horizon: the wall time of its interval, so that days of 23 and 25 hours read right. */
function clock(minute) {
    const i = Math.min(Math.floor(minute / data.step), data.wall.length - 1);
    const wall = (data.wall[i] + minute - i * data.step) % 1440;
    return String(Math.floor(wall / 60)).padStart(2, "0") + ":" + String(wall % 60).padStart(2, "0");
}
const span = (from, to) => clock(from) + "–" + clock(to);
const slot = i => span(i * data.step, (i + 1) * data.step);
const dayOf = i => data.days.findIndex(d => i >= d.first && i < d.last);
const dayName = d => both(data.days[d].label);
const dayShort = d => both(data.days[d].short);
const queue = () => data.queues[choice.queue];
const ofQueue = () => (data.queues.length > 1 ? " · " + queue().name : "");

/* Intervals of a day the queue is open in, from the first to the last. */
function openRange(q, d) {
    let from = data.days[d].first, to = data.days[d].last;
    while (from < to && !q.kind[from]) from++;
    while (to > from && !q.kind[to - 1]) to--;
    return { from, to };
}
/* What to say where there is no service level: closed, or open without contacts. */
const noService = (q, d) => (openRange(q, d).to > openRange(q, d).from ? none : t("closed"));
const sum = (from, to, value) => d3.sum(d3.range(from, to), value);

/* Service level of a stretch, a day, the plan: weighted by the contacts its definition counts. */
const dayService = (q, d) => service(q, data.days[d].first, data.days[d].last);
const planService = q => service(q, 0, data.intervals);
/* As the report says it where the day has a goal of its own. */
function dayPercent(q, d) {
    const goal = data.goals.find(g => g.scope === "day" && data.queues[g.queue] === q && dayOf(g.first) === d), x = dayService(q, d);
    return goal ? both(goal.achieved) : x === null ? noService(q, d) : percent(x, 1);
}
const levelPercent = (q, i) => percentOf(q.sl[i], below(q, i) ? q.must[i] : q.goal[i]);
function service(q, first, last) {
    const counted = sum(first, last, i => (known(q.sl[i]) ? q.counted[i] : 0));
    return counted > 0 ? sum(first, last, i => (known(q.sl[i]) ? q.counted[i] * q.sl[i] : 0)) / counted : null;
}
/* Below the goal, and below what the interval itself must reach (a peak's goal, the floor under a day's or week's goal). */
const under = (q, i, wanted) => known(q.sl[i]) && known(wanted) && q.sl[i] + 1e-7 < wanted; /* the data has seven digits */
const weak = (q, i) => under(q, i, q.goal[i]);
const below = (q, i) => under(q, i, q.must[i]);
/* The service level in whole percent; 79.6 below a goal of 80 is 79, or the sign beside it would look wrong. */
const wholeService = (q, i) => number(weak(q, i) || below(q, i) ? Math.floor(100 * q.sl[i] + 1e-6) : 100 * q.sl[i], 0);
const mark = met => (met ? "✓" : "✗");
