/** What a page about a finding of the front end holds; severity and summary come from the front end's own tables. */
import type { Problem } from '../../preprocessor/problem';
import { preprocessorCodes, type ProblemCode } from '../../preprocessor/problem-codes';
import { syntaxCodes } from '../../syntax/problem-codes';
import type { DeviceTree } from '../../tree/dt-node';
import type { Fix } from '../fix';
import type { RuleText } from '../rule';

/** A finding that no rule makes: the preprocessor, the parser or the composition does. */
export interface FrontEndRule extends RuleText {
  /** How the problem can be mended. */
  fixesFor?(problem: Problem, tree: DeviceTree): readonly Fix[];
}

type PageText = Pick<FrontEndRule, 'why' | 'source' | 'examples' | 'fixesFor'>;

const codes: Readonly<Record<string, ProblemCode>> = {
  ...preprocessorCodes,
  ...syntaxCodes,
  'dtc/duplicate_node_names': {
    severity: 'error',
    summary: 'Two nodes of one body have the same name.',
  },
  'dtc/duplicate_property_names': {
    severity: 'error',
    summary: 'A property is set twice in one body.',
  },
  'syntax/incbin-not-found': {
    severity: 'error',
    summary: 'A file that /incbin/ names was not found.',
  },
  'suppress/unknown-rule': {
    severity: 'hint',
    summary: 'A comment silences a rule that does not exist.',
  },
  'suppress/unused': { severity: 'hint', summary: 'A comment silences nothing.' },
};

/** The page of a code of the front end. */
export function page(id: string, text: PageText): FrontEndRule {
  const { severity, summary } = codes[id] ?? { severity: 'error', summary: id };
  return { id, severity, summary, ...text };
}
