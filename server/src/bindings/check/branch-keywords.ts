/**
 * Keywords that apply further schemas to the same value. Those that must all hold report directly; alternatives
 * report once and keep the reasons of each together. A reference that leads back to a schema at hand, for the very
 * value it is asked about, adds nothing. Facts: JSON Schema 2019-09, as dt-schema's library runs it.
 */
import { isDecodedNode } from '../decode/decoded';
import { isList, isObject, type JsonValue } from '../schema';
import { below, failureOf, none } from './failure';
import { collect, holdsFor, type Followed, type Keyword, type Part, type SchemaPart } from './part';

export const reference: Keyword = {
  name: '$ref',
  make: (_given, part) => {
    const target = part.target();
    return (value, at) => {
      if (isAmong(at.followed, target)) return none;
      return target.check(value, { ...at, followed: { target, before: at.followed } });
    };
  },
};

function isAmong(followed: Followed | undefined, target: Part): boolean {
  for (let it = followed; it !== undefined; it = it.before) if (it.target === target) return true;
  return false;
}

export const exclusion: Keyword = {
  name: 'not',
  make: (_given, { at: partAt, schema }) => {
    const part = partAt('not');
    return (value, at) => (holdsFor(part, value, at) ? failureOf('not', schema, value) : none);
  },
};

export const conjunction: Keyword = {
  name: 'allOf',
  make: (given, part) => {
    const branches = branchesOf(given, part, 'allOf').map((branch, index) => ({
      branch,
      steps: ['allOf', String(index)],
    }));
    return (value, at) =>
      collect(at, branches, ({ branch, steps }) => below(branch.check(value, at), steps));
  },
};

/** `if` with its `then` and `else`. */
export const condition: Keyword = {
  name: 'if',
  make: (_given, part) => {
    const [test, then, otherwise] = [part.at('if'), part.at('then'), part.at('else')];
    if (then.schema === true && otherwise.schema === true) return () => none;
    return (value, at) =>
      holdsFor(test, value, at)
        ? below(then.check(value, at), ['then'])
        : below(otherwise.check(value, at), ['else']);
  },
};

/** `oneOf` and `anyOf`. */
export const alternatives: readonly Keyword[] = [
  {
    name: 'oneOf',
    make: (given, part) => {
      const branches = branchesOf(given, part, 'oneOf');
      return (value, at) => {
        const holding = branches.filter((it) => holdsFor(it, value, at)).length;
        if (holding === 1) return none;
        const reasons = holding > 0 || at.isBrief ? [] : branches.map((it) => it.check(value, at));
        return failureOf('oneOf', part.schema, value, { params: { holding }, branches: reasons });
      };
    },
  },
  {
    name: 'anyOf',
    make: (given, part) => {
      const branches = branchesOf(given, part, 'anyOf');
      return (value, at) => {
        if (branches.some((it) => holdsFor(it, value, at))) return none;
        const reasons = at.isBrief ? [] : branches.map((it) => it.check(value, at));
        return failureOf('anyOf', part.schema, value, { branches: reasons });
      };
    },
  },
];

export const dependentSchemas: Keyword = {
  name: 'dependentSchemas',
  make: (given, part) => {
    const names = isObject(given) ? Object.keys(given) : [];
    return (value, at) => {
      if (!isDecodedNode(value)) return none;
      return collect(at, names, (name) =>
        value.has(name)
          ? below(part.at('dependentSchemas', name).check(value, at), ['dependentSchemas', name])
          : none,
      );
    };
  },
};

function branchesOf(given: JsonValue, part: SchemaPart, keyword: string): readonly Part[] {
  return isList(given) ? given.map((_, index) => part.at(keyword, index)) : [];
}
