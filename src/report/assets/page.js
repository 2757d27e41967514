/* page - puts the parts together, and draws again what a choice changes. */
const parts = { summary: summaryPart, heat: heatPart, days: dayTabs, day: dayPart, roster: rosterPart, forecast: forecastPart, frontier: frontierPart, rules: rulesPart, notes: notesPart };

function header() {
    const other = choice.lang === "en" ? "zh" : "en";
    const queues = data.queues.length > 1 ? el("select", { "aria-label": t("Queue"), onchange: e => { choice.queue = Number(e.target.value); renderAll(); } },
        data.queues.map((q, n) => el("option", { value: n, selected: n === choice.queue }, q.name))) : null;
    document.getElementById("top").replaceChildren(
        el("div", { class: "name" }, el("h1", {}, data.name), el("div", { class: "dim" }, data.sentences[choice.lang].subtitle)),
        el("div", { class: "tools", style: "margin:0" }, queues,
            el("button", { id: "lang", lang: other, onclick: () => { choice.lang = other; renderAll(); document.getElementById("lang").focus(); } }, other === "zh" ? "中文" : "English")));
}

const dayMissed = d => data.goals.some(g => !g.met && g.queue === choice.queue && dayOf(g.first) === d && dayOf(g.last - 1) === d);
function dayTabs() {
    const tabs = data.days.map((x, d) => el("button", { role: "tab", id: "tab-" + d, "aria-selected": String(d === choice.day), tabindex: d === choice.day ? "0" : "-1", "aria-controls": "day", onclick: () => chooseDay(d) },
        dayName(d) + (dayMissed(d) ? " ✗" : "")));
    const bar = el("div", { class: "days", id: "days", role: "tablist", "aria-label": t("Day") }, tabs);
    bar.addEventListener("keydown", e => {
        const next = { ArrowLeft: choice.day - 1, ArrowRight: choice.day + 1, Home: 0, End: tabs.length - 1 }[e.key];
        if (next === undefined || next < 0 || next >= tabs.length) return;
        e.preventDefault();
        chooseDay(next);
        document.getElementById("tab-" + next).focus();
    });
    return bar;
}
function dayPart() {
    return el("section", { class: "part", id: "day", role: "tabpanel", "aria-labelledby": "tab-" + choice.day }, el("h2", {}, t("Day by day")), dayPicture());
}

const width = host => (printing ? 700 : Math.max(280, host.clientWidth));
let printing = false;
function drawPictures(of) {
    for (const p of pictures) if (!of || of.contains(p.frame)) p.draw(width(p.frame));
}
/* Pictures whose frame has left the page are forgotten. */
function sweep() {
    for (let n = pictures.length - 1; n >= 0; n--) if (!document.contains(pictures[n].frame)) pictures.splice(n, 1);
}
function render(...names) {
    for (const name of names) {
        const old = document.getElementById(name), now = parts[name]();
        if (!old || !now) continue;
        const focus = old.contains(document.activeElement) ? [...old.querySelectorAll("button,select,input,[tabindex]")].indexOf(document.activeElement) : -1;
        old.replaceWith(now);
        sweep();
        drawPictures(now);
        if (focus >= 0) { const again = now.querySelectorAll("button,select,input,[tabindex]")[focus]; if (again) again.focus({ preventScroll: true }); }
    }
}
/* Only the body of the roster, so that the text field being typed in stays. */
function renderBody(name) {
    const body = document.querySelector(`#${name} .body`);
    body.replaceChildren(rosterBody());
    sweep();
    drawPictures(body);
}
function renderAll() {
    const started = performance.now();
    document.documentElement.lang = choice.lang === "zh" ? "zh-CN" : "en";
    document.title = data.name + " – " + data.sentences[choice.lang].verdict;
    header();
    pictures.length = 0;
    document.getElementById("page").replaceChildren(patterns(), ...Object.values(parts).map(make => make()).filter(Boolean));
    document.getElementById("foot").replaceChildren(el("p", { class: "dim" }, data.sentences[choice.lang].origin));
    drawPictures();
    document.documentElement.dataset.drawnMs = Math.round(performance.now() - started);
}

function chooseDay(d, scroll) {
    choice.day = d;
    render("summary", "days", "day", "roster", "forecast");
    document.getElementById("tab-" + d).scrollIntoView({ block: "nearest", inline: "nearest" });
    if (scroll) document.getElementById("days").scrollIntoView();
}
function showInterval(q, i) {
    choice.queue = q;
    choice.day = dayOf(i);
    renderAll();
    document.getElementById("days").scrollIntoView();
    const day = pictures.find(p => p.spec.id === "day");
    day.frame.focus({ preventScroll: true });
    day.choose(i - openRange(queue(), choice.day).from);
}

let shownWidth = 0;
new ResizeObserver(() => {
    const now = document.getElementById("page").clientWidth;
    if (now !== shownWidth && !printing) { shownWidth = now; requestAnimationFrame(() => drawPictures()); }
}).observe(document.getElementById("page"));
function print(on) {
    printing = on;
    renderBody("roster");
    drawPictures();
}
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));

choice.day = Math.max(0, data.days.findIndex((x, d) => { const r = openRange(queue(), d); return r.to > r.from; }));
renderAll();
