/** Chance with a seed, so that a failure can be had again. */

export interface Random {
  /** At least 0, below 1. */
  number(): number;
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T | undefined;
}

/** A small generator with a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  const state = { at: seed >>> 0 };
  const number = () => {
    state.at = (state.at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state.at ^ (state.at >>> 15), 1 | state.at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(number() * limit);
  return { number, below, pick: (from) => from[below(from.length)] };
}
