import { inert } from "@whyvary/core";
import type { Table } from "../chart.ts";
import { markup, type Html } from "../report/markup.ts";

/** What goes on the clipboard: each program takes the richest form that it knows. */
export interface Copied {
  html: string;
  text: string;
}

/**
 * A table for Word, PowerPoint, Excel and mail: as markup, figures as read by people with the full figure behind each one for
 * spreadsheets, and as tab-separated full figures. Its looks are attributes: a page's policy may strip styles from a copy.
 */
export function copiedTable({ columns, rows }: Table, caption: string): Copied {
  const side = (j: number): string => (columns[j]!.numeric ? "right" : "left");
  const html = markup`<p><b>${caption}</b></p>
<table border="1" cellspacing="0" cellpadding="4">
<thead><tr>${columns.map(({ label }, j) => markup`<th align="${side(j)}" bgcolor="#f1eee8">${label}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${row.map(({ text, value }, j) => markup`<td align="${side(j)}" ${full(value, text)}>${typeof value === "string" ? inert(text) : text}</td>`)}</tr>`)}</tbody>
</table>`.text;
  const flat = (text: string): string => text.replace(/[\t\r\n]+/g, " ");
  const lines = [
    columns.map(({ label }) => label),
    ...rows.map((row) =>
      row.map(({ text, value }) => (value === null ? "" : typeof value === "number" ? String(value) : inert(text))),
    ),
  ];
  return { html, text: lines.map((cells) => cells.map(flat).join("\t")).join("\r\n") };
}

/**
 * Excel reads x:num, LibreOffice sdval: the figure in full, where the text shows it rounded. LibreOffice takes it only with
 * sdnum beside it, which says the language (2057 is British English) and for percentages how they are shown.
 */
function full(value: string | number | null, text: string): Html | null {
  if (typeof value !== "number") return null;
  const decimals = /^[-\u2212]?\d+(?:\.(\d+))?%$/.exec(text);
  const shown = decimals === null ? "" : `0;0${decimals[1] === undefined ? "" : `.${"0".repeat(decimals[1].length)}`}%`;
  return markup`x:num="${value}" sdval="${value}" sdnum="2057;${shown}"`;
}
