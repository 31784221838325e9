import { expect, test } from 'vitest';
import { xenRemarks } from '../../../server/src/model/next-stage/xen-view';
import { nodeAt } from '../../../server/src/tree/node-ref';
import { dom0Board, domain } from '../../../server/src/rules/xen/example-board';
import { modelOf } from './example-host';

function remarkOf(dts: string, path: string): string | undefined {
  const model = modelOf(dts);
  const node = nodeAt(model.tree, path)?.node;
  return node && xenRemarks(model).get(node);
}

test('a module is told with its kind, its owner and its range', () => {
  const board = dom0Board(domain('domU1', ''));
  expect(remarkOf(board, '/chosen/kernel@50000000')).toBe(
    'Xen: kernel of dom0, 0x50000000–0x500fffff, 1 MiB',
  );
  expect(remarkOf(board, '/chosen/domU1/kernel@52000000')).toMatch(/^Xen: kernel of domU1, /);
  expect(remarkOf(board, '/chosen/domU1')).toBe('Xen builds domain 1');
});

test('a guess, a loss and what Xen does not see are told', () => {
  const body = (text: string) => dom0Board(text);
  expect(
    remarkOf(
      body('m@53000000 { compatible = "multiboot,module"; reg = <0x53000000 1>; };'),
      '/chosen/m@53000000',
    ),
  ).toContain('kernel of dom0, by its place among untyped modules');
  expect(
    remarkOf(
      body(
        'r@50000000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x50000000 1>; };',
      ),
      '/chosen/r@50000000',
    ),
  ).toMatch(/; dropped, as it overlaps kernel@50000000$/);
  expect(
    remarkOf(body('a { b { c { compatible = "multiboot,module"; }; }; };'), '/chosen/a/b/c'),
  ).toBe('Xen does not see this module: it is too deep');
});

test('a module without reg is filled in by the UEFI stub, or Xen panics', () => {
  const module = (more: string) =>
    dom0Board(`m { compatible = "multiboot,ramdisk", "multiboot,module"; ${more} };`);
  expect(remarkOf(module('xen,uefi-binary = "r";'), '/chosen/m')).toContain(
    'filled in at boot: reg',
  );
  expect(remarkOf(module(''), '/chosen/m')).toMatch(/^Xen panics: /);
});
