/** The report's own style: the page's tokens, light and dark, and A4. */
export const reportStyle = `
:root{color-scheme:light;--paper:#fbfaf8;--card:#fff;--ink:#1c2530;--soft:#5a6672;--line:#e4e1da;--accent:#0b6b6b;
--g1:#2f5d8a;--g2:#b85a26;--g3:#7a5ea8;--g4:#587f36;--g0:#636d78;--on:#fff;--hatch:#e1ded7;
--note:#fff5df;--note-ink:#7d4e00;--note-line:#8a5300;--bad:#fdeeec;--bad-ink:#9c1f1f;--pale:.27}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#14181d;--card:#1b2128;--ink:#e9edf1;--soft:#9aa7b3;
--line:#2c343d;--accent:#5cc4bf;--g1:#7fb0e0;--g2:#f0935f;--g3:#b79be6;--g4:#9ccb74;--g0:#a3adb8;--on:#14181d;--hatch:#343d47;
--note:#2b2414;--note-ink:#f2c46d;--note-line:#f2c46d;--bad:#331d1e;--bad-ink:#ff9d94;--pale:.38}}
*{box-sizing:border-box}
body{margin:0 auto;padding:20px 16px 40px;max-width:800px;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header{margin-bottom:16px}
.mark{margin:0;font-weight:700;font-size:17px}.mark span{color:var(--accent)}
h1{margin:2px 0 0;font-size:24px;line-height:1.25}
h2{margin:0 0 10px;font-size:21px;line-height:1.3}
h3{margin:26px 0 8px;font-size:15px}
article,.outer{margin:0 0 18px;padding:26px 30px;border:1px solid var(--line);border-radius:14px;background:var(--card)}
.outer h2{font-size:17px}
.answer{max-width:65ch;margin:0 0 18px;font-size:17px;line-height:1.55}
.prose{max-width:65ch;white-space:pre-line}
.soft{color:var(--soft)}
.bar{display:block;border-radius:8px}
.bar>rect{stroke:var(--card);stroke-width:2}
.bar text{font-size:15px;font-weight:700}
.on{fill:var(--on)}.on.small{font-size:10px;font-weight:700}.plain{fill:var(--ink)}.plate{fill:var(--card)}
.g1{fill:var(--g1)}.g2{fill:var(--g2)}.g3{fill:var(--g3)}.g4{fill:var(--g4)}.g0{fill:var(--g0)}
.card{fill:var(--card)}.hatch{fill:var(--hatch)}.bare{stroke:none}.ink{fill:var(--ink)}.accent{fill:var(--accent)}
.key{margin:10px 0 0;padding:0;list-style:none}
.key li{display:flex;gap:9px;align-items:center;padding:3px 0}
.key span{flex:1}.swatch{flex:none;border-radius:3px}
.chart{display:block;max-width:100%;height:auto;overflow:visible;font-family:inherit}
.narrow,.printed{display:none}
figure{margin:0 0 6px}.choices td,.choices th{vertical-align:top}.choices p{margin:0 0 4px}
.name{fill:var(--ink);font-weight:600}
.tick{fill:var(--soft);font-size:12.5px}
.grid{stroke:var(--line)}.zero{stroke:var(--soft);stroke-width:1.5}
.pale{opacity:var(--pale)}
.line{stroke:var(--ink);stroke-width:1.8;fill:none}.stem{stroke:var(--ink);stroke-width:1.4}
.interval{stroke:var(--accent);stroke-width:2.4;stroke-linecap:round}
.last{stroke:var(--ink);stroke-width:3}
.hollow{fill:var(--card);stroke:var(--ink);stroke-width:2.2}.hollow.thin{stroke-width:1.6}
.dot{stroke:var(--card);stroke-width:1.8}
.chance{stroke:var(--soft);stroke-width:1.3;stroke-dasharray:3 3}
.marks{display:flex;flex-wrap:wrap;gap:5px 18px;margin:8px 0 0;padding:0;list-style:none;color:var(--soft);font-size:13px}
.marks li{display:flex;gap:7px;align-items:center}.marks svg{flex:none}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;overflow-wrap:normal}
caption,.caption{padding-bottom:6px;text-align:left;font-size:13px;font-weight:600}.caption{margin:22px 0 0}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:bottom;font-weight:400}
thead th{color:var(--soft);font-size:12px;line-height:1.3}
.number{text-align:right;white-space:nowrap}
thead .number{white-space:normal}
.ladder{max-width:560px}.ladder td,.ladder th,.files td,.files th{vertical-align:top}
.used th,.used td{font-weight:700}
.files code{font-size:11px;overflow-wrap:anywhere}
.note,.problem{margin:14px 0 0;padding:11px 14px;border-left:3px solid var(--note-line);background:var(--note)}
.note b{color:var(--note-ink)}
.more{margin-top:12px}
.problem{border-color:var(--bad-ink);background:var(--bad)}.problem b{color:var(--bad-ink)}
details{margin-top:4px}summary{color:var(--accent);cursor:pointer}
.script{margin-top:22px}
pre{overflow-x:auto;padding:14px;border:1px solid var(--line);border-radius:8px;background:var(--paper);font-size:12px;line-height:1.45}
code{font-family:ui-monospace,"Cascadia Mono","SF Mono",Menlo,Consolas,monospace}
footer{color:var(--soft);font-size:13px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:600px){article,.outer{padding:18px 16px}.wide{display:none}.narrow{display:block}}
@page{size:A4;margin:16mm}
@media print{
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{padding:0;max-width:none;background:none;font-size:10.5pt}
article,.outer{padding:0 0 14px;border:0;border-radius:0;background:none}
article+article{break-before:page}
.wide{display:block}.narrow{display:none}
h2,h3,caption,.caption{break-after:avoid}svg,.note,.problem,tr{break-inside:avoid}
.scroll{overflow:visible}table{font-size:8.5pt}thead th{font-size:8pt}th,td{padding:4px 5px}
.long tbody tr:nth-child(n+26){display:none}
.script,.more summary{display:none}.printed{display:block}
details::details-content{content-visibility:visible;height:auto}
}
`;
