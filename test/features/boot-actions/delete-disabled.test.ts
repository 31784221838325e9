import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const off = '			status = "dis$0abled";\n';

test('deletes a domain that is meant to be off', () => {
  checkAction(
    board({ chosen: domain(off) }),
    'Delete domU1 by /delete-node/ instead',
    board({ chosen: `${domain('')}		/delete-node/ domU1;\n` }),
  );
});

test('deletes it behind the block that disables it', () => {
  const later = (inside: string) =>
    board({ chosen: domain('').replace('domU1', 'off: domU1') }) + inside;
  checkAction(
    later('&off {\n	status = "dis$0abled";\n};\n'),
    'Delete domU1 by /delete-node/ instead',
    later('&off {\n};\n/delete-node/ &off;\n'),
  );
});

test('leaves a domain that others refer to', () => {
  const user = '\n		user {\n			domain = <&off>;\n		};\n';
  const labelled = domain(off).replace('domU1', 'off: domU1');
  const deletions = (chosen: string) =>
    actionTitles(board({ chosen })).filter((it) => it.startsWith('Delete'));
  expect(deletions(labelled)).toHaveLength(1);
  expect(deletions(labelled + user)).toEqual([]);
});
