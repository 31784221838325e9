/** Text as SVG takes it. */

/** A text for the content or an attribute of an element: escaped, and without what XML 1.0 cannot hold. */
export function xml(text: string): string {
  return Array.from(text, (it) => entities.get(it) ?? (isAllowed(it) ? it : '\ufffd')).join('');
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** The Char production of XML 1.0: no control characters but tab and line ends, no lone surrogates. */
function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** A number of pixels, short. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
