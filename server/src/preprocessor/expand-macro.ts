/**
 * Macro expansion with GCC's own order of events (libcpp macro.cc enter_macro_context, replace_args, paste_all_tokens):
 * a stack of token lists, a macro is disabled while its list is on the stack, and padding marks where a blank
 * may be needed in the output. Depth and size are bounded.
 */
import { maxExpansionDepth, maxExpansionTokens } from '../base/limits';
import { TokenKind } from '../lexer/token-kind';
import { paste, stringify } from './make-token';
import type { BodyToken, MacroDefinition } from './macro';
import { avoidPaste, isPadding, paddingKind, type Element, type PpToken } from './pp-token';

export interface ExpansionHost {
  /** The macro of that name now, or undefined; dynamic ones (`__LINE__`) included. */
  macro(name: string): MacroDefinition | undefined;
  /** Replacement of a dynamic macro such as `__LINE__`. */
  dynamic(name: string, token: PpToken): readonly PpToken[] | undefined;
  /** The next token of the file behind the use; undefined at the end of the file. */
  next(): PpToken | undefined;
  /** Whether the next token of the file is `(`; does not consume it. */
  isOpenParenNext(): boolean;
  /** The operand of `defined` is kept as it is: `#if` lines. */
  readonly keepsDefined?: boolean;
  /** How many tokens the whole use may still make, its arguments' own expansions included. */
  readonly budget?: { left: number };
  /** Tells the user. */
  problem(code: string, message: string, at: PpToken): void;
}

interface List {
  readonly elements: readonly Element[];
  position: number;
  readonly macro?: string;
}

/** Fully expands a list of tokens by itself: `#if` lines, `#include` operands, macro arguments. */
export function expandTokens(
  host: ExpansionHost,
  tokens: readonly PpToken[],
  keepsDefined = false,
): readonly PpToken[] {
  return expandElements({ ...argumentHost(host), keepsDefined }, tokens, new Set()).filter(
    (it): it is PpToken => !isPadding(it),
  );
}

/**
 * Expands the macro use that starts with `name`, reading arguments from the file as needed. `emit` gets every
 * resulting element, paddings included.
 */
export function expandUse(
  host: ExpansionHost,
  name: PpToken,
  emit: (element: Element) => void,
): void {
  const expander = createExpander(host, new Set());
  if (!expander.enter(name)) {
    emit(name);
    return;
  }
  for (let next = expander.pull(); next !== undefined; next = expander.pull()) emit(next);
}

function expandElements(
  host: ExpansionHost,
  elements: readonly Element[],
  disabled: ReadonlySet<string>,
): Element[] {
  const expander = createExpander(host, disabled);
  expander.push({ elements, position: 0 });
  const out: Element[] = [];
  for (let next = expander.pull(); next !== undefined; next = expander.pull()) out.push(next);
  return out;
}

interface Expander {
  /** Puts a list on the stack. */
  push(list: List): void;
  /** Starts the expansion of a macro's name; false when it is not to be expanded. */
  enter(token: PpToken): boolean;
  /** The next element of the output; undefined when the stack is empty. */
  pull(): Element | undefined;
}

