/**
 * Made-up inputs of any size, the same text for the same numbers. A flat board has no findings. A domain of four modules
 * has one, since Xen has use for three, and very many domains have one more: too many modules for one Xen.
 */

/** Devices on one bus: dtc's parser gives up at some ten thousand children of one node. */
const devicesPerBus = 200;
const linesPerDevice = 10;

/** A system on a chip of about so many lines: buses of labelled devices that refer to a clock controller. */
export function flatBoard(lines: number): string {
  const devices = devicesIn(lines);
  const buses = Array.from({ length: Math.ceil(devices / devicesPerBus) }, (_, bus) =>
    busOf(bus, Math.min(devicesPerBus, devices - bus * devicesPerBus)),
  );
  return `${flatHead}${buses.join('')}\t};\n};\n`;
}

/** How many devices a flat board of so many lines has: at least one. */
export function devicesIn(lines: number): number {
  const linesPerBus = devicesPerBus * linesPerDevice + flatBusLines;
  const room = lines - flatHead.split('\n').length - 1;
  const wholeBuses = Math.floor(room / linesPerBus);
  const rest = room - wholeBuses * linesPerBus - flatBusLines;
  return Math.max(1, wholeBuses * devicesPerBus + Math.max(0, Math.floor(rest / linesPerDevice)));
}

const flatHead = `/dts-v1/;

/ {
	model = "Flat board";
	compatible = "example,flat-board";
	#address-cells = <2>;
	#size-cells = <2>;
	interrupt-parent = <&gic>;

	aliases {
		serial0 = &device0;
	};

	chosen {
		stdout-path = "serial0:115200n8";
	};

	gic: interrupt-controller@8000000 {
		compatible = "arm,gic-v3";
		#address-cells = <0>;
		#interrupt-cells = <3>;
		interrupt-controller;
		reg = <0x0 0x8000000 0x0 0x10000>;
	};

	clk: clock-controller@9000000 {
		compatible = "example,clock-controller";
		reg = <0x0 0x9000000 0x0 0x1000>;
		#clock-cells = <1>;
	};

	soc {
		compatible = "simple-bus";
		#address-cells = <2>;
		#size-cells = <2>;
		ranges;

`;

/** Lines of a bus besides its devices. */
const flatBusLines = 8;

function busOf(bus: number, devices: number): string {
  const first = bus * devicesPerBus;
  const inside = Array.from({ length: devices }, (_, i) => deviceOf(first + i)).join('');
  return `		bus${bus}: bus@${addressOf(first).toString(16)} {
			compatible = "simple-bus";
			reg = <${cells64(addressOf(first))} 0x0 0x1000>;
			#address-cells = <2>;
			#size-cells = <2>;
			ranges;

${inside}		};
`;
}

function deviceOf(device: number): string {
  const address = addressOf(device);
  return `			device${device}: serial@${address.toString(16)} {
				compatible = "arm,pl011", "arm,primecell";
				reg = <${cells64(address)} 0x0 0x1000>;
				interrupts = <0 ${device % 900} 4>;
				clocks = <&clk ${device}>, <&clk ${device + 1}>;
				clock-names = "uartclk", "apb_pclk";
				label = "device ${device}";
				status = "${device % 3 === 0 ? 'disabled' : 'okay'}";
			};

`;
}

function addressOf(device: number): number {
  return 0x1_0000_0000 + device * 0x1000;
}

const dom0lessHead = `/dts-v1/;

/ {
	model = "Board of many domains";
	compatible = "example,dom0less-board";
	#address-cells = <2>;
	#size-cells = <2>;
	interrupt-parent = <&gic>;

	aliases {
		serial0 = &uart0;
	};

	memory@800000000 {
		device_type = "memory";
		reg = <0x8 0x0 0x100 0x0>;
	};

	gic: interrupt-controller@8000000 {
		compatible = "arm,gic-v3";
		#address-cells = <0>;
		#interrupt-cells = <3>;
		interrupt-controller;
		reg = <0x0 0x8000000 0x0 0x10000>,
		      <0x0 0x80a0000 0x0 0x80000>;
	};

	uart0: serial@9000000 {
		compatible = "arm,pl011", "arm,primecell";
		reg = <0x0 0x9000000 0x0 0x1000>;
		interrupts = <0 1 4>;
		clocks = <&uart_clock>, <&uart_clock>;
		clock-names = "uartclk", "apb_pclk";
	};

	uart_clock: clock {
		compatible = "fixed-clock";
		#clock-cells = <0>;
		clock-frequency = <24000000>;
	};

	chosen {
		#address-cells = <2>;
		#size-cells = <2>;
		stdout-path = "serial0:115200n8";
		xen,xen-bootargs = "console=dtuart dtuart=serial0 dom0_mem=1G";
		xen,dom0-bootargs = "console=hvc0 root=/dev/ram0";

`;

interface Module {
  readonly compatible: string;
  readonly size: number;
}

const kernel: Module = { compatible: 'multiboot,kernel', size: 0x100_0000 };
const ramdisk: Module = { compatible: 'multiboot,ramdisk', size: 0x80_0000 };
const deviceTree: Module = { compatible: 'multiboot,device-tree', size: 0x1_0000 };
/** From the fourth on they begin again. */
const domainModules: readonly Module[] = [kernel, ramdisk, deviceTree];

/** Address space given to each module: room to grow by a digit's worth without touching the next. */
const moduleStride = 0x200_0000;
const firstModule = 0x8_1000_0000;

/** A board whose Xen starts dom0 and so many further domains, each with its modules; nothing overlaps. */
export function dom0lessBoard(domains: number, modulesPerDomain: number): string {
  const dom0 = [kernel, ramdisk].map((it, i) => moduleNode(it, i, '\t\t')).join('');
  const all = Array.from({ length: domains }, (_, i) => domainNode(i, modulesPerDomain)).join('');
  return `${dom0lessHead}${dom0}${all}\t};\n};\n`;
}

function domainNode(domain: number, modules: number): string {
  const first = 2 + domain * modules;
  const inside = Array.from({ length: modules }, (_, i) => {
    const module = domainModules[i % domainModules.length] ?? kernel;
    return moduleNode(module, first + i, '\t\t\t');
  }).join('');
  return `		domU${domain}: domain-${domain} {
			compatible = "xen,domain";
			#address-cells = <2>;
			#size-cells = <2>;
			cpus = <${1 + (domain % 4)}>;
			memory = <0x0 0x20000>;
			vpl011;

${inside}		};

`;
}

function moduleNode({ compatible, size }: Module, slot: number, indent: string): string {
  const address = firstModule + slot * moduleStride;
  return `${indent}module@${address.toString(16)} {
${indent}	compatible = "${compatible}", "multiboot,module";
${indent}	reg = <${cells64(address)} 0x0 0x${size.toString(16)}>;
${indent}};

`;
}

/** A 64-bit number as two cells. */
function cells64(value: number): string {
  return `0x${Math.floor(value / 2 ** 32).toString(16)} 0x${(value % 2 ** 32).toString(16)}`;
}
