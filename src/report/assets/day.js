/* day - one day: staff needed against staff there, the difference as bars, and the service level it gives. */
function sayInterval(q, i) {
    if (!q.kind[i]) return `${slot(i)}  ${t("closed")}`;
    const net = q.staffed[i] - q.need[i];
    return [`${dayName(dayOf(i))} ${slot(i)}`, t("needed {n}", { n: number(q.need[i], 0) }), t("there {n}", { n: number(q.staffed[i], 1) }),
        net < 0 ? t("short by {n}", { n: number(-net, 1) }) : t("over by {n}", { n: number(net, 1) }),
        t("service level {sl} (goal {goal})", { sl: levelPercent(q, i), goal: percent(q.goal[i], 0) }),
        t("average wait {asa}", { asa: seconds(q.asa[i]) }), t("occupancy {n}", { n: percent(q.occupancy[i], 0) }),
        t("{n} contacts", { n: number(q.offered[i], 1) })].join(" · ");
}

function peakBlocks(q, from, to) {
    const blocks = [];
    for (let i = from; i < to; i++) {
        if (q.kind[i] < 2) continue;
        const last = blocks[blocks.length - 1];
        if (last && last.to === i && last.kind === q.kind[i]) last.to = i + 1;
        else blocks.push({ from: i, to: i + 1, kind: q.kind[i], goal: q.goal[i] });
    }
    return blocks;
}

function drawStaff(svg, q, r, x, y, bottom) {
    for (const b of peakBlocks(q, r.from, r.to)) {
        svg.append("rect").attr("class", "peak").attr("x", x(b.from)).attr("width", x(b.to) - x(b.from)).attr("y", y.range()[1] - 20).attr("height", bottom - y.range()[1] + 20);
        const text = (b.kind === 3 ? t("peak, must hold") : t("peak")) + " " + percent(b.goal, 0);
        const room = x(b.to) - x(b.from);
        svg.append("text").attr("class", "peak-text").attr("x", (x(b.from) + x(b.to)) / 2).attr("y", y.range()[1] - 7).attr("text-anchor", "middle").text(room > columns(text) * 6 + 8 ? text : room > 34 ? t("peak") : "");
    }
    valueAxis(svg, y, x(r.from), x(r.to), Math.min(6, y.domain()[1]));
    const staffed = steps(r.from, r.to, x, i => y(q.staffed[i]));
    svg.append("path").attr("class", "staff-area").attr("d", staffed + `V${bottom}H${x(r.from)}Z`);
    svg.append("path").attr("class", "gross-line").attr("d", steps(r.from, r.to, x, i => y(q.rostered[i])));
    svg.append("path").attr("class", "staff-line").attr("d", staffed);
    if (q.floors) svg.append("path").attr("class", "floor-line").attr("d", steps(r.from, r.to, x, i => y(q.floor[i])));
    svg.append("path").attr("class", "need-line").attr("d", steps(r.from, r.to, x, i => y(q.need[i])));
}

function drawNet(svg, q, r, x, top, height) {
    const net = i => q.staffed[i] - q.need[i];
    const most = Math.max(1, d3.max(d3.range(r.from, r.to), net)), least = Math.min(-1, d3.min(d3.range(r.from, r.to), net));
    const y = d3.scaleLinear([least, most], [top + height, top]);
    for (let i = r.from; i < r.to; i++) {
        const n = net(i);
        svg.append("rect").attr("class", n < 0 ? "under" : "over").attr("x", x(i) + 0.5).attr("width", Math.max(1, x(i + 1) - x(i) - 1))
            .attr("y", Math.min(y(0), y(n))).attr("height", Math.abs(y(n) - y(0)));
    }
    const g = svg.append("g").attr("class", "axis");
    g.append("path").attr("d", `M${x(r.from)},${y(0)}H${x(r.to)}`).style("stroke", "var(--dim)");
    for (const v of [Math.floor(most), Math.ceil(least)])
        if (Math.abs(y(v) - y(0)) > 9) g.append("text").attr("x", x(r.from) - 7).attr("y", y(v) + 4).attr("text-anchor", "end").text(signed(v, 0));
    g.append("text").attr("x", x(r.from) - 7).attr("y", y(0) + 4).attr("text-anchor", "end").text("0");
}

