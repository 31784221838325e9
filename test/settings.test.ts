/**
 * The settings that package.json offers are those that the server takes. The list of rules is generated:
 * UPDATE_DOCS=1 writes it anew.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { knownRules } from '../server/src/cli/known-rules';
import { severities } from '../server/src/text/severity';
import { isTargetName } from '../server/src/workspace/configuration';

interface Setting {
  readonly enum: readonly string[];
  readonly enumDescriptions: readonly string[];
  readonly additionalProperties: { readonly enum: readonly string[] };
  propertyNames: { readonly enum: readonly string[] };
}

const file = path.resolve(import.meta.dirname, '../package.json');
const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
};

function setting(name: string): Setting {
  const found = manifest.contributes.configuration.properties[`dts-chosen.${name}`];
  if (found === undefined) throw new Error(`no setting ${name}`);
  return found;
}

test('every target offered is one, and has a description', () => {
  const target = setting('target');
  expect(target.enum.filter((it) => !isTargetName(it))).toEqual([]);
  expect(target.enumDescriptions).toHaveLength(target.enum.length);
});

test('a rule takes every severity, and off', () => {
  const offered = [...setting('rules').additionalProperties.enum].sort();
  expect(offered).toEqual(['off', ...severities].sort());
});

test('every rule and every group of rules is offered by name', () => {
  const codes = knownRules.map(({ id }) => id);
  const names = [...new Set([...codes, ...codes.map((it) => it.replace(/\/.*/, '/*'))])].sort();
  if (process.env.UPDATE_DOCS === '1') {
    setting('rules').propertyNames = { enum: names };
    fs.writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
  expect(setting('rules').propertyNames.enum).toEqual(names);
});
