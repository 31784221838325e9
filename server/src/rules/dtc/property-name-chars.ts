/** A property name may hold letters, digits and `,._+*#?-` (dtc checks.c check_property_name_chars). */
import type { DtProperty } from '../../tree/dt-node';
import { defineRule, type Finding } from '../rule';
import { renameProperty } from '../source-edits';

const allowed = /^[A-Za-z0-9,._+*#?-]*$/;
const notAllowed = /[^A-Za-z0-9,._+*#?-]/;

export const propertyNameChars = defineRule({
  id: 'dtc/property_name_chars',
  severity: 'error',
  summary: 'A property name holds a character that property names cannot have.',
  why: 'dtc writes no blob. The lexer takes `@` for part of a name because node names hold it; often a node was meant and its braces are missing.',
  source: 'dtc checks.c, check_property_name_chars; Devicetree Specification 2.2.4',
  on: (name) => !isPropertyName(name),
  examples: [
    {
      title: 'a unit address on a property',
      dts: `
        / {
          reg@0 = <1>;
        //^^^^^^^^^^^^ "@" cannot be part of a property name
        };`,
      fixed: `
        / {
          reg-0 = <1>;
        };`,
    },
    { title: 'every character that is allowed', dts: `/ { a,b.c_d+e*f#g?h-i; };` },
  ],
  checkNode(at, _input, report) {
    for (const property of at.node.properties.values())
      if (!isPropertyName(property.name)) report(finding(property));
  },
});

/** Whether dtc takes the characters of a property name. */
export function isPropertyName(name: string): boolean {
  return allowed.test(name);
}

function finding(property: DtProperty): Finding {
  const bad = notAllowed.exec(property.name)?.[0] ?? '';
  const name = property.name.replace(new RegExp(notAllowed, 'g'), '-');
  return {
    at: property.at,
    message: `"${bad}" cannot be part of a property name: use letters, digits and , . _ + * # ? -`,
    fixes: [{ title: `Replace "${bad}" by "-"`, edits: renameProperty(property, name) }],
  };
}
