/** Examples of the schema rules, over the schemas that come with the product. */
import type { RuleExample } from '../rule';

/** By the rule's name without its group. */
export const schemaExamples: Readonly<Record<string, readonly RuleExample[]>> = {};
