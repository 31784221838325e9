/** The text of a step: what was added to the stream since the last include becomes a piece. */
import type { State } from './reading';

/** Ends the piece that is being collected. */
export function flushText({ builder, step }: State): void {
  if (builder.length() > step.from)
    step.parts.push({ kind: 'text', piece: builder.piece(step.from) });
  step.from = builder.length();
}
