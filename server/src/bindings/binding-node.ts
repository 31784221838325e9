/**
 * What validation is asked about: a device tree in its final form, as a DTB holds it, and what it answers. Nothing
 * here knows where a node was written; the caller maps a finding's path, property and item back to its source.
 */

/** A node with final bytes: phandles resolved, properties and children in the order of the blob. The root's name is "". */
export interface BindingNode {
  readonly name: string;
  readonly properties: PropertyBytes;
  readonly children: readonly BindingNode[];
}

/** Properties by name: a `Map`, or what makes the bytes when somebody asks for them. */
export interface PropertyBytes {
  has(name: string): boolean;
  get(name: string): Uint8Array | undefined;
  /** In the order of the blob. */
  keys(): Iterable<string>;
}

export interface BindingFinding {
  /** Full path of the node, `/` for the root. */
  readonly path: string;
  /** The property at fault; absent when the node as a whole is. */
  readonly property?: string;
  /** Index of the string or of the number within the property's value, when one of them is at fault. */
  readonly item?: number;
  /** The property that is absent, for `required` and `dependentRequired`. */
  readonly missing?: string;
  /** The JSON Schema keyword that failed. */
  readonly keyword: string;
  readonly message: string;
  /** The schema that was applied to the node, also when the keyword is in one that it refers to. */
  readonly schemaId: string;
  readonly schemaTitle: string;
  /** What the reader of the tree makes of it, when the schema says so. */
  readonly consequence?: Consequence;
}

/** `refused`: the reader stops or loses what is described. `ignored`: it goes on without, or misreads it. */
export interface Consequence {
  readonly kind: 'refused' | 'ignored';
  readonly text: string;
}
