/** A source of megabytes, which no page of a rule can show. */
import { expect, test } from 'vitest';
import { detectTarget } from '../../../server/src/model/detect-target';
import { platformOf } from '../../../server/src/model/platform';
import { domainTooMany, mostDomains } from '../../../server/src/rules/xen/domain-too-many';
import { treeOf } from '../../analyse';

function findings(count: number): readonly string[] {
  const domains = Array.from({ length: count }, (_, i) => `d${i}{compatible="xen,domain";};`);
  const tree = treeOf(`/dts-v1/; / { chosen { ${domains.join('\n')} }; };`);
  const target = detectTarget(tree, 'xen');
  const found: string[] = [];
  const input = { tree, target, model: platformOf(tree, target), isFragment: false };
  for (const domain of input.model.domains)
    domainTooMany.checkEach(domain, input, (it) => found.push(it.message));
  return found;
}

test('the first domain without a number is told', () => {
  expect(findings(mostDomains)).toEqual([]);
  expect(findings(mostDomains + 2)).toEqual([
    'd32751 is domain 32752, and Xen can number 32751: it panics',
  ]);
}, 60_000);
