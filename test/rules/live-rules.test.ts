/** Rules over a tree that is edited find what they find from scratch, and do no more than the edit asks for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import { detectTarget } from '../../server/src/model/detect-target';
import { platformOf } from '../../server/src/model/platform';
import type { Target } from '../../server/src/model/target';
import { isSpan } from '../../server/src/preprocessor/locate';
import type { RawDiagnostic } from '../../server/src/rules/found';
import { createLiveRules } from '../../server/src/rules/live-rules';
import { rules } from '../../server/src/rules/registry';
import type { Rule } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/run-rules';
import type { DeviceTree } from '../../server/src/tree/dt-node';
import { ownSchemas } from '../bindings/schema-files';
import { treeOf } from '../analyse';
import { shareTree, withProperty } from '../tree/share-tree';
import { readExample } from './rule-example';

const catalogue = createCatalogue(ownSchemas());

/** Turned on, so that rules which are off by default are tried as well. */
const chosen = new Map(rules.map((it) => [it.id, it.severity]));

/** A board that has a little of everything that nodes ask of each other. */
const board = `/dts-v1/;
/memreserve/ 0x1000 0x1000;
/ {
  #address-cells = <1>;
  #size-cells = <1>;
  interrupt-parent = <&gic>;
  model = "m";
  compatible = "acme,board";
  aliases { serial0 = &uart0; i2c0 = "/soc/i2c@50"; };
  chosen {
    #address-cells = <1>;
    #size-cells = <1>;
    stdout-path = "serial0:115200n8";
    xen,xen-bootargs = "console=dtuart";
    dom: domU1 {
      compatible = "xen,domain";
      #address-cells = <1>;
      #size-cells = <1>;
      cpus = <1>;
      memory = <0x0 0x20000>;
      vpl011;
      domain-cpupool = <&pool>;
      module@42000000 {
        compatible = "multiboot,kernel", "multiboot,module";
        reg = <0x42000000 0x1000000>;
        bootargs = "console=ttyAMA0";
      };
      module@43000000 {
        compatible = "multiboot,ramdisk", "multiboot,module";
        reg = <0x43000000 0x100000>;
      };
      evtchn1: evtchn@1 { compatible = "xen,evtchn-v1"; xen,evtchn = <0xa &evtchn2>; };
    };
    domU2 {
      compatible = "xen,domain";
      #address-cells = <1>;
      #size-cells = <1>;
      cpus = <2>;
      memory = <0x0 0x20000>;
      module@44000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x44000000 0x1000000>; };
      evtchn2: evtchn@1 { compatible = "xen,evtchn-v1"; xen,evtchn = <0xb &evtchn1>; };
    };
    pool: pool { compatible = "xen,cpupool"; cpupool-cpus = <&cpu1>; };
  };
  cpus {
    #address-cells = <1>;
    #size-cells = <0>;
    cpu0: cpu@0 { device_type = "cpu"; reg = <0>; clocks = <&clk 1>; };
    cpu1: cpu@1 { device_type = "cpu"; reg = <1>; };
  };
  memory@40000000 { device_type = "memory"; reg = <0x40000000 0x40000000>; };
  reserved-memory {
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    rsv: buffer@70000000 { reg = <0x70000000 0x1000>; };
  };
  soc {
    compatible = "simple-bus";
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    gic: interrupt-controller@1000 {
      interrupt-controller;
      #interrupt-cells = <3>;
      #address-cells = <0>;
      reg = <0x1000 0x100>;
    };
    clk: clock@2000 { #clock-cells = <1>; reg = <0x2000 0x100>; };
    uart0: serial@3000 {
      reg = <0x3000 0x100>;
      interrupts = <0 1 4>;
      clocks = <&clk 1>, <&clk 2>;
      status = "disabled";
    };
    gpio: gpio@4000 { gpio-controller; #gpio-cells = <2>; phandle = <7>; reg = <0x4000 0x100>; };
    led@5000 { reg = <0x5000 0x100>; reset-gpios = <&gpio 1 0>; enable-gpios = <7 2 0>; };
    i2c@50 {
      reg = <0x50 0x10>;
      #address-cells = <1>;
      #size-cells = <0>;
      eeprom@50 { reg = <0x50>; };
    };
    camera@6000 { reg = <0x6000 0x100>; port { cam: endpoint { remote-endpoint = <&isp>; }; }; };
    isp@7000 { reg = <0x7000 0x100>; port { isp: endpoint { remote-endpoint = <&cam>; }; }; };
    /omit-if-no-ref/ pin1: pin1 { clocks = <&clk 3>; };
    pins { ref = <&pin1>; };
    /omit-if-no-ref/ pin2: pin2 { clocks = <&nowhere>; };
  };
};
&uart0 { status = "okay"; };
`;

