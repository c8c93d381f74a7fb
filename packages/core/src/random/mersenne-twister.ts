const N = 624;
const M = 397;

/**
 * R's default generator of uniform numbers: `set.seed(seed)` then `runif`. Mersenne Twister (Matsumoto & Nishimura 1998),
 * its 624 words filled by R's own scrambling of the seed, so that a script and this program draw the same areas.
 */
export class MersenneTwister {
  private readonly words = new Int32Array(N);
  private at = N;

  /** @param seed a whole number of 32 bits, as `set.seed` takes. */
  constructor(seed: number) {
    let state = seed | 0;
    // R throws away 50 numbers of its linear congruential generator, then one for the position word.
    for (let i = 0; i < 51; i++) state = (Math.imul(69069, state) + 1) | 0;
    for (let i = 0; i < N; i++) {
      state = (Math.imul(69069, state) + 1) | 0;
      this.words[i] = state;
    }
  }

  /** A number strictly between 0 and 1 (R: `runif(1)`). */
  uniform(): number {
    const value = (this.next() >>> 0) * 2.3283064365386963e-10;
    // R keeps clear of 0 and 1 by half of 2^-32.
    const edge = 2.328306437080797e-10;
    if (value <= 0) return 0.5 * edge;
    return 1 - value <= 0 ? 1 - 0.5 * edge : value;
  }

  private next(): number {
    if (this.at >= N) this.refill();
    let y = this.words[this.at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y;
  }

  private refill(): void {
    const w = this.words;
    // Three stretches instead of two remainders a step.
    for (let k = 0; k < N - M; k++) w[k] = w[k + M]! ^ twist(w[k]!, w[k + 1]!);
    for (let k = N - M; k < N - 1; k++) w[k] = w[k + M - N]! ^ twist(w[k]!, w[k + 1]!);
    w[N - 1] = w[M - 1]! ^ twist(w[N - 1]!, w[0]!);
    this.at = 0;
  }
}

function twist(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
}
