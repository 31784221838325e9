/**
 * The example that started it all: a boot module as proposed on the devicetree list, with everything that went wrong in
 * it. Each finding is shown, and the fixes alone turn it into a sound tree, as a dom0 module or inside a domain.
 */
import { describe, expect, test } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import { codeActions } from '../../server/src/features/code-actions';
import { applyTextEdits } from '../../server/src/rules/apply-edits';
import { childrenOf, nodeAt } from '../../server/src/tree/node-ref';
import { cellsOf, compatiblesOf } from '../../server/src/tree/value';
import { fixture } from './fixture';

const board = `/dts-v1/;

/ {
	compatible = "example,board";
	model = "Example";
	#address-cells = <2>;
	#size-cells = <2>;

	memory@40000000 {
		device_type = "memory";
		reg = <0x0 0x40000000 0x0 0x40000000>;
	};

	chosen {
		module@0x47000000 {
			compatible = "multiboot,module\\0multiboot,kernel";
			reg = <0x0 0x47000000 0x0 0x1000000>;
			bootargs = "console=hvc0";
		};
	};
};
`;

function analysisOf(text: string) {
  const { snapshot, file } = fixture(text);
  const [context] = snapshot.contextsOf(file);
  if (context === undefined) throw new Error('the board has no context');
  return snapshot.analysis(context);
}

/** `code: what is underlined` of every finding. */
function findings(text: string): string[] {
  return analysisOf(text)
    .diagnostics()
    .map((it) => `${it.code}: ${text.slice(it.range.start, it.range.end)}`);
}

/** The text after taking the first fix of the first finding that has one, again and again until none is left. */
function fixed(text: string): string {
  for (let at = text, round = 0; round < 20; round++) {
    const { snapshot, file } = fixture(at);
    const finding = analysisOf(at)
      .diagnostics()
      .find((it) => it.fixes.length > 0);
    if (finding === undefined) return at;
    const [action] = codeActions(snapshot, file, finding.range, ['quickfix']).filter((it) =>
      it.diagnostics.some(({ code }) => code === finding.code),
    );
    at = applyTextEdits(at, action?.edits.get(file) ?? []);
  }
  throw new Error('the fixes never come to rest');
}

/** The text after the action with that title, taken at the module. */
function after(text: string, title: string): string {
  const { snapshot, file } = fixture(text);
  const start = text.indexOf('module@');
  const actions = codeActions(snapshot, file, { start, end: start });
  const action = actions.find((it) => it.title === title);
  expect(actions.map((it) => it.title)).toContain(title);
  return applyTextEdits(text, action?.edits.get(fileId(file)) ?? []);
}

describe('the mailing list example', () => {
  test('shows every finding where it can be mended', () => {
    expect(findings(board)).toEqual([
      'dtc/avoid_default_addr_size: module@0x47000000',
      'dtc/avoid_default_addr_size: module@0x47000000',
      'dtc/unit_address_format: module@0x47000000',
      'boot/compatible-embedded-nul: compatible = "multiboot,module\\0multiboot,kernel";',
      'dtc/reg_format: reg = <0x0 0x47000000 0x0 0x1000000>;',
    ]);
  });

  test('is sound once the first fix of each finding is taken', () => {
    const text = fixed(board);
    expect(findings(text)).toEqual([]);
    const { tree } = analysisOf(text);
    const module = nodeAt(tree, '/chosen/module@47000000');
    expect(module && compatiblesOf(tree, module)).toEqual(['multiboot,module', 'multiboot,kernel']);
  });

  test('is sound as the kernel of a new domain', () => {
    const text = fixed(after(fixed(board), 'Move module into a new domain…'));
    const errors = findings(text).filter((it) => !it.startsWith('dtc/avoid_unnecessary_addr_size'));
    expect(errors).toEqual([]);
    const { tree, platform } = analysisOf(text);
    expect(platform().domains.map((it) => it.node.node.name)).toEqual(['domU1']);
    const module = nodeAt(tree, '/chosen/domU1/module@47000000');
    const reg = module?.node.properties.get('reg');
    expect(reg && cellsOf(tree, reg)?.map((it) => it.value)).toEqual([0, 0x47000000, 0, 0x1000000]);
  });

  test('moves into a domain whose cells are narrower', () => {
    const domain = `	chosen {
		domU7 {
			compatible = "xen,domain";
			#address-cells = <1>;
			#size-cells = <1>;
			memory = <0x0 0x20000>;
			cpus = <1>;
		};
`;
    const text = fixed(
      after(fixed(board.replace('	chosen {\n', domain)), 'Move module into domain "domU7"'),
    );
    const { tree } = analysisOf(text);
    const home = nodeAt(tree, '/chosen/domU7');
    expect(home && childrenOf(home).map((it) => it.node.name)).toEqual(['module@47000000']);
    const reg = nodeAt(tree, '/chosen/domU7/module@47000000')?.node.properties.get('reg');
    expect(reg && cellsOf(tree, reg)?.map((it) => it.value)).toEqual([0x47000000, 0x1000000]);
  });
});
