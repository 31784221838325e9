/**
 * Messages as bytes. LSP wants all findings of a file again when one of them changes, so that of a file with hundreds
 * most of the message is what it was: the bytes of a finding are made once, for as long as the client is told the same
 * object (`published.ts`). Only over standard output: the library writes to sockets and to Node's own channel.
 */
import { Message } from 'vscode-languageserver/node';
import { memoInside } from '../base/memo';

/** The bytes of a message, in UTF-8: those of `JSON.stringify`. */
export function messageBytes(message: Message): Uint8Array {
  const parted = partedTold(message) ?? partedAnswer(message);
  return parted === undefined ? plainBytes(message) : partedBytes(parted);
}

/** A message that ends with findings. */
interface Parted {
  readonly findings: readonly object[];
  /** The message without them. */
  readonly frame: object;
}

function partedTold(message: Message): Parted | undefined {
  if (!Message.isNotification(message)) return undefined;
  const { method, params } = message;
  if (method !== 'textDocument/publishDiagnostics' || !isHolder(params, 'diagnostics'))
    return undefined;
  const { diagnostics, ...others } = params;
  const frame = { jsonrpc: message.jsonrpc, method, params: { ...others, diagnostics: [] } };
  return { findings: diagnostics, frame };
}

/** Of all that is answered, only reports of findings are of the kind `full`. */
function partedAnswer(message: Message): Parted | undefined {
  if (!Message.isResponse(message)) return undefined;
  const { result, ...others } = message;
  const report: unknown = result;
  if (!isHolder(report, 'items') || !('kind' in report) || report.kind !== 'full') return undefined;
  const { items, ...rest } = report;
  return { findings: items, frame: { ...others, result: { ...rest, items: [] } } };
}

function isHolder<K extends string>(
  value: unknown,
  name: K,
): value is Readonly<Record<K, readonly object[]>> {
  if (typeof value !== 'object' || value === null || !(name in value)) return false;
  const list = (value as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(list) && list.every((it) => typeof it === 'object' && it !== null);
}

/** The frame ends with an empty list, whose place the findings take. */
function partedBytes({ findings, frame }: Parted): Uint8Array {
  const text = JSON.stringify(frame);
  const parts: Uint8Array[] = [Buffer.from(text.slice(0, -listEnd.length))];
  for (const it of findings) parts.push(commaAndBytes(it));
  const [, first] = parts;
  if (first !== undefined) parts[1] = first.subarray(1);
  parts.push(Buffer.from(listEnd));
  return Buffer.concat(parts);
}

const listEnd = ']}}';

/** Kept in the finding itself: hundreds are asked for at once. */
const commaAndBytes = memoInside((it: object) => encoder.encode(`,${JSON.stringify(it)}`));

function plainBytes(it: object): Uint8Array {
  return encoder.encode(JSON.stringify(it));
}

/** Small buffers would share, and hold, a larger one. */
const encoder = new TextEncoder();
