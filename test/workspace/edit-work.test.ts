/** One key costs as much in 100,000 lines as in 1,000: all the way from the text to the findings, counted, not timed. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { rules } from '../../server/src/rules/registry';
import type { StageName } from '../../server/src/workspace/stage-clock';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { flatBoard } from '../bench/generate';
import { ownSchemas } from '../bindings/schema-files';
import { workBetween, type EditWork, type Version } from './edit-work';
import type { RuleRuns } from './rule-runs';
import { analysisOf, workspaceOf } from './workspace-of';

const runs: RuleRuns = await vi.hoisted(async () => (await import('./rule-runs')).countRuleRuns());
vi.mock(import('../../server/src/rules/registry'), async (original) => {
  const registry = await original();
  return { ...registry, rules: runs.counted(registry.rules) as typeof rules };
});

const path = '/w/board.dts';
const schemas = ownSchemas();

/** The line of an include is a chunk of its own, so what stands between two of them is cut alike in any file. */
const cut = '#include "nothing.dtsi"\n';

/** A board of so many lines with a device in the middle, pins and a boot module that are cut off from the rest. */
function board(lines: number): string {
  const flat = flatBoard(lines);
  const middle = flat.indexOf('\t\t\tdevice', flat.length >> 1);
  return `#define RATE 24
${cut}${flat.slice(0, middle)}${cut}			middle: serial@fff0000 {
				compatible = "arm,pl011", "arm,primecell";
				reg = <0x0 0xfff0000 0x0 0x1000>;
				interrupts = <0 1000 4>;
				clocks = <&clk 1>, <&clk 2>;
				clock-frequency = <RATE>;
			};
${cut}${flat.slice(middle)}${cut}/ {
	pinctrl {
		uart-pins { pins = "a", "b"; drive-strength = <8>; };
	};
};
${cut}/ {
	chosen {
		#address-cells = <2>;
		#size-cells = <2>;
		module@40000000 {
			compatible = "multiboot,kernel", "multiboot,module";
			reg = <0x0 0x40000000 0x0 0x1000000>;
		};
	};
};
`;
}

interface Cost extends EditWork {
  /** Runs by rule and kind of check. */
  readonly rules: ReadonlyMap<string, number>;
}

/** A board that is open, and what it costs to put a text before the first place where a word stands, and to take it back. */
function opened(lines: number) {
  const texts = { [path]: board(lines), '/w/nothing.dtsi': '' };
  const workspace = workspaceOf(texts, { schemas });
  look(workspace);
  return {
    costs: (word: string, text: string): { readonly typed: Cost; readonly erased: Cost } => {
      const at = texts[path]?.indexOf(word) ?? -1;
      if (at < 0) throw new Error(`the board has no "${word}"`);
      const typed = costOf(workspace, { start: at, end: at }, text);
      return { typed, erased: costOf(workspace, { start: at, end: at + text.length }, '') };
    },
  };
}

function look(workspace: Workspace): Version {
  const file = workspace.current().file(fileId(path));
  const analysis = analysisOf(workspace, path);
  analysis.diagnostics();
  if (file === undefined) throw new Error('the board is not open');
  return { file, analysis };
}

function costOf(
  workspace: Workspace,
  range: { readonly start: number; readonly end: number },
  newText: string,
): Cost {
  const before = look(workspace);
  runs.take();
  workspace.apply({ files: [{ kind: 'edits', file: fileId(path), edits: [{ range, newText }] }] });
  const after = look(workspace);
  return { rules: runs.take(), ...workBetween(before, after) };
}

/** The most that a key may cost: a few chunks of tokens, and what stands in them. */
const most = {
  lexed: 160,
  steps: 3,
  read: 800,
  statements: 30,
  nodes: 10,
  properties: 20,
  runs: 250,
};

/** What is more than that. */
function excessOf(cost: Cost | undefined): Readonly<Record<string, unknown>> {
  const all = { ...cost, runs: [...(cost?.rules.values() ?? [])].reduce((sum, it) => sum + it, 0) };
  return Object.fromEntries(
    Object.entries(most).flatMap(([name, bound]) => {
      const count = all[name as keyof typeof most] ?? Infinity;
      return count > bound ? [[name, count]] : [];
    }),
  );
}

