/**
 * What the preprocessor did with a file, step by step, so that an edit repeats only the steps that it touches. A step
 * begins where a chunk begins and ends where another one begins, with everything included on the way. It may be taken
 * over as it is when it would see the same chunks, the same macros and the same open conditional.
 */
import { memoInside } from '../base/memo';
import type { SourceFile } from '../lexer/source-file';
import {
  significantTokens,
  type FileId,
  type TokenChunk,
  type TokenRef,
} from '../lexer/token-chunk';
import type { MacroDefinition } from './macro';
import type { Problem } from './problem';
import type { Piece } from './token-sequence';
import type { FileFrame } from './token-stream';

/** An `#include` or `/include/` that found its file. */
export interface ResolvedInclude {
  /** The token that spells the file's name. */
  readonly at: TokenRef;
  readonly file: FileId;
}

/** One file being read. */
export interface Reading {
  readonly file: SourceFile;
  /** The path as it was spelled: relative includes start from its folder. */
  readonly path: string;
  readonly frame: FileFrame;
  readonly depth: number;
  /** Read by dtc itself: no macros, no directives. */
  readonly isDtsInclude: boolean;
}

/** An open `#if` at one of its branches; a new branch makes a new record. */
export interface Condition {
  /** Text is read now. */
  readonly isActive: boolean;
  /** A branch has been taken, or the whole is inside skipped text. */
  readonly isDone: boolean;
  readonly hasElse: boolean;
  readonly at: TokenRef;
  readonly name: string;
  readonly outer: Condition | undefined;
}

/** One file being read once. */
export interface FileVisit {
  readonly reading: Reading;
  readonly steps: readonly Step[];
  /** The special ones among them. */
  readonly special: readonly Step[];
  /** What the end of the file leaves open. */
  readonly problems: readonly Problem[];
  /** The files of the visit and of all visits inside it. */
  readonly files: ReadonlySet<FileId>;
}

export interface Step {
  /** The chunks that were read, then those that were only looked at. */
  readonly chunks: readonly TokenChunk[];
  /** How many of them were read. */
  readonly count: number;
  /** The end of the file was seen. */
  readonly isLast: boolean;
  /** The innermost open conditional before and after. */
  readonly entry: Condition | undefined;
  readonly exit: Condition | undefined;
  readonly parts: readonly Part[];
  /** The piece that is all that it yields, as most steps do. */
  readonly text: Piece | undefined;
  /** The paths that includes tried. */
  readonly asked: readonly string[];
  /** The macros that were expanded or asked for. */
  readonly used: ReadonlySet<MacroDefinition>;
  /** It does more than yield one piece or nothing. */
  readonly isSpecial: boolean;
  /** It includes files. */
  readonly hasFiles: boolean;
  /** It defines something, or a file inside does. */
  readonly hasEffects: boolean;
}

/** What a step yields, in order. */
export type Part =
  | { readonly kind: 'text'; readonly piece: Piece }
  | { readonly kind: 'file'; readonly include: ResolvedInclude; readonly visit: FileVisit }
  | Effect
  | { readonly kind: 'problem'; readonly problem: Problem };

/** A macro that is defined, or undefined again. */
export interface Effect {
  readonly kind: 'effect';
  readonly name: string;
  readonly before: MacroDefinition | undefined;
  readonly after: MacroDefinition | undefined;
}

/** A step while it is made. */
export interface StepDraft {
  readonly parts: Part[];
  readonly asked: string[];
  readonly used: Set<MacroDefinition>;
  /** What includes brought in when the step was made last. */
  readonly known: readonly Part[];
  /** The first token of the stream that is in no piece yet. */
  from: number;
  /** The chunk behind the last one that was looked at. */
  end: number;
  isLast: boolean;
}

/** A step before anything is read: `from` is the stream's length, `end` the step's first chunk. */
export function stepDraft(from: number, end: number, known: readonly Part[] = []): StepDraft {
  return { parts: [], asked: [], used: new Set(), known, from, end, isLast: false };
}

/** Whether a step or a file inside it defines anything. */
export function hasEffects(parts: readonly Part[]): boolean {
  return parts.some(
    (it) =>
      it.kind === 'effect' ||
      (it.kind === 'file' && it.visit.special.some((one) => one.hasEffects)),
  );
}

/** All definitions in order, those of the files inside in their places. */
export function eachEffect(visit: FileVisit, look: (effect: Effect) => void): void {
  for (const step of visit.special) effectsOf(step, look);
}

/** The definitions of one step in order. */
export function effectsOf(step: Step, look: (effect: Effect) => void): void {
  if (!step.hasEffects) return;
  for (const part of step.parts) {
    if (part.kind === 'effect') look(part);
    else if (part.kind === 'file') eachEffect(part.visit, look);
  }
}

/** Every path that the includes of a visit tried, in order. */
export function eachAsked(visit: FileVisit, look: (path: string) => void): void {
  for (const { asked, parts, hasFiles } of visit.special) {
    for (const path of asked) look(path);
    if (!hasFiles) continue;
    for (const part of parts) if (part.kind === 'file') eachAsked(part.visit, look);
  }
}

/** Whether what a step yields may depend on, or change, the macro of that name. */
export function concerns({ asked, chunks, parts, used }: Step, name: string): boolean {
  if (isOnceName(name)) return asked.length > 0;
  for (const chunk of chunks) if (namesIn(chunk).has(name)) return true;
  for (const macro of used) if (mentions(macro, name)) return true;
  for (const part of parts) {
    if (part.kind === 'effect' && part.name === name) return true;
    if (part.kind === 'file' && concernsVisit(part.visit, name)) return true;
  }
  return false;
}

/** Whether what a file yields may depend on, or change, the macro of that name. */
export function concernsVisit(visit: FileVisit, name: string): boolean {
  const { asks, pastes, names, inner } = mentionedIn(visit);
  if (isOnceName(name) ? asks : pastes || names.has(name)) return true;
  for (const it of inner) if (concernsVisit(it, name)) return true;
  return false;
}

/** What the steps of a visit concern, taken together; the visits inside have their own. */
const mentionedIn = memoInside((visit: FileVisit) => {
  const names = new Set<string>();
  const used = new Set<MacroDefinition>();
  const inner: FileVisit[] = [];
  let asks = false;
  for (const step of visit.steps) {
    if (step.asked.length > 0) asks = true;
    for (const chunk of step.chunks)
      for (const name of significantTokens(chunk).names) if (name !== undefined) names.add(name);
    for (const macro of step.used) used.add(macro);
    for (const part of step.parts) if (part.kind === 'file') inner.push(part.visit);
  }
  let pastes = false;
  for (const { name, body } of used) {
    names.add(name);
    for (const { pastesNext, token } of body) {
      if (pastesNext === true) pastes = true;
      names.add(token.text);
    }
  }
  return { asks, pastes, names, inner };
});

const namesIn = memoInside(
  (chunk: TokenChunk): ReadonlySet<string> =>
    new Set(significantTokens(chunk).names.filter((it) => it !== undefined)),
);

/** A body that glues tokens may make any name. */
function mentions({ name, body }: MacroDefinition, other: string): boolean {
  return name === other || body.some((it) => it.pastesNext === true || it.token.text === other);
}

/** The name under which the table of macros remembers that a file is read only once; no macro has a blank in it. */
export function onceName(file: FileId): string {
  return `once ${file}`;
}

export function isOnceName(name: string): boolean {
  return name.startsWith('once ');
}
