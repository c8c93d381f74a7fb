// Where each invented council stands on a map of hexagons: one hexagon each, the regions beside each other. HexJSON, odd-r.

import { REGIONS } from "./places.mjs";

/** Middle of each region, in columns and rows from the lower left. */
const MIDDLES = [
  [8, 17],
  [4, 13],
  [10, 13],
  [6, 9],
  [11, 8],
  [16, 10],
  [12, 4],
  [17, 3],
  [4, 3],
];

/** All regions grow at once, each by the free hexagon nearest to its middle. */
export function hexesOf(places) {
  const taken = new Map();
  const waiting = REGIONS.map((region) => places.filter((place) => place.region === region));
  while (waiting.some((left) => left.length > 0))
    waiting.forEach((left, r) => {
      const place = left.shift();
      if (place !== undefined) taken.set(nearestFree(MIDDLES[r], taken), place);
    });
  const hexes = {};
  for (const [at, place] of [...taken].sort((a, b) => (a[1].code < b[1].code ? -1 : 1))) {
    const [q, r] = at.split(" ").map(Number);
    hexes[place.code] = { n: place.name, q, r, region: place.region.name };
  }
  return { layout: "odd-r", hexes };
}

function nearestFree([q, r], taken) {
  let [best, least] = ["", Infinity];
  for (let row = 0; row <= 20; row++)
    for (let column = 0; column <= 21; column++) {
      const [x, y] = [column + (row % 2) / 2 - q, (row - r) * 0.866];
      const distance = x * x + y * y;
      if (distance >= least || taken.has(`${column} ${row}`)) continue;
      [best, least] = [`${column} ${row}`, distance];
    }
  return best;
}
