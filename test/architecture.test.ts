/**
 * Holds the direction of imports and the form of the sources (docs/architecture.md). Every check is
 * first shown a made-up source that breaks it: a check that cannot fail proves nothing.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Source, checks } from './architecture-checks';

const root = path.resolve(import.meta.dirname, '..');

/** All sources of the program; tests and scripts have their own habits. */
function programSources(): readonly Source[] {
  return ['client/src', 'server/src'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
      .sort()
      .map((file) => ({ path: file, text: fs.readFileSync(path.join(root, file), 'utf8') })),
  );
}

function source(file: string, text: string): Source {
  return { path: file, text };
}

/** For each check, sources that break it; each list is to be found wrong by itself. */
const broken: Readonly<Record<string, readonly (readonly Source[])[]>> = {
  'every folder imports only from the layers below it': [
    [source('server/src/lexer/a.ts', "import { b } from '../tree/b';")],
    [source('server/src/preprocessor/a.ts', "import type { B } from '../syntax/b';")],
    [source('server/src/memory/a.ts', "export const a = () => import('../bindings/b');")],
    [source('server/src/tree/deep/a.ts', "export { b } from '../../rules/b';")],
    [source('server/src/cli/a.ts', "import { b } from '../protocol/b';")],
    [source('server/src/rules/a.ts', "import { b } from '../../../client/src/b';")],
    [source('server/src/elsewhere/a.ts', 'export const a = 1;')],
  ],
  'no two files import each other, over however many others': [
    [
      source('server/src/tree/a.ts', "import { b } from './b';"),
      source('server/src/tree/b.ts', "import { c } from './deep/c';"),
      source('server/src/tree/deep/c.ts', "import type { A } from '../a';"),
    ],
  ],
  'only protocol/ imports vscode-languageserver': [
    [source('server/src/features/a.ts', "import { Hover } from 'vscode-languageserver-types';")],
    [source('server/src/cli/a.ts', "import { Hover } from 'vscode-languageserver/node';")],
  ],
  'only protocol/ and cli/ import Node': [
    [source('server/src/workspace/a.ts', "import * as fs from 'node:fs';")],
    [source('server/src/workspace/a.ts', "import { join } from 'path';")],
  ],
  'nothing is exported as default': [
    [source('client/src/a.ts', 'export default 1;')],
    [source('client/src/a.ts', 'export default function a() {}')],
    [source('client/src/a.ts', 'const a = 1; export { a as default };')],
  ],
  'what runs when a file is loaded comes behind all that it may need': [
    [source('server/src/cli/a.ts', 'run();\nfunction run() { say(word); }\nconst word = 1;')],
    [source('server/src/cli/a.ts', 'void main();\nexport class A {}')],
  ],
  'no file only passes on what others export': [
    [source('server/src/tree/index.ts', 'export const a = 1;')],
    [source('server/src/tree/all.ts', "export { a } from './a';")],
    [source('server/src/tree/a.ts', "export * from './b'; export const a = 1;")],
  ],
  'no file is longer than 400 lines': [[source('client/src/a.ts', 'a();\n'.repeat(401))]],
  'no file has a name that says nothing': [
    [source('client/src/util.ts', '')],
    [source('server/src/tree/node-helpers.ts', '')],
    [source('server/src/common/a.ts', '')],
  ],
  'all names are in kebab-case': [
    [source('client/src/statusItem.ts', '')],
    [source('server/src/Tree/a.ts', '')],
    [source('server/src/tree/dt_node.ts', '')],
  ],
};

const sound: readonly Source[] = [
  source('server/src/base/memo.ts', 'export const memo = 1;\n'.repeat(400)),
  source('server/src/tree/dt-node.ts', "import { memo } from '../base/memo';"),
  source('server/src/tree/compose.ts', "import { dtNode } from './dt-node';"),
  source('server/src/protocol/main.ts', "import * as fs from 'node:fs';"),
  source('client/src/extension.ts', "import { a } from 'vscode-languageclient/node';"),
];

describe.each(Object.entries(checks))('%s', (name, check) => {
  test('holds', () => {
    expect(check(programSources())).toEqual([]);
  });

  test('is found broken where it is', () => {
    expect(broken[name]?.length).toBeGreaterThan(0);
    for (const sources of broken[name] ?? []) {
      expect(check(sources), JSON.stringify(sources)).toHaveLength(1);
    }
  });

  test('finds nothing in sound sources', () => {
    expect(check(sound)).toEqual([]);
  });
});

test('client, server and documentation know the same custom messages', () => {
  const named = (file: string): readonly string[] => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    return [...new Set(text.match(/dts-chosen\/[a-z]\w+/g))].sort();
  };
  const messages = named('client/src/messages.ts');
  expect(messages.length).toBeGreaterThan(0);
  expect(named('server/src/protocol/extensions.ts')).toEqual(messages);
  expect(named('docs/extensions.md')).toEqual(messages);
});

test('the sources are really read', () => {
  expect(programSources().map((it) => it.path)).toContain('client/src/extension.ts');
});