function createExpander(host: ExpansionHost, outerDisabled: ReadonlySet<string>): Expander {
  const stack: List[] = [];
  const disabled = new Set(outerDisabled);
  const budget = host.budget ?? { left: maxExpansionTokens };
  /** Goes out before anything else. */
  let queued: Element | undefined;

  const push = (list: List) => {
    stack.push(list);
    if (list.macro !== undefined) disabled.add(list.macro);
  };
  const pop = () => {
    const list = stack.pop();
    if (list?.macro !== undefined) disabled.delete(list.macro);
  };
  /** The next raw element of the stack; an exhausted list yields the padding that GCC puts behind it. */
  const take = (): Element | undefined => {
    const first = queued;
    queued = undefined;
    if (first !== undefined) return first;
    const list = stack[stack.length - 1];
    if (list === undefined) return undefined;
    const element = list.elements[list.position++];
    if (element !== undefined) return element;
    pop();
    return avoidPaste;
  };

  const isCallNext = (): { readonly isCall: boolean; readonly padding: Element | undefined } => {
    let padding: Element | undefined;
    for (;;) {
      const list = stack[stack.length - 1];
      if (list === undefined) return { isCall: host.isOpenParenNext(), padding };
      const element = list.elements[list.position];
      if (element === undefined || isPadding(element)) {
        if (element === undefined) pop();
        else list.position++;
        padding = strongerPadding(padding, element ?? avoidPaste);
        continue;
      }
      return { isCall: element.kind === TokenKind.openParen, padding };
    }
  };

  const argumentsOf = (
    macro: MacroDefinition,
    name: PpToken,
  ): readonly (readonly PpToken[])[] | undefined =>
    collectArguments(
      () => {
        const element = take();
        return element === undefined ? host.next() : element;
      },
      macro,
      name,
      host,
    );

  /** Takes from the budget; when it is used up the user is told, once. */
  const spend = (count: number, token: PpToken) => {
    const wasLeft = budget.left >= 0;
    budget.left -= count + 1;
    if (wasLeft && budget.left < 0)
      host.problem(
        'cpp/expansion-limit',
        `macro "${token.text}" expands to more than this tool follows`,
        token,
      );
  };

  const enter = (token: PpToken): boolean => {
    const made = host.dynamic(token.text, token);
    if (made !== undefined) {
      push({ elements: made, position: 0 });
      queued = { kind: paddingKind, source: token };
      return true;
    }
    const macro = host.macro(token.text);
    if (macro === undefined || disabled.has(token.text)) return false;
    if (budget.left < 0 || stack.length > maxExpansionDepth) {
      host.problem(
        'cpp/expansion-limit',
        `macro "${token.text}" expands to more than this tool follows`,
        token,
      );
      return false;
    }
    const elements = macro.parameters === undefined ? objectBody(macro) : called(macro, token);
    if (elements === undefined) return false;
    spend(elements.length, token);
    push({ elements, position: 0, macro: macro.name });
    queued = { kind: paddingKind, source: token };
    return true;
  };

  /** The body of a function-like macro with its arguments; undefined when it is not called here. */
  const called = (macro: MacroDefinition, name: PpToken): readonly Element[] | undefined => {
    const { isCall, padding } = isCallNext();
    if (!isCall) {
      queued = padding;
      return undefined;
    }
    const given = argumentsOf(macro, name);
    if (given === undefined) return undefined;
    const alone = argumentHost({ ...host, budget });
    const expanded = given.map((it) => lazily(() => expandElements(alone, it, disabled)));
    return replaceParameters(macro, given, expanded, budget);
  };

  /** 2 behind `defined`, 1 behind `defined (`: the name that comes is not expanded. */
  let operand: 0 | 1 | 2 = 0;
  const isOperand = (element: PpToken): boolean => {
    const isName = element.kind === TokenKind.identifier;
    const isKept = operand > 0 && isName;
    operand = operand === 2 && element.kind === TokenKind.openParen ? 1 : 0;
    if (host.keepsDefined === true && isName && element.text === 'defined') operand = 2;
    return isKept;
  };

  const pull = (): Element | undefined => {
    for (;;) {
      const element = take();
      if (element === undefined || isPadding(element)) return element;
      if (isOperand(element)) return element;
      budget.left--;
      if (element.pastesNext) {
        pasteAll(element);
        continue;
      }
      if (element.kind !== TokenKind.identifier || element.isPainted) return element;
      if (disabled.has(element.text)) return paint(element);
      if (!enter(element)) return element;
    }
  };

  /** Glues a token to those behind it and puts the result on the stack. */
  const pasteAll = (first: PpToken) => {
    let left: PpToken = { ...first, pastesNext: false };
    for (let more = true; more;) {
      const list = stack[stack.length - 1];
      const right = list?.elements[list.position];
      if (list === undefined || right === undefined) break;
      list.position++;
      if (isPadding(right)) continue;
      const glued = paste(left, right);
      if (glued === undefined) {
        list.position--;
        break;
      }
      more = glued.pastesNext === true;
      left = { ...glued, pastesNext: false };
    }
    push({ elements: [left], position: 0 });
  };

  return { push, enter, pull };
}

/** Arguments are expanded as if they stood alone: they never read on in the file. */
function argumentHost(host: ExpansionHost): ExpansionHost {
  return { ...host, next: () => undefined, isOpenParenNext: () => false };
}

function paint(token: PpToken): PpToken {
  return { ...token, isPainted: true };
}

function strongerPadding(known: Element | undefined, next: Element): Element {
  if (known === undefined || !isPadding(known)) return next;
  return known.source?.hasSpace !== true && isPadding(next) && next.source === undefined
    ? next
    : known;
}

