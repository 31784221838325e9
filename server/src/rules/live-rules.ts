/**
 * Runs rules over a tree that is edited. The work is cut into units: one for each node with all rules that look at
 * single nodes, one for each thing of the model with all rules that look at such things, one for each rule that looks
 * at the whole. What a unit reads is tracked, and an update runs those units again of whose inputs something has
 * changed. What comes out is what `runRules` finds on the same tree from scratch, in the same order. Nodes that are new
 * may wait for their turn when others are asked for first.
 */
import { effect } from '@preact/signals-core';
import { memo } from '../base/memo';
import { platformOf, type PlatformModel } from '../model/platform';
import type { DtNode } from '../tree/dt-node';
import { isBefore, plainNodeOf, trackWhole, type NodeChanges } from '../tree/live-node';
import { allNodesOf, createLiveTree, type LiveTree } from '../tree/live-tree';
import type { NodeRef } from '../tree/node-ref';
import { live } from '../tree/tracking';
import { isKept } from './dtc/kept-nodes';
import { foundBy, survive, type Found, type RawDiagnostic } from './found';
import {
  foundAbout,
  itemWork,
  keepItems,
  startItems,
  stopItems,
  type ItemWork,
} from './live-items';
import {
  nothingFound,
  nothingToStop,
  outdate,
  settle,
  type Unit,
  type UnitHost,
  type UnitWork,
} from './live-unit';
import type { PartAt, Rule, RuleInput } from './rule';
import {
  applies,
  itemRules,
  nodeRunner,
  planOf,
  type ChosenSeverities,
  type TreeRule,
} from './rule-plan';
import { createTeller, type Teller } from './told';

export type LiveInput = Omit<RuleInput, 'model'>;

export interface LiveRules {
  /** The findings for a tree: fast when it shares most of its nodes with the tree before. */
  run(input: LiveInput, chosen?: ChosenSeverities): readonly RawDiagnostic[];
  /** The findings so far: new nodes are looked at only where `isFirst` says so, of them or of a node below them. */
  runFirst(
    input: LiveInput,
    chosen: ChosenSeverities,
    isFirst: (node: DtNode) => boolean,
  ): readonly RawDiagnostic[];
  /** Looks at so many more nodes of the tree that was run last; false when none waits any more. */
  goOn(most: number): boolean;
  /** Whether no node of the tree that was run last waits. */
  isDone(): boolean;
  /** What the consumer makes of a tree: the same object for as long as only the tree changes, which it follows. */
  platform(input: LiveInput, chosen: ChosenSeverities): PlatformModel;
  /** Whether any tree was run. */
  isBegun(): boolean;
  /** How many units have run since the start: what an edit costs. */
  unitsRun(): number;
  /** Lets go of everything. */
  dispose(): void;
}

/** Rules that are run again and again over one tree as it is edited. */
export function createLiveRules(rules: readonly Rule[]): LiveRules {
  const state: { session: Session | undefined; before: number } = { session: undefined, before: 0 };
  const close = () => {
    state.before += state.session?.counter.runs ?? 0;
    if (state.session !== undefined) closeSession(state.session);
    state.session = undefined;
  };
  const moveTo = (input: LiveInput, chosen: ChosenSeverities): Session => {
    const { session } = state;
    if (session !== undefined && isOfSession(session, input, chosen)) {
      session.tree.update(input.tree, (changes) => {
        retire(session, changes);
      });
      return session;
    }
    close();
    return (state.session = openSession(rules, input, chosen));
  };
  return {
    run(input, chosen = noChoices) {
      const session = moveTo(input, chosen);
      welcome(session, session.arrived);
      return told(session);
    },
    runFirst(input, chosen, isFirst) {
      const session = moveTo(input, chosen);
      const isWorthIt = session.arrived.size > fewNodes;
      welcome(session, isWorthIt ? firstOf(session.arrived, isFirst) : session.arrived);
      return told(session);
    },
    goOn(most) {
      const { session } = state;
      if (session === undefined) return false;
      welcome(session, session.arrived, most);
      return session.arrived.size > 0;
    },
    platform: (input, chosen) => moveTo(input, chosen).model,
    isBegun: () => state.session !== undefined,
    isDone: () => (state.session?.arrived.size ?? 0) === 0,
    unitsRun: () => state.before + (state.session?.counter.runs ?? 0),
    dispose: close,
  };
}

/** So many are looked at without a thought of which come first. */
const fewNodes = 64;

const noChoices: ChosenSeverities = new Map();

