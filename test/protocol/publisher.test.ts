/** The publisher by itself: which contexts it has computed, and what it says. */
import { beforeEach, expect, test } from 'vitest';
import {
  CancellationToken,
  type InitializeParams,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { fileId } from '../../server/src/lexer/token-chunk';
import { clientOf } from '../../server/src/protocol/client';
import { createPullDiagnostics } from '../../server/src/protocol/features/pull-diagnostics';
import { createPublisher } from '../../server/src/protocol/publisher';
import { createQueue } from '../../server/src/protocol/queue';
import { createSession, type Session } from '../../server/src/protocol/session';
import type { Analysis, Snapshot } from '../../server/src/workspace/snapshot';
import { folderWith } from '../folder-with';

const boards = ['a', 'b', 'c', 'd'];
const told: PublishDiagnosticsParams[] = [];
/** One for each time that the client was asked to pull again. */
const refreshed: undefined[] = [];
/** Roots whose findings were asked for, since `settled` was called last. */
const computed: string[] = [];
/** Roots whose work was kept last. */
const kept: string[] = [];

beforeEach(() => {
  told.length = 0;
  refreshed.length = 0;
  computed.length = 0;
});

/** A session that notes whose findings are asked for. */
function counting(session: Session): Session {
  const counted = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    catalogue: snapshot.catalogue,
    analysis: (context) => {
      const analysis = snapshot.analysis(context);
      const diagnosticsFor: Analysis['diagnosticsFor'] = (files) => {
        if (!noted.has(analysis)) computed.push(rootName(context.root));
        noted.add(analysis);
        return analysis.diagnosticsFor(files);
      };
      return { ...analysis, diagnosticsFor };
    },
  });
  const noted = new WeakSet<object>();
  return {
    ...session,
    snapshot: () => counted(session.snapshot()),
    keepReady: (contexts) => {
      kept.splice(0, kept.length, ...[...contexts].map((it) => rootName(it.root)));
      session.keepReady(contexts);
    },
  };
}

function rootName(root: string): string {
  return root.split('/').at(-1) ?? '';
}

async function opened(
  names: readonly string[],
  devices = '',
  capabilities: InitializeParams['capabilities'] = {},
) {
  const folder = folderWith({
    'soc.dtsi': '/ { soc: soc { }; };\n',
    'devices.dtsi': devices,
    ...Object.fromEntries(boards.map((it) => [`${it}.dts`, text(it)])),
    '.dts-chosen.json': JSON.stringify({ contexts: boards.map((it) => ({ root: `${it}.dts` })) }),
  });
  const client = clientOf({ processId: null, rootUri: `file://${folder}`, capabilities });
  const session = createSession(
    client,
    () => undefined,
    (edited) => publisher.schedule(edited),
  );
  const shown = counting(session);
  const running = new Set<Promise<void>>();
  const publisher = createPublisher(() => shown, createQueue(), {
    diagnostics: (params) => told.push(params),
    refreshPulled: () => refreshed.push(undefined),
    status: () => undefined,
    run: (work) => {
      const run = work().finally(() => running.delete(run));
      running.add(run);
    },
  });
  /** Once nothing is under way any more. */
  const settled = async () => {
    for (let quiet = 0; quiet < 5; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (running.size > 0) quiet = 0;
      await Promise.all(running);
    }
  };
  await session.configure({ settings: [], schemaFolders: [] });
  const file = (name: string) => fileId(`${folder}/${name}`);
  const open = (name: string, content: string) => {
    session.open(file(name), { uri: `file://${folder}/${name}`, version: 1 }, content);
  };
  open('soc.dtsi', '/ { soc: soc { }; };\n');
  for (const it of names) open(`${it}.dts`, text(it));
  await settled();
  const change = (name: string, version: number, content: string) => {
    session.change(file(name), version, [{ text: content }]);
  };
  return { change, session, settled, file };
}

function text(board: string): string {
  return `/dts-v1/;\n#include "soc.dtsi"\n/ { model = "${board}"; };\n&soc { x; };\n`;
}

/** `name version codes`. */
function brief({ uri, version, diagnostics }: PublishDiagnosticsParams): string {
  return `${uri.split('/').at(-1) ?? ''} ${version ?? '-'} ${diagnostics.map((it) => it.code).join()}`;
}

test('an edit of a shared file computes the open boards once each, and no others', async () => {
  const { change, file, session, settled } = await opened(['a', 'b']);
  expect(session.snapshot().contextsOf(file('soc.dtsi'))).toHaveLength(4);
  told.length = 0;
  computed.length = 0;
  change('soc.dtsi', 2, '/ { renamed: soc { }; };\n');
  await settled();
  expect([...computed].sort()).toEqual(['a.dts', 'b.dts']);
  expect(told.map(brief).sort()).toEqual([
    'a.dts 1 syntax/unknown-reference',
    'b.dts 1 syntax/unknown-reference',
    'soc.dtsi 2 ',
  ]);
});

test('an edit that leaves the findings of other files alone says nothing about them', async () => {
  const { change, settled } = await opened(['a', 'b']);
  told.length = 0;
  change('soc.dtsi', 2, '/ { soc: soc { y; }; };\n');
  await settled();
  expect(told.map(brief)).toEqual(['soc.dtsi 2 ']);
});

test('an edit of one board leaves the others alone', async () => {
  const { change, settled } = await opened(['a', 'b']);
  told.length = 0;
  computed.length = 0;
  change('a.dts', 2, `${text('a')}&none { };\n`);
  await settled();
  expect(computed).toEqual(['a.dts']);
  expect(told.map(brief)).toEqual(['a.dts 2 syntax/unknown-reference']);
});

