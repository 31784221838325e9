/** The findings of the preprocessor: why they matter, with examples. Facts: GCC libcpp, as the kernel's build runs it. */
import { page, type FrontEndRule } from './page';

const source =
  'GNU cpp 12.2 (libcpp), run as `cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp`';

export const cppPages: readonly FrontEndRule[] = [
  page('cpp/include-not-found', {
    why: 'cpp stops here. Everything that the file would define is missing from the tree, so later findings may only be consequences. Add the folder with `-I`, in the setting `dts-chosen.includePaths` or in `.dts-chosen.json`.',
    source,
    examples: [
      {
        title: 'no such file',
        dts: `
          #include "soc.dtsi"
                 //^^^^^^^^^^ "soc.dtsi"
          / { };`,
      },
      { title: 'nothing included', dts: `/ { };` },
    ],
  }),
  page('cpp/include-syntax', {
    why: 'cpp stops here: a file name stands between quotes or angle brackets.',
    source,
    examples: [
      {
        title: 'a bare name',
        dts: `
          #include soc.dtsi
                 //^^^^^^^^ expects "FILENAME"
          / { };`,
      },
      { title: 'nothing included', dts: `/ { };` },
    ],
  }),
  page('cpp/include-depth', {
    why: 'cpp and dtc both stop at 200 files within each other: a file includes itself, directly or not, without a guard.',
    source: `${source}; dtc srcpos.c MAX_SRCFILE_DEPTH`,
    examples: [],
  }),
  page('cpp/define-name', {
    why: 'cpp stops here: a macro is called like an identifier of C, and it has a name.',
    source,
    examples: [
      {
        title: 'a number for a name',
        dts: `
          #define 1 2
                //^ macro names must be identifiers
          / { };`,
      },
      { title: 'a macro', dts: `#define ONE 1\n/ { };` },
    ],
  }),
  page('cpp/define-parameters', {
    why: 'cpp stops here: the parameters are names separated by commas and closed by a parenthesis.',
    source,
    examples: [
      {
        title: 'the same name twice',
        dts: `
          #define PAIR(a, a) a
                        //^ "a"
          / { };`,
      },
      { title: 'two names', dts: `#define PAIR(a, b) a b\n/ { };` },
    ],
  }),
  page('cpp/paste-at-end', {
    why: 'cpp stops here: `##` joins the tokens on its two sides, so it cannot begin or end a macro.',
    source,
    examples: [
      {
        title: 'nothing to join with',
        dts: `
          #define JOIN(a) a ##
                //^^^^ cannot appear at either end
          / { };`,
      },
      { title: 'two sides', dts: `#define JOIN(a) a ## _x\n/ { };` },
    ],
  }),
  page('cpp/macro-arguments', {
    why: 'cpp stops here: the macro takes another number of arguments.',
    source,
    examples: [
      {
        title: 'one argument too few',
        dts: `
          #define PAIR(a, b) a b
          / {
            x = <PAIR(1)>;
               //^^^^ requires 2 arguments
          };`,
      },
      { title: 'two arguments', dts: `#define PAIR(a, b) a b\n/ { x = <PAIR(1, 2)>; };` },
    ],
  }),
  page('cpp/unterminated-arguments', {
    why: 'cpp stops here: it reads on to the end of the file for the closing parenthesis.',
    source,
    examples: [
      {
        title: 'no closing parenthesis',
        dts: `
          #define ONE(a) a
          / {
            x = <ONE(1>;
               //^^^ "ONE"
          };`,
      },
      { title: 'closed', dts: `#define ONE(a) a\n/ { x = <ONE(1)>; };` },
    ],
  }),
  page('cpp/condition', {
    why: 'cpp stops here: it cannot tell which branch counts.',
    source,
    examples: [
      {
        title: 'half an expression',
        dts: `
          #if 1 +
              //^ expression ends too early
          / { };
          #endif`,
      },
      { title: 'a whole one', dts: `#if 1 + 1\n/ { };\n#endif` },
    ],
  }),
  page('cpp/unterminated-condition', {
    why: 'cpp stops here. An `#endif` is missing, often at the end of an included file.',
    source,
    examples: [
      {
        title: 'no #endif',
        dts: `
          #ifdef X
        //^ unterminated #ifdef
          / { y; };
          #else
          / { };`,
      },
      { title: 'closed', dts: `#ifdef X\n/ { y; };\n#else\n/ { };\n#endif` },
    ],
  }),
  page('cpp/stray-directive', {
    why: 'cpp stops here: the directive belongs to no `#if`, or a second `#else` stands in one.',
    source,
    examples: [
      {
        title: 'one #endif too many',
        dts: `
          / { };
          #endif
        //^ #endif without #if`,
      },
      { title: 'a pair', dts: `#if 1\n/ { };\n#endif` },
    ],
  }),
  page('cpp/line', {
    why: 'cpp stops here: `#line` is followed by a number and may then name a file.',
    source,
    examples: [
      {
        title: 'no number',
        dts: `
          #line x
        //^ expected a deci
          / { };`,
      },
      { title: 'a number', dts: `#line 7\n/ { };` },
    ],
  }),
  page('cpp/error', {
    why: 'Whoever wrote the file wants the build to stop in this configuration; the text says why.',
    source,
    examples: [
      {
        title: 'a check of the configuration',
        dts: `
          #ifndef BOARD
          #error say which board
        //^^^^^^^^^^^^^^^^^^^^^^ say which board
          #endif
          / { };`,
      },
      { title: 'not reached', dts: `#if 0\n#error no\n#endif\n/ { };` },
    ],
  }),
  page('cpp/warning', {
    why: 'Whoever wrote the file wants to be heard; the build goes on.',
    source,
    examples: [
      {
        title: 'a remark',
        dts: `
          #warning old board
        //^^^^^^^^^^^^^^^^^^ old board
          / { };`,
      },
      { title: 'not reached', dts: `#if 0\n#warning no\n#endif\n/ { };` },
    ],
  }),
  page('cpp/unterminated-comment', {
    why: 'cpp stops here: to it everything up to the end of the file is comment. The lines below are still checked, as if the comment ended with its line.',
    source,
    examples: [
      {
        title: 'no end',
        dts: `
          / { };
          /* the end
        //^^^^^^^^^^ unterminated comment`,
      },
      { title: 'closed', dts: `/ { };\n/* the end */` },
    ],
  }),
  page('cpp/expansion-limit', {
    why: 'A macro doubles itself often enough to fill any memory. The limit is far above what boards use.',
    source: 'base/limits.ts: maxExpansionTokens, maxExpansionDepth',
    examples: [],
  }),
  page('cpp/token-limit', {
    why: 'What lies beyond is not read, so that a broken include chain cannot fill the memory. The limit is far above what boards use.',
    source: 'base/limits.ts: maxTokens',
    examples: [],
  }),
];
