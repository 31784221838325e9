/** The version of the product, as package.json beside the bundle's folder says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Such as `0.1.0`; `unknown` when package.json was not shipped along. */
export function productVersion(): string {
  try {
    const text = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
    const { version } = JSON.parse(text) as { readonly version?: string };
    return version ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
