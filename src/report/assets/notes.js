/* notes - violations, definitions and assumptions, what the answer rests on. */
function rulesPart() {
    const v = data.violations;
    if (!v.length) return null;
    return el("section", { class: "part", id: "rules" }, el("h2", {}, "✗ " + t("Rules broken: {n}", { n: v.length })),
        el("div", { class: "scroll" }, table([t("Rule"), t("Agent"), t("Day"), t("What is wrong"), t("By")],
            v.map(x => [x.rule, x.agent < 0 ? none : agentName(x.agent), x.day < 0 ? none : dayName(x.day), both(x.detail), number(x.amount, 2)]))));
}
function notesPart() {
    const s = data.sentences[choice.lang];
    return el("section", { class: "part", id: "notes" }, el("h2", {}, t("Definitions and assumptions")),
        el("div", { class: "columns" }, s.notes.filter(n => n.lines.length).map(n => el("div", {}, el("h3", {}, n.head), el("ul", { class: "plain" }, n.lines.map(x => el("li", {}, x)))))));
}
