/** Two pages of A4: tighter than the report, one picture a question, small print in two columns. */
export const paperStyle = `
.paper{max-width:178mm;font-size:9.5pt;line-height:1.36}
.paper header{margin-bottom:8px;border-bottom:2px solid var(--accent);padding-bottom:6px}
.paper h1{font-size:15pt}.paper h2{font-size:12pt;margin-bottom:4px}.paper h3{display:none}
.paper .mark{float:right;font-size:10pt}
.paper article{padding:14px 16px;margin-bottom:10px}
.paper .answer{max-width:none;margin-bottom:8px;font-size:10.5pt;line-height:1.4}
.paper figure .chart{max-height:62mm;width:auto;max-width:100%}
.paper .small{margin-top:6px;columns:2;column-gap:14px;font-size:7.6pt;line-height:1.32;color:var(--soft)}
.paper .small p{margin:0 0 4px}.paper .small .prose{max-width:none}.paper .small h2{column-span:all;color:var(--ink);font-size:10pt}
.paper footer{font-size:7.6pt}
@page{size:A4;margin:13mm 15mm}
@media print{
.paper{font-size:9pt}.paper article{padding:0;margin-bottom:9px}
.paper article+article{break-before:auto;border-top:1px solid var(--line);padding-top:7px}
.paper .answer{font-size:9.8pt}
.paper article{break-inside:auto}
.paper figure,.paper .answer{break-inside:avoid}
.paper footer{margin-top:2px}.paper footer p{margin:0}
}
`;
