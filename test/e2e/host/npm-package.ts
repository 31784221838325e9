/** Fetches single packages from the npm registry and unpacks them; runs none of their scripts. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Unpacks `spec` (`name@version`) into a folder; of several versions that match, the newest. */
export function unpackPackage(spec: string, into: string): void {
  fs.mkdirSync(into, { recursive: true });
  const parcel = fs.mkdtempSync(path.join(path.dirname(into), '.pack-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', parcel, spec], {
      cwd: parcel,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const newest = fs
      .readdirSync(parcel)
      .filter((file) => file.endsWith('.tgz'))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .at(-1);
    if (newest === undefined) throw new Error(`npm pack brought nothing for ${spec}`);
    const archive = path.join(parcel, newest);
    execFileSync('tar', ['xzf', archive, '--strip-components=1', '-C', into]);
  } finally {
    fs.rmSync(parcel, { recursive: true, force: true });
  }
}
