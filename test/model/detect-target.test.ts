import { expect, test } from 'vitest';
import { detectTarget } from '../../server/src/model/detect-target';
import type { TargetName } from '../../server/src/model/target';
import { treeOf } from '../analyse';

const detect = (body: string, name: TargetName = 'auto') =>
  detectTarget(treeOf(`/ { ${body} };`), name);

test.each([
  ['a domain', 'chosen { d { compatible = "xen,domain"; }; };', '"xen,domain" found in /chosen/d'],
  [
    'a module',
    'chosen { m { compatible = "multiboot,module"; }; };',
    '"multiboot,module" found in /chosen/m',
  ],
  [
    'a misspelt module',
    'chosen { m { compatible = "multiboot,kernal"; }; };',
    '"multiboot,kernal" found in /chosen/m',
  ],
  ['a misplaced domain', 'd { compatible = "xen,domain"; };', '"xen,domain" found in /d'],
  ['a command line', 'chosen { xen,xen-bootargs = ""; };', 'xen,xen-bootargs found in /chosen'],
])('%s means Xen', (_, body, because) => {
  expect(detect(body)).toEqual({ xen: { version: '4.22' }, because });
});

test.each([
  ['a plain board', 'chosen { bootargs = "quiet"; };'],
  ['a guest of Xen', 'hypervisor { compatible = "xen,xen-4.17", "xen,xen"; };'],
  ['a framebuffer', 'chosen { framebuffer { compatible = "simple-framebuffer"; }; };'],
])('%s is for nobody in particular', (_, body) => {
  expect(detect(body)).toEqual({ because: 'nothing for a hypervisor or for Lopper found' });
});

test('domains of OpenAMP mean a System Devicetree', () => {
  expect(detect('domains { d { compatible = "openamp,domain-v1"; }; };')).toEqual({
    systemDt: true,
    because: '"openamp,domain-v1" found in /domains/d',
  });
});

test('a tree can be for both', () => {
  const target = detect(
    'chosen { d { compatible = "xen,domain"; }; }; domains { d { compatible = "openamp,domain-v1"; }; };',
  );
  expect(target).toMatchObject({ xen: {}, systemDt: true });
});

test('what is asked for by name is taken, whatever the content', () => {
  expect(detect('', 'xen@4.17').xen).toEqual({ version: '4.17' });
  expect(detect('', 'xen').xen).toEqual({ version: '4.22' });
  expect(detect('chosen { d { compatible = "xen,domain"; }; };', 'none').xen).toBeUndefined();
  expect(detect('', 'system-dt').systemDt).toBe(true);
});
