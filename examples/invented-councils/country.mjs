// Draws plans.csv, population.csv, context.csv, spending.csv and places.hexjson: an invented country of 152 councils in nine regions over the years
// ending 31 March 2011 to 2018. Its national totals in the first and last year are the published ones for England, and
// its plan rates are made so that their variation divides, councils last, near 44 / 15 / 10 / 6 / 25.
// No place, no council and no council's figure is real. The same seed writes the same bytes everywhere.

import { apportion, makeRandom, standardise } from "./random.mjs";
import { hexesOf } from "./hexes.mjs";
import { COUNTRY, makePlaces, REGIONS } from "./places.mjs";
import { spendingOf } from "./spending.mjs";

export const YEARS = [2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018];

/** First and last are published (DfE, children in need census and looked-after return); between them is invented. */
export const NATIONAL = {
  Referrals: [615000, 611300, 598400, 640200, 641900, 634700, 646100, 655630],
  Section47: [111700, 120900, 129300, 144100, 160800, 173500, 186200, 198090],
  ICPC: [53000, 54600, 58200, 64800, 71300, 74100, 76900, 79470],
  Anypoint_episodes: [735500, 729200, 725900, 738800, 744300, 745100, 751400, 753840],
  CIN_At31: [382400, 379100, 381700, 390300, 393900, 394600, 399800, 404710],
  CPP_start: [49600, 49100, 51700, 58900, 64100, 65800, 66300, 66870],
  CPP_At31: [42700, 39600, 40600, 47800, 54700, 57300, 55900, 53790],
  CLA_At31: [65520, 67080, 68110, 68840, 69540, 70450, 72670, 75420],
};
export const POPULATION = { first: 11045369, last: 11866960 };

// What the plan rate per 10,000 is made of, in standard deviations of each part.
const PARTS = { deprivation: 4.3, own: 8.7, spend: 2.7, vacancy: 1.35, noise: 9.3 };

export function makeCountry(seed = 2018) {
  const random = makeRandom(seed);
  const places = makePlaces(random);
  const { normal, uniform } = random;
  const spread = (make) => standardise(places.map(make));

  const size = places.map((p) => (p.tiny ? 0.018 : 0.45 + 1.5 * uniform() * uniform() + (uniform() < 0.12 ? 1.5 : 0)));
  const growth = places.map((p) => 1 + (p.metropolis ? 0.03 : 0) + 0.02 * normal());
  const deprivation = spread((p) => normal() + (p.metropolis ? 0.5 : 0));
  const minority = spread((p) => normal() + (p.metropolis ? 2 : 0));
  const own = spread((_, i) => skewed(normal()) * 0.85 - 0.55 * minority[i]);
  const spendLevel = spread(() => normal());
  const familyLevel = spread((_, i) => normal() + 0.4 * deprivation[i]);
  const vacancyLevel = spread((p, i) => normal() + (p.metropolis ? 1 : 0) + 0.3 * deprivation[i]);
  const lowIncomeTrend = places.map(() => normal());

  const years = YEARS.map((year, t) => ({ year, t, elapsed: t / 7 }));
  const noise = places.map(() => normal());
  const spendDrift = places.map(() => 0);
  const rows = [];
  for (const { year, t, elapsed } of years) {
    const population = apportion(
      t === 7 ? POPULATION.last : POPULATION.first + Math.floor(((POPULATION.last - POPULATION.first) * t) / 7),
      size.map((s, i) => s * (1 + elapsed * (growth[i] - 1))),
    );
    const context = places.map((_, i) => {
      noise[i] = t === 0 ? noise[i] : 0.4 * noise[i] + 0.917 * normal();
      spendDrift[i] = 0.6 * spendDrift[i] + 0.8 * normal();
      return {
        deprivation: round(20 + 7.5 * deprivation[i], 2),
        lowIncome: round(
          Math.max(
            4,
            19.5 + 6 * deprivation[i] - 0.9 * elapsed + 0.7 * lowIncomeTrend[i] * (elapsed - 0.5) + 0.35 * normal(),
          ),
          1,
        ),
        spend: round(182 + 38 * spendLevel[i] + 14 * spendDrift[i] + 16 * elapsed, 1),
        family: round(Math.max(12, 96 + 20 * familyLevel[i] - 34 * elapsed + 7 * normal()), 1),
        vacancy: round(Math.max(0, 13 + 5 * vacancyLevel[i] + 3.5 * elapsed + 2.6 * normal()), 1),
      };
    });
    const nationalRate = (10000 * NATIONAL.CPP_At31[t]) / sum(population);
    const planRate = context.map((c, i) =>
      Math.max(
        7,
        nationalRate +
          PARTS.deprivation * (0.5 * deprivation[i] + (0.5 * (c.lowIncome - 19.1)) / 6) +
          PARTS.own * own[i] +
          (PARTS.spend * (c.spend - 190)) / 40 +
          (PARTS.vacancy * (c.vacancy - 14.7)) / 5.7 +
          PARTS.noise * noise[i],
      ),
    );
    const counts = {};
    const share = (name, weight) => {
      counts[name] = apportion(
        NATIONAL[name][t],
        places.map((_, i) => Math.max(0.15, weight(i)) * population[i]),
      );
    };
    share("CPP_At31", (i) => planRate[i]);
    share("CPP_start", (i) => planRate[i] * (1 + 0.1 * normal()));
    share("Referrals", (i) => 1 + 0.16 * deprivation[i] + 0.12 * own[i] + 0.14 * normal());
    share("Section47", (i) => 1 + 0.14 * deprivation[i] + 0.2 * own[i] + 0.16 * normal());
    share("ICPC", (i) => planRate[i] * (1 + 0.07 * normal()));
    share("Anypoint_episodes", (i) => 1 + 0.17 * deprivation[i] + 0.1 * own[i] + 0.09 * normal());
    share("CIN_At31", (i) => 1 + 0.18 * deprivation[i] + 0.1 * own[i] + 0.1 * normal());
    share("CLA_At31", (i) => 1 + 0.27 * deprivation[i] + 0.1 * own[i] + 0.05 * normal());
    places.forEach((place, i) => {
      const row = { year, place, population: population[i], ...context[i], counts: {} };
      for (const name of Object.keys(NATIONAL)) row.counts[name] = counts[name][i];
      Object.assign(row, ethnicity(minority[i], place, elapsed));
      rows.push(row);
    });
  }
  giveGrades(rows, places, random, { vacancyLevel, deprivation });
  return { rows, places, gaps: chooseGaps(rows, places, random) };
}

