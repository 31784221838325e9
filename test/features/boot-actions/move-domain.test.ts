import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const second = (mark = '') =>
  domain('').replaceAll('domU1', `${mark}domU2`).replaceAll('52000000', '54000000');
const title = 'Move domU2 before domU1: Xen then builds it as domain 1';

test('changes the order of two domains', () => {
  checkAction(
    board({ chosen: domain('') + second('$0') }),
    title,
    board({ chosen: `${second()}${domain('').slice(1)}\n` }),
  );
});

test('leaves the first where it is, and domains that are written in several places', () => {
  const moves = (source: string) =>
    actionTitles(source).filter((it) => it.startsWith('Move domU') && it.includes('before'));
  expect(moves(board({ chosen: domain('').replace('domU1', '$0domU1') + second() }))).toEqual([]);
  const later = '\n/ {\n\tchosen {\n\t\tdomU2 {\n\t\t\tvpl011;\n\t\t};\n\t};\n};\n';
  expect(moves(board({ chosen: domain('') + second('$0') }) + later)).toEqual([]);
});