function lazily<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** Reads `( … )`; undefined, after telling the user, when there are too few, too many or no end. */
function collectArguments(
  next: () => Element | undefined,
  macro: MacroDefinition,
  name: PpToken,
  host: ExpansionHost,
): readonly (readonly PpToken[])[] | undefined {
  const wanted = macro.parameters?.length ?? 0;
  const given: PpToken[][] = [[]];
  let depth = 0;
  for (let element = next(); ; element = next()) {
    if (element === undefined) {
      host.problem(
        'cpp/unterminated-arguments',
        `unterminated argument list invoking macro "${macro.name}"`,
        name,
      );
      return undefined;
    }
    if (isPadding(element)) continue;
    if (element.kind === TokenKind.openParen && depth++ === 0) continue;
    if (element.kind === TokenKind.closeParen && --depth === 0) break;
    const takesRest = macro.isVariadic && given.length === wanted;
    if (element.kind === TokenKind.comma && depth === 1 && !takesRest) given.push([]);
    else given[given.length - 1]?.push(element);
  }
  if (given.length === wanted) return given;
  const isEmpty = given.length === 1 && given[0]?.length === 0;
  if (wanted === 0 && isEmpty) return [];
  if (macro.isVariadic && given.length === wanted - 1) return [...given, []];
  const plural = wanted === 1 ? 'argument' : 'arguments';
  const count = isEmpty ? 0 : given.length;
  host.problem(
    'cpp/macro-arguments',
    `macro "${macro.name}" requires ${wanted} ${plural}, but ${count < wanted ? 'only ' : ''}${count} given`,
    name,
  );
  return undefined;
}

function objectBody(macro: MacroDefinition): readonly Element[] {
  return macro.body.map((it) => (it.pastesNext ? { ...it.token, pastesNext: true } : it.token));
}

/** The body with arguments in place of parameters. */
function replaceParameters(
  macro: MacroDefinition,
  given: readonly (readonly PpToken[])[],
  expanded: readonly (() => readonly Element[])[],
  budget: { readonly left: number },
): readonly Element[] {
  const out: Element[] = [];
  macro.body.forEach((it, i) => {
    if (budget.left < 0 || out.length > maxExpansionTokens) return;
    const before: BodyToken | undefined = macro.body[i - 1];
    if (it.parameter === undefined) {
      if (isOmittedComma(macro, i, given)) return;
      const keeps = it.pastesNext && !isCommaOfRest(macro, i);
      out.push(keeps ? { ...it.token, pastesNext: true } : it.token);
      return;
    }
    const raw = given[it.parameter] ?? [];
    const isGlued = it.pastesNext === true || before?.pastesNext === true;
    const tokens: readonly Element[] = it.isStringified
      ? [stringify(raw, it.token)]
      : isGlued
        ? raw
        : (expanded[it.parameter]?.() ?? []);
    const isRight = before?.pastesNext === true && !isCommaOfRest(macro, i - 1);
    if (i > 0 && before?.pastesNext !== true) out.push({ kind: paddingKind, source: it.token });
    if (tokens.length === 0 && isRight) setPaste(out, it.pastesNext === true);
    for (const token of tokens) out.push(token);
    if (tokens.length > 0 && it.pastesNext) setPaste(out, true);
    if (!it.pastesNext) out.push(avoidPaste);
  });
  return out;
}

/** `, ## __VA_ARGS__`: GNU's comma that goes away with an empty rest. */
function isCommaOfRest(macro: MacroDefinition, at: number): boolean {
  const comma = macro.body[at];
  const rest = macro.body[at + 1];
  if (!macro.isVariadic || comma?.pastesNext !== true || comma.token.kind !== TokenKind.comma)
    return false;
  return rest?.parameter === (macro.parameters?.length ?? 0) - 1;
}

function isOmittedComma(
  macro: MacroDefinition,
  at: number,
  given: readonly (readonly PpToken[])[],
): boolean {
  return isCommaOfRest(macro, at) && (given[given.length - 1]?.length ?? 0) === 0;
}

/** Sets or clears the glue of the last real token. */
function setPaste(out: Element[], pastesNext: boolean): void {
  const last = out[out.length - 1];
  if (last !== undefined && !isPadding(last)) out[out.length - 1] = { ...last, pastesNext };
}
