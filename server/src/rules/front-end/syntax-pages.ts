/** The findings of the parser: why they matter, how they are mended, with examples. Facts: dtc dt-parser.y, dt-lexer.l. */
import { streamText, type Span } from '../../preprocessor/token-stream';
import { isSpan } from '../../preprocessor/locate';
import type { Problem } from '../../preprocessor/problem';
import type { NodeSyntax, Statement } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import { rootOf, walk } from '../../tree/node-ref';
import { misspelling } from '../dtc/misspelt-reference';
import type { Fix } from '../fix';
import { page, type FrontEndRule } from './page';

const source = 'dtc dt-parser.y, dt-lexer.l';
const fatal = 'dtc writes no blob: it stops at the first statement that it cannot read.';

export const syntaxPages: readonly FrontEndRule[] = [
  page('syntax/missing-version', {
    why: `${fatal} \`/dts-v1/;\` says which version of the language the file is in; without it dtc reads nothing.`,
    source,
    examples: [],
    fixesFor: ({ at }) =>
      isSpan(at) && at.to > at.from
        ? [
            {
              title: 'Add /dts-v1/; at the start',
              edits: [{ kind: 'insert-line-before', at, text: '/dts-v1/;' }],
            },
          ]
        : [],
  }),
  page('syntax/version-mismatch', {
    why: 'dtc writes no blob: one header says that this is an overlay, another that it is not.',
    source,
    examples: [
      {
        title: 'only the second header has /plugin/',
        dts: `
          /dts-v1/;
          /dts-v1/; /plugin/;
        //^^^^^^^^^ disagrees with the first
          / { };`,
      },
      { title: 'one header', dts: `/dts-v1/; /plugin/; / { };` },
    ],
  }),
  page('syntax/misplaced', {
    why: fatal,
    source,
    examples: [
      {
        title: 'a reservation behind the tree',
        dts: `
          / { };
          /memreserve/ 0x1000 0x1000;
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^ must stand before the first node`,
      },
      { title: 'before the tree', dts: `/memreserve/ 0x1000 0x1000; / { };` },
    ],
  }),
  page('syntax/no-tree', {
    why: fatal,
    source,
    examples: [
      {
        title: 'only a header',
        dts: `
          /dts-v1/;
                 //^ expected "/ { … };"`,
      },
      { title: 'an empty tree', dts: `/ { };` },
    ],
  }),
  page('syntax/unexpected-token', {
    why: fatal,
    source,
    examples: [
      {
        title: 'a semicolon of its own',
        dts: `
          / {
            a = <1>;;
                  //^ nothing before this ";"
          };`,
        fixed: `
          / {
            a = <1>;
          };`,
      },
      { title: 'one semicolon', dts: `/ { a = <1>; };` },
    ],
    fixesFor: ({ at }) =>
      isSpan(at) && at.to === at.from + 1 && streamText(at.stream, at.from) === ';'
        ? [{ title: 'Remove this ";"', edits: [{ kind: 'replace', at, text: '' }] }]
        : [],
  }),
  page('syntax/missing-semicolon', {
    why: `${fatal} dtc itself points at the next line.`,
    source,
    examples: [
      {
        title: 'a property without its end',
        dts: `
          / {
            model = "a"
                     //^ expected ";"
            compatible = "b";
          };`,
        fixed: `
          / {
            model = "a";
            compatible = "b";
          };`,
      },
      { title: 'with it', dts: `/ { model = "a"; };` },
    ],
    fixesFor: ({ at }) => [{ title: 'Add ";"', edits: [{ kind: 'replace', at, text: ';' }] }],
  }),
  page('syntax/missing-brace', {
    why: `${fatal} dtc points at the end of the file; the node that is open is named here.`,
    source,
    examples: [
      {
        title: 'an open node',
        dts: `
          / {
            soc { };
                  //^ expected "};" of node "/"`,
      },
      { title: 'closed', dts: `/ { soc { }; };` },
    ],
    fixesFor: ({ at }) => [{ title: 'Add "};"', edits: [{ kind: 'replace', at, text: '\n};' }] }],
  }),
  page('syntax/missing-value', {
    why: fatal,
    source,
    examples: [
      {
        title: 'nothing behind the equals sign',
        dts: `
          / {
            a = ;
              //^ expected
          };`,
      },
      { title: 'a property without a value has no equals sign', dts: `/ { a; };` },
    ],
  }),
  page('syntax/missing-bracket', {
    why: fatal,
    source,
    examples: [
      {
        title: 'an open cell list',
        dts: `
          / {
            a = <1 2;
                  //^ expected ">"
          };`,
      },
      { title: 'closed', dts: `/ { a = <1 2>; };` },
    ],
  }),
  page('syntax/property-after-node', {
    why: 'dtc writes no blob ("Properties must precede subnodes"): in a blob a node’s properties come before its children.',
    source,
    examples: [
      {
        title: 'a property behind a node',
        dts: `
          / {
            soc { };
            model = "a";
          //^^^^^ properties must precede subnodes
          };`,
        fixed: `
          / {
            model = "a";
            soc { };
          };`,
      },
      { title: 'properties first', dts: `/ { model = "a"; soc { }; };` },
    ],
    fixesFor: moveAboveFirstNode,
  }),
  page('syntax/undefined-macro', {
    why: `${fatal} The name is left as it stands by the preprocessor: the header that defines it is not included, or it is misspelt.`,
    source,
    examples: [
      {
        title: 'a macro that nobody defines',
        dts: `
          / {
            a = <GPIO_ACTIVE_HIGH>;
               //^^^^^^^^^^^^^^^^ no macro of that name
          };`,
      },
      { title: 'a macro', dts: `#define GPIO_ACTIVE_HIGH 0\n/ { a = <GPIO_ACTIVE_HIGH>; };` },
    ],
  }),
  page('syntax/bad-number', {
    why: `${fatal} Numbers are decimal, octal (leading 0) or hexadecimal, in up to 64 bits, with the suffixes U, L, UL, LL and ULL in upper case.`,
    source,
    examples: [
      {
        title: 'binary',
        dts: `
          / {
            a = <0b11>;
               //^^^^ is not a number
          };`,
      },
      { title: 'hexadecimal', dts: `/ { a = <0x3>; };` },
    ],
  }),
  page('syntax/bad-character', {
    why: fatal,
    source,
    examples: [
      {
        title: 'two characters',
        dts: `
          / {
            a = <'ab'>;
               //^^^^ holds 1 character
          };`,
      },
      { title: 'one character', dts: `/ { a = <'a'>; };` },
    ],
  }),
  page('syntax/bad-string', {
    why: fatal,
    source,
    examples: [
      {
        title: 'an escape without digits',
        dts: String.raw`
          / {
            a = "\x";
              //^^^^ \x`,
      },
      { title: 'an escape', dts: String.raw`/ { a = "\x41"; };` },
    ],
  }),
  page('syntax/bad-bytes', {
    why: fatal,
    source,
    examples: [
      {
        title: 'a prefix',
        dts: `
          / {
            a = [0x12];
               //^^^^ pairs of hexadecimal digits
          };`,
      },
      { title: 'pairs of digits', dts: `/ { a = [12 34]; };` },
    ],
  }),
  page('syntax/bad-reference', {
    why: fatal,
    source,
    examples: [
      {
        title: 'a blank behind the ampersand',
        dts: `
          / {
            b: b { a = <& b>; };
                      //^ expected a label
          };`,
      },
      { title: 'a label', dts: `/ { b: b { a = <&b>; }; };` },
    ],
  }),
  page('syntax/unknown-reference', {
    why: 'dtc writes no blob ("Label or path not found"): what `&x { }`, `/delete-node/ &x` and `/omit-if-no-ref/ &x` name must stand above them. In an overlay `&x { }` names a node of the base tree.',
    source: 'dtc dt-parser.y, livetree.c get_node_by_ref',
    examples: [
      {
        title: 'a misspelt label',
        dts: `
          / { uart0: serial { }; };
          &uart1 { };
        //^^^^^^ names nothing`,
        fixed: `
          / { uart0: serial { }; };
          &uart0 { };`,
      },
      { title: 'a label that is there', dts: `/ { uart0: serial { }; }; &uart0 { };` },
    ],
    fixesFor({ at }, tree) {
      const reference = tree.dangling.find(
        (it) => isSpan(at) && it.from === at.from && it.stream === at.stream,
      );
      return reference === undefined ? [] : misspelling(tree, reference).fixes;
    },
  }),
  page('syntax/bad-bits', {
    why: fatal,
    source,
    examples: [
      {
        title: '24 bits',
        dts: `
          / {
            a = /bits/ 24 <1>;
                     //^^ must be 8, 16, 32 or 64 bits`,
      },
      { title: '16 bits', dts: `/ { a = /bits/ 16 <1>; };` },
    ],
  }),
  page('syntax/value-range', {
    why: 'dtc 1.6.1 writes no blob; later releases cut the number off and warn. A number of 64 bits takes two cells, the high one first.',
    source: `${source} (value out of range for an array element)`,
    examples: [
      {
        title: '64 bits in one cell',
        dts: `
          / {
            a = <0x100000000>;
               //^^^^^^^^^^^ does not fit a cell of 32 bits
          };`,
      },
      { title: 'two cells', dts: `/ { a = <0x1 0x0>; };` },
    ],
  }),
  page('syntax/division-by-zero', {
    why: 'dtc writes no blob, even when the branch of a `?:` with the division is not taken.',
    source,
    examples: [
      {
        title: 'a division by zero',
        dts: `
          / {
            a = <(1 / 0)>;
                //^^^^^ division by zero
          };`,
      },
      { title: 'a division', dts: `/ { a = <(4 / 2)>; };` },
    ],
  }),
  page('syntax/reference-width', {
    why: 'dtc writes no blob: a phandle takes 32 bits.',
    source,
    examples: [
      {
        title: 'a reference in 64 bits',
        dts: `
          / {
            b: b { a = /bits/ 64 <&b>; };
                                //^^ 32-bit
          };`,
      },
      { title: 'a reference in a cell', dts: `/ { b: b { a = <&b>; }; };` },
    ],
  }),
  page('syntax/incbin-not-found', {
    why: 'dtc writes no blob. The file is looked for beside the root file and in the include paths, also when an included file names it.',
    source: 'dtc srcpos.c srcfile_relative_open',
    examples: [],
  }),
];

/** Moves the property above the first subnode of the body that it stands in. */
function moveAboveFirstNode({ at }: Problem, tree: DeviceTree): readonly Fix[] {
  if (!isSpan(at)) return [];
  for (const { node } of walk(rootOf(tree))) {
    for (const definition of node.definitions) {
      // Where the problem is nobody's, the property is not.
      if (!definition.hasProblems) continue;
      const property = definition.statements.find((it) => startsAt(it, at));
      const first = property && firstNode(definition);
      if (property === undefined || first === undefined) continue;
      return [
        {
          title: 'Move above the first subnode',
          edits: [{ kind: 'move-before', at: property, before: first }],
        },
      ];
    }
  }
  return [];
}

function startsAt(statement: Statement, at: Span): boolean {
  const isProperty = statement.kind === 'property' || statement.kind === 'delete-property';
  return isProperty && statement.stream === at.stream && statement.from === at.from;
}

function firstNode({ statements }: NodeSyntax): Statement | undefined {
  return statements.find((it) => it.kind === 'node' || it.kind === 'delete-node');
}
