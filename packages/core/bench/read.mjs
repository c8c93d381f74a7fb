import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromCSV } from "arquero";
import papaparse from "papaparse";
import { readCsv } from "../dist/index.js";
import { largeCsv, median, race } from "./_files.mjs";

export const name = "Reading a CSV file";

export async function bench() {
  const bytes = largeCsv();
  const what = `${Math.round(bytes.length / 1e6)} MB, 1M x 12`;
  const ours = () => {
    const read = readCsv("large.csv", new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
    if (!read.ok || read.result.rows !== 1_000_000) throw new Error("not read");
  };
  // Papa parse and arquero take text; decoding it is part of their work, as it is of ours.
  const papa = () => {
    const read = papaparse.parse(bytes.toString("utf8"), { header: false, skipEmptyLines: true });
    if (read.data.length !== 1_000_001) throw new Error("not read");
  };
  const [ours1, papa1] = race([ours, papa]);
  const part = bytes.subarray(0, bytes.lastIndexOf(10, bytes.length / 10) + 1);
  const oursPart = () => readCsv("part.csv", new Uint8Array(part.buffer, part.byteOffset, part.length));
  const [ours2, arquero2] = race([oursPart, () => fromCSV(part.toString("utf8"))]);
  return [
    { case: what, ours_ms: ours1, peer: "papaparse (texts only)", peer_ms: papa1 },
    ...outside(bytes).map(({ peer, peer_ms }) => ({ case: what, ours_ms: ours1, peer, peer_ms })),
    { case: "a tenth of it", ours_ms: ours2, peer: "arquero fromCSV", peer_ms: arquero2 },
  ];
}

/** pandas and R's data.table, where they are installed; each times itself, without its start. */
function outside(bytes) {
  const folder = mkdtempSync(join(tmpdir(), "whyvary-bench-"));
  try {
    const file = join(folder, "large.csv");
    writeFileSync(file, bytes);
    const python = `import time, pandas\nt = time.perf_counter()\npandas.read_csv(${JSON.stringify(file)})\nprint((time.perf_counter() - t) * 1000)`;
    const r = `suppressMessages(library(data.table)); cat(system.time(fread(${JSON.stringify(file)}))[["elapsed"]] * 1000)`;
    return [
      // Debian's own Python has its packages; another one that comes first on the path may not.
      { peer: "pandas read_csv", command: ["python3", "-c", python], or: "/usr/bin/python3" },
      { peer: "data.table fread", command: ["Rscript", "-e", r] },
    ].flatMap(({ peer, command: [program, ...rest], or = program }) => {
      const times = [];
      for (let run = 0; run < 3; run++) {
        const asked = spawnSync(program, rest, { encoding: "utf8" });
        const { status, stdout } = asked.status === 0 ? asked : spawnSync(or, rest, { encoding: "utf8" });
        if (status !== 0) return [];
        times.push(Number(stdout));
      }
      return [{ peer, peer_ms: median(times) }];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
