/**
 * GPIO properties: `gpios`, `gpio` and all that end in `-gpios` or `-gpio`, save on GPIO hogs, where the list has no
 * phandles, and `…,nr-gpios`, a number (dtc checks.c prop_is_gpio, check_gpios_property).
 */
import { defineRule } from '../rule';
import { renameProperty } from '../source-edits';
import { checkArguments } from './phandle-arguments';

export const gpiosProperty = defineRule({
  id: 'dtc/gpios_property',
  severity: 'warning',
  summary: 'A GPIO property does not fit the controllers that it refers to.',
  why: 'Readers cut the value into entries by `#gpio-cells` of each controller. When an entry is too short or a controller unknown, they drop it and all that follow.',
  source:
    'dtc checks.c, check_gpios_property; Linux Documentation/devicetree/bindings/gpio/gpio.txt',
  on: isGpioProperty,
  examples: [
    {
      title: 'the flags are missing',
      dts: `
        / {
          gpio: gpio { gpio-controller; #gpio-cells = <2>; };
          led {
            reset-gpios = <&gpio 5>;
                         //^^^^^ asks for 2 arguments, found 1
          };
        };`,
    },
    {
      title: 'a hog has no phandles',
      dts: `
        / {
          gpio {
            gpio-controller;
            #gpio-cells = <2>;
            hog { gpio-hog; gpios = <5 0>; };
          };
          led { acme,nr-gpios = <3>; };
        };`,
    },
  ],
  checkNode(at, input, report) {
    const { properties } = at.node;
    if (properties.has('gpio-hog')) return;
    for (const [name, property] of properties) {
      if (isGpioProperty(name))
        checkArguments(input, { property, cells: '#gpio-cells', isOptional: false }, report);
    }
  },
});

export const deprecatedGpioProperty = defineRule({
  id: 'dtc/deprecated_gpio_property',
  severity: 'hint',
  isOffByDefault: true,
  summary: 'A GPIO property ends in `gpio`.',
  why: 'Bindings say `gpios` now, also for a single one; Linux still reads the old form.',
  source: 'dtc checks.c, check_deprecated_gpio_property (off unless asked for)',
  on: isGpioProperty,
  examples: [
    {
      title: 'the old form',
      dts: `
        / {
          gpio: gpio { gpio-controller; #gpio-cells = <1>; };
          led {
            reset-gpio = <&gpio 5>;
          //^^^^^^^^^^^^^^^^^^^^^^^ "reset-gpio" is deprecated
          };
        };`,
      fixed: `
        / {
          gpio: gpio { gpio-controller; #gpio-cells = <1>; };
          led {
            reset-gpios = <&gpio 5>;
          };
        };`,
    },
    {
      title: 'the new form',
      dts: `
        / {
          gpio: gpio { gpio-controller; #gpio-cells = <1>; };
          led { reset-gpios = <&gpio 5>; };
        };`,
    },
  ],
  checkNode(at, _input, report) {
    for (const [name, property] of at.node.properties) {
      if (!isGpioProperty(name) || !name.endsWith('gpio')) continue;
      report({
        at: property.at,
        message: `"${name}" is deprecated: call it "${name}s"`,
        tags: ['deprecated'],
        fixes: [{ title: `Rename to "${name}s"`, edits: renameProperty(property, `${name}s`) }],
      });
    }
  },
});

function isGpioProperty(name: string): boolean {
  if (!name.endsWith('gpios') && !name.endsWith('gpio')) return false;
  if (name.endsWith(',nr-gpios')) return false;
  return name === 'gpios' || name === 'gpio' || name.endsWith('-gpios') || name.endsWith('-gpio');
}