function drawService(svg, q, r, x, top, height) {
    const y = d3.scaleLinear([0, 1], [top + height, top]);
    valueAxis(svg, y, x(r.from), x(r.to), 2, v => number(100 * v, 0));
    const wide = x(r.from + 1) - x(r.from);
    for (let i = r.from; i < r.to; i++) {
        if (!known(q.sl[i])) continue;
        const low = below(q, i);
        svg.append("rect").attr("class", low ? "low-bar" : weak(q, i) ? "weak-bar" : "ok-bar").attr("x", x(i) + 0.5).attr("width", Math.max(1, wide - 1)).attr("y", y(q.sl[i])).attr("height", y(0) - y(q.sl[i]));
        if (wide >= 26 || (low && wide >= 17)) svg.append("text").attr("class", "small").attr("x", x(i) + wide / 2).attr("y", top + height + 13).attr("text-anchor", "middle")
            .style("font-weight", low ? 700 : 400).style("fill", low ? "var(--under)" : null).text((low && wide >= 32 ? "▼" : "") + wholeService(q, i));
    }
    const goal = d3.range(r.from, r.to).filter(i => known(q.goal[i]));
    svg.append("path").attr("class", "goal-line").attr("d", goal.map(i => `M${x(i)},${y(q.goal[i])}H${x(i + 1)}`).join(""));
}

function dayPicture() {
    const q = queue(), d = choice.day, r = openRange(q, d);
    return picture({
        id: "day",
        title: () => t("Staff needed and staff there, {day}", { day: dayName(d) }) + ofQueue(),
        summary() {
            const open = d3.range(r.from, r.to), low = open.filter(i => below(q, i)), net = i => q.staffed[i] - q.need[i], worst = d3.least(open, net);
            if (!open.length) return t("closed");
            return [t("{day}: service level {sl}", { day: dayName(d), sl: dayPercent(q, d) }), t("{n} of {of} intervals below what they must reach", { n: low.length, of: open.length }),
                net(worst) < -0.05 ? t("shortest at {span}, by {n} agents", { span: slot(worst), n: number(-net(worst), 1) }) : t("never short")].join(" · ");
        },
        legend: () => [["area", t("There, on contacts")], ["need", t("Needed for the goal")], q.floors ? ["floor", t("Floor: least in any interval")] : null,
            ["gross", t("Rostered, before shrinkage")], ["under", t("Short, or service below what the interval must reach")], q.span ? ["weak-bar", t("Service below the goal, allowed as it is over a day or week")] : null, ["over", t("Over")], peakBlocks(q, r.from, r.to).length ? ["peak", t("Peak")] : null].filter(Boolean),
        draw(svg, width) {
            if (r.to === r.from) {
                svg.append("text").attr("x", width / 2).attr("y", 40).attr("text-anchor", "middle").text(t("closed"));
                return { height: 70, count: 0, pick: () => -1, mark() {}, say: () => "", move: () => undefined };
            }
            const x = d3.scaleLinear([r.from, r.to], [margin.left, width - margin.right]);
            const top = 28, bottom = top + (width < 800 ? 190 : 260), netTop = bottom + 50, netHeight = 62, slTop = netTop + netHeight + 30, slHeight = 58;
            const most = d3.max(d3.range(r.from, r.to), i => Math.max(q.need[i], q.staffed[i], q.rostered[i])) || 1;
            drawStaff(svg, q, r, x, d3.scaleLinear([0, most], [bottom, top]).nice(), bottom);
            hourAxis(svg, r.from, r.to, x, bottom);
            const name = (text, y) => svg.append("text").attr("class", "small").attr("x", margin.left).attr("y", y).text(text);
            name(t("Agents over (+) and short (−)"), netTop - 9);
            drawNet(svg, q, r, x, netTop, netHeight);
            name(t("Service level, %; dashed: the goal"), slTop - 9);
            drawService(svg, q, r, x, slTop, slHeight);
            const cursor = svg.append("rect").attr("class", "cursor").attr("y", top - 2).attr("height", slTop + slHeight - top + 4);
            const end = slTop + slHeight + 36;
            hourAxis(svg, r.from, r.to, x, end - 18);
            return {
                height: end + 4, count: r.to - r.from, at: 0, move: alongTime(r.to - r.from),
                pick: px => (px < x(r.from) || px >= x(r.to) ? -1 : Math.floor(x.invert(px)) - r.from),
                mark: n => cursor.attr("x", x(r.from + n)).attr("width", x(r.from + n + 1) - x(r.from + n)),
                say: n => sayInterval(q, r.from + n),
            };
        },
        table: () => ({
            head: [t("Interval"), t("Contacts"), t("Needed"), t("Floor"), t("Rostered"), t("There"), t("Difference"), t("Service level"), t("Average wait"), t("Occupancy"), t("Abandoned")],
            rows: d3.range(r.from, r.to).map(i => [slot(i), number(q.offered[i], 1), number(q.need[i], 0), number(q.floor[i], 0), number(q.rostered[i], 2), number(q.staffed[i], 2),
                signed(q.staffed[i] - q.need[i], 2), levelPercent(q, i), seconds(q.asa[i]), percent(q.occupancy[i], 1), percent(q.abandon[i], 1)]),
        }),
    });
}
