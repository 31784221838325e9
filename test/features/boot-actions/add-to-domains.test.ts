import { expect, test } from 'vitest';
import { actionTitles, checkAction } from '../check-boot-action';
import { board, domain } from './boards';

const domU2 = (body: string) => domain(body, { name: 'domU2', kernel: '4c000000' });
const atDomU1 = (source: string) => source.replace('domU1 {', 'dom$0U1 {');

/** Puts lines behind the kernel of a domain. */
const behindKernel = (text: string, lines: string) => text.replace(/\t\t};\n$/, `${lines}$&`);

test('adds the modules that a domain lacks at free addresses', () => {
  const ramdisk = `
			ramdisk@4a800000 {
				compatible = "multiboot,ramdisk", "multiboot,module";
				reg = <0x0 0x4a800000 0x0 0x1000000>;
			};
`;
  checkAction(
    atDomU1(board({ chosen: domain('') })),
    'Add a ramdisk for domU1 at 0x4a800000 (16 MiB)',
    board({ chosen: behindKernel(domain(''), ramdisk) }),
  );
  const titles = actionTitles(atDomU1(board({ chosen: behindKernel(domain(''), ramdisk) }))).filter(
    (it) => it.startsWith('Add a'),
  );
  expect(titles).toEqual([
    'Add a guest device tree for domU1 at 0x4b800000 (64 KiB)',
    'Add an event channel between domU1 and dom0',
  ]);
});

test('gives a domain without a kernel one, as a quick fix', () => {
  const bare = (kernel: string) =>
    board({
      chosen: `
		domU1 {
			compatible = "xen,domain";
			#address-cells = <2>;
			#size-cells = <2>;
			memory = <0x0 0x4000>; /* 16 MiB */
			cpus = <1>;
${kernel}		};
`,
    });
  checkAction(
    atDomU1(bare('')),
    'Add a kernel for domU1 at 0x49000000 (4 MiB)',
    bare(`
			kernel@49000000 {
				compatible = "multiboot,kernel", "multiboot,module";
				reg = <0x0 0x49000000 0x0 0x400000>;
			};
`),
  );
});

test('adds a ramdisk for dom0 and a new domain in /chosen', () => {
  const source = board({ chosen: domain('') }).replace('chosen {', 'cho$0sen {');
  checkAction(
    source,
    'Add a new domain domU2 with a kernel at 0x4a800000 (16 MiB)',
    board({
      chosen: `${domain('')}
		domU2 {
			compatible = "xen,domain";
			#address-cells = <2>;
			#size-cells = <2>;
			memory = <0x0 0x20000>;
			cpus = <1>;

			kernel@4a800000 {
				compatible = "multiboot,kernel", "multiboot,module";
				reg = <0x0 0x4a800000 0x0 0x1000000>;
			};
		};
`,
    }),
  );
  checkAction(
    source,
    'Add a ramdisk for dom0 at 0x4a800000 (16 MiB)',
    board({
      chosen: `${domain('')}
		ramdisk@4a800000 {
			compatible = "multiboot,ramdisk", "multiboot,module";
			reg = <0x0 0x4a800000 0x0 0x1000000>;
		};
`,
    }),
  );
});

test('adds both ends of an event channel, and tells the guests of the hypervisor', () => {
  const end = (label: string, to: string, remote: string, port = '0xa') => `
			${label}: evtchn-to-${to} {
				compatible = "xen,evtchn-v1";
				xen,evtchn = <${port} &${remote}>;
			};
`;
  const enhanced = (text: string) =>
    text.replace('"xen,domain";', '$&\n			xen,enhanced = "no-xenstore";');
  checkAction(
    atDomU1(board({ chosen: domain('') + domU2('			xen,enhanced = "disabled";') })),
    'Add an event channel between domU1 and domU2',
    board({
      chosen:
        behindKernel(
          enhanced(domain('')),
          end('evtchn_domU1_domU2', 'domU2', 'evtchn_domU2_domU1'),
        ) +
        behindKernel(
          domU2('			xen,enhanced = "no-xenstore";'),
          end('evtchn_domU2_domU1', 'domU1', 'evtchn_domU1_domU2'),
        ),
    }),
  );
});

test('an event channel takes ports and labels that are free, and may lead to dom0', () => {
  const used = `			xen,enhanced = "no-xenstore";

			evtchn_domU1_dom0: ec {
				compatible = "xen,evtchn-v1";
				xen,evtchn = <10 &ec0>;
			};
`;
  const ec0 = `
		ec0: ec {
			compatible = "xen,evtchn-v1";
			xen,evtchn = <10 &evtchn_domU1_dom0>;
		};
`;
  checkAction(
    atDomU1(board({ chosen: domain(used) + ec0 })),
    'Add an event channel between domU1 and dom0',
    board({
      chosen: `${behindKernel(
        domain(used),
        `
			evtchn_domU1_dom0_2: evtchn-to-dom0 {
				compatible = "xen,evtchn-v1";
				xen,evtchn = <0xb &evtchn_dom0_domU1>;
			};
`,
      )}${ec0}
		evtchn_dom0_domU1: evtchn-to-domU1 {
			compatible = "xen,evtchn-v1";
			xen,evtchn = <0xb &evtchn_domU1_dom0_2>;
		};
`,
    }),
  );
});

test('shares memory outside the RAM of both guests, at the host address in a direct-mapped one', () => {
  const shared = (role: string, guest: string) => `
			shared-memory {
				compatible = "xen,domain-shared-memory-v1";
				role = "${role}";
				xen,shm-id = "shared-0";
				xen,shared-mem = <0x0 0x4c800000 0x0 ${guest} 0x0 0x100000>;
			};
`;
  const direct = '			direct-map;\n			xen,static-mem = <0x0 0x60000000 0x0 0x4000000>;';
  checkAction(
    atDomU1(board({ chosen: domain('') + domU2(direct) })),
    'Share 1 MiB at 0x4c800000 with domU2; domU1 owns it',
    board({
      chosen:
        behindKernel(domain(''), shared('owner', '0x80000000')) +
        behindKernel(domU2(direct), shared('borrower', '0x4c800000')),
    }),
  );
});

test('offers at most eight other domains', () => {
  const domains = Array.from({ length: 12 }, (_, i) =>
    domain('', { name: `domU${i + 1}`, kernel: (0x50000000 + i * 0x800000).toString(16) }),
  );
  const titles = actionTitles(atDomU1(board({ chosen: domains.join('') })));
  expect(titles.filter((it) => it.startsWith('Add an event channel'))).toHaveLength(9);
  expect(titles.filter((it) => it.startsWith('Share'))).toHaveLength(8);
});
