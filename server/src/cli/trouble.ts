/** What is said on standard error: sentences, no stacks. Trouble also ends a command, with status 2. */

const name = 'Trouble';

/** Makes an error to throw; only `main.ts` catches it. */
export function trouble(message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Whether an error was made by `trouble`. */
export function isTrouble(error: unknown): boolean {
  return error instanceof Error && error.name === name;
}

/** Tells the user something that is no finding. */
export function warn(message: string): void {
  process.stderr.write(`dts-chosen: ${message}\n`);
}
