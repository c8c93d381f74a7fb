import { op, table } from "arquero";
import { groupBy, mean, median, numberColumn, textColumn } from "../dist/index.js";
import { numbers, race } from "./_files.mjs";

export const name = "Grouping a million rows by 152 areas and 8 years";

const ROWS = 1_000_000;

export async function bench() {
  const random = numbers(2);
  const areas = Int32Array.from({ length: ROWS }, () => Math.floor(random() * 152));
  const years = Float64Array.from({ length: ROWS }, () => 2010 + Math.floor(random() * 8));
  const values = Float64Array.from({ length: ROWS }, () => random() * 100);
  const names = Array.from({ length: 152 }, (_, i) => `area ${i}`);
  const keys = [textColumn(areas, names), numberColumn(years)];
  const column = numberColumn(values);
  const ours = () => {
    const groups = groupBy(keys);
    if (groups.count !== 1216) throw new Error("not grouped");
    return [mean(groups, column), median(groups, column)];
  };
  const peer = table({ area: Array.from(areas, (code) => names[code]), year: years, value: values });
  const arquero = () =>
    peer
      .groupby("area", "year")
      .rollup({ mean: op.mean("value"), median: op.median("value") })
      .numRows();
  const [ours_ms, peer_ms] = race([ours, arquero]);
  return [{ case: "mean and median of each", ours_ms, peer: "arquero", peer_ms }];
}
