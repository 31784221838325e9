/**
 * Opens a workbench whose address tells it to run extension tests, and waits for their result. The
 * workbench hands over every console line of the extension host, and at last the exit status,
 * through two functions that it looks for on `window`.
 */
import * as util from 'node:util';
import type { BrowserContext } from 'playwright-core';

/** What the workbench says in every run. */
const chatter = new RegExp(
  [
    String.raw`^\s*$`,
    '^Resolv(ing|ed) connection token',
    '^Creating a socket',
    '^Ignoring fetching additional',
    '^Updating additional builtin',
    '^Creation of workbench contribution',
    '^ChatSessionStore:',
    '^Timed out waiting for authentication provider',
    String.raw`^\[(Service Worker|AgentHost|ChatModelSelection|AccountPolicyGate)`,
    String.raw`^\[(reconnection-grace-time|RemoteAgentHostProtocol)`,
  ].join('|'),
);

/** Resolves to the exit status of the tests, 0 when all passed. VERBOSE=1 shows the chatter, too. */
export async function runInWorkbench(context: BrowserContext, address: string): Promise<number> {
  const page = context.pages()[0] ?? (await context.newPage());
  const limit = Number(process.env.TEST_TIMEOUT_MS ?? 180_000);
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    const line = util.format(...args).replaceAll('%c', '');
    if (process.env.VERBOSE === undefined && chatter.test(line)) return;
    (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
  });
  const status = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no result after ${limit} ms`)), limit);
    page.on('crash', () => reject(new Error('the page crashed')));
    page
      .exposeFunction('codeAutomationExit', (code: number) => {
        clearTimeout(timer);
        resolve(code);
      })
      .then(() => page.goto(address))
      .catch(reject);
  });
  return status.catch(async (error: unknown) => {
    const picture = process.env.FAILURE_SCREENSHOT;
    if (picture !== undefined) await page.screenshot({ path: picture });
    throw error;
  });
}
