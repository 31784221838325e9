/** Takes the parts of a configuration file apart, and notes what has another shape than it should have. */

export interface ConfigurationProblem {
  /** The entry, e.g. `contexts[0].root`; "" for the file as a whole. */
  readonly where: string;
  readonly message: string;
}

export type Reader = ReturnType<typeof readerFor>;

/** An object of the file. */
export type Section = Readonly<Record<string, unknown>>;

/** Takes values apart, and complains about what has another type; absent values are fine. */
export function readerFor(problems: ConfigurationProblem[]) {
  const complain = (where: string, message: string): undefined => {
    problems.push({ where, message });
  };
  const list = (where: string, value: unknown): readonly unknown[] => {
    if (value === undefined) return [];
    return Array.isArray(value)
      ? (value as unknown[])
      : (complain(where, 'expected an array') ?? []);
  };
  const string = (where: string, value: unknown): string | undefined =>
    value === undefined || typeof value === 'string' ? value : complain(where, 'expected a string');
  return {
    complain,
    list,
    string,
    strings: (where: string, value: unknown): readonly string[] =>
      list(where, value)
        .map((it, i) => string(`${where}[${i}]`, it))
        .filter((it) => it !== undefined),
    record: (where: string, value: unknown): Section | undefined => {
      if (value === undefined) return undefined;
      const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isRecord ? { ...value } : complain(where, 'expected an object');
    },
    onlyKeys: (where: string, value: Section, known: readonly string[]) => {
      for (const key of Object.keys(value)) {
        if (known.includes(key)) continue;
        complain(
          where === '' ? key : `${where}.${key}`,
          `unknown key: expected ${known.join(', ')}`,
        );
      }
    },
  };
}
