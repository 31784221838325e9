/** Properties that hold exactly one string: dtc's `X_is_string` family (dtc checks.c check_is_string). */
import type { DeviceTree, DtProperty } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { bytesOf } from '../../tree/value';
import { defineRule, type Finding, type RuleInput } from '../rule';
import { isOneString } from './unresolved-bytes';

export const deviceTypeIsString = isStringRule('device_type_is_string', 'device_type', 'memory');
export const modelIsString = isStringRule('model_is_string', 'model', 'acme,board');
export const statusIsString = isStringRule('status_is_string', 'status', 'okay');
export const labelIsString = isStringRule('label_is_string', 'label', 'console');

function isStringRule(check: string, name: string, value: string) {
  return defineRule({
    id: `dtc/${check}`,
    severity: 'warning',
    summary: `\`${name}\` is not one string.`,
    why: 'Readers take the first string and know nothing of a second one, or run past the end of a value that is no string at all.',
    source: `dtc checks.c, ${check}; Devicetree Specification 2.3`,
    on: [name],
    examples: [
      {
        title: 'a number in place of a string',
        dts: `
        / {
          node {
            ${name} = <1>;
          //${'^'.repeat(name.length + 7)} expected one string
          };
        };`,
      },
      { title: 'one string', dts: `/ { node { ${name} = "${value}"; }; };` },
    ],
    checkNode(at: NodeRef, { tree }: RuleInput, report: (finding: Finding) => void) {
      const property = at.node.properties.get(name);
      const finding = property && notOneString(tree, property);
      if (finding) report(finding);
    },
  });
}

/** What is wrong with a property that should be one string; undefined when it is one. */
export function notOneString(tree: DeviceTree, property: DtProperty): Finding | undefined {
  const [part, ...rest] = property.parts;
  if (part?.kind === 'string' && rest.length === 0 && !part.bytes.includes('\0')) return undefined;
  const bytes = bytesOf(tree, property);
  if (bytes === undefined || isOneString(bytes)) return undefined;
  return {
    at: property.at,
    message: `"${property.name}" is not a string: expected one string, found ${describe(bytes)}`,
  };
}

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'no value';
  if (bytes[bytes.length - 1] !== 0) return `${bytes.length} bytes that do not end in a NUL`;
  return `${bytes.filter((it) => it === 0).length} strings`;
}
