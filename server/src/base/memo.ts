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
 * Remembers a pure function of an object and something that a text can stand for, for as long as the object lives: the
 * results of the last `most` questions that differ. For what is asked again and again of one place while somebody
 * types there.
 */
export function memoLast<A extends object, B, R>(
  most: number,
  keyOf: (b: B) => string,
  compute: (a: A, b: B) => R,
): (a: A, b: B) => R {
  const knownOf = memo((_a: A) => new Map<string, { readonly result: R }>());
  return (a, b) => {
    const known = knownOf(a);
    const key = keyOf(b);
    const found = known.get(key) ?? { result: compute(a, b) };
    // A map keeps the order in which its keys were added: the oldest comes first.
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found.result;
  };
}