interface Session extends UnitHost {
  /** What it began with; the trees come and go. */
  readonly start: Omit<LiveInput, 'tree'>;
  readonly chosen: ChosenSeverities;
  readonly tree: LiveTree;
  readonly model: PlatformModel;
  readonly treeUnits: readonly TreeUnit[];
  /** The kinds of things that are looked at one by one. */
  readonly items: readonly ItemWork[];
  /** The kinds of work that are done for each node. */
  readonly kinds: readonly NodeWork[];
  /** New nodes that have no units yet, parents before children. */
  readonly arrived: Set<NodeRef>;
  readonly teller: Teller;
}

interface TreeUnit extends Unit {
  readonly rule: TreeRule;
}

interface NodeUnit extends Unit {
  readonly ref: NodeRef;
  isListed: boolean;
}

/** One kind of work for each node: what it does, and what it found where. */
interface NodeWork extends UnitWork {
  readonly partAt: PartAt | undefined;
  readonly units: Map<NodeRef, NodeUnit>;
  readonly run: (ref: NodeRef, report: (found: Found) => void) => void;
  /** Units that have found something, in the order of the tree once they are sorted. */
  listed: NodeUnit[];
  isSorted: boolean;
}

/** Whether only the tree has changed since the session began. */
function isOfSession(
  { start, chosen, tree }: Session,
  input: LiveInput,
  now: ChosenSeverities,
): boolean {
  return (
    chosen === now &&
    start.target === input.target &&
    start.isFragment === input.isFragment &&
    start.catalogue === input.catalogue &&
    start.board === input.board &&
    start.guests === input.guests &&
    tree.isPlugin === input.tree.isPlugin &&
    tree.hasVersion === input.tree.hasVersion
  );
}

function openSession(
  rules: readonly Rule[],
  { tree: first, ...start }: LiveInput,
  chosen: ChosenSeverities,
): Session {
  const tree = createLiveTree(first);
  const model = platformOf(tree, start.target);
  const input: RuleInput = { ...start, tree, model };
  const plan = planOf(rules);
  const active = plan.treeRules.filter((it) => applies(it, start.target, chosen));
  const session: Session = {
    start,
    chosen,
    tree,
    model,
    counter: { runs: 0 },
    treeUnits: active.map(treeUnit),
    items: itemRules(plan, input, chosen).map((it) => itemWork(it, input)),
    kinds: [nodeRules(plan, input, chosen), ...parts(active, input)],
    arrived: new Set(allNodesOf(tree)),
    teller: createTeller(rules),
    told: undefined,
  };
  for (const unit of session.treeUnits)
    if (unit.rule.partAt === undefined) startTree(session, unit, input);
  for (const work of session.items) startItems(session, work);
  return session;
}

function closeSession({ treeUnits, items, kinds }: Session): void {
  for (const unit of treeUnits) unit.stop();
  for (const work of items) stopItems(work);
  for (const { units } of kinds) for (const unit of units.values()) unit.stop();
}

function nodeRules(
  plan: ReturnType<typeof planOf>,
  input: RuleInput,
  chosen: ChosenSeverities,
): NodeWork {
  const runNode = nodeRunner(plan, input, chosen);
  return nodeWork(undefined, (ref, report) => {
    runNode(ref, isKept(input.tree, ref.node), report);
  });
}

/** The rules that tell their findings node by node, those that share the work together. */
function parts(rules: readonly TreeRule[], input: RuleInput): readonly NodeWork[] {
  const works = new Map<PartAt, TreeRule[]>();
  for (const rule of rules) {
    if (rule.partAt === undefined) continue;
    const sharing = works.get(rule.partAt);
    if (sharing === undefined) works.set(rule.partAt, [rule]);
    else sharing.push(rule);
  }
  return [...works].map(([partAt, sharing]) => {
    const byId = new Map(sharing.map((it) => [it.id, it]));
    return nodeWork(partAt, (ref, report) => {
      for (const [id, findings] of partAt(ref, input)) {
        const rule = byId.get(id);
        if (rule !== undefined) for (const it of findings) report(foundBy(rule, it));
      }
    });
  });
}

function treeUnit(rule: TreeRule): TreeUnit {
  return { rule, found: nothingFound, stop: nothingToStop };
}

function nodeWork(partAt: NodeWork['partAt'], run: NodeWork['run']): NodeWork {
  const gathered = nothingFound;
  return { partAt, run, units: new Map(), listed: [], isSorted: true, gathered };
}

/** Begins the units of new nodes, of so many at most; they run at once. */
function welcome(session: Session, refs: Iterable<NodeRef>, most = Infinity): void {
  let left = most;
  for (const ref of refs) {
    if (left-- <= 0) return;
    session.arrived.delete(ref);
    for (const work of session.kinds) if (!work.units.has(ref)) startNode(session, work, ref);
  }
}

