/** The inputs that are measured: an example of ours, boards of the kernel with all their includes, and made-up files. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Anchors } from './edits';
import { devicesIn, dom0lessBoard, flatBoard } from './generate';

export interface Scenario {
  readonly name: string;
  readonly group: ScenarioGroup;
  /** The file on the disk; made-up ones are written there before the run. */
  readonly file: string;
  /** The workspace folder of the client. */
  readonly folder: string;
  readonly text: string;
  /** As `cpp -I` wants them. */
  readonly includePaths: readonly string[];
  readonly anchors: Anchors;
  /** True when the text is made up and has to be written. */
  readonly isGenerated: boolean;
}

export type ScenarioGroup = 'small' | 'board' | 'flat' | 'dom0less';

export interface Places {
  /** The repository. */
  readonly root: string;
  /** A Linux tree, which may be absent. */
  readonly linux: string;
  /** A folder for made-up files. */
  readonly work: string;
}

/** A scenario before its text is read or made. */
interface Plan {
  readonly name: string;
  readonly group: ScenarioGroup;
  /** Undefined when its input is not there. */
  readonly make: (places: Places) => Scenario | undefined;
}

/** The names of all scenarios, in the order of the tables. */
export function scenarioNames(): readonly string[] {
  return plans.map((it) => it.name);
}

/** Makes a scenario ready; undefined when its input is not on this machine. */
export function scenarioNamed(name: string, places: Places): Scenario | undefined {
  return plans.find((it) => it.name === name)?.make(places);
}

const plans: readonly Plan[] = [
  { name: 'small', group: 'small', make: smallScenario },
  board('imx8mp-evk', 'freescale/imx8mp-evk.dts', {
    value: 'clock-frequency = <100',
    property: 'model = "NXP i.MX8MPlus EVK board";',
    node: 'stdout-path = &uart2;',
    brace: 'gpio-leds {',
    hover: '&eqos',
  }),
  board('rk3399-gru-kevin', 'rockchip/rk3399-gru-kevin.dts', {
    value: 'hactive = <24',
    property: 'chassis-type = "convertible";',
    node: 'pullup-uv = <1800000>;',
    brace: 'edp_panel: edp-panel {',
    hover: 'edp_panel',
  }),
  board('sdm845-db845c', 'qcom/sdm845-db845c.dts', {
    value: 'qcom,board-id = <8',
    property: 'compatible = "thundercomm,db845c", "qcom,sdm845";',
    node: 'stdout-path = "serial0:115200n8";',
    brace: 'gpio-keys {',
    hover: 'dc12v',
  }),
  flat('flat-1k', 1000),
  flat('flat-10k', 10_000),
  flat('flat-100k', 100_000),
  dom0less(2),
  dom0less(16),
  dom0less(128),
  dom0less(512),
];

function smallScenario({ root }: Places): Scenario {
  const file = path.join(root, 'examples/dom0less.dts');
  return {
    name: 'small',
    group: 'small',
    file,
    folder: path.dirname(file),
    text: readFileSync(file, 'utf8'),
    includePaths: [],
    isGenerated: false,
    anchors: {
      value: 'memory = <0x0 0x20',
      property: 'model = "Example dom0less board";',
      node: 'xen,enhanced = "no-xenstore";',
      brace: 'realtime: domain-realtime {',
      module: 'reg = <0x0 0x50000000 0x0 0x800000',
      hover: 'realtime: domain',
    },
  };
}

function board(name: string, below: string, anchors: Anchors): Plan {
  const make = ({ linux }: Places): Scenario | undefined => {
    const file = path.join(linux, 'arch/arm64/boot/dts', below);
    if (!existsSync(file)) return undefined;
    const includePaths = [path.join(linux, 'scripts/dtc/include-prefixes')];
    const text = readFileSync(file, 'utf8');
    return {
      ...{ name, group: 'board', file, folder: linux, text, includePaths, anchors },
      isGenerated: false,
    };
  };
  return { name, group: 'board', make };
}

/** The device in the middle is worked on. */
function flat(name: string, lines: number): Plan {
  const device = Math.floor(devicesIn(lines) / 2);
  const status = device % 3 === 0 ? 'disabled' : 'okay';
  return generated(name, 'flat', () => ({
    text: flatBoard(lines),
    anchors: {
      value: `clocks = <&clk ${device}`,
      property: `label = "device ${device}";`,
      node: `label = "device ${device}";\n\t\t\t\tstatus = "${status}";`,
      brace: `device${device}: serial`,
      hover: `device${device}: seri`,
    },
  }));
}

/**
 * A domain near the start is worked on: everything behind it moves, and it has some of the 32 modules that Xen looks
 * at, so that what it overlaps is found.
 */
function dom0less(domains: number): Plan {
  return generated(`dom0less-${domains}`, 'dom0less', () => {
    const text = dom0lessBoard(domains, 4);
    const name = `domU${Math.min(5, Math.floor(domains / 2))}`;
    const domain = new RegExp(`${name}: (?:.|\\n)*?0x1000000(?=>)`).exec(text)?.[0] ?? '';
    const value = domain.slice(0, domain.indexOf('000>;\n\t\t\tvpl011;'));
    const property = `${value}000>;\n\t\t\tvpl011;`;
    const hover = `${name}: doma`;
    return {
      text,
      anchors: { value, property, node: property, brace: name, module: domain, hover },
    };
  });
}

function generated(
  name: string,
  group: ScenarioGroup,
  make: () => Pick<Scenario, 'text' | 'anchors'>,
): Plan {
  return {
    name,
    group,
    make: ({ work }) => ({
      ...make(),
      ...{ name, group, file: path.join(work, `${name}.dts`), folder: work },
      includePaths: [],
      isGenerated: true,
    }),
  };
}
