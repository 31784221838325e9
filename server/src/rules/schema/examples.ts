/**
 * Examples of the schema rules, over the schemas that come with the product. Each is a board whose `/chosen` or
 * domain breaks one demand of a binding.
 */
import type { RuleExample } from '../rule';

/** A board with a domain that holds these lines. */
function domain(lines: string): string {
  return `
        / {
          chosen {
            domU1 {
              compatible = "xen,domain";
${lines}
            };
          };
        };`;
}

/** A sound domain needs no more than this. */
const memoryAndCpus = `              memory = <0 0x10000>;
              cpus = <1>;`;

/** A domain with one more line, and its marker. */
function withLine(line: string, marker: string): string {
  return domain(`${memoryAndCpus}
              ${line}
            //${marker}`);
}

function sound(line: string): RuleExample {
  return { title: 'as the binding has it', dts: domain(`${memoryAndCpus}\n              ${line}`) };
}

/** By the rule's name without its group. */
export const schemaExamples: Readonly<Record<string, readonly RuleExample[]>> = {
  required: [
    {
      title: 'a domain without memory',
      dts: `
        / {
          chosen {
            domU1 {
          //^^^^^ missing required property "memory"
              compatible = "xen,domain";
              cpus = <1>;
            };
          };
        };`,
    },
    sound('vpl011;'),
  ],
  'additional-properties': [
    {
      title: 'a misspelt property of shared memory',
      dts: `
        / {
          chosen {
            domU1 {
              compatible = "xen,domain";
${'              '}memory = <0 0x10000>;
              cpus = <1>;
              #address-cells = <1>;
              #size-cells = <1>;
              shared@68000000 {
                compatible = "xen,domain-shared-memory-v1";
                xen,shm-id = "ring";
                rol = "owner";
              //^^^^^^^^^^^^^^ unknown property "rol"
                xen,shared-mem = <0x68000000 0x68000000 0x100000>;
              };
            };
          };
        };`,
      fixed: `
        / {
          chosen {
            domU1 {
              compatible = "xen,domain";
${'              '}memory = <0 0x10000>;
              cpus = <1>;
              #address-cells = <1>;
              #size-cells = <1>;
              shared@68000000 {
                compatible = "xen,domain-shared-memory-v1";
                xen,shm-id = "ring";
                role = "owner";
                xen,shared-mem = <0x68000000 0x68000000 0x100000>;
              };
            };
          };
        };`,
    },
    sound('vpl011;'),
  ],
  enum: [
    {
      title: 'a misspelt value',
      dts: withLine(
        'passthrough = "enable";',
        '              ^^^^^^^^ "passthrough": expected one of "enabled", "disabled"',
      ),
      fixed: domain(`${memoryAndCpus}\n              passthrough = "enabled";`),
    },
    sound('passthrough = "enabled";'),
  ],
  const: [
    {
      title: 'another device type',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          memory@0 {
            device_type = "ram";
                        //^^^^^ "device_type": expected "memory"
            reg = <0 0x1000>;
          };
        };`,
    },
    {
      title: 'as the binding has it',
      dts: `
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          memory@0 { device_type = "memory"; reg = <0 0x1000>; };
        };`,
    },
  ],
  pattern: [
    {
      title: 'blanks between numbers',
      dts: withLine(
        'llc-colors = "0-3, 8";',
        '             ^^^^^^^^ expected numbers and ranges with commas',
      ),
    },
    sound('llc-colors = "0-3,8";'),
  ],
  minimum: [
    {
      title: 'no processor',
      dts: domain(`              memory = <0 0x10000>;
              cpus = <0>;
            //^^^^^^^^^^^ "cpus": expected 1 to 128, found 0`),
    },
    sound('vpl011;'),
  ],
  maximum: [
    {
      title: 'more processors than Xen gives a domain',
      dts: domain(`              memory = <0 0x10000>;
              cpus = <200>;
            //^^^^^^^^^^^^^ "cpus": expected 1 to 128, found 200`),
    },
    sound('vpl011;'),
  ],
  'multiple-of': [
    {
      title: 'half a page of memory',
      dts: domain(`              memory = <0 0x10002>;
            //^^^^^^^^^^^^^^^^^^^^^ "memory": expected a multiple of 4
              cpus = <1>;`),
    },
    sound('vpl011;'),
  ],
  type: [
    {
      title: 'two cells for one number',
      dts: domain(`              memory = <0 0x10000>;
              cpus = <0 1>;
            //^^^^^^^^^^^^^ "cpus": expected a 32-bit number (1 cell)`),
    },
    sound('vpl011;'),
  ],
  'type-size': [
    {
      title: 'one cell for a number of 64 bits',
      dts: domain(`              memory = <0x10000>;
            //^^^^^^^^^^^^^^^^^^^ "memory": expected a 64-bit number (2 cells)
              cpus = <1>;`),
    },
    sound('vpl011;'),
  ],
  'one-of': [
    {
      title: 'a vector length that no processor has',
      dts: withLine('sve = <100>;', '^^^^^^^^^^^^ "sve": expected no value'),
    },
    sound('sve = <128>;'),
  ],
};
