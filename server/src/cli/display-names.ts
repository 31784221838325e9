/** How files are called in output: as the user typed them, else relative to the working directory when below it. */
import { isBelow, normalisePath } from '../workspace/paths';
import { absolute } from './options';

export type Display = (path: string) => string;

/** Makes the names; `typed` are the arguments of the command line. */
export function createDisplay(typed: readonly string[]): Display {
  const cwd = normalisePath(process.cwd());
  const given = new Map(typed.map((it) => [absolute(it), it]));
  return (path) => {
    const asTyped = given.get(path);
    if (asTyped !== undefined) return asTyped;
    return isBelow(path, cwd) ? path.slice(cwd.length).replace(/^\//, '') : path;
  };
}
