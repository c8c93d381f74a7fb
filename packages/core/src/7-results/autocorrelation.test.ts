import { describe, expect, it } from "vitest";
import { MersenneTwister, normal } from "../random/index.ts";
import { autocorrelatedFloor, withinAutocorrelation, type Places } from "./autocorrelation.ts";

/** Areas with these years each, some of them missing. */
function places(areas: number, years: number, gaps: (area: number, year: number) => boolean = () => false): Places {
  const area: number[] = [];
  const time: number[] = [];
  for (let g = 0; g < areas; g++)
    for (let t = 0; t < years; t++)
      if (!gaps(g, t)) {
        area.push(g);
        time.push(2010 + t);
      }
  return { area: Int32Array.from(area), areas, time };
}

/** Noise that resembles itself from one calendar year to the next, each area's mean taken out. */
function residuals(where: Places, years: number, rho: number, seed: number): Float64Array {
  const random = new MersenneTwister(seed);
  const series = Array.from({ length: where.areas }, () => {
    let state = normal(random);
    return Array.from({ length: years }, () => {
      const now = state;
      state = rho * state + Math.sqrt(1 - rho * rho) * normal(random);
      return now;
    });
  });
  const values = Array.from(where.area, (g, i) => series[g]![where.time[i]! - 2010]!);
  const mean = (g: number): number => {
    const own = values.filter((_, i) => where.area[i] === g);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  };
  const means = series.map((_, g) => mean(g));
  return Float64Array.from(values, (value, i) => value - means[where.area[i]!]!);
}

describe("autocorrelation within areas", () => {
  it.each([0, 0.43, 0.8, -0.3])("finds %d again in many short series with gaps", (rho) => {
    const where = places(3000, 7, (g, t) => (g * 5 + t * 3) % 17 === 0);
    const found = withinAutocorrelation(residuals(where, 7, rho, 11), where)!;
    // The plain ratio would be off by about .15 to .35; 3,000 areas leave a sampling error of about .015.
    expect(Math.abs(found - rho)).toBeLessThan(0.05);
  });

  it("has no answer without neighbouring years, or when nothing is left over", () => {
    const every2 = places(10, 6, (_, t) => t % 2 === 1);
    expect(withinAutocorrelation(new Float64Array(every2.area.length).fill(1), every2)).toBe(null);
    const full = places(10, 3);
    expect(withinAutocorrelation(new Float64Array(30), full)).toBe(null);
  });
});

describe("floor of areas when years resemble each other", () => {
  it("is (G - 1)/(N - 1) for independent years, whatever each area has", () => {
    const where = places(148, 7, (g, t) => (g + t) % 11 === 0);
    expect(autocorrelatedFloor(where, 0)).toBeCloseTo(147 / (where.area.length - 1), 14);
  });

  it("comes near [T + 2 sum (T - k) rho^k] / T^2 with many areas", () => {
    const rho = 0.43;
    let sum = 7;
    for (let k = 1, power = rho; k < 7; k++, power *= rho) sum += 2 * (7 - k) * power;
    expect(Math.abs(autocorrelatedFloor(places(20000, 7), rho) - sum / 49)).toBeLessThan(1e-4);
    expect(Math.abs(sum / 49 - 0.3045)).toBeLessThan(1e-4);
  });

  it("is the share that noise really gets", () => {
    const where = places(400, 5);
    const random = new MersenneTwister(2);
    let mean = 0;
    const rounds = 60;
    for (let round = 0; round < rounds; round++) {
      const values = Array.from({ length: 400 }, () => {
        let state = normal(random);
        return Array.from({ length: 5 }, () => {
          const now = state;
          state = 0.6 * state + 0.8 * normal(random);
          return now;
        });
      });
      const all = values.flat().reduce((sum, value) => sum + value, 0) / 2000;
      const between = values.reduce((sum, own) => {
        const gap = own.reduce((part, value) => part + value, 0) / 5 - all;
        return sum + 5 * gap * gap;
      }, 0);
      mean += between / values.flat().reduce((sum, value) => sum + (value - all) * (value - all), 0) / rounds;
    }
    // 60 rounds of 400 areas: a standard error of about .002.
    expect(Math.abs(mean - autocorrelatedFloor(where, 0.6))).toBeLessThan(0.006);
  });
});
