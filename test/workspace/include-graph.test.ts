import { expect, test } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import { contextsReading, type ContextSources } from '../../server/src/workspace/contexts';
import type { KnownFiles } from '../../server/src/workspace/include-graph';
import { sourceFile } from '../../server/src/lexer/source-file';
import { workspaceOf } from './workspace-of';

const soc = fileId('/soc.dtsi');
const texts = {
  '/a.dts': '#include "soc.dtsi"\n/ { };\n',
  '/b.dts': '#include "middle.dtsi"\n/ { };\n',
  '/middle.dtsi': '/include/ "soc.dtsi"\n',
  '/soc.dtsi': '/ { };\n',
};

function rootsOf(workspace: ReturnType<typeof workspaceOf>): readonly string[] {
  return workspace
    .current()
    .contextsOf(soc)
    .map((it) => it.root);
}

test('contexts follow an edit of an include, of a file between, and what comes and goes', () => {
  const workspace = workspaceOf(texts);
  expect(rootsOf(workspace)).toEqual(['/a.dts', '/b.dts']);
  const text = (file: string, it: string) =>
    workspace.apply({ files: [{ kind: 'text', file: fileId(file), text: it }] });
  text('/a.dts', '#include "soc.dtsi"\n/ { x; };\n');
  expect(rootsOf(workspace)).toEqual(['/a.dts', '/b.dts']);
  text('/middle.dtsi', '');
  expect(rootsOf(workspace)).toEqual(['/a.dts']);
  text('/c.dts', '#include "link.dtsi"\n');
  expect(rootsOf(workspace)).toEqual(['/a.dts']);
  workspace.apply({ aliases: new Map([['/link.dtsi', soc]]) });
  expect(rootsOf(workspace)).toEqual(['/a.dts', '/c.dts']);
  workspace.apply({ files: [{ kind: 'removed', file: fileId('/a.dts') }] });
  expect(rootsOf(workspace)).toEqual(['/c.dts']);
});

test('an older view answers as it did', () => {
  const workspace = workspaceOf(texts);
  const before = workspace.current();
  workspace.apply({ files: [{ kind: 'text', file: fileId('/a.dts'), text: '/ { };' }] });
  expect(rootsOf(workspace)).toEqual(['/b.dts']);
  expect(before.contextsOf(soc).map((it) => it.root)).toEqual(['/a.dts', '/b.dts']);
  expect(rootsOf(workspace)).toEqual(['/b.dts']);
});

test('a key that touches no include asks for no path twice', () => {
  const asked: string[] = [];
  const known = (more: string): KnownFiles => {
    const files = new Map(
      Object.entries(texts).map(([path, text]) => [
        fileId(path),
        sourceFile(fileId(path), path === '/soc.dtsi' ? text + more : text),
      ]),
    );
    const file = (path: string) => {
      asked.push(path);
      return files.get(fileId(path));
    };
    return { files, file, open };
  };
  const open: KnownFiles['open'] = [];
  const sources: ContextSources = {
    configurations: [],
    settings: [],
    trees: new Map(),
    latest: new Map(),
  };
  const first = contextsReading(sources, known(''), soc);
  asked.length = 0;
  expect(contextsReading(sources, known('// more\n'), soc)).toBe(first);
  expect(asked.length).toBe(new Set(asked).size);
});
