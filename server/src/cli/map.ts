/** `dts-chosen map`: who claims which memory, as text, JSON or a picture; what dtc refuses on standard error. */
import { writeFileSync } from 'node:fs';
import { memoryMapJson, type PlaceOf } from '../features/memory-map/json';
import { memoryMapSvg } from '../features/memory-map/svg';
import { memoryMapText } from '../features/memory-map/text';
import { linesOf } from '../lexer/source-file';
import { memoryMapOf } from '../model/lay-out-memory';
import { isSound } from '../model/memory-map';
import { locate } from '../preprocessor/locate';
import { positionsOf } from '../text/line-index';
import { openBoards, type Boards } from './boards';
import { createDisplay, type Display } from './display-names';
import type { ExitStatus } from './exit-status';
import { absolute, type SharedOptions } from './options';
import { printRefusals } from './refusals';
import { trouble, warn } from './trouble';

export interface MapOptions extends SharedOptions {
  readonly json: boolean;
  /** Where the picture goes; `-` is standard output. */
  readonly svg?: string;
}

/** Prints the map of a root with its overlays. Status 1 when dtc would refuse it, or a claim cannot hold. */
export function map(path: string, options: MapOptions): ExitStatus {
  const boards = openBoards(options, new Map(), warn);
  const analysis = boards.analyse(absolute(path));
  if (analysis === undefined) throw trouble(`cannot read ${path}`);
  const display = createDisplay([path]);
  const refusals = printRefusals(analysis, boards, display);
  const found = memoryMapOf(analysis.platform(), analysis.target);
  const placeOf = placesIn(boards, display);
  if (options.svg !== undefined) write(options.svg, memoryMapSvg(found, path, placeOf));
  else if (options.json)
    write('-', `${JSON.stringify(memoryMapJson(found, path, placeOf), null, 2)}\n`);
  else write('-', memoryMapText(found, path));
  return refusals === 0 && isSound(found) ? 0 : 1;
}

function placesIn(boards: Boards, display: Display): PlaceOf {
  return (at) => {
    const found = locate(at, boards.file);
    const source = found && boards.file(found.file);
    if (found === undefined || source === undefined) return undefined;
    return { file: display(found.file), range: positionsOf(linesOf(source), found.range) };
  };
}

function write(path: string, text: string): void {
  if (path === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw trouble(
      `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
