# Judges a roster of a week by the instance's own file: prints its objective, or "broken: ..." and exits 1.
#   awk -f judge_week.awk INSTANCE ROSTER.csv
# Written from the format's description alone; shares nothing with the optimizer. Counts in quarters of an hour.
function broken(why) { print "broken: " why; bad = 1; exit 1 }
function clear(   i) { for (i = 0; i < 96; i++) { work[i] = 1; paid[i] = 1 } }
# A pause of the shift that starts at minute `start`: within [low, high] of it, on the grid, alone.
function pause(at, length_min, low, high, unpaid,   i) {
    if (at == "" || at - start < low || at - start > high || at % step) broken(who ": pause at " at)
    for (i = (at - start) / 15; i < (at - start + length_min) / 15; i++) {
        if (!work[i] || i >= length_q) broken(who ": pauses that overlap at " at)
        work[i] = 0
        if (unpaid) paid[i] = 0
    }
}
function close_agent(   d) {
    if (who == "") return
    if (shifts > 5 || (part == 0 && shifts != 5) || (part == 1 && (shifts < 4 || total != 1200))) broken(who ": " shifts " shifts, " total " minutes")
    for (d = 0; d < 6; d++) if (!((who, d) in on) && !((who, d + 1) in on)) return
    objective += 10
}
BEGIN { classes = 0 }
FNR == NR {
    if ($1 == "S") { per_day = $2; step = 1440 / per_day; T = 7 * per_day }
    else if ($1 == "req") for (t = 0; t < T; t++) need[t] = $(t + 2)
    else if ($1 == "under") for (t = 0; t < T; t++) under[t] = $(t + 2)
    else if ($1 == "over") over = $2
    else if ($1 == "classes") in_classes = 1
    else if (in_classes && NF >= 16) {
        contract[classes] = $1; size[classes] = $2
        for (d = 0; d < 7; d++) { from[classes, d] = $(2 * d + 3) * step; to[classes, d] = $(2 * d + 4) * step }
        classes++
    }
    next
}
FNR == 1 {
    FS = ","
    if ($0 != "class,member,day,start_min,paid_min,lunch_start_min,lunch_min,break1_start_min,break2_start_min") broken("the header is " $0)
    next
}
{
    split($0, c, ",")
    if (c[1] + 0 >= classes || c[2] + 0 >= size[c[1] + 0]) broken("no member " c[2] " of class " c[1])
    if (who != c[1] "/" c[2]) {
        close_agent()
        who = c[1] "/" c[2]; part = contract[c[1] + 0]; shifts = total = 0; ended = -100000; last_day = -1
        if (who in seen) broken(who " in two places")
        seen[who] = 1
    }
    day = c[3] + 0; start = c[4] + 0; length_min = c[5] + c[7]; length_q = length_min / 15
    if (day <= last_day || day > 6) broken(who ": days out of order")
    last_day = day; on[who, day] = 1; shifts++; total += c[5]
    if (start < 0 || start >= 1440 || start % step || start < from[c[1] + 0, day] || start + length_min > to[c[1] + 0, day]) broken(who ": start " start " on day " day)
    if (1440 * day + start - ended < 660) broken(who ": rest before day " day)
    ended = 1440 * day + start + length_min
    clear()
    if (part == 0) {
        if (c[5] != 480 || (c[7] != 30 && c[7] != 60)) broken(who ": paid " c[5] ", lunch " c[7])
        pause(c[6], c[7], 210, 300, 1); pause(c[8], 15, 90, 150, 0); pause(c[9], 15, 375, 450, 0)
    } else {
        if (c[5] != 240 && c[5] != 300 && c[5] != 360) broken(who ": paid " c[5])
        if (c[6] != "" || c[7] != "" || c[9] != "") broken(who ": a lunch or a second break")
        pause(c[8], 15, c[5] == 360 ? 120 : 90, c[5] == 240 ? 150 : c[5] == 300 ? 195 : 240, 0)
    }
    for (i = 0; i < length_q; i++) {
        minute = (1440 * day + start + 15 * i) % 10080
        staff[int(minute / step)] += work[i] * 15 / step
        factor = 1 + (minute % 1440 >= 1320 || minute % 1440 < 360 ? 0.25 : 0) + (minute >= 7200 ? 0.3 : 0)
        objective += paid[i] * factor * (part ? 18 : 20) / 4
    }
}
END {
    if (bad) exit 1
    close_agent()
    for (t = 0; t < T; t++) {
        short = need[t] - staff[t]
        objective += short > 0 ? short * under[t] : -short * over
    }
    printf "%.4f\n", objective
}