const lines = [
  '  phandle = <2>;',
  '  phandle = <7>;',
  '  interrupts = <1 2 3>;',
  '  interrupt-parent = <&gic>;',
  '  interrupt-parent = <2>;',
  '  new@8000 { reg = <0x8000 0x100>; clocks = <&clk 4>; };',
  '  lab: new@8000 { };',
  '  clk: again { };',
  '  pin2user = <&pin2>;',
  '  path = &{/soc/gpio@4000};',
  '  compatible = "multiboot,kernal", "multiboot,module";',
  '  compatible = "simple-bus";',
  '  #address-cells = <2>;',
  '  #interrupt-cells = <1>;',
  '  interrupt-controller;',
  '  status = "disabled";',
  '  reg = <0x42000000 0x10>;',
  '  remote-endpoint = <&cam>;',
  '  clocks = <&clk 1>, <3 4>;',
  '  /delete-property/ reg;',
  '  /delete-node/ pins;',
  '};\n/ {',
  '  endpoint { };',
  '  #clock-cells = <2>;',
  '  #address-cells = <&gic>;',
  '  #gpio-cells = <1>;',
  '  clk: gic: both { };',
];

/** What a step does to the lines of the source; few steps break its braces, for then nothing is left as it was. */
const step = fc.record({
  kind: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom('insert', 'remove', 'number', 'label', 'undo') },
    { weight: 1, arbitrary: fc.constantFrom('copy', 'break') },
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  line: fc.constantFrom(...lines),
  number: fc.integer({ min: 0, max: 9 }),
});

interface Step {
  readonly kind: string;
  readonly at: number;
  readonly line: string;
  readonly number: number;
}

function edited(source: string, { kind, at, line, number }: Step): string {
  const all = source.split('\n');
  const wanted = wantedLine[kind] ?? (() => true);
  const candidates = all.flatMap((it, i) => (i > 0 && wanted(it) ? [i] : []));
  const i = candidates[Math.floor(at * candidates.length)] ?? all.length - 1;
  const here = all[i] ?? '';
  if (kind === 'insert') all.splice(i, 0, line);
  else if (kind === 'remove' || kind === 'break') all.splice(i, 1);
  else if (kind === 'copy') all.splice(i, 0, here);
  else if (kind === 'number') all[i] = here.replace(/\d(?=[^\d]*$)/, `${number}`);
  else all[i] = here.replace(/(\w)(\w*):/, `$1${number}$2:`);
  return all.join('\n');
}

const wantedLine: Readonly<Record<string, (line: string) => boolean>> = {
  remove: (it) => it.split('{').length === it.split('}').length,
  number: (it) => /\d/.test(it),
  label: (it) => /\w:/.test(it),
};

function fromScratch(
  tree: DeviceTree,
  target: Target,
  all: readonly Rule[],
): readonly RawDiagnostic[] {
  const model = platformOf(tree, target);
  return runRules({ tree, target, model, isFragment: false, catalogue }, all, chosen);
}

/** Findings as text, with the stream and the tokens of each place. */
function shown(found: readonly RawDiagnostic[], streams: Map<object, number>): readonly string[] {
  const place = (_key: string, it: unknown): unknown => {
    if (typeof it === 'bigint') return `${it}n`;
    if (typeof it !== 'object' || it === null || !('stream' in it || 'chunk' in it)) return it;
    const at = it as RawDiagnostic['at'];
    if (!isSpan(at))
      return `token ${JSON.stringify(Object.values(at).filter((v) => typeof v !== 'object'))}`;
    if (!streams.has(at.stream)) streams.set(at.stream, streams.size);
    return `${streams.get(at.stream)}:${at.from}-${at.to}`;
  };
  return found.map((it) => JSON.stringify(it, place));
}

function follow(source: string, steps: readonly Step[], all: readonly Rule[]): void {
  const liveRules = createLiveRules(all);
  let tree = treeOf(source);
  const target = detectTarget(tree, 'xen');
  const sources = [source];
  for (const next of [undefined, ...steps]) {
    if (next?.kind === 'undo') {
      if (sources.length > 1) sources.pop();
    } else if (next !== undefined) sources.push(edited(sources.at(-1) ?? '', next));
    tree = shareTree(tree, treeOf(sources.at(-1) ?? ''));
    const found = liveRules.run({ tree, target, isFragment: false, catalogue }, chosen);
    const streams = new Map<object, number>();
    expect(shown(found, streams)).toEqual(shown(fromScratch(tree, target, all), streams));
  }
  liveRules.dispose();
}

test(
  'any edits of a board: the findings are those of a run from scratch',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 15 }), (steps) => {
        follow(board, steps, rules);
      }),
      { numRuns: Number(process.env['LIVE_RUNS'] ?? 25) },
    );
  },
);

test('edits of the examples of all rules', { timeout: 120_000 }, () => {
  const examples = rules.flatMap((rule) => rule.examples.map((it) => readExample(it.dts).source));
  fc.assert(
    fc.property(
      fc.constantFrom(...examples),
      fc.array(step, { minLength: 1, maxLength: 4 }),
      (source, steps) => {
        follow(source, steps, rules);
      },
    ),
    { numRuns: Number(process.env['LIVE_RUNS'] ?? 25) * 4 },
  );
});

