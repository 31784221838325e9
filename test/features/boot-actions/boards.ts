/** Boards for tests of code actions: 1 GiB of RAM at 0x40000000, all cells 2, a kernel of dom0 at 0x48000000. */

export interface Parts {
  /** Statements of `/chosen` before and behind dom0's kernel, with their indentation. */
  readonly properties?: string;
  readonly chosen?: string;
  /** Nodes of the root before `/chosen`. */
  readonly root?: string;
  /** Lines before the root. */
  readonly before?: string;
}

/** A whole source file. */
export function board({ properties = '', chosen = '', root = '', before = '' }: Parts): string {
  return `
/dts-v1/;
${before}
/ {
	#address-cells = <2>;
	#size-cells = <2>;

	memory@40000000 {
		device_type = "memory";
		reg = <0x0 0x40000000 0x0 0x40000000>;
	};
${root}
	chosen {
		#address-cells = <2>;
		#size-cells = <2>;
${properties}
		kernel@48000000 {
			compatible = "multiboot,kernel", "multiboot,module";
			reg = <0x0 0x48000000 0x0 0x1000000>;
		};
${chosen}	};
};
`;
}

export interface DomainParts {
  readonly name?: string;
  /** Address of its kernel in hexadecimal digits. */
  readonly kernel?: string;
  /** Its statement, or none. */
  readonly memory?: string;
}

/** A domain with a kernel of 8 MiB that also holds `body`, whose lines are indented as they shall be. */
export function domain(body: string, parts: DomainParts = {}): string {
  const { name = 'domU1', kernel = '4a000000', memory = '\n\t\t\tmemory = <0x0 0x10000>;' } = parts;
  return `
		${name} {
			compatible = "xen,domain";
			#address-cells = <2>;
			#size-cells = <2>;${memory}
			cpus = <1>;
${body}
			kernel@${kernel} {
				compatible = "multiboot,kernel", "multiboot,module";
				reg = <0x0 0x${kernel} 0x0 0x800000>;
			};
		};
`;
}
