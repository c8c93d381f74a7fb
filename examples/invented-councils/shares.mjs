// A second opinion on the example's shares: plain least squares, one column at a time, straight from the country that
// country.mjs draws. `node shares.mjs` prints what each group adds, in the study's order and in others.

import { fileURLToPath } from "node:url";
import { makeCountry } from "./country.mjs";

export const ORDER = ["Deprivation", "Year", "Spend and vacancies", "Council"];

/** Council-years of the study: no tiny councils, nothing missing, counts as published. */
export function usedRows(country) {
  const { gaps } = country;
  return country.rows.filter((row) => {
    const key = `${row.place.code} ${row.year}`;
    if (row.place.tiny || gaps.absent.has(key)) return false;
    return !gaps.plans.has(key) && !gaps.vacancy.has(key) && !gaps.spend.has(key);
  });
}

/** Increment of R-squared of each block of columns, entering in the order given. */
export function increments(rows, order, extra = {}) {
  const blocks = {
    Deprivation: [rows.map((r) => r.deprivation), rows.map((r) => r.lowIncome)],
    Year: dummies(rows.map((r) => r.year)),
    "Spend and vacancies": [rows.map((r) => r.spend), rows.map((r) => r.family), rows.map((r) => r.vacancy)],
    Council: dummies(rows.map((r) => r.place.code)),
    ...extra,
  };
  let y = centre(rows.map((r) => (10000 * r.counts.CPP_At31) / r.population));
  const total = dot(y, y);
  const basis = [];
  return order.map((name) => {
    const before = dot(y, y);
    for (const column of blocks[name]) {
      let x = centre(column);
      const size = dot(x, x);
      for (let pass = 0; pass < 2; pass++) for (const q of basis) x = remove(x, q);
      const rest = dot(x, x);
      if (rest <= 1e-16 * size) continue;
      const norm = Math.sqrt(rest);
      const q = x.map((v) => v / norm);
      basis.push(q);
      y = remove(y, q);
    }
    return { block: name, share: (before - dot(y, y)) / total };
  });
}

function dummies(keys) {
  return [...new Set(keys)].slice(1).map((key) => keys.map((k) => (k === key ? 1 : 0)));
}

function centre(values) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.map((v) => v - mean);
}

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function remove(x, q) {
  const along = dot(x, q);
  return x.map((v, i) => v - along * q[i]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = usedRows(makeCountry());
  const print = (order) => {
    const shares = increments(rows, order);
    const left = 1 - shares.reduce((a, s) => a + s.share, 0);
    const parts = [...shares, { block: "left over", share: left }];
    console.log(parts.map((s) => `${s.block} ${(100 * s.share).toFixed(1)}`).join("  "));
  };
  console.log(`${rows.length} council-years`);
  print(ORDER);
  print(["Council", "Year", "Deprivation", "Spend and vacancies"]);
  print(["Year", "Deprivation", "Spend and vacancies", "Council"]);
  print(["Spend and vacancies", "Council", "Year", "Deprivation"]);
}
