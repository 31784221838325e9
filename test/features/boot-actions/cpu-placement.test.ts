import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const cpus = (types: readonly string[]) => `
	cpus {
		#address-cells = <1>;
		#size-cells = <0>;
${types
  .map(
    (type, i) => `
		${i === 0 ? '' : `cpu${i}: `}cpu@${i} {
			device_type = "cpu";
			compatible = "arm,${type}";
			reg = <${i}>;
		};
`,
  )
  .join('')}	};
`;

const root = cpus(['cortex-a53', 'cortex-a53', 'cortex-a53']);
const bigLittle = cpus(['cortex-a53', 'cortex-a53', 'cortex-a72']);
const bootargs = '		xen,xen-bootargs = "dom0_mem=256M hmp-unsafe=true";';
const atChosen = (source: string) => source.replace('chosen {', 'cho$0sen {');

const pools = (...lists: readonly string[]) =>
  lists
    .map(
      (list, i) => `
		cpupool-${i} {
			compatible = "xen,cpupool";
			cpupool-cpus = <${list}>;
		};
`,
    )
    .join('');

test('splits CPUs of one type into the boot CPU and the others', () => {
  checkAction(
    atChosen(board({ root })),
    'Split the CPUs into 2 pools: cpu@0 | cpu@1, cpu@2',
    board({ root, chosen: pools('&{/cpus/cpu@0}', '&cpu1 &cpu2') }),
  );
});

test('makes a pool of each type of CPU where Xen brings all of them up', () => {
  const isPool = (it: string) => it.includes('pool');
  expect(actionTitles(atChosen(board({ root: bigLittle }))).filter(isPool)).toEqual([]);
  checkAction(
    atChosen(board({ root: bigLittle, properties: bootargs })),
    'Split the CPUs into 2 pools: cpu@0, cpu@1 | cpu@2',
    board({
      root: bigLittle,
      properties: bootargs,
      chosen: pools('&{/cpus/cpu@0} &cpu1', '&cpu2'),
    }),
  );
});

test('makes a pool of the CPUs that are in none', () => {
  const first = pools('&cpu1');
  checkAction(
    board({ root, chosen: first.replace('<&cpu1', '<$0&cpu1') }),
    'Add a CPU pool of cpu@0, cpu@2',
    board({
      root,
      chosen: `${first}
		cpupool {
			compatible = "xen,cpupool";
			cpupool-cpus = <&{/cpus/cpu@0} &cpu2>;
		};
`,
    }),
  );
});

test('pins the vCPUs of a domain to the CPUs that come next', () => {
  const two = domain('').replace('cpus = <1>', 'cpus = <2>');
  const second = domain('', { name: 'domU2', kernel: '4c000000' }).replace('<1>', '<2>');
  const vcpu = (id: number, cpu: number) => `
			vcpu${id} {
				compatible = "xen,vcpu";
				id = <${id}>;
				hard-affinity = "${cpu}";
			};
`;
  checkAction(
    board({ root, chosen: two + second.replace('domU2', 'dom$0U2') }),
    'Pin the 2 vCPUs of domU2 to CPUs 2, 0',
    board({
      root,
      chosen: two + second.replace(/\t\t};\n$/, `${vcpu(0, 2)}${vcpu(1, 0)}$&`),
    }),
  );
});