test('the work for open boards is kept ready, that for closed ones is not', async () => {
  const { file, session, settled } = await opened(['a', 'b', 'c']);
  expect([...kept].sort()).toEqual(['a.dts', 'b.dts', 'c.dts']);
  await session.close(file('b.dts'));
  await settled();
  expect([...kept].sort()).toEqual(['a.dts', 'c.dts']);
});

test('edits in one go are computed once, and the newest is said', async () => {
  const { change, settled } = await opened(['a']);
  told.length = 0;
  computed.length = 0;
  for (let version = 2; version < 22; version++)
    change('a.dts', version, `${text('a')}// ${version}\n`);
  await settled();
  expect(computed).toEqual(['a.dts']);
  expect(told.map(brief)).toEqual(['a.dts 21 ']);
});

test('a finding that moves is told anew, with the line that it has now', async () => {
  const { change, settled } = await opened(['a']);
  change('a.dts', 2, `${text('a')}&none { };\n`);
  await settled();
  change('a.dts', 3, `\n${text('a')}&none { };\n`);
  await settled();
  expect(told.at(-1)).toMatchObject({
    version: 3,
    diagnostics: [{ range: { start: { line: 5 } } }],
  });
});

/** So many nodes that those of included files wait. */
const manyDevices = Array.from({ length: 100 }, (_, i) => `dev@${i} { reg = <${i}>; };`).join('\n');

test('what is found in the document is said before the nodes of included files are looked at', async () => {
  const { change, session, settled } = await opened(['a'], `/ { bus { ${manyDevices} }; };\n`);
  told.length = 0;
  change('a.dts', 2, `${text('a')}#include "devices.dtsi"\n/ { own@1 { }; };\n`);
  while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(told).toHaveLength(1);
  await settled();
  expect(told.map(({ uri, version }) => [uri.split('/').at(-1), version])).toEqual([
    ['a.dts', 2],
    ['devices.dtsi', undefined],
  ]);
  expect(told[0]?.diagnostics.map((it) => it.code)).toEqual(['dtc/unit_address_vs_reg']);
  expect(told[1]?.diagnostics.length).toBeGreaterThanOrEqual(100);
  expect(session.documents.size).toBe(2);
});

test('an edit while nodes wait is answered first, and they are looked at afterwards', async () => {
  const { change, settled } = await opened(['a'], `/ { bus { ${manyDevices} }; };\n`);
  told.length = 0;
  const board = `${text('a')}#include "devices.dtsi"\n`;
  change('a.dts', 2, `${board}/ { own@1 { }; };\n`);
  while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
  change('a.dts', 3, `${board}/ { own@1 { }; own@2 { }; };\n`);
  await settled();
  expect(told.map(({ uri, version }) => [uri.split('/').at(-1), version])).toEqual([
    ['a.dts', 2],
    ['a.dts', 3],
    ['devices.dtsi', undefined],
  ]);
  expect(told[1]?.diagnostics).toHaveLength(2);
});

/** Each says of the number that it inherits from the board that no node has it. */
const interrupted = `/ { bus { ${manyDevices.replaceAll('reg =', 'interrupts = <1>; reg =')} }; };\n`;
const inherited = `${text('a')}#include "devices.dtsi"\n/ { interrupt-parent = <77>; };\n`;

test('what nodes elsewhere have to say of the document is said when they were looked at', async () => {
  const { change, settled } = await opened(['a'], interrupted);
  told.length = 0;
  change('a.dts', 2, inherited);
  await settled();
  const ofBoard = told.filter(({ uri }) => uri.endsWith('a.dts'));
  expect(ofBoard.map(brief)).toEqual(['a.dts 2 ', 'a.dts 2 dtc/interrupts_property']);
});

test('a client that pulls is asked to pull again then, and only then', async () => {
  const { change, file, session, settled } = await opened(['a'], interrupted, {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  });
  const pull = createPullDiagnostics(() => session, createQueue());
  const codes = async () => {
    const textDocument = { uri: `file://${file('a.dts')}` };
    const report = await pull({ textDocument }, CancellationToken.None);
    return report.kind === 'full' ? report.items.map((it) => it.code) : [];
  };
  refreshed.length = 0;
  change('a.dts', 2, inherited);
  expect(await codes()).toEqual([]);
  await settled();
  expect(refreshed).toHaveLength(1);
  expect(await codes()).toEqual(['dtc/interrupts_property']);
  change('a.dts', 3, inherited.replace('interrupt-parent = <77>;', ''));
  expect(await codes()).toEqual([]);
  await settled();
  expect(refreshed).toHaveLength(1);
});

test('what was said of a file that is not read any more is taken back before nodes that wait', async () => {
  const { file, session, settled } = await opened(['a', 'b'], `/ { bus { ${manyDevices} }; };\n`);
  session.change(file('a.dts'), 2, [{ text: `${text('a')}&none { };\n` }]);
  await settled();
  await session.close(file('soc.dtsi'));
  await settled();
  told.length = 0;
  const closing = session.close(file('a.dts'));
  session.change(file('b.dts'), 2, [{ text: `${text('b')}#include "devices.dtsi"\n` }]);
  await closing;
  await settled();
  expect(told.map(({ uri }) => uri.split('/').at(-1))).toEqual(['b.dts', 'a.dts', 'devices.dtsi']);
});