describe('a key costs the same in 1,000 and in 100,000 lines', { timeout: 120_000 }, () => {
  const boards: ReturnType<typeof opened>[] = [];
  beforeAll(() => {
    boards.push(opened(1000), opened(100_000));
  }, 120_000);
  const places: Readonly<Record<string, string>> = {
    'in a device in the middle': 'interrupts = <0 1000',
    'before a device in the middle': 'middle: serial',
    'in the pins': 'drive-strength',
    'in a boot module': 'reg = <0x0 0x40000000',
    // All devices inherit from here, and refer to what stands here.
    'at the head of the root': 'compatible = "example,flat-board"',
    'in the interrupt controller': 'reg = <0x0 0x8000000',
    'in the clock': 'reg = <0x0 0x9000000',
    // All devices are below.
    'before the bus of all': 'soc {',
  };
  test('in a macro that one device uses', () => {
    const [small, large] = boards.map((it) => it.costs('24\n', '1'));
    expect(large).toEqual(small);
    for (const cost of [small?.typed, small?.erased]) expect(excessOf(cost)).toEqual({});
    expect(small?.typed.steps).toBe(2);
  });

  const harmless = [' ', ';', '\n', 'l: ', 'new = <1>;\n', 'new { a; };\n', '#define X 1\n'];
  const breaking = ['x', '"', '/*'];

  test.each(Object.entries(places))('%s', (_, word) => {
    // Another name, or none, for the bus of all changes them all.
    const keys = word === 'soc {' ? harmless : [...harmless, ...breaking];
    for (const key of keys) {
      const [small, large] = boards.map((it) => it.costs(word, key));
      expect(large, JSON.stringify(key)).toEqual(small);
      for (const cost of [small?.typed, small?.erased]) expect(excessOf(cost)).toEqual({});
    }
  });
});

test('a key in the pins runs no rule about booting but on the nodes that it touches', () => {
  const { costs } = opened(1000);
  const ofBoot = ({ rules: run }: Cost) => [...run].filter(([it]) => /^(?:xen|boot)\//.test(it));
  for (const key of ['x', ';', 'new = <1>;\n', 'new { a; };\n']) {
    const { typed } = costs('drive-strength', key);
    const beyond = ofBoot(typed).filter(([rule, count]) => {
      return !rule.endsWith(' checkNode') || count > typed.nodes;
    });
    expect(beyond, JSON.stringify(key)).toEqual([]);
    // The same in a boot module does run them.
    const inModule = ofBoot(costs('reg = <0x0 0x40000000', key).typed);
    expect(inModule.some(([rule]) => !rule.endsWith(' checkNode'))).toBe(true);
  }
});

describe('a key in a shared file', () => {
  const boards = ['/w/a.dts', '/w/b.dts', '/w/c.dts', '/w/d.dts'];
  const shared = fileId('/w/soc.dtsi');
  const stages: StageName[] = [];

  function openedShared(): Workspace {
    const texts = boards.map((it) => [it, '/dts-v1/;\n#include "soc.dtsi"\n&uart { x; };\n']);
    const workspace = createWorkspace((stage, work) => {
      stages.push(stage);
      return work();
    });
    workspace.apply({
      files: [...texts, [shared, '/ { uart: serial { }; };\n']].map(([file = '', text = '']) => {
        return { kind: 'text', file: fileId(file), text };
      }),
    });
    for (const it of boards) analysisOf(workspace, it).diagnostics();
    return workspace;
  }

  function typeInShared(workspace: Workspace): void {
    const edits = [{ range: { start: 19, end: 19 }, newText: 'y; ' }];
    stages.length = 0;
    runs.take();
    workspace.apply({ files: [{ kind: 'edits', file: shared, edits }] });
  }

  const once: readonly StageName[] = ['preprocess', 'parse', 'compose', 'model', 'locate', 'rules'];

  test('works out each board that is looked at once, and none of the others', () => {
    const workspace = openedShared();
    typeInShared(workspace);
    expect(stages).toEqual([]);
    for (const it of ['/w/a.dts', '/w/b.dts', '/w/a.dts', '/w/b.dts'])
      analysisOf(workspace, it).diagnostics();
    expect(stages).toEqual([...once, ...once]);
    // The serial node and the root, in two boards.
    expect(runs.take().get('dtc/node_name_chars checkNode')).toBe(4);
  });

  test('leaves the others out of date: who looks at one later gets it anew', () => {
    const workspace = openedShared();
    const before = boards.map((it) => analysisOf(workspace, it));
    typeInShared(workspace);
    analysisOf(workspace, '/w/a.dts').diagnostics();
    stages.length = 0;
    const late = analysisOf(workspace, '/w/d.dts');
    late.diagnostics();
    expect(stages).toEqual(once);
    expect(late).not.toBe(before[3]);
    expect([...(late.tree.root.children.get('serial')?.properties.keys() ?? [])]).toEqual([
      'y',
      'x',
    ]);
  });
});
