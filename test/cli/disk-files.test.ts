import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDiskFiles } from '../../server/src/cli/disk-files';

const folder = mkdtempSync(join(tmpdir(), 'dts-chosen-disk-'));
writeFileSync(join(folder, 'a.dtsi'), 'a;');
afterAll(() => rmSync(folder, { recursive: true }));

test('a path through something that is no folder names nothing', () => {
  expect(createDiskFiles().file(join(folder, 'a.dtsi/b.dtsi'))).toBeUndefined();
});

test('a folder is no file', () => {
  expect(createDiskFiles().file(folder)).toBeUndefined();
});

test('a file spelled in two ways is read once', () => {
  const files = createDiskFiles();
  const file = files.file(join(folder, 'a.dtsi'));
  expect(file?.text).toBe('a;');
  expect(files.file(`${folder}/../${folder.split('/').pop() ?? ''}/a.dtsi`)).toBe(file);
});

test('a device is no file, neither as source nor as bytes', () => {
  const path = join(folder, 'endless');
  symlinkSync('/dev/zero', path);
  expect(createDiskFiles().file(path)).toBeUndefined();
  expect(createDiskFiles().bytes(path)).toBeUndefined();
});
