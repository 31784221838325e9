/** Reads XML strictly enough to tell whether it is well-formed, and flat enough to look things up. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text directly in it, entities resolved. */
  readonly text: string;
}

/** The elements in document order; throws where the text is not well-formed. */
export function elementsOf(xml: string): readonly XmlElement[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  const part = /<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gy;
  while (part.lastIndex < xml.length) {
    const at = part.lastIndex;
    const found = part.exec(xml);
    if (found === null) throw new Error(`not well-formed at ${xml.slice(at, at + 60)}`);
    const [all, closed, opened, attributes = '', isEmpty] = found;
    if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes something else`);
    } else if (opened !== undefined) {
      if (open.length === 0 && elements.length > 0) throw new Error('a second root');
      const element = { name: opened, attributes: attributesOf(attributes), text: '' };
      elements.push(element);
      if (isEmpty !== '/') open.push(element);
    } else {
      const parent = open.at(-1);
      if (parent === undefined && all.trim() !== '') throw new Error('text outside the root');
      if (parent !== undefined) parent.text += unescaped(all);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name ?? ''}> is left open`);
  return elements;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`${name} is given twice`);
    attributes[name] = unescaped(value);
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(text: string): string {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('a character that XML cannot hold');
  return text.replace(/&[^;]*;?/g, (it) => {
    const found = entities[it];
    if (found === undefined) throw new Error(`${it} is no entity`);
    return found;
  });
}
