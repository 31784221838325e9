/** dtc's `X_property` checks: one idea for the sixteen kinds of provider in `provider-table.ts`. */
import type { NodeRef } from '../../tree/node-ref';
import { defineRule, type Finding, type RuleInput } from '../rule';
import { checkArguments } from './phandle-arguments';
import { providers, type Provider } from './provider-table';

/** `dtc/clocks_property` and its like. */
export const providerRules = providers.map(providerRule);

function providerRule(provider: Provider) {
  const { check, property: name, cells, isOptional = false } = provider;
  return defineRule({
    id: `dtc/${check}_property`,
    severity: 'warning',
    summary: `\`${name}\` does not fit the providers that it refers to.`,
    why: `Readers cut the value into entries by \`${cells}\` of each provider. When an entry is too short or a provider unknown, they drop it and all that follow, and the device lacks what it needs.`,
    source: `dtc checks.c, check_property_phandle_args; ${name} in ${source(provider)}`,
    on: [name],
    examples: [tooShortExample(provider), ...missingCellsExample(provider), soundExample(provider)],
    checkNode(at: NodeRef, input: RuleInput, report: (finding: Finding) => void) {
      const property = at.node.properties.get(name);
      if (property !== undefined) checkArguments(input, { property, cells, isOptional }, report);
    },
  });
}

function source({ cells }: Provider): string {
  return `the binding of the provider (${cells})`;
}

function tooShortExample({ property, cells }: Provider) {
  const marker = ' '.repeat(Math.max(0, property.length + 10)) + '//^^^^^^^^^';
  return {
    title: 'an argument is missing',
    dts: `
        / {
          provider: provider { ${providerProperties(cells)}${cells} = <1>; };
          user {
            ${property} = <&provider>;
    ${marker} asks for 1 argument, found 0
          };
        };`,
  };
}

function missingCellsExample({ property, cells, isOptional }: Provider) {
  if (isOptional) return [];
  const marker = ' '.repeat(Math.max(0, property.length + 10)) + '//^^^^^^';
  return [
    {
      title: 'the other node is no provider',
      dts: `
        / {
          other: other { };
          user {
            ${property} = <&other>;
    ${marker} "other" has no "${cells}"
          };
        };`,
    },
  ];
}

function soundExample({ property, cells }: Provider) {
  return {
    title: 'a complete entry, one left out, and another',
    dts: `
        / {
          provider: provider { ${providerProperties(cells)}${cells} = <1>; };
          user { ${property} = <&provider 1>, <0>, <&provider 2>; };
        };`,
  };
}

/** What else a sound provider has. */
function providerProperties(cells: string): string {
  return cells === '#interrupt-cells' ? 'interrupt-controller; #address-cells = <0>; ' : '';
}
