/** The two shapes that the picture is mostly made of. */
import type { Box } from './picture-parts';
import { px, xml } from './svg-text';

/** A line of text on a baseline; `classes` may be empty. */
export function text(shown: string, x: number, y: number, classes: string): string {
  const look = classes === '' ? '' : ` class="${classes}"`;
  return `<text x="${px(x)}" y="${px(y)}"${look}>${xml(shown)}</text>`;
}

/** A rectangle with further attributes. */
export function rectangle({ x, y, width, height }: Box, attributes: string): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${attributes}/>`;
}
