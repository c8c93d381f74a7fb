import { thousands } from "@whyvary/core";
import type { Table } from "../chart.ts";
import { markup, type Html } from "./markup.ts";

/** Longer tables than this are cut on paper, where nobody can sort or search them. */
const LONG = 40;
const PRINTED = 25;

/** A table that scrolls by itself where the column is too narrow for it; the full figure stands behind each shown one. */
export function tableHtml({ columns, rows }: Table, caption: string): Html {
  return markup`<p class="caption" aria-hidden="true">${caption}</p>
  <div class="scroll ${rows.length > LONG ? "long" : ""}" tabindex="0" role="region" aria-label="${caption}">
    <table aria-label="${caption}">
      <thead><tr>${columns.map((column) => markup`<th scope="col" class="${column.numeric ? "number" : ""}">${column.label}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          (row) =>
            markup`<tr>${row.map((cell, j) =>
              j === 0
                ? markup`<th scope="row">${cell.text}</th>`
                : markup`<td class="${columns[j]!.numeric ? "number" : ""}" ${typeof cell.value === "number" && markup`title="${cell.value}"`}>${cell.text}</td>`,
            )}</tr>`,
        )}
      </tbody>
    </table>
  </div>
  ${rows.length > LONG && markup`<p class="printed soft">The first ${PRINTED} of ${thousands(rows.length)} rows; all are in the report's file.</p>`}`;
}
