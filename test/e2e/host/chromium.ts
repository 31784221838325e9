/** Starts the system's Chromium with a user data folder of its own; nothing is downloaded. */
import * as fs from 'node:fs';
import { type BrowserContext, chromium } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** Rejects when there is no Chromium; the environment variable CHROMIUM_PATH can name one. */
export async function launchChromium(userData: string): Promise<BrowserContext> {
  const executablePath = candidates.find((it) => it !== '' && fs.existsSync(it));
  if (executablePath === undefined)
    throw new Error('no Chromium: install it, or set CHROMIUM_PATH');
  return chromium.launchPersistentContext(userData, {
    executablePath,
    args: flags,
    chromiumSandbox: false,
    headless: true,
    viewport: { width: 1280, height: 1250 },
  });
}
