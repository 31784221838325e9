/**
 * Folds the statements of a source, in order, into one device tree, exactly as dtc does (dtc dt-parser.y,
 * livetree.c): references are looked up at that point of the source, later blocks merge into earlier nodes,
 * deletions keep slots, and an overlay's unknown references become `fragment@N` nodes.
 */
import type { Problem } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type {
  FileSyntax,
  NodeSyntax,
  PropertySyntax,
  ReferenceSyntax,
  Statement,
  ValuePart,
} from '../syntax/ast';
import { hasVersion, isPlugin } from '../syntax/file-order';
import { emptySpan, firstTokenOf } from '../syntax/statement-spans';
import type { Deletion, DeviceTree } from './dt-node';
import {
  appendChild,
  appendProperty,
  deleteNode,
  deleteProperty,
  draftLabels,
  draftNode,
  findChild,
  findProperty,
  finish,
  withLabel,
  type DraftNode,
  type DraftProperty,
} from './draft';

export interface ComposeOptions {
  /** Contents of `/incbin/` files by the name as written. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
}

/** Composes a root file and the overlays applied to it, in order. An overlay's blocks merge into the nodes they name. */
export function compose(files: readonly FileSyntax[], options: ComposeOptions): DeviceTree {
  const [base, ...overlays] = files;
  const isOverlay = base !== undefined && isPlugin(base);
  const rootAt: Span = firstRoot(base) ?? (base && firstTokenOf(base)) ?? emptySpan;
  const state: State = {
    root: draftNode('', rootAt),
    labels: new Map(),
    problems: [],
    dangling: [],
    fragments: 0,
    isOverlay,
    hasRoot: false,
  };
  const memReserves = files.flatMap((file) =>
    file.statements.filter((it) => it.kind === 'memreserve'),
  );
  if (base !== undefined) for (const statement of base.statements) applyTop(state, statement);
  for (const overlay of overlays)
    for (const statement of overlay.statements) applyOverlay(state, statement);
  const root = finish(state.root, '/', state.problems);
  const cpus = findPath(state.root, '/cpus')?.children[0];
  const bootCpu =
    cpus && !cpus.isDeleted ? root.children.get('cpus')?.children.get(cpus.name) : undefined;
  return {
    root,
    ...(bootCpu && { bootCpu }),
    memReserves,
    isPlugin: isOverlay,
    hasVersion: base !== undefined && hasVersion(base),
    dangling: state.dangling,
    binaries: options.binaries,
    problems: state.problems,
  };
}

interface State {
  readonly root: DraftNode;
  /** Nodes that ever got a label, newest last; whether the label is alive is asked of the node. */
  readonly labels: Map<string, DraftNode[]>;
  readonly problems: Problem[];
  readonly dangling: ReferenceSyntax[];
  fragments: number;
  readonly isOverlay: boolean;
  hasRoot: boolean;
}

function firstRoot(file: FileSyntax | undefined): Span | undefined {
  const node = file?.statements.find((it) => it.kind === 'node' && it.target.kind === 'root');
  return node?.kind === 'node' ? node.target : undefined;
}

function applyTop(state: State, statement: Statement): void {
  switch (statement.kind) {
    case 'node':
      return applyTopNode(state, statement);
    case 'delete-node': {
      if (statement.target.kind !== 'reference') return;
      const target = find(state, statement.target);
      if (target === undefined) return dangle(state, statement.target);
      record(target.parent, {
        kind: 'node',
        name: target.name,
        at: statement,
        was: finish(target, '/', []),
      });
      return deleteNode(target);
    }
    case 'omit-node': {
      const target = find(state, statement.target);
      if (target === undefined) return dangle(state, statement.target);
      target.isOmittable = true;
      return;
    }
    default:
      return;
  }
}

/**
 * A statement of an overlay that is applied to the tree: what stands in `__overlay__` merges into the target; whatever
 * else an overlay's root holds is not applied (libfdt fdt_overlay.c overlay_merge).
 */
function applyOverlay(state: State, statement: Statement): void {
  if (statement.kind !== 'node' || statement.target.kind !== 'root')
    return applyTop(state, statement);
  for (const fragment of statement.statements) {
    if (fragment.kind !== 'node') continue;
    const target = fragmentTarget(fragment);
    const overlay = fragment.statements.find((it) => isNamed(it, '__overlay__'));
    if (target === undefined || overlay?.kind !== 'node') continue;
    const node = find(state, target);
    if (node === undefined) dangle(state, target);
    else mergeBlock(state, node, overlay);
  }
}

function isNamed(statement: Statement, name: string): boolean {
  return (
    statement.kind === 'node' && statement.target.kind === 'name' && statement.target.text === name
  );
}

/** What `target = <&label>;` or `target-path = "/path";` of a fragment names. */
function fragmentTarget(fragment: NodeSyntax): ReferenceSyntax | undefined {
  for (const property of fragment.statements) {
    if (property.kind !== 'property') continue;
    const part = property.value?.parts[0];
    if (property.name.text === 'target' && part?.kind === 'cells')
      return part.references[0]?.reference;
    if (property.name.text === 'target-path' && part?.kind === 'string') {
      const { stream, from, to } = part;
      return { kind: 'reference', form: 'path', text: part.bytes, stream, from, to };
    }
  }
  return undefined;
}

function applyTopNode(state: State, syntax: NodeSyntax): void {
  const { target } = syntax;
  if (target.kind === 'name') return;
  if (target.kind === 'root') {
    if (state.hasRoot) mergeBlock(state, state.root, syntax);
    else fillNew(state, state.root, syntax);
    state.hasRoot = true;
    state.root.isDeleted = false;
    return;
  }
  const node =
    state.isOverlay && target.form === 'path' && syntax.labels.length === 0
      ? undefined
      : find(state, target);
  if (node !== undefined) {
    for (const label of syntax.labels) addNodeLabel(state, node, label);
    return mergeBlock(state, node, syntax);
  }
  if (!state.isOverlay || syntax.labels.length > 0) return dangle(state, target);
  addFragment(state, target, syntax);
}

function addNodeLabel(state: State, node: DraftNode, label: NodeSyntax['labels'][number]): void {
  node.labels = withLabel(node.labels, label);
  remember(state, label.name, node);
}

function remember(state: State, label: string, node: DraftNode): void {
  const nodes = state.labels.get(label);
  if (nodes === undefined) state.labels.set(label, [node]);
  else if (!nodes.includes(node)) nodes.push(node);
}

/** Remembers what was deleted from a node. */
function record(parent: DraftNode | undefined, deletion: Deletion): void {
  if (parent !== undefined) (parent.deletions ??= []).push(deletion);
}

function dangle(state: State, reference: ReferenceSyntax): void {
  state.dangling.push(reference);
  const name =
    reference.form === 'label' ? `label "${reference.text}"` : `path "${reference.text}"`;
  state.problems.push({
    code: 'syntax/unknown-reference',
    severity: 'error',
    message: `${name} names nothing at this point of the source`,
    at: reference,
  });
}

/** The node that a reference names now: by path, else the first live label in depth-first order. */
function find(state: State, reference: ReferenceSyntax): DraftNode | undefined {
  if (reference.form === 'path') return findPath(state.root, reference.text);
  const live = (state.labels.get(reference.text) ?? []).filter((it) => isLive(it, reference.text));
  return live[0];
}

function isLive(node: DraftNode, label: string): boolean {
  for (let at: DraftNode | undefined = node; at !== undefined; at = at.parent)
    if (at.isDeleted) return false;
  return node.labels.some((it) => it.label.name === label && !it.isDeleted);
}

function findPath(root: DraftNode, path: string): DraftNode | undefined {
  let node: DraftNode | undefined = root.isDeleted ? undefined : root;
  for (const name of path.split('/')) {
    if (name === '' || node === undefined) continue;
    node = node.children.find((it) => !it.isDeleted && it.name === name);
  }
  return node;
}

/** A node's first body: everything is taken as written; deletions in it have no effect (dtc build_node). */
function fillNew(state: State, node: DraftNode, syntax: NodeSyntax): void {
  const pending: [DraftNode, NodeSyntax][] = [[node, syntax]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [into, block] = next;
    into.definitions.push(block);
    for (const label of block.labels) remember(state, label.name, into);
    if (block.labels.length > 0) into.labels = [...draftLabels(block.labels), ...into.labels];
    if (block.isOmittable) into.isOmittable = true;
    for (const statement of block.statements) {
      if (statement.kind === 'property') appendProperty(into, draftProperty(statement));
      else if (statement.kind === 'delete-property')
        appendProperty(into, {
          name: statement.target.text,
          labels: [],
          definitions: [],
          parts: [],
          at: statement,
          isDeleted: true,
        });
      else if (statement.kind === 'node' && statement.target.kind === 'name') {
        const child = draftNode(statement.target.text, statement.target);
        appendChild(into, child);
        pending.push([child, statement]);
      } else if (statement.kind === 'delete-node' && statement.target.kind === 'name') {
        const child = draftNode(statement.target.text, statement.target);
        child.isDeleted = true;
        appendChild(into, child);
      }
    }
  }
}

function draftProperty(syntax: PropertySyntax): DraftProperty {
  return {
    name: syntax.name.text,
    labels: draftLabels(syntax.labels),
    definitions: [syntax],
    parts: syntax.value?.parts ?? [],
    at: syntax,
    isDeleted: false,
  };
}

/** A later body of a node: values are replaced in place, new entries go to the end (dtc merge_nodes). */
function mergeBlock(state: State, node: DraftNode, syntax: NodeSyntax): void {
  node.isDeleted = false;
  node.definitions.push(syntax);
  for (const statement of syntax.statements) {
    if (statement.kind === 'property') mergeProperty(node, statement);
    else if (statement.kind === 'delete-property') {
      const known = node.properties.find(
        (it) => it.name === statement.target.text && !it.isDeleted,
      );
      record(node, {
        kind: 'property',
        name: statement.target.text,
        at: statement,
        ...(known && { was: { ...known, labels: [] } }),
      });
      if (known) deleteProperty(known);
    }
  }
  for (const statement of syntax.statements) {
    if (statement.kind === 'node' && statement.target.kind === 'name')
      mergeChild(state, node, statement);
    else if (statement.kind === 'delete-node' && statement.target.kind === 'name') {
      const name = statement.target.text;
      const known = node.children.find((it) => it.name === name && !it.isDeleted);
      record(node, {
        kind: 'node',
        name,
        at: statement,
        ...(known && { was: finish(known, '/', []) }),
      });
      if (known) deleteNode(known);
    }
  }
}

function mergeProperty(node: DraftNode, syntax: PropertySyntax): void {
  const known = findProperty(node, syntax.name.text);
  if (known === undefined) return appendProperty(node, draftProperty(syntax));
  for (const label of syntax.labels) known.labels = withLabel(known.labels, label);
  known.definitions = [...known.definitions, syntax];
  known.parts = syntax.value?.parts ?? [];
  known.at = syntax;
  known.isDeleted = false;
}

function mergeChild(state: State, parent: DraftNode, syntax: NodeSyntax): void {
  if (syntax.target.kind !== 'name') return;
  const known = findChild(parent, syntax.target.text);
  if (known === undefined) {
    const child = draftNode(syntax.target.text, syntax.target);
    appendChild(parent, child);
    return fillNew(state, child, syntax);
  }
  for (const label of syntax.labels) addNodeLabel(state, known, label);
  mergeBlock(state, known, syntax);
}

/** `&label { }` or `&{/path} { }` of an overlay (dtc livetree.c add_orphan_node). */
function addFragment(state: State, target: ReferenceSyntax, syntax: NodeSyntax): void {
  const fragment = draftNode(`fragment@${state.fragments++}`, target);
  const part: ValuePart =
    target.form === 'path'
      ? { ...target, kind: 'string', bytes: target.text }
      : {
          ...target,
          kind: 'cells',
          bits: 32,
          values: [0xffffffff],
          first: target.from,
          extents: [target.from, target.to],
          references: [{ index: 0, reference: target }],
          unknown: [],
        };
  const name = target.form === 'path' ? 'target-path' : 'target';
  appendProperty(fragment, {
    name,
    labels: [],
    definitions: [],
    parts: [part],
    at: target,
    isDeleted: false,
  });
  const overlay = draftNode('__overlay__', target);
  appendChild(fragment, overlay);
  fillNew(state, overlay, syntax);
  appendChild(state.root, fragment);
  state.hasRoot = true;
}