// A longer upper tail, as council rates have.
function skewed(z) {
  return z + 0.22 * (z * z - 1);
}

function ethnicity(level, place, elapsed) {
  const away = Math.min(0.9, Math.max(0.03, 0.25 + 0.15 * level + (place.metropolis ? 0.12 : 0) + 0.03 * elapsed));
  return {
    whiteBritish: round(100 * (1 - away), 1),
    asian: round(100 * away * (place.metropolis ? 0.34 : 0.46), 1),
    black: round(100 * away * (place.metropolis ? 0.28 : 0.12), 1),
  };
}

// Two rounds of inspections; the grade holds until the next one.
function giveGrades(rows, places, random, { vacancyLevel, deprivation }) {
  const names = ["Outstanding", "Good", "Requires improvement", "Inadequate"];
  const byPlace = places.map((_, i) => {
    const at = [2010 + Math.floor(3 * random.uniform()), 2014 + Math.floor(4 * random.uniform())];
    const grade = at.map(() => {
      const score = 0.4 * vacancyLevel[i] + 0.25 * deprivation[i] + random.normal();
      return names[score < -1.7 ? 0 : score < -0.3 ? 1 : score < 1.2 ? 2 : 3];
    });
    return { at, grade };
  });
  const index = new Map(places.map((p, i) => [p.code, i]));
  for (const row of rows) {
    const { at, grade } = byPlace[index.get(row.place.code)];
    row.grade = row.year >= at[1] ? grade[1] : row.year >= at[0] ? grade[0] : "";
  }
}

// What a real download lacks: one council absent for two years, a few cells unavailable, small counts suppressed.
function chooseGaps(rows, places, random) {
  const ordinary = random.shuffle(places.filter((p) => !p.tiny));
  const absent = new Set([`${ordinary[0].code} 2014`, `${ordinary[0].code} 2015`]);
  const take = (from, count, last) =>
    new Set(ordinary.slice(from, from + count).map((p) => `${p.code} ${2011 + Math.floor(random.uniform() * last)}`));
  return { absent, plans: take(1, 5, 8), section47: take(6, 4, 8), vacancy: take(10, 9, 3), spend: take(19, 3, 8) };
}

