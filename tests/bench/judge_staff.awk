# Judges a roster of named staff by the instance's own file: prints its objective, or "broken: ..." and exits 1.
#   awk -f judge_staff.awk INSTANCE ROSTER.csv
# Written from the format's description alone; shares nothing with the optimizer.
function broken(why) { print "broken: " why; bad = 1; exit 1 }
function split_trim(s, out, sep,   n, i) { n = split(s, out, sep); for (i = 1; i <= n; i++) gsub(/^[ \t]+|[ \t\r]+$/, "", out[i]); return n }
FNR == NR {
    sub(/\r$/, "")
    if ($0 ~ /^[ \t]*(#|$)/) next
    if ($0 ~ /^SECTION_/) { section = $0; next }
    n = split_trim($0, c, ",")
    if (section == "SECTION_HORIZON") days = c[1] + 0
    else if (section == "SECTION_SHIFTS") {
        minutes[c[1]] = c[2] + 0
        k = split_trim(c[3], f, "|")
        for (i = 1; i <= k; i++) if (f[i] != "") bars[c[1], f[i]] = 1
    } else if (section == "SECTION_STAFF") {
        staff[++people] = c[1]; known[c[1]] = 1
        k = split_trim(c[2], f, "|")
        for (i = 1; i <= k; i++) { split_trim(f[i], g, "="); most[c[1], g[1]] = g[2] + 0; limited[c[1], g[1]] = 1 }
        max_min[c[1]] = c[3]; min_min[c[1]] = c[4]; max_run[c[1]] = c[5]; min_run[c[1]] = c[6]; min_off[c[1]] = c[7]; weekends[c[1]] = c[8]
    } else if (section == "SECTION_DAYS_OFF") { for (i = 2; i <= n; i++) off[c[1], c[i] + 0] = 1 }
    else if (section == "SECTION_SHIFT_ON_REQUESTS") { on_who[++ons] = c[1]; on_day[ons] = c[2] + 0; on_shift[ons] = c[3]; on_weight[ons] = c[4] }
    else if (section == "SECTION_SHIFT_OFF_REQUESTS") { off_who[++offs] = c[1]; off_day[offs] = c[2] + 0; off_shift[offs] = c[3]; off_weight[offs] = c[4] }
    else if (section == "SECTION_COVER") { cover_day[++covers] = c[1] + 0; cover_shift[covers] = c[2]; need[covers] = c[3]; under[covers] = c[4]; over[covers] = c[5] }
    next
}
FNR == 1 { if ($0 != "employee,day,shift") broken("the header is " $0); next }
{
    n = split_trim($0, c, ",")
    if (!(c[1] in known)) broken("nobody is called " c[1])
    if (!(c[3] in minutes)) broken("no shift is called " c[3])
    if (c[2] !~ /^[0-9]+$/ || c[2] + 0 >= days) broken("day " c[2])
    if ((c[1], c[2] + 0) in works) broken(c[1] " twice on day " c[2])
    works[c[1], c[2] + 0] = c[3]; staffed[c[2] + 0, c[3]]++
}
END {
    if (bad) exit 1
    for (p = 1; p <= people; p++) {
        w = staff[p]; total = 0; ends = 0; before = ""; run = 0; rest = 0; first = 1
        split("", used)
        for (d = 0; d < days; d++) {
            s = ((w, d) in works) ? works[w, d] : ""
            if (s != "") {
                if ((w, d) in off) broken(w " works on day off " d)
                if (before != "" && ((before, s) in bars)) broken(w ": " s " after " before " on day " d)
                total += minutes[s]; used[s]++
                if (run == 0 && rest > 0 && rest < d && rest < min_off[w]) broken(w " has " rest " days off before day " d)
                run++; rest = 0
                if (run > max_run[w]) broken(w " works " run " days in a row to day " d)
            } else {
                if (run > 0 && run < d && run < min_run[w]) broken(w " works only " run " days in a row before day " d)
                run = 0; rest++
            }
            before = s
            if (d % 7 == 6 && (s != "" || ((w, d - 1) in works))) ends++
            if (d % 7 == 5 && d == days - 1 && s != "") ends++
        }
        for (s in used) if (((w, s) in limited) && used[s] > most[w, s]) broken(w " works " s " " used[s] " times")
        if (total > max_min[w] || total < min_min[w]) broken(w " works " total " minutes")
        if (ends > weekends[w]) broken(w " works " ends " weekends")
    }
    for (i = 1; i <= ons; i++) if (works[on_who[i], on_day[i]] != on_shift[i]) objective += on_weight[i]
    for (i = 1; i <= offs; i++) if (works[off_who[i], off_day[i]] == off_shift[i]) objective += off_weight[i]
    for (i = 1; i <= covers; i++) {
        n = need[i] - staffed[cover_day[i], cover_shift[i]]
        objective += n > 0 ? n * under[i] : -n * over[i]
    }
    printf "%.4f\n", objective
}
