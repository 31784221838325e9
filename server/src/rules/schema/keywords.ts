/**
 * What each keyword of a binding schema demands: the pages of the `schema/…` rules. What a schema says about one
 * property stands in the schema itself and in the message.
 */

export interface Keyword {
  /** As in JSON Schema. */
  readonly keyword: string;
  /** The rule is `schema/<name>`. */
  readonly name: string;
  readonly summary: string;
  readonly why: string;
}

const unread =
  'Whoever reads the property expects what the binding says, and makes something else of another value.';

export const keywords: readonly Keyword[] = [
  {
    keyword: 'required',
    name: 'required',
    summary: 'A node lacks a property that its binding requires.',
    why: 'The reader of the node cannot do without it: it stops, or leaves out what the node describes.',
  },
  {
    keyword: 'dependentRequired',
    name: 'dependent-required',
    summary: 'A property stands without another one that it needs beside it.',
    why: 'Alone the property says nothing, so its reader passes over it.',
  },
  {
    keyword: 'additionalProperties',
    name: 'additional-properties',
    summary: 'A node holds a property or node that its binding does not know.',
    why: 'Nothing reads it: often it is misspelt, or belongs in another node.',
  },
  {
    keyword: 'unevaluatedProperties',
    name: 'unevaluated-properties',
    summary: 'A node holds a property or node that none of its bindings knows.',
    why: 'Nothing reads it: often it is misspelt, or belongs in another node.',
  },
  {
    keyword: 'enum',
    name: 'enum',
    summary: 'A value is none of those that the binding lists.',
    why: unread,
  },
  {
    keyword: 'const',
    name: 'const',
    summary: 'A value is not the one that the binding states.',
    why: unread,
  },
  {
    keyword: 'pattern',
    name: 'pattern',
    summary: 'A text does not have the form that the binding states.',
    why: unread,
  },
  {
    keyword: 'minimum',
    name: 'minimum',
    summary: 'A number is smaller than the binding allows.',
    why: unread,
  },
  {
    keyword: 'maximum',
    name: 'maximum',
    summary: 'A number is larger than the binding allows.',
    why: unread,
  },
  {
    keyword: 'exclusiveMinimum',
    name: 'exclusive-minimum',
    summary: 'A number is smaller than the binding allows.',
    why: unread,
  },
  {
    keyword: 'exclusiveMaximum',
    name: 'exclusive-maximum',
    summary: 'A number is larger than the binding allows.',
    why: unread,
  },
  {
    keyword: 'multipleOf',
    name: 'multiple-of',
    summary: 'A number is no multiple of what the binding states.',
    why: unread,
  },
  {
    keyword: 'minItems',
    name: 'min-items',
    summary: 'A value has fewer entries than the binding asks for.',
    why: unread,
  },
  {
    keyword: 'maxItems',
    name: 'max-items',
    summary: 'A value has more entries than the binding allows.',
    why: unread,
  },
  {
    keyword: 'uniqueItems',
    name: 'unique-items',
    summary: 'A value has an entry twice.',
    why: unread,
  },
  {
    keyword: 'contains',
    name: 'contains',
    summary: 'A value lacks an entry that the binding asks for.',
    why: unread,
  },
  {
    keyword: 'type',
    name: 'type',
    summary: 'A property has a value of another type than the binding states.',
    why: unread,
  },
  {
    keyword: 'typeSize',
    name: 'type-size',
    summary: 'A number has another width than the binding states.',
    why: unread,
  },
  {
    keyword: 'oneOf',
    name: 'one-of',
    summary: 'A node or value fits none of the forms that the binding lists, or several.',
    why: unread,
  },
  {
    keyword: 'anyOf',
    name: 'any-of',
    summary: 'A node or value fits none of the forms that the binding lists.',
    why: unread,
  },
  {
    keyword: 'not',
    name: 'not',
    summary: 'A node or value has a form that the binding excludes.',
    why: unread,
  },
  {
    keyword: 'false schema',
    name: 'not-allowed',
    summary: 'A property stands where its binding does not allow it.',
    why: 'Nothing reads it here, or it contradicts what stands beside it.',
  },
];
