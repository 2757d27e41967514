#!/usr/bin/env bash
# report.html in a real browser, opened from disk without a network: nothing on the console, every picture drawn, days,
# languages, measures and views switch, the keyboard reads values, nothing wider than the screen at 390 and 1280 px, and
# 300 agents are drawn in under a second. Chromium is driven through chromedriver with curl alone.
set -u
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build}
for tool in chromium chromedriver curl; do
    command -v $tool >/dev/null || { echo "skip report_page: $tool is not installed (make check-all does)"; exit 0; }
done
dir=$(mktemp -d)
driver=
stop() { [ -z "$driver" ] || { kill "$driver" 2>/dev/null; wait "$driver" 2>/dev/null; }; rm -rf "$dir"; }
trap stop EXIT
REPORT_PAGES="$dir" "$BUILD/tests/test_report" >"$dir/log" 2>&1
[ -s "$dir/line.html" ] || { echo "FAIL report_page: pages not made"; cat "$dir/log"; exit 1; }

chromedriver --port=0 >"$dir/driver" 2>&1 &
driver=$!
for _ in $(seq 100); do port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' "$dir/driver"); [ -n "$port" ] && break; sleep 0.1; done
[ -n "$port" ] || { echo "FAIL report_page: chromedriver does not start"; cat "$dir/driver"; exit 1; }
url=http://127.0.0.1:$port
ask() { curl -s --noproxy '*' --max-time 60 -H 'Content-Type: application/json' -X "$1" "$url$2" ${3:+--data-binary "$3"}; }
flags='"--headless","--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync","--host-resolver-rules=MAP * ~NOTFOUND","--user-data-dir='$dir/profile'"'
answer=$(ask POST /session '{"capabilities":{"alwaysMatch":{"goog:loggingPrefs":{"browser":"ALL"},"goog:chromeOptions":{"args":['"$flags"']}}}}')
session=$(printf %s "$answer" | sed -n 's/.*"sessionId":"\([0-9a-f]*\)".*/\1/p')
[ -n "$session" ] || { echo "FAIL report_page: no browser session: $answer"; exit 1; }

# Runs a script in the page; prints its value, a string or number. Scripts hold no double quotes and no backslashes.
js() { ask POST "/session/$session/execute/sync" '{"script":"'"$1"'","args":[]}' | sed 's/^{"value":"\{0,1\}//; s/"\{0,1\}}$//'; }
is() { # name, script, wanted
    local got; got=$(js "$2")
    if [ "$got" = "$3" ]; then echo "ok report_page $1"; else echo "FAIL report_page $1: $got; want $3"; fi
}
screen() { ask POST "/session/$session/goog/cdp/execute" '{"cmd":"Emulation.setDeviceMetricsOverride","params":{"width":'"$1"',"height":900,"deviceScaleFactor":1,"mobile":false}}' >/dev/null; }
dark() { ask POST "/session/$session/goog/cdp/execute" '{"cmd":"Emulation.setEmulatedMedia","params":{"features":[{"name":"prefers-color-scheme","value":"'"$1"'"}]}}' >/dev/null; }
open() { ask POST "/session/$session/url" '{"url":"file://'"$dir/$1"'"}' >/dev/null; }

# Every picture has shapes, and none of its texts leaves it sideways.
drawn="const bad = [...document.querySelectorAll('.frame')].filter(f => f.querySelectorAll('svg rect, svg path').length < 5).map(f => f.dataset.picture); return document.querySelectorAll('.frame').length + ' pictures, empty: ' + bad.join()"
wide="return Math.max(0, document.documentElement.scrollWidth - innerWidth)"
cut="const out = []; for (const s of document.querySelectorAll('.frame svg')) { const b = s.getBoundingClientRect(); for (const x of s.querySelectorAll('text')) { const r = x.getBoundingClientRect(); if (r.width && (r.left < b.left - 4 || r.right > innerWidth)) out.push(x.textContent); } } return out.join('; ')"
press() { js "const f = document.querySelector('[data-picture=$1]'); f.focus(); for (const k of '$2'.split(' ')) f.dispatchEvent(new KeyboardEvent('keydown', {key: k})); return f.getAttribute('aria-valuenow') + ':' + (f.getAttribute('aria-valuetext').length > 20)"; }
keys() { local got; got=$(press "$1" "$2"); if [ "$got" = "$3" ]; then echo "ok report_page $4"; else echo "FAIL report_page $4: $got; want $3"; fi; }

