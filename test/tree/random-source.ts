/**
 * Small sources full of what makes composing hard (labels, references, deletions, repeated names, overlays), and edits
 * of their lines, whole or not.
 */
import fc from 'fast-check';

export const overlayLine = '/dts-v1/; /plugin/; // an overlay begins';
const name = fc.constantFrom('a', 'b', 'c', 'd@1', 'd@2', 'f', 'g', 'h');
const label = fc.constantFrom('x', 'y', 'z', 'w', 'v', 'u');
const reference = fc.oneof(
  label.map((it) => `&${it}`),
  fc.array(name, { maxLength: 2 }).map((it) => `&{/${it.join('/')}}`),
);
const opener = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 4, arbitrary: fc.tuple(label, name).map(([it, node]) => `${it}: ${node}`) },
  { weight: 1, arbitrary: name.map((it) => `/omit-if-no-ref/ y: ${it}`) },
);
const property = fc.oneof(
  fc
    .tuple(fc.constantFrom('p', 'q', 'r', 's', 't', 'i', 'j', 'k'), fc.nat(3))
    .map(([it, value]) => `${it} = <${value}>;`),
  fc.constantFrom('p;', 'm;', 'n;', 'l: q = <&x>;', 'l: o = <&y>;'),
);
const deletion = fc.oneof(
  name.map((it) => `/delete-node/ ${it};`),
  fc.constantFrom('/delete-property/ p;', '/delete-property/ q;'),
);
/** Lines of a body. */
const lines: fc.Arbitrary<readonly string[]> = fc.letrec<{ body: readonly string[] }>((tie) => ({
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        { weight: 3, arbitrary: property.map((it) => [it]) },
        { weight: 1, arbitrary: deletion.map((it) => [it]) },
        {
          weight: 4,
          arbitrary: fc.tuple(opener, tie('body')).map(([it, body]) => [`${it} {`, ...body, '};']),
        },
      ),
      { maxLength: 4 },
    )
    .map((it) => it.flat()),
})).body;
const topLevel = fc.oneof(
  { weight: 4, arbitrary: lines.map((it) => ['/ {', ...it, '};']) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('', '', '', 'x: ', 'w: '), reference, lines)
      .map(([it, target, body]) => [`${it}${target} {`, ...body, '};']),
  },
  { weight: 1, arbitrary: reference.map((it) => [`/delete-node/ ${it};`]) },
  { weight: 1, arbitrary: reference.map((it) => [`/omit-if-no-ref/ ${it};`]) },
  { weight: 1, arbitrary: fc.constant(['/memreserve/ 1 2;']) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('target = <&x>;', 'target = <&y>;', 'target-path = "/a";'), lines)
      .map(([it, body]) => ['/ { f {', it, '__overlay__ {', ...body, '}; }; };']),
  },
);
/** The lines of a source; an overlay may begin somewhere, and a source may be one itself. */
export const source: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    fc.array(topLevel, { maxLength: 6 }),
    fc.option(fc.array(topLevel, { maxLength: 3 })),
    fc.boolean(),
  )
  .map(([base, overlay, isPlain]) => [
    isPlain || overlay ? '/dts-v1/;' : '/dts-v1/; /plugin/;',
    ...base.flat(),
    ...(overlay ? [overlayLine, ...overlay.flat()] : []),
  ]);

/** The texts of its files. */
export function filesOf(source: readonly string[]): readonly string[] {
  const at = source.indexOf(overlayLine);
  const files = at < 0 ? [source] : [source.slice(0, at), source.slice(at)];
  return files.map((it) => it.join('\n'));
}

/** A change of some lines. */
export interface Edit {
  /** A share of the lines. */
  readonly at: number;
  readonly to: number;
  readonly kind: 'put' | 'take' | 'change' | 'move' | 'type';
  readonly put: readonly string[];
}

export const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('put', 'put', 'take', 'change', 'move', 'type'),
  put: fc.oneof(
    lines,
    topLevel,
    property.map((it) => [it]),
    opener.map((it) => [`${it} {`]),
    fc.constant(['};']),
  ),
});

/** The lines after an edit; the first, with the header, is left alone. */
export function applied(source: readonly string[], { at, to, kind, put }: Edit): readonly string[] {
  const line = 1 + Math.floor(at * (source.length - 1));
  const other = 1 + Math.floor(to * (source.length - 1));
  const text = source[line] ?? '';
  switch (kind) {
    case 'put':
      return source.toSpliced(line, 0, ...put);
    case 'take':
      return source.toSpliced(line, 1);
    case 'change':
      return source.toSpliced(line, 1, ...put);
    case 'move':
      return source.toSpliced(line, 1).toSpliced(other, 0, text);
    case 'type':
      return source.toSpliced(
        line,
        1,
        text.replace(/[a-z]/, (it) => (it === 'a' ? 'b' : 'x')),
      );
  }
}
