/**
 * Descriptions of schemas as data. JSON Schema has no place for the release that brought a property, or for what its
 * reader does when it is wrong; such facts stand on lines of a fixed form at the end of a description:
 * `Since: Xen 4.17.`, `Otherwise refused: Xen panics.`, `Otherwise ignored: …`, `Deprecated: Use x.`, `Form: a path.`
 */
import type { Consequence } from '../binding-node';

export interface Description {
  /** First sentence, or first paragraph without one, on one line. */
  readonly meaning: string;
  /** The whole text without the lines of fixed form. */
  readonly text: string;
  /** `Xen 4.17` */
  readonly since?: string;
  readonly consequence?: Consequence;
  /** What to write instead. */
  readonly deprecated?: string;
  /** What text that matches the `pattern` looks like: a noun phrase. */
  readonly form?: string;
}

const fixedLine =
  /^(Since|Otherwise refused|Otherwise ignored|Deprecated|Form|Replaces|Stands in for): (.+?)\.?$/;

/** Reads the text of a `description`. */
export function readDescription(source: string): Description {
  const plain: string[] = [];
  const facts = new Map<string, string>();
  for (const line of source.split('\n')) {
    const [, label, fact] = fixedLine.exec(line.trim()) ?? [];
    if (label === undefined || fact === undefined) plain.push(line.trimEnd());
    else facts.set(label, fact);
  }
  const text = plain.join('\n').trim();
  const since = facts.get('Since');
  const deprecated = facts.get('Deprecated');
  const form = facts.get('Form');
  const consequence = consequenceIn(facts);
  return {
    text,
    meaning: firstSentence(text),
    ...(since === undefined ? {} : { since }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(form === undefined ? {} : { form }),
    ...(consequence === undefined ? {} : { consequence }),
  };
}

function consequenceIn(facts: ReadonlyMap<string, string>): Consequence | undefined {
  const refused = facts.get('Otherwise refused');
  if (refused !== undefined) return { kind: 'refused', text: refused };
  const ignored = facts.get('Otherwise ignored');
  return ignored === undefined ? undefined : { kind: 'ignored', text: ignored };
}

function firstSentence(text: string): string {
  const paragraph = (text.split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ').trim();
  return /^.*?\.(?=\s|$)/.exec(paragraph)?.[0] ?? paragraph;
}
