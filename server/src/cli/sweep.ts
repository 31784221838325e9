/**
 * A run over many files that the user can watch and end: where standard error is a terminal it shows how far the run
 * is, and the first Ctrl-C ends it behind the file at hand, so that what was found is printed whole. The second one
 * ends the program as it always does.
 */

export interface Sweep {
  /** How many files there are. */
  readonly of: number;
  /** Called before each file; false once the user has ended the run. */
  goesOn(file: string): Promise<boolean>;
  /** Takes the progress off the terminal, before something else is printed. */
  clear(): void;
  /** Called when nothing is left to do. */
  end(): void;
  isInterrupted(): boolean;
}

/** How often the progress is shown anew, in milliseconds. */
const refresh = 100;

/** Begins a run over so many files. */
export function startSweep(of: number): Sweep {
  const { stderr } = process;
  const cell = { done: 0, isInterrupted: false, isShown: false, shownAt: performance.now() };
  const interrupt = () => {
    cell.isInterrupted = true;
  };
  process.once('SIGINT', interrupt);
  const clear = () => {
    if (cell.isShown) stderr.write('\r\x1b[K');
    cell.isShown = false;
  };
  const show = (file: string) => {
    const now = performance.now();
    if (!stderr.isTTY || now - cell.shownAt < refresh) return;
    cell.shownAt = now;
    cell.isShown = true;
    stderr.write(`\r\x1b[K${clipped(`${cell.done}/${of} ${file}`, stderr.columns)}`);
  };
  return {
    of,
    clear,
    goesOn: async (file) => {
      show(file);
      cell.done++;
      // A signal is heard only between two turns.
      if (of > 1) await new Promise((resolve) => setImmediate(resolve));
      return !cell.isInterrupted;
    },
    end: () => {
      clear();
      process.removeListener('SIGINT', interrupt);
    },
    isInterrupted: () => cell.isInterrupted,
  };
}

/** The text as far as it fits on one line, its end before its beginning. */
function clipped(text: string, columns: number): string {
  return text.length < columns ? text : text.slice(0, 12) + text.slice(12 + text.length - columns);
}
