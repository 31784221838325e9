/** What every contributor to completion is given: the place, and what can be typed there. */
import type { Snapshot } from '../../workspace/snapshot';
import type { Position } from '../position';
import type { CursorState } from './cursor-state';

export interface CompletionInput {
  readonly snapshot: Snapshot;
  readonly position: Position;
  readonly state: CursorState;
}

/** The input when the state is of one kind. */
export type InputOf<K extends CursorState['kind']> = CompletionInput & {
  readonly state: Extract<CursorState, { kind: K }>;
};

/** A number as text that sorts like the number. */
export function sortKey(rank: number): string {
  return rank.toString().padStart(5, '0');
}
