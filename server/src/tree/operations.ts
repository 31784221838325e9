/**
 * What the top-level statements of a source do to the tree, one operation each: a block for the root or for the node
 * that a reference names, a deletion, a mark. An overlay's root is not a block: its fragments are.
 */
import type {
  DeleteNodeSyntax,
  FileSyntax,
  NodeSyntax,
  ReferenceSyntax,
  Statement,
} from '../syntax/ast';
import type { DraftNode } from './draft';

export type Operation =
  | (OperationBase & { readonly kind: 'root'; readonly body: NodeSyntax })
  | (OperationBase & Targeted & { readonly kind: 'block' | 'apply'; readonly body: NodeSyntax })
  | (OperationBase & Targeted & { readonly kind: 'delete'; readonly at: DeleteNodeSyntax })
  | (OperationBase & Targeted & { readonly kind: 'omit' });

interface OperationBase {
  /** The top-level statement that it stands for. */
  readonly statement: Statement;
  /** Grows along the source. Not yet known: NaN. */
  order: number;
  /** The node that it changes; undefined when its reference names nothing. */
  node: DraftNode | undefined;
}

interface Targeted {
  readonly target: ReferenceSyntax;
}

/**
 * The operations of one file of a source: the first is the base, the others are overlays that are applied to it. What
 * stands in an overlay's `__overlay__` merges into the target; whatever else its root holds is not applied (libfdt
 * fdt_overlay.c overlay_merge).
 */
export function operationsOf(file: number, statements: readonly Statement[]): Operation[] {
  return statements.flatMap((statement) =>
    file > 0 && statement.kind === 'node' && statement.target.kind === 'root'
      ? fragmentOperations(statement)
      : (operationOf(statement) ?? []),
  );
}

function operationOf(statement: Statement): Operation | undefined {
  const node = undefined;
  switch (statement.kind) {
    case 'node': {
      const { target } = statement;
      if (target.kind === 'root')
        return { statement, order: NaN, node, kind: 'root', body: statement };
      if (target.kind === 'name') return undefined;
      return { statement, order: NaN, node, kind: 'block', target, body: statement };
    }
    case 'delete-node': {
      const { target } = statement;
      if (target.kind === 'name') return undefined;
      return { statement, order: NaN, node, kind: 'delete', target, at: statement };
    }
    case 'omit-node':
      return { statement, order: NaN, node, kind: 'omit', target: statement.target };
    default:
      return undefined;
  }
}

function fragmentOperations(root: NodeSyntax): Operation[] {
  return root.statements.flatMap((fragment): Operation[] => {
    if (fragment.kind !== 'node') return [];
    const target = fragmentTarget(fragment);
    const overlay = fragment.statements.find((it) => isNamed(it, '__overlay__'));
    if (target === undefined || overlay?.kind !== 'node') return [];
    return [{ statement: root, order: NaN, node: undefined, kind: 'apply', target, body: overlay }];
  });
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

/** The operations of one file and the statements that they come from. */
export interface FileOperations {
  readonly syntax: FileSyntax;
  readonly operations: readonly Operation[];
}

/** Whether an operation differs from another one in nothing but what stands in its body. */
export function isSameShape(a: Operation, b: Operation): boolean {
  if (a.kind === 'root' || b.kind === 'root') return a.kind === b.kind;
  return (
    a.kind === b.kind &&
    a.target.form === b.target.form &&
    a.target.text === b.target.text &&
    labelCount(a) === labelCount(b)
  );
}

/** In an overlay a block with a label is no fragment. */
function labelCount(operation: Operation): number {
  return operation.kind === 'block' ? operation.body.labels.length : 0;
}
