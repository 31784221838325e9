/**
 * What a rule is: one mistake, why it matters, how to find it, how to mend it, and examples that are its tests
 * and its page at once. A rule only reports; severities from settings and suppressions are applied afterwards.
 */
import type { Catalogue } from '../bindings/catalogue';
import type { Place } from '../preprocessor/problem';
import type { Severity } from '../text/severity';
import type { DeviceTree } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import type { Board } from '../model/board';
import type { Guest } from '../model/guest';
import type { PlatformModel } from '../model/platform';
import type { Target, TargetName } from '../model/target';
import type { Fix } from './fix';

export type Rule = RuleText & (TreeCheck | NodeCheck | EachCheck<object>);

export interface RuleText {
  /** `group/name`; dtc's own checks keep dtc's names. */
  readonly id: string;
  readonly severity: Severity;
  /** One line: the mistake. */
  readonly summary: string;
  /** What the consumer does then, and why that hurts. */
  readonly why: string;
  /** Document or source file that the fact comes from. */
  readonly source: string;
  /** First Xen release that behaves so, when it depends on the release. */
  readonly since?: string;
  /** Last Xen release that behaves so, when a later one does not. */
  readonly until?: string;
  /** Rules whose findings at the same node silence this one. */
  readonly requires?: readonly string[];
  /** Who must be reading the tree; absent: everybody. */
  readonly reader?: 'xen' | 'system-dt';
  /** Silent unless a setting gives it a severity (`severity` is then only its usual one). */
  readonly isOffByDefault?: boolean;
  readonly examples: readonly RuleExample[];
}

/** A rule that looks at the whole tree or model. */
export interface TreeCheck {
  check(input: RuleInput, report: (finding: Finding) => void): void;
  /**
   * The same findings node by node, by the rule's id: several rules may share it. What all nodes give, in the order of
   * the tree, is what `check` gives, so that an edited tree need not be checked as a whole.
   */
  readonly partAt?: PartAt;
}

export type PartAt = (at: NodeRef, input: RuleInput) => ReadonlyMap<string, readonly Finding[]>;

/** A rule that looks at one node at a time; its findings are about that node unless they say otherwise. */
export interface NodeCheck {
  /** Only nodes with one of these properties, or with one of such a name, are shown to the rule; absent: all nodes. */
  readonly on?: readonly string[] | ((property: string) => boolean);
  /** It sees also nodes that dtc leaves out (`/omit-if-no-ref/`). */
  readonly seesOmitted?: boolean;
  checkNode(at: NodeRef, input: RuleInput, report: (finding: Finding) => void): void;
}

/**
 * A rule that looks at one thing of the model at a time. It may read the item, the node of the item and its ancestors,
 * and small facts of the model: what it reads beyond the item is read for every item, so it is never a list of them.
 */
export interface EachCheck<Item extends object> {
  readonly each: Each<Item>;
  checkEach(item: Item, input: RuleInput, report: (finding: Finding) => void): void;
}

/**
 * The things that such rules look at, in a fixed order. An item is the same object as before for as long as
 * everything it says is the same. Rules that look at the same things share one such function.
 */
export type Each<Item extends object> = (input: RuleInput) => readonly Item[];

export interface RuleInput {
  readonly tree: DeviceTree;
  readonly model: PlatformModel;
  readonly target: Target;
  /** The root file lacks `/dts-v1/` or is an overlay: what is absent may be given elsewhere. */
  readonly isFragment: boolean;
  /** Facts that no tree holds; absent: none is known. */
  readonly board?: Board;
  /** The own trees of guests; absent: none is known. */
  readonly guests?: readonly Guest[];
  /** The binding schemas; absent: nothing is judged by them. */
  readonly catalogue?: Catalogue;
}

export interface Finding {
  readonly at: Place;
  readonly message: string;
  /** Overrides the rule's own severity. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  /** Path of the node the finding is about: rules that `require` this one stay silent there. */
  readonly node?: string;
  /** The property that the finding is about, where `at` is only a part of it. */
  readonly within?: Place;
  /** Name of the property whose absence the finding is about. */
  readonly missing?: string;
}

/**
 * A piece of DTS and what the rule must say about it. `dts` is a whole source file (without `/dts-v1/;` it is
 * put in front). `//^^^ text` under a line marks a finding: the carets stand under the reported text and `text` is
 * part of its message. A `valid` example has none. `fixed` is the whole source after the first fix.
 */
export interface RuleExample {
  readonly title: string;
  readonly dts: string;
  readonly fixed?: string;
  /** Who reads it; absent: the newest Xen for rules of that reader, else nobody in particular. */
  readonly target?: TargetName;
  /** What the `board` section of the configuration says. */
  readonly board?: Board;
}

/** Gives a rule its type; keeps rule files free of annotations. */
export function defineRule<R extends RuleText & (TreeCheck | NodeCheck)>(rule: R): R;
export function defineRule<Item extends object>(
  rule: RuleText & EachCheck<Item>,
): RuleText & EachCheck<Item>;
export function defineRule(rule: Rule): Rule {
  return rule;
}
