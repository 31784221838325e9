/**
 * Runs the TextMate grammar as VS Code does: vscode-textmate over the Oniguruma regular expressions
 * compiled to WebAssembly. Invariant: every character of the text is in exactly one token.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, type IGrammar, Registry, parseRawGrammar } from 'vscode-textmate';

const syntaxes = path.resolve(import.meta.dirname, '../../syntaxes');

/** One token: its text and its scopes, outermost first. */
export interface ScopedText {
  readonly text: string;
  readonly scopes: readonly string[];
}

export interface Tokenized {
  /** The tokens of all lines; line ends are left out. */
  readonly tokens: readonly ScopedText[];
  /** How many rules are still open at the end; 1 when everything opened was closed. */
  readonly depth: number;
}

/** Loads a grammar file of syntaxes/ by its name; throws if one of its expressions is not valid. */
export async function loadGrammar(file: string): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(fs.readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new OnigScanner(sources),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async () => {
      const raw = path.join(syntaxes, file);
      return parseRawGrammar(fs.readFileSync(raw, 'utf8'), raw);
    },
  });
  const grammar = await registry.loadGrammar('source.dts');
  if (grammar === null) throw new Error(`no grammar in ${file}`);
  return grammar;
}

/** The tokens of a text, line by line. */
export function tokenize(grammar: IGrammar, text: string): Tokenized {
  const tokens: ScopedText[] = [];
  let stack = INITIAL;
  for (const line of text.split(/\r?\n/)) {
    const result = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      tokens.push({ text: line.slice(startIndex, endIndex), scopes });
    }
    stack = result.ruleStack;
  }
  return { tokens, depth: stack.depth };
}
