/**
 * A part of a schema, ready to judge values: what keywords are written against. Judging never changes what a value is
 * compared with; only the effort of the run counts down, so that no schema takes time without bound.
 */
import type { JsonObject, JsonValue } from '../schema';
import { isDecodedNode, type DecodedNode } from '../decode/decoded';
import { below, none, type Failure } from './failure';

/** A schema or `true` or `false` within a file. */
export interface Part {
  readonly schema: JsonValue;
  readonly check: Check;
  /** The part under a keyword, or under a name or an index below the keyword. */
  at(keyword: string, step?: string | number): Part;
  /** What its `$ref` names: the part `false` when nothing is there. */
  target(): Part;
}

/** Why a value fails; empty when it holds. A brief check may stop at the first reason. */
export type Check = (value: unknown, at: Place) => readonly Failure[];

/** Where a value stands, and how it is asked about. */
export interface Place {
  /** The node or list that holds the value, and under which name or index: there its width is noted. */
  readonly holder: unknown;
  readonly key: string | number;
  readonly isBrief: boolean;
  /** References followed to reach the schema at hand, all for this very value. */
  readonly followed: Followed | undefined;
  readonly effort: Effort;
}

export interface Followed {
  readonly target: Part;
  readonly before: Followed | undefined;
}

/** What a run may still spend. */
export interface Effort {
  /** Schemas to visit, and failures to report from each to the one around it. */
  steps: number;
  /** Schemas to go through within one another. */
  depth: number;
}

export interface Keyword {
  readonly name: string;
  /** Makes the check of one place that uses the keyword; `given` is the keyword's value there. */
  readonly make: (given: JsonValue, part: SchemaPart) => Check;
}

/** A part that is no mere `true` or `false`. */
export interface SchemaPart extends Part {
  readonly schema: JsonObject;
}

/** A node that lives across edits: it tells what a part has against it, and remembers it. */
export interface RememberingNode extends DecodedNode {
  verdict(part: Part, isBrief: boolean): readonly Failure[];
}

function judge(part: Part, value: unknown, at: Place): readonly Failure[] {
  // What is remembered of a node covers all within it.
  return at.followed === undefined && isRemembering(value) && !isRemembering(at.holder)
    ? value.verdict(part, at.isBrief)
    : part.check(value, at);
}

function isRemembering(value: unknown): value is RememberingNode {
  return isDecodedNode(value) && 'verdict' in value;
}

/** The same place for a question that only asks whether a part holds. */
export function briefly(at: Place): Place {
  return at.isBrief ? at : { ...at, isBrief: true };
}

/** Whether the part holds for the value at the place. */
export function holdsFor(part: Part, value: unknown, at: Place): boolean {
  return judge(part, value, briefly(at)).length === 0;
}

/** The place of a member of a node, or of an element of a list. */
export function memberPlace(holder: unknown, key: string | number, at: Place): Place {
  return { holder, key, isBrief: at.isBrief, followed: undefined, effort: at.effort };
}

/** Judges a member or an element by the part that stands under the keyword, or under a name or an index below it. */
export function checkMember(
  part: Part,
  value: unknown,
  at: Place,
  keyword: string,
  step?: string,
): readonly Failure[] {
  const failures = judge(part, value, at);
  if (failures.length === 0) return none;
  return below(failures, step === undefined ? [keyword] : [keyword, step], String(at.key));
}

/** Runs a list of questions, only up to the first failure when the place asks briefly. */
export function collect<T>(
  at: Place,
  all: Iterable<T>,
  ask: (it: T) => readonly Failure[],
): readonly Failure[] {
  let failures: Failure[] | undefined;
  for (const it of all) {
    const more = ask(it);
    if (more.length === 0) continue;
    if (at.isBrief) return more;
    if (failures === undefined) failures = [...more];
    else for (const failure of more) failures.push(failure);
  }
  return failures ?? none;
}
