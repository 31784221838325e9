import { expect, test } from 'vitest';
import { includedNames } from '../../server/src/workspace/includes';
import {
  foldersAbove,
  isBelow,
  normalisePath,
  relativePath,
  resolvePath,
} from '../../server/src/workspace/paths';

test.each([
  ['/a/./b//c/', '/a/b/c'],
  ['/a/../../b', '/b'],
  ['/', '/'],
  ['C:\\boards\\a.dts', 'c:/boards/a.dts'],
  ['a/../../b', '../b'],
  ['vscode-remote://host/a/../b.dts', 'vscode-remote://host/b.dts'],
  ['.', '.'],
])('%s is %s', (path, straight) => {
  expect(normalisePath(path)).toBe(straight);
});

test('an absolute name is not seen from a folder', () => {
  expect(resolvePath('/w', '/x/../y')).toBe('/y');
  expect(resolvePath('/w/in', '../y')).toBe('/w/y');
});

test('a folder holds itself and what is below, not what begins like it', () => {
  expect(isBelow('/w', '/w')).toBe(true);
  expect(isBelow('/w/a', '/w')).toBe(true);
  expect(isBelow('/was', '/w')).toBe(false);
  expect(isBelow('/a', '/')).toBe(true);
});

test('the folders above a file end at its root', () => {
  expect(foldersAbove('/a/b/c.dts')).toEqual(['/a/b', '/a', '/']);
  expect(foldersAbove('untitled:a')).toEqual([]);
});

test('relative paths climb as far as they must', () => {
  expect(relativePath('/a/b', '/a/c/d')).toBe('../c/d');
  expect(relativePath('/a', '/a')).toBe('.');
  expect(relativePath('/a', 'c:/x')).toBe('c:/x');
});

test('included names are found in every spelling, and nowhere else', () => {
  const text = [
    '#include "a.dtsi"',
    '  # include <b/c.h>',
    '/include/ "d.dtsi"',
    '/include/',
    '  "e.dtsi"',
    'x = "#include <not.h>";',
    '#include MACRO',
    '#include "a.dtsi"',
  ].join('\n');
  expect(includedNames(text)).toEqual(['a.dtsi', 'b/c.h', 'd.dtsi', 'e.dtsi']);
});
