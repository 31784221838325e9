/** The findings that tell of a bound of this tool; none is met by a real board. Facts: base/limits.ts. */
import { page, type FrontEndRule } from './page';

export const limitPages: readonly FrontEndRule[] = [
  page('syntax/nesting-limit', {
    why: 'What lies deeper is not read. dtc’s own parser gives up at a similar depth; boards stay below 20.',
    source: 'base/limits.ts: maxNodeDepth',
    examples: [],
  }),
  page('syntax/expression-limit', {
    why: 'The expression counts as unknown. Boards stay below 20 levels.',
    source: 'base/limits.ts: maxExpressionDepth',
    examples: [],
  }),
  page('syntax/problem-limit', {
    why: 'Everything is still parsed, but no more is told: whoever mends what is shown sees the rest. So many at once come from text that is no Devicetree source.',
    source: 'base/limits.ts: maxSyntaxProblems',
    examples: [],
  }),
];
