/** Colours of a terminal (ECMA-48 SGR), or none. `FORCE_COLOR` decides before `NO_COLOR` (no-color.org). */
import type { Severity } from '../../text/severity';

type Paint = (text: string) => string;

export interface Paints extends Readonly<Record<Severity, Paint>> {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly help: Paint;
  readonly good: Paint;
}

/** The paints for a stream; plain text when it is no terminal or the user wants none. */
export function paintsFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paints {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = environment;
  const isForced = forced !== undefined && forced !== '' && forced !== '0' && forced !== 'false';
  const isRefused =
    forced === '0' || forced === 'false' || (refused !== undefined && refused !== '');
  const isColoured = isForced || (!isRefused && stream.isTTY === true);
  const paint = (code: string): Paint =>
    isColoured ? (text) => `\u001b[${code}m${text}\u001b[0m` : (text) => text;
  return {
    error: paint('1;31'),
    warning: paint('1;33'),
    information: paint('1;34'),
    hint: paint('1;36'),
    bold: paint('1'),
    dim: paint('2'),
    help: paint('1;32'),
    good: paint('1;32'),
  };
}
