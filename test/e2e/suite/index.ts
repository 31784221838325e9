/**
 * What VS Code loads to run the tests: Mocha over the suites beside this file. The results are also
 * written to the file that TEST_RESULTS names, for whoever counts them.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

/** Called by VS Code; rejects when a test failed, or when there was none. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000 });
  for (const file of fs.readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const passed: string[] = [];
  const failed: string[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', (it) => passed.push(it.fullTitle()));
    runner.on('fail', (it) => failed.push(it.fullTitle()));
  });
  const results = process.env.TEST_RESULTS;
  if (results !== undefined) fs.writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed.length > 0 || passed.length === 0) throw new Error(`${failed.length} tests failed`);
}
