/**
 * The composed device tree, as dtc has it after merging every block (dtc livetree.c), with provenance:
 * each node and property keeps who wrote it, who overrode it and what was deleted. Values are syntax: a cell
 * may still be a reference (see `value.ts` for numbers and bytes). Nodes know their children, not their
 * parents; a `NodeRef` (`node-ref.ts`) is a node and its way up.
 */
import type { Problem } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type {
  DeleteNodeSyntax,
  DeletePropertySyntax,
  LabelSyntax,
  MemReserveSyntax,
  NodeSyntax,
  PropertySyntax,
  ReferenceSyntax,
  ValuePart,
} from '../syntax/ast';

export interface DtNode {
  /** `serial@ff000000`; "" for the root. */
  readonly name: string;
  /** In dtc's order: later definitions' labels first. */
  readonly labels: readonly LabelSyntax[];
  /** In emission order. */
  readonly properties: ReadonlyMap<string, DtProperty>;
  /** In emission order. */
  readonly children: ReadonlyMap<string, DtNode>;
  /** Every `{ … }` that contributed, oldest first; empty for nodes that dtc makes up (`fragment@0`). */
  readonly definitions: readonly NodeSyntax[];
  /** What `/delete-node/` and `/delete-property/` took away, oldest first. */
  readonly deletions: readonly Deletion[];
  /** It has, or had before a deletion, a label: dtc then gives it a phandle under `-@`. */
  readonly wasLabelled: boolean;
  /** Marked by `/omit-if-no-ref/`. */
  readonly isOmittable: boolean;
  /** Where to point when the node is meant: the name or reference of the first definition. */
  readonly at: Span;
}

/** A node with its way up. */
export interface NodeRef {
  readonly node: DtNode;
  readonly parent?: NodeRef;
  /** `/soc/serial@ff000000`; "/" for the root. */
  readonly path: string;
  /** 0 for the root. */
  readonly depth: number;
}

export interface DtProperty {
  readonly name: string;
  readonly labels: readonly LabelSyntax[];
  /** Every definition, oldest first; the last one wins. Empty only for properties that dtc makes up. */
  readonly definitions: readonly PropertySyntax[];
  /** The winning value's parts; empty for `name;`. */
  readonly parts: readonly ValuePart[];
  /** Where to point when the property is meant: the winning definition. */
  readonly at: Span;
}

export type Deletion =
  | {
      readonly kind: 'node';
      readonly name: string;
      readonly at: DeleteNodeSyntax;
      readonly was?: DtNode;
    }
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly at: DeletePropertySyntax;
      readonly was?: DtProperty;
    };

export interface DeviceTree {
  readonly root: DtNode;
  /** The first child of `/cpus` unless it was deleted: dtc takes `boot_cpuid_phys` from its `reg`. */
  readonly bootCpu?: DtNode;
  readonly memReserves: readonly MemReserveSyntax[];
  /** `/plugin/;` was given: references may stay unresolved. */
  readonly isPlugin: boolean;
  /** A `/dts-v1/;` was seen: without one this is a fragment of somebody's source. */
  readonly hasVersion: boolean;
  /** Top-level references (`&x { }`, `/delete-node/ &x`) that named nothing at that point. */
  readonly dangling: readonly ReferenceSyntax[];
  /** The files that `/incbin/` names, by the name as written; absent when they could not be read. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Problem[];
}
