/**
 * Remembering pure functions by object identity: the only cache in the core.
 * A throw is never remembered, and nothing is kept alive: the keys are held weakly.
 */

/** Remembers a pure function of one object for as long as that object lives. */
export function memo<A extends object, R>(compute: (a: A) => R): (a: A) => R {
  const known = new WeakMap<A, { readonly result: R }>();
  return (a) => {
    const found = known.get(a);
    if (found !== undefined) return found.result;
    const result = compute(a);
    known.set(a, { result });
    return result;
  };
}

/**
 * As `memo`, but the result is kept in the object itself, under a symbol of its own: for objects that are made by the
 * thousand (chunks, trees of a batch), since every collection looks through all weak maps. The object must not be frozen.
 */
export function memoInside<A extends object, R>(compute: (a: A) => R): (a: A) => R {
  const slot: unique symbol = Symbol('memo');
  return (a) => {
    const holder: { [slot]?: { readonly result: R } } = a;
    return (holder[slot] ??= { result: compute(a) }).result;
  };
}

/** Remembers a pure function of two objects for as long as both live. */
export function memo2<A extends object, B extends object, R>(
  compute: (a: A, b: B) => R,
): (a: A, b: B) => R {
  const rowOf = memo((a: A) => memo((b: B) => compute(a, b)));
  return (a, b) => rowOf(a)(b);
}

/**
 * As `memo2`, but the result is kept in the second object, which must belong to the first alone, as a node reference
 * belongs to its tree.
 */
export function memoInside2<A, B extends object, R>(compute: (a: A, b: B) => R): (a: A, b: B) => R {
  const place = places.count++;
  return (a, b) => {
    const holder: { [results]?: ({ readonly result: R } | undefined)[] } = b;
    const known = (holder[results] ??= []);
    return (known[place] ??= { result: compute(a, b) }).result;
  };
}

/** One list for all results of an object: a symbol for each would give every object a shape of its own. */
const results: unique symbol = Symbol('results');
const places = { count: 0 };
