import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import type { TargetName } from '../../server/src/model/target';
import { runRules } from '../../server/src/rules/run-rules';
import { schemaRules } from '../../server/src/rules/schema/schema-rules';
import { keywords } from '../../server/src/rules/schema/keywords';
import { ownSchemas } from '../bindings/schema-files';
import { markOf, read } from './rule-example';

const catalogue = createCatalogue(ownSchemas());

function domain(lines: string): string {
  return `/dts-v1/;\n/ {\nchosen {\ndomU1 {\ncompatible = "xen,domain";\n${lines}\n};\n};\n};\n`;
}

/** `severity code line: text under the finding` of each finding. */
function findings(dts: string, target: TargetName = 'xen', isFragment = false): readonly string[] {
  const input = { ...read(dts, target, { catalogue }), isFragment };
  return runRules(input, schemaRules).map((it) => {
    const { line, from, to } = markOf(input, it);
    return `${it.severity} ${it.code} ${(dts.split('\n')[line] ?? '').slice(from, to)}`;
  });
}

describe('what a schema finds', () => {
  test('is an error where the schema says that Xen refuses it', () => {
    expect(findings(domain('memory = <0 4>;\ncpus = <200>;'))).toEqual([
      'error schema/maximum cpus = <200>;',
    ]);
  });

  test('is a warning where Xen ignores it', () => {
    expect(findings(domain('memory = <0 4>;\ncpus = <1>;\npassthrough = "on";'))).toEqual([
      'warning schema/enum "on"',
    ]);
  });

  test('is nothing about Xen when Xen does not read the tree', () => {
    expect(findings(domain('cpus = <200>;'), 'none')).toEqual([]);
  });

  test('is nothing about a property that this release does not read yet', () => {
    const dts = domain('memory = <0 4>;\ncpus = <1>;\nmax_grant_version = <3>;');
    expect(findings(dts, 'xen@4.17')).toEqual([]);
    expect(findings(dts, 'xen@4.18')).toEqual(['error schema/enum max_grant_version = <3>;']);
  });

  test('does not miss in a fragment what its includer may bring', () => {
    expect(findings(domain('cpus = <1>;'))).toEqual(['error schema/required domU1']);
    expect(findings(domain('cpus = <1>;'), 'xen', true)).toEqual([]);
  });

  test('points at the string at fault', () => {
    const dts = `/dts-v1/;\n/ {\n#address-cells = <1>;\n#size-cells = <1>;\nchosen {\nm@1000 {
compatible = "multiboot,initrd", "multiboot,module";\nreg = <0x1000 0x1000>;\n};\n};\n};\n`;
    expect(findings(dts).filter((it) => it.includes('schema/enum'))).toEqual([
      'warning schema/enum "multiboot,initrd"',
    ]);
  });
});

test('a value that waits for the base tree of an overlay is not judged as missing', () => {
  const dts = '/dts-v1/; /plugin/;\n&{/} { a = <&unknown>; };\n';
  expect(findings(dts)).toEqual([]);
});

test('each keyword has one rule', () => {
  expect(new Set(keywords.map((it) => it.name)).size).toBe(keywords.length);
  expect(schemaRules.length).toBe(keywords.length);
});
