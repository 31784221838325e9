/**
 * What the front end itself reports (`cpp/…`, `syntax/…`, two checks of dtc): documentation and fixes, by the codes
 * of its problems. The front end knows neither; it says what is wrong and where.
 */
import type { Problem } from '../preprocessor/problem';
import type { DeviceTree } from '../tree/dt-node';
import type { Fix } from './fix';
import { cppPages } from './front-end/cpp-pages';
import { otherPages } from './front-end/other-pages';
import type { FrontEndRule } from './front-end/page';
import { limitPages } from './front-end/limit-pages';
import { syntaxPages } from './front-end/syntax-pages';

/** Every code that no rule has. */
export const frontEndRules: readonly FrontEndRule[] = [
  ...cppPages,
  ...syntaxPages,
  ...limitPages,
  ...otherPages,
];

const byCode = new Map(frontEndRules.map((it) => [it.id, it]));

/** The fixes for a problem of the front end; none for a code that has none. */
export function fixesOfProblem(problem: Problem, tree: DeviceTree): readonly Fix[] {
  return byCode.get(problem.code)?.fixesFor?.(problem, tree) ?? [];
}