/** The new nodes that are wanted first, with those above them: what is told of a node may stand in one below it. */
function firstOf(
  arrived: ReadonlySet<NodeRef>,
  isFirst: (node: DtNode) => boolean,
): readonly NodeRef[] {
  const first = new Set<NodeRef>();
  for (const ref of [...arrived].reverse()) {
    if (!first.has(ref) && !isFirst(plainNodeOf(ref))) continue;
    first.add(ref);
    if (ref.parent !== undefined) first.add(ref.parent);
  }
  return [...arrived].filter((it) => first.has(it));
}

/** Ends the units of nodes that are gone, before they run again, and remembers new nodes. */
function retire(session: Session, { added, removed, isReordered }: NodeChanges): void {
  for (const ref of added) session.arrived.add(ref);
  for (const ref of removed) session.arrived.delete(ref);
  for (const work of session.kinds) {
    if (isReordered) {
      work.isSorted = false;
      outdate(session, work);
    }
    for (const ref of removed) {
      const unit = work.units.get(ref);
      if (unit === undefined) continue;
      unit.stop();
      unit.found = nothingFound;
      work.units.delete(ref);
      if (unit.isListed) outdate(session, work);
    }
  }
}

function startTree(session: Session, unit: TreeUnit, input: RuleInput): void {
  const { rule } = unit;
  unit.stop = effect(() => {
    session.counter.runs++;
    const found: Found[] = [];
    const report = (it: Found) => found.push(it);
    survive(rule, input.tree, report, () => {
      rule.check(input, (finding) => report(foundBy(rule, finding)));
    });
    if (settle(unit, found)) session.told = undefined;
  });
}

function startNode(session: Session, work: NodeWork, ref: NodeRef): void {
  const unit: NodeUnit = { ref, found: nothingFound, stop: nothingToStop, isListed: false };
  work.units.set(ref, unit);
  const tracker = session.tree[live];
  unit.stop = effect(() => {
    session.counter.runs++;
    const found: Found[] = [];
    trackWhole(ref);
    tracker.own = ref.node;
    try {
      work.run(ref, (it) => found.push(it));
    } finally {
      tracker.own = undefined;
    }
    if (settle(unit, found)) outdate(session, work);
    if (found.length === 0 || unit.isListed) return;
    unit.isListed = true;
    work.listed.push(unit);
    work.isSorted = false;
  });
}

/** What is told now: the same list as before when no unit has found anything else. */
function told(session: Session): readonly RawDiagnostic[] {
  for (const work of session.items) keepItems(session, work);
  return (session.told ??= session.teller.tell(inOrder(session)));
}

/** All findings: of the rules for the whole tree in the order of the rules, of the things of the model, of the nodes. */
function inOrder({ treeUnits, items, kinds }: Session): readonly Found[] {
  const lists: (readonly Found[])[] = [];
  const take = (list: readonly Found[] | undefined) => {
    if (list !== undefined && list.length > 0) lists.push(list);
  };
  const ofParts = kinds.filter((it) => it.partAt !== undefined).map((it) => byRule(foundIn(it)));
  for (const unit of treeUnits) {
    take(unit.found);
    for (const it of ofParts) take(it.get(unit.rule.id));
  }
  for (const work of items) take(foundAbout(work));
  for (const work of kinds) if (work.partAt === undefined) take(foundIn(work));
  return nothingFound.concat(...lists);
}

const byRule = memo((found: readonly Found[]): ReadonlyMap<string, readonly Found[]> => {
  const rules = new Map<string, Found[]>();
  for (const it of found) {
    const list = rules.get(it.rule.id);
    if (list === undefined) rules.set(it.rule.id, [it]);
    else list.push(it);
  }
  return rules;
});

/** What was found at the nodes, in the order of the tree. */
function foundIn(work: NodeWork): readonly Found[] {
  if (work.gathered !== undefined) return work.gathered;
  sort(work);
  const found: Found[] = [];
  for (const unit of work.listed) for (const it of unit.found) found.push(it);
  return (work.gathered = found);
}

function sort(work: NodeWork): void {
  if (work.isSorted && work.listed.every((it) => it.found.length > 0)) return;
  const listed = work.listed.filter((it) => it.found.length > 0);
  for (const it of work.listed) it.isListed = it.found.length > 0;
  if (!work.isSorted) listed.sort((a, b) => (isBefore(a.ref, b.ref) ? -1 : 1));
  work.listed = listed;
  work.isSorted = true;
}
