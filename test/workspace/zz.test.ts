import { test } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import { linesOf } from '../../server/src/lexer/source-file';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { preprocess } from '../../server/src/preprocessor/preprocess';
import { parse } from '../../server/src/syntax/parser';
import { compose } from '../../server/src/tree/compose';
test('x', () => {
  const w = createWorkspace();
  const p = fileId('/w/a.dts');
  let text = '/dts-v1/;\n/ {\n';
  for (let i=0;i<16000;i++) text += `\tnode-${i} {\n\t\tcompatible = "a,b";\n\t\treg = <${i} 2>;\n\t\tstatus = "okay";\n\t};\n\n`;
  text += '};\n';
  console.log(text.length, text.split('\n').length);
  w.apply({ files: [{ kind: 'text', file: p, text }] });
  const at = text.indexOf('node-9000 {')+20;
  const time = (name: string, f: () => unknown) => { const t=performance.now(); const r=f(); console.log(name, (performance.now()-t).toFixed(2)); return r; };
  for (let i=0;i<4;i++) {
    const s: any = time('apply', () => w.apply({files:[{kind:'edits',file:p,edits:[{range:{start:at,end:at},newText:' '}]}]}));
    time('lines', () => linesOf(s.file(p)));
    const c: any = time('contextsOf', () => s.contextsOf(p))![0];
    time('missing(=preprocess)', () => s.missing(c));
    const a: any = time('analysis', () => s.analysis(c));
    time('diag', () => a.diagnostics());
  }
});
