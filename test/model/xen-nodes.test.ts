/** What is gathered from all nodes that may concern Xen follows an edit without a look at the other domains. */
import { effect } from '@preact/signals-core';
import { expect, test } from 'vitest';
import { gathered, xenNodesOf } from '../../server/src/model/xen-nodes';
import type { DeviceTree } from '../../server/src/tree/dt-node';
import { createLiveTree } from '../../server/src/tree/live-tree';
import { treeOf } from '../analyse';
import { shareTree } from '../tree/share-tree';

/** So many domains, of which the second has more in it, and a device that is meant for one. */
function board(domains: number, more: string): string {
  const all = Array.from({ length: domains }, (_, i) => {
    const inside = i === 1 ? more : '';
    return `domU${i} { compatible = "xen,domain"; module@${i} { }; ${inside} };`;
  });
  const soc = 'soc { dev@1 { }; group { xen { compatible = "XEN,device"; }; }; };';
  return `/dts-v1/; / { ${soc} chosen { ${all.join('\n')} }; other { }; };`;
}

function pathsOf(tree: DeviceTree): readonly string[] {
  return xenNodesOf(tree).map((it) => it.path);
}

/** How many nodes are looked at when nodes come and go, and whether what is gathered is what a plain tree gives. */
function lookedAt(domains: number, texts: readonly string[]): readonly number[] {
  const counter = { looks: 0 };
  const counted = gathered((_tree, node) => {
    counter.looks++;
    return node.node.properties.has('compatible') ? [node.path] : [];
  });
  let plain = treeOf(board(domains, ''));
  const tree = createLiveTree(plain);
  const stop = effect(() => void counted.all(tree));
  const looks = texts.map((text) => {
    counter.looks = 0;
    plain = shareTree(plain, treeOf(board(domains, text)));
    tree.update(plain, () => undefined);
    const seen = counter.looks;
    expect(counted.all(tree)).toEqual(counted.all(plain));
    expect(pathsOf(tree)).toEqual(pathsOf(plain));
    return seen;
  });
  stop();
  return looks;
}

const texts = [
  'a { };',
  'a { b { c { compatible = "x"; }; }; };',
  'a { b { c { d { }; }; }; };',
  '',
  'module@7 { compatible = "multiboot,module"; };',
];

test('nodes of one domain come and go: the others are not looked at', () => {
  const few = lookedAt(4, texts);
  expect(lookedAt(64, texts)).toEqual(few);
  // The domain and all below it, and /chosen itself where its list is another one now.
  expect(few).toEqual([3, 6, 7, 2, 4]);
});

test('those on the way to a node that is named for Xen are among them, others are not', () => {
  const paths = pathsOf(treeOf(board(1, '')));
  expect(paths.filter((it) => !it.startsWith('/chosen'))).toEqual([
    '/soc',
    '/soc/group',
    '/soc/group/xen',
  ]);
});

test('a node that is named for Xen comes and goes elsewhere', () => {
  const source = (name: string) =>
    `/dts-v1/; / { a { b { c { compatible = "${name}"; }; }; }; chosen { }; };`;
  let plain = treeOf(source('acme,x'));
  const tree = createLiveTree(plain);
  const seen: (readonly string[])[] = [];
  const stop = effect(() => void seen.push(pathsOf(tree)));
  for (const name of ['xen,x', 'acme,y']) {
    plain = shareTree(plain, treeOf(source(name)));
    tree.update(plain, () => undefined);
    expect(pathsOf(tree)).toEqual(pathsOf(plain));
  }
  stop();
  expect(seen).toEqual([['/chosen'], ['/a', '/a/b', '/a/b/c', '/chosen'], ['/chosen']]);
});
