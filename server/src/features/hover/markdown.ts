/** The few pieces of Markdown that hovers are made of. Source text only ever goes into code, where it cannot act. */

/** A block of DTS, shortened when it is long. */
export function codeBlock(text: string): string {
  const shown = text.length > longestBlock ? `${text.slice(0, longestBlock)}…` : text;
  const fence = shown.includes('```') ? '````' : '```';
  return `${fence}dts\n${shown}\n${fence}`;
}

/** Code within a line. */
export function code(text: string): string {
  const shown = text.length > longestInline ? `${text.slice(0, longestInline)}…` : text;
  const ticks = shown.includes('`') ? '``' : '`';
  return `${ticks}${shown.replace(/\s+/g, ' ')}${ticks}`;
}

/** Paragraphs, empty ones left out; undefined when nothing is left. */
export function paragraphs(parts: readonly (string | undefined)[]): string | undefined {
  const kept = parts.filter((it) => it !== undefined && it !== '');
  return kept.length === 0 ? undefined : kept.join('\n\n');
}

/** A list, one line each. */
export function bullets(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.map((it) => `- ${it}`).join('\n');
}

const longestBlock = 800;
const longestInline = 120;