const GEOGRAPHY = [
  "time_period",
  "time_identifier",
  "geographic_level",
  "country_code",
  "country_name",
  "region_code",
  "region_name",
  "old_la_code",
  "new_la_code",
  "la_name",
  "category",
];

function openData(country, category, names, cellsOf) {
  const lines = [[...GEOGRAPHY, ...names]];
  const head = (year, level) => [year, "Reporting year", level, COUNTRY.code, COUNTRY.name];
  for (const year of [...new Set(country.rows.map((r) => r.year))].reverse()) {
    const rows = country.rows.filter((r) => r.year === year);
    lines.push([...head(year, "National"), "", "", "", "", "", category, ...cellsOf.total(rows, 1)]);
    for (const region of REGIONS) {
      const within = rows.filter((r) => r.place.region === region);
      const place = [region.code, region.name, "", "", ""];
      lines.push([...head(year, "Regional"), ...place, category, ...cellsOf.total(within, cellsOf.nearest)]);
    }
    for (const row of rows) {
      const { region, code, newCode, name } = row.place;
      const cells = cellsOf.council(row);
      if (cells === undefined) continue;
      lines.push([...head(year, "Local authority"), region.code, region.name, code, newCode, name, category, ...cells]);
    }
  }
  return csv(lines);
}

export function plansCsv(country) {
  const names = Object.keys(NATIONAL);
  return openData(country, "All", names, {
    nearest: 10,
    total: (rows, nearest) => names.map((n) => nearest * Math.round(sum(rows.map((r) => r.counts[n])) / nearest)),
    council: (row) => {
      const key = `${row.place.code} ${row.year}`;
      if (country.gaps.absent.has(key)) return undefined;
      return names.map((name) => {
        if (row.place.tiny && name === "CLA_At31") return "z";
        if (country.gaps.plans.has(key) && name.startsWith("CPP")) return "x";
        if (country.gaps.section47.has(key) && name === "Section47") return "x";
        return row.counts[name] >= 1 && row.counts[name] <= 5 ? "c" : row.counts[name];
      });
    },
  });
}

/** Mid-year estimates: the figure for mid-2010 is the denominator of the year ending March 2011. */
export function populationCsv(country) {
  const rows = country.rows.map((r) => ({ ...r, year: r.year - 1 }));
  return openData({ rows }, "0-17", ["population_estimate"], {
    nearest: 1,
    total: (within) => [sum(within.map((r) => r.population))],
    council: (row) => [row.population],
  });
}

export function contextCsv(country) {
  const lines = [
    [
      "year",
      "council_code",
      "deprivation_score",
      "low_income_percent",
      "spend_safeguarding",
      "spend_family_support",
      "sw_vacancy_rate",
      "pupils_white_british",
      "pupils_asian",
      "pupils_black",
      "ofsted_grade",
    ],
  ];
  for (const row of country.rows) {
    const key = `${row.place.code} ${row.year}`;
    const spend = country.gaps.spend.has(key) ? "x" : row.spend;
    const vacancy = country.gaps.vacancy.has(key) ? "x" : row.vacancy;
    const { deprivation, lowIncome, family, whiteBritish, asian, black, grade } = row;
    lines.push([
      row.year,
      row.place.code,
      deprivation,
      lowIncome,
      spend,
      family,
      vacancy,
      whiteBritish,
      asian,
      black,
      grade,
    ]);
  }
  return csv(lines);
}

/** Money by council and year: a stream of random numbers of its own, so that the other files stay what they were. */
export function spendingCsv(country) {
  return csv(spendingOf(country, makeRandom(2019)));
}

/** One hexagon a line. */
export function hexJson({ places }) {
  const { layout, hexes } = hexesOf(places);
  const lines = Object.entries(hexes).map(([code, hex]) => `  ${JSON.stringify(code)}: ${JSON.stringify(hex)}`);
  return `{\n "layout": ${JSON.stringify(layout)},\n "hexes": {\n${lines.join(",\n")}\n }\n}\n`;
}

/** All files of the country, by name. */
export function exampleFiles() {
  const country = makeCountry();
  return {
    "plans.csv": plansCsv(country),
    "population.csv": populationCsv(country),
    "context.csv": contextCsv(country),
    "spending.csv": spendingCsv(country),
    "places.hexjson": hexJson(country),
  };
}

function csv(lines) {
  const cell = (value) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  return lines.map((line) => line.map(cell).join(",") + "\n").join("");
}

function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

function round(value, places) {
  const scale = places === 1 ? 10 : 100;
  return Math.round(value * scale) / scale;
}
