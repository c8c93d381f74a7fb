// Made-up data for the benchmarks: the same on every machine.

/** Park and Miller's generator: enough for a benchmark. */
export function numbers(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export function median(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** The median time of five runs in milliseconds; runs of several functions take turns, so that a busy moment meets all. */
export function race(functions, runs = 5) {
  const times = functions.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, work] of functions.entries()) {
      globalThis.gc?.();
      const from = performance.now();
      work();
      times[index].push(performance.now() - from);
    }
  }
  return times.map(median);
}

const REGIONS = ["North East", "North West", "East Midlands", "West Midlands", "London", "South East", "South West"];

/** About 100 MB of CSV, a million rows of twelve columns: keys, words, whole numbers, decimals, some suppressed cells. */
export function largeCsv(rows = 1_000_000) {
  const random = numbers(1);
  const parts = [];
  let text = "time_period,geographic_level,region_name,old_la_code,la_name,category,n1,n2,rate1,rate2,percent,score\n";
  for (let row = 0; row < rows; row++) {
    const area = (row >> 3) % 152;
    const percent = random() < 0.05 ? "c" : Math.floor(random() * 100);
    text += `${2010 + (row % 8)},Local authority,${REGIONS[area % 7]},${201 + area},Council number ${area},`;
    text += `${row % 3 === 0 ? "Aged 5 to 10 years" : "Total"},${Math.floor(random() * 1e5)},${Math.floor(random() * 1e6)},`;
    text += `${(random() * 100).toFixed(1)},${(random() * 1000).toFixed(4)},${percent},${(random() * 10 - 5).toFixed(6)}\n`;
    if (text.length > 1 << 20) {
      parts.push(Buffer.from(text));
      text = "";
    }
  }
  parts.push(Buffer.from(text));
  return Buffer.concat(parts);
}
