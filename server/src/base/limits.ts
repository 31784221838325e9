/**
 * Every bound on input that the core keeps (design: input of any size or depth is bounded in time and memory).
 * Crossing one yields a diagnostic of its own; the rest of the file still works.
 */

/** Nested `#include` and `/include/` files (GCC and dtc both stop at 200). */
export const maxIncludeDepth = 200;
/** Includes followed in one context: a file that includes itself twice doubles with each level. */
export const maxIncludes = 20_000;
/** UTF-16 code units of one source file. */
export const maxFileLength = 64 * 1024 * 1024;
/** Tokens after preprocessing of one context. */
export const maxTokens = 8_000_000;
/** Tokens that one macro use may expand to. */
export const maxExpansionTokens = 1_000_000;
/** Nested macro expansions. */
export const maxExpansionDepth = 400;
/** Syntax problems that are told of one source: whoever mends these will see the others. */
export const maxSyntaxProblems = 2_000;
/**
 * Nested nodes. dtc's own parser gives up somewhere between 2,000 and 12,000; the walks of this tool recurse, and 1,000
 * levels leave room on the usual stack of 984 KiB.
 */
export const maxNodeDepth = 1_000;
/** Nested parentheses and operators of one expression. */
export const maxExpressionDepth = 500;
/** Bytes that one `/incbin/` may pull in. */
export const maxIncbinBytes = 64 * 1024 * 1024;
/** Overlaps that one memory map lists. */
export const maxListedOverlaps = 1_000;
/** Regions that one picture of a memory map draws, and banks likewise: more would not be told apart. */
export const maxDrawnRegions = 200;