for width in 1280 390; do
    for lang in en zh; do
        for scheme in light dark; do
            screen $width; dark $scheme; open "bank_$lang.html"
            at="$width $lang $scheme"
            is "opens in its language, $at" "return document.documentElement.lang" "$([ $lang = zh ] && echo zh-CN || echo en)"
            is "draws every picture, $at" "$drawn" "4 pictures, empty: "
            is "fits the screen, $at" "$wide" 0
            is "cuts no label, $at" "$cut" ""
        done
    done
done
screen 1280; dark light; open bank_en.html
is "heads the page with the verdict" "return document.querySelector('.verdict strong').textContent" "The goal is missed: peaks missed: 3 of 10, intervals below the floor: 5 of 140."
js "document.getElementById('tab-2').click()" >/dev/null
is "switches the day" "return [...document.querySelectorAll('h3')].filter(h => h.textContent.includes('Wed 10 Sep')).length" 3
is "marks the day chosen" "return document.querySelector('[role=tab][aria-selected=true]').textContent" "Wed 10 Sep"
js "document.getElementById('tab-2').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))" >/dev/null
is "switches the day by keyboard" "return document.activeElement.id" tab-3
js "document.getElementById('lang').click()" >/dev/null
is "switches to Chinese" "return document.querySelector('#summary h2').textContent + document.documentElement.lang" "缺多少zh-CN"
is "keeps the day" "return document.querySelector('[role=tab][aria-selected=true]').textContent" "9月11日 周四"
is "leaves no English heading" "return [...document.querySelectorAll('h2, h3, summary, button, th')].filter(x => /^[A-Za-z ]{4,}$/.test(x.textContent) && x.textContent !== 'English').map(x => x.textContent).join()" ""
js "document.getElementById('lang').click()" >/dev/null
is "switches back" "return document.querySelector('#summary h2').textContent" "What is missing"
keys day "ArrowRight ArrowRight" 2:true "reads intervals by keyboard"
keys day End 27:true "reads the last interval by keyboard"
keys heat "ArrowDown ArrowRight" 113:true "walks the heat map by keyboard"
keys gantt "ArrowDown" 1:true "reads shifts by keyboard"
js "document.querySelectorAll('#heat button')[2].click()" >/dev/null
is "shows another measure" "return document.querySelector('#heat h3').textContent" "Occupancy by interval"
js "document.querySelectorAll('#roster .group button')[1].click()" >/dev/null
is "shows the roster as a grid" "return document.querySelectorAll('[data-picture=grid] tbody tr').length + ' ' + document.querySelectorAll('[data-picture=grid] td.early').length" "40 53"
js "const i = document.querySelector('#roster input'); i.value = 'maria'; i.dispatchEvent(new Event('input'))" >/dev/null
is "finds agents by name" "return [...document.querySelectorAll('[data-picture=grid] tbody th')].every(x => x.textContent.includes('Maria'))" true
js "document.querySelectorAll('details.table').forEach(d => { d.open = true; })" >/dev/null
is "has a table behind every picture" "return [...document.querySelectorAll('details.table')].map(d => d.querySelectorAll('tbody tr').length).join()" "28,28,28"
js "document.querySelector('.stack .link').click()" >/dev/null
open harmless.html
is "shows nasty names as they are" "choice.roster = 'grid'; renderAll(); const [h, n] = [document.querySelector('h1').textContent, data.agents[4].name]; return [document.images.length, h.length, n.length, n.indexOf('img src=x'), document.body.textContent.includes(n)].join()" 0,18,37,10,true
open line.html
js "if (choice.lang !== 'en') document.getElementById('lang').click()" >/dev/null
is "draws 300 agents, 24 hours" "$drawn" "4 pictures, empty: "
is "has both hours of the night the clocks go back" "chooseDay(6); return [...document.querySelectorAll('#day .axis text')].filter(x => x.textContent === '02:00').length" 4
ms=$(js "renderAll(); return Number(document.documentElement.dataset.drawnMs)")
if [ "$ms" -lt 1000 ]; then echo "ok report_page draws 300 agents in a second"; else echo "FAIL report_page 300 agents: $ms ms; want below 1000"; fi
log=$(ask POST "/session/$session/se/log" '{"type":"browser"}')
if [ "$log" = '{"value":[]}' ]; then echo "ok report_page writes nothing to the console"; else echo "FAIL report_page console: $log"; fi
ask DELETE "/session/$session" >/dev/null
