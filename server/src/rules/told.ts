/**
 * Which of what was found is told: what is silenced by other findings and what a binding schema only repeats is left
 * out. Of a list that is told again after an edit only what came and went is judged, and what stands beside it: at the
 * same node, or in the same piece of source.
 */
import { exchangeOf } from '../base/exchange';
import { firstWhere } from '../base/first-where';
import { memo } from '../base/memo';
import { isSpan } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { Span, TokenStream } from '../preprocessor/token-stream';
import type { Found, RawDiagnostic } from './found';
import type { Rule } from './rule';

/** Tells one list after the other. */
export interface Teller {
  /** What is told of all that was found, in the same order. No object may stand twice in a list. */
  tell(found: readonly Found[]): readonly RawDiagnostic[];
}

export function createTeller(rules: readonly Rule[]): Teller {
  const requirements = requirementsOf(rules);
  const board: Board = {
    found: [],
    nodes: new Map(),
    streams: new Map(),
    silenced: new Set(),
    repeated: new Set(),
  };
  return {
    tell(found) {
      judge(board, requirements, moveOn(board, found));
      const hidden = hiddenOn(board);
      return hidden === undefined ? found : found.filter((it) => !hidden.has(it));
    },
  };
}

function hiddenOn({ repeated, silenced }: Board): ReadonlySet<Found> | undefined {
  if (silenced.size === 0) return repeated.size === 0 ? undefined : repeated;
  return repeated.size === 0 ? silenced : new Set([...silenced, ...repeated]);
}

/** What is told of a list that is told only once. */
export function toldOf(found: readonly Found[], rules: readonly Rule[]): readonly RawDiagnostic[] {
  return createTeller(rules).tell(found);
}

/** What was found last, by what it stands beside. */
interface Board {
  found: readonly Found[];
  /** By the path of the node that it is about; those of no node are together. */
  readonly nodes: Map<string | undefined, Beside>;
  /** By the piece of source in which a finding lies, or in which a schema's finding would be repeated. */
  readonly streams: Map<TokenStream, Beside>;
  readonly silenced: Set<Found>;
  readonly repeated: Set<Found>;
}

interface Beside {
  readonly ofRules: Set<Found>;
  readonly ofSchemas: Set<Found>;
}

/** Takes a list in place of the one before; all that came or went. */
function moveOn(board: Board, found: readonly Found[]): readonly Found[] {
  const { come, gone } = exchangeOf(board.found, found);
  board.found = found;
  for (const it of gone) forget(board, it);
  for (const it of come) note(board, it);
  return [...gone, ...come];
}

function note({ nodes, streams }: Board, it: Found): void {
  add(nodes, it.node, it);
  const stream = streamOf(it);
  if (stream !== undefined) add(streams, stream, it);
}

function forget({ nodes, repeated, silenced, streams }: Board, it: Found): void {
  remove(nodes, it.node, it);
  const stream = streamOf(it);
  if (stream !== undefined) remove(streams, stream, it);
  silenced.delete(it);
  repeated.delete(it);
}

function add<K>(groups: Map<K, Beside>, key: K, it: Found): void {
  const known = groups.get(key) ?? { ofRules: new Set<Found>(), ofSchemas: new Set<Found>() };
  groups.set(key, known);
  (isOfSchema(it) ? known.ofSchemas : known.ofRules).add(it);
}

function remove<K>(groups: Map<K, Beside>, key: K, it: Found): void {
  const known = groups.get(key);
  if (known === undefined) return;
  known.ofRules.delete(it);
  known.ofSchemas.delete(it);
  if (known.ofRules.size === 0 && known.ofSchemas.size === 0) groups.delete(key);
}

function isOfSchema({ rule }: Found): boolean {
  return rule.id.startsWith('schema/');
}

function streamOf(it: Found): TokenStream | undefined {
  const place: Place | undefined = isOfSchema(it) ? it.within : it.at;
  return place !== undefined && isSpan(place) ? place.stream : undefined;
}

/** Judges what may have got another verdict by what came and went. */
function judge(board: Board, requirements: Requirements, changed: readonly Found[]): void {
  const nodes = new Set<string | undefined>(changed.map((it) => it.node));
  const turned = [...nodes].flatMap((it) => silenceAt(board, requirements, it));
  for (const it of nodes) repeatAt(board, board.nodes.get(it));
  const streams = new Set([...changed, ...turned].map(streamOf));
  for (const it of streams) if (it !== undefined) repeatWithin(board, board.streams.get(it));
}

/** Silences what stands at a node where a rule that it requires, directly or not, has spoken; all that turned. */
function silenceAt(
  { nodes, silenced }: Board,
  { required, silencers }: Requirements,
  node: string | undefined,
): readonly Found[] {
  const here = nodes.get(node);
  if (node === undefined || here === undefined) return [];
  const all = [...here.ofRules, ...here.ofSchemas];
  const failed = new Set(all.map((it) => it.rule.id).filter((id) => silencers.has(id)));
  return all.filter((it) => {
    const isSilenced = required.get(it.rule.id)?.some((id) => failed.has(id)) === true;
    return put(silenced, it, isSilenced);
  });
}

/** Leaves out what a schema says of an absent property when a rule has said it of the same node. */
function repeatAt({ repeated, silenced }: Board, here: Beside | undefined): void {
  if (here === undefined || here.ofSchemas.size === 0) return;
  const others = [...here.ofRules].filter((it) => !silenced.has(it));
  for (const it of here.ofSchemas) {
    const { missing } = it;
    if (missing !== undefined)
      put(
        repeated,
        it,
        others.some((other) => other.message.includes(missing)),
      );
  }
}

/** Leaves out what a schema says of a property within which a rule has said something. */
function repeatWithin({ repeated, silenced }: Board, here: Beside | undefined): void {
  if (here === undefined || here.ofSchemas.size === 0) return;
  const others = [...here.ofRules].filter((it) => !silenced.has(it)).map((it) => it.at);
  const spans = others.filter(isSpan).sort((a, b) => a.from - b.from);
  for (const it of here.ofSchemas) {
    const { missing, within } = it;
    if (missing === undefined && within !== undefined && isSpan(within))
      put(repeated, it, isAnyWithin(spans, within));
  }
}

/** Whether one of the spans, which are in order and of one stream, lies within another. */
function isAnyWithin(spans: readonly Span[], { from, to }: Span): boolean {
  const first = firstWhere(spans, (it) => it.from >= from);
  for (let i = first; (spans[i]?.from ?? Infinity) <= to; i++)
    if ((spans[i]?.to ?? Infinity) <= to) return true;
  return false;
}

/** Whether that was another verdict before. */
function put(set: Set<Found>, it: Found, isIn: boolean): boolean {
  if (set.has(it) === isIn) return false;
  if (isIn) set.add(it);
  else set.delete(it);
  return true;
}

interface Requirements {
  /** For each rule with requirements, all rules that silence it. */
  readonly required: ReadonlyMap<string, readonly string[]>;
  readonly silencers: ReadonlySet<string>;
}

const requirementsOf = memo((rules: readonly Rule[]): Requirements => {
  const direct = new Map(rules.map((it) => [it.id, it.requires ?? []]));
  const required = new Map<string, readonly string[]>();
  for (const rule of rules) {
    const seen = new Set<string>();
    const pending = [...(rule.requires ?? [])];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      pending.push(...(direct.get(id) ?? []));
    }
    if (seen.size > 0) required.set(rule.id, [...seen]);
  }
  return { required, silencers: new Set([...required.values()].flat()) };
});
