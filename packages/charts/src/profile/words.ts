import type { Compared, ProfileValue } from "@whyvary/core";
import { threeFigures } from "../figures.ts";

/** Those one is compared with, as a legend says it. */
export function peersName({ peers, group }: ProfileValue): string {
  if (peers.by === "neighbours") return "neighbours";
  return peers.by === "group" ? `others of ${group!}` : "all others";
}

/** A figure of a chart: 541, 99.1, 0.73. */
export function short(value: number): string {
  const size = Math.abs(value);
  return size >= 100 ? threeFigures(Math.round(value)) : threeFigures(Number(value.toFixed(size >= 10 ? 1 : 2)));
}

/** "541 against 260". */
export function against({ own, mean }: Compared): string {
  if (own === null) return mean === null ? "no figures" : `no figure of one’s own, mean ${short(mean)}`;
  return mean === null ? `${short(own)}, nobody to compare with` : `${short(own)} against ${short(mean)}`;
}

export function describeProfile(value: ProfileValue, view: string): string {
  const { label, time, title, now, years, pathway, differs, expected } = value;
  const name = peersName(value);
  const when = time === null ? "" : ` in ${time}`;
  if (view === "pathway" || view === "differs") {
    const rows = view === "pathway" ? pathway : differs;
    return `${label}${when} on ${rows.length} measures, against the mean of ${name}: ${rows.map((row) => `${row.title} ${against(row)}${row.place === null || row.place === "within" ? "" : `, ${row.place} their range`}`).join("; ")}.`;
  }
  if (view === "expected" && expected !== null)
    return `${title} of ${label}${expected.from === "year" ? when : ", average over the years"}: observed ${short(expected.observed)}, expected ${short(expected.expected)} with a 95% range of ${short(expected.low)} to ${short(expected.high)}.`;
  const [first, last] = [years.find(({ own }) => own !== null), years.findLast(({ own }) => own !== null)];
  const span = first === undefined || last === undefined || first === last ? "" : ` It went from ${short(first.own!)} in ${first.time} to ${short(last.own!)} in ${last.time}.`; // prettier-ignore
  return `${title} of ${label}${when}: ${against(now)}, the mean of ${name}${now.median === null ? "" : `, whose median is ${short(now.median)}`}.${span}`;
}