test('a node that only a reference keeps goes with it, and comes back', () => {
  const target = detectTarget(treeOf('/ { };'), 'none');
  const source = (user: string) =>
    treeOf(`/ { /omit-if-no-ref/ pin: pin@1 { }; other { ${user} }; };`);
  const liveRules = createLiveRules(rules);
  let tree = source('a = <&pin>;');
  const codes = (user: string) => {
    tree = shareTree(tree, source(user));
    return liveRules.run({ tree, target, isFragment: false }).map((it) => it.code);
  };
  expect(codes('a = <&pin>;')).toEqual(['dtc/unit_address_vs_reg']);
  expect(codes('a = <1>;')).toEqual([]);
  expect(codes('a = &{/pin@1};')).toEqual(['dtc/unit_address_vs_reg']);
});

/** A bus with many devices. */
function flat(count: number): DeviceTree {
  const devices = Array.from(
    { length: count },
    (_, i) =>
      `d${i}: dev@${(0x1000 + i * 16).toString(16)} { compatible = "acme,dev"; reg = <0x${(0x1000 + i * 16).toString(16)} 16>; clocks = <&clk 1>; interrupts = <1>; };`,
  );
  return treeOf(`/dts-v1/; / { #address-cells = <1>; #size-cells = <1>; compatible = "a,b"; model = "m";
    interrupt-parent = <&gic>;
    gic: gic { interrupt-controller; #interrupt-cells = <1>; #address-cells = <0>; };
    clk: clk { #clock-cells = <1>; };
    soc { compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges; ${devices.join('\n')} }; };`);
}

/** How many units run for another value of one device's `interrupts`. */
function workOfOneProperty(count: number): number {
  const tree = flat(count);
  const target = detectTarget(tree, 'auto');
  const other = treeOf('/ { a { interrupts = <2>; }; };').root.children.get('a')?.properties;
  const property = other?.get('interrupts');
  if (property === undefined) throw new Error('no property');
  const liveRules = createLiveRules(rules);
  liveRules.run({ tree, target, isFragment: false, catalogue }, chosen);
  const before = liveRules.unitsRun();
  const next = withProperty(tree, ['soc', 'dev@1050'], property);
  liveRules.run({ tree: next, target, isFragment: false, catalogue }, chosen);
  const runs = liveRules.unitsRun() - before;
  liveRules.dispose();
  return runs;
}

test(
  'one changed property costs the same in a bus of 100 devices and of 10,000',
  { timeout: 60_000 },
  () => {
    const few = workOfOneProperty(100);
    expect(few).toBeLessThan(6);
    expect(workOfOneProperty(10_000)).toBe(few);
  },
);

test('other facts about the board are taken up', () => {
  const tree = treeOf(`/dts-v1/; / { chosen { domU1 {
    compatible = "xen,domain"; xen,static-mem = <0 0x60000000 0x1000>;
  }; }; };`);
  const live = createLiveRules(rules);
  const codes = (isBuilt: boolean) => {
    const facts = { options: { STATIC_MEMORY: isBuilt } };
    const input = { tree, target: detectTarget(tree, 'xen'), isFragment: false, board: facts };
    return live.run(input).map((it) => it.code);
  };
  expect(codes(true)).not.toContain('xen/static-mem-not-built');
  expect(codes(false)).toContain('xen/static-mem-not-built');
  expect(codes(true)).not.toContain('xen/static-mem-not-built');
  live.dispose();
});

test('nodes that are not asked for first wait, and in the end all is found', () => {
  const tree = flat(200);
  const target = detectTarget(tree, 'auto');
  const input = { tree, target, isFragment: false, catalogue };
  const live = createLiveRules(rules);
  live.runFirst(input, chosen, ({ name }) => name === 'dev@1050');
  const early = live.unitsRun();
  expect(live.isDone()).toBe(false);
  let turns = 1;
  while (live.goOn(40)) turns++;
  expect(turns).toBe(6);
  expect(live.isDone()).toBe(true);
  // Of the node and those above it there are units; of the others there were none.
  expect(live.unitsRun() - early).toBeGreaterThan(200);
  const streams = new Map<object, number>();
  const all = shown(fromScratch(tree, target, rules), streams);
  expect(shown(live.run(input, chosen), streams)).toEqual(all);
  live.dispose();
});

test('a node that waited and is gone is not looked at', () => {
  const tree = flat(200);
  const target = detectTarget(tree, 'auto');
  const live = createLiveRules(rules);
  const none = () => false;
  live.runFirst({ tree, target, isFragment: false, catalogue }, chosen, none);
  const small = flat(3);
  live.runFirst(
    { tree: shareTree(tree, small), target, isFragment: false, catalogue },
    chosen,
    none,
  );
  const before = live.unitsRun();
  expect(live.goOn(1000)).toBe(false);
  expect(live.unitsRun() - before).toBeLessThan(20);
  live.dispose();
});
