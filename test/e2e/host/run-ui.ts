/**
 * Drives VS Code as a user would, with keyboard and mouse, on the packaged extension: dist/dts-chosen.vsix.
 * Each step waits for what it should bring about, and leaves a screenshot under .vscode-test/screenshots.
 */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { installExtension, startCodeServer, workbenchAddress } from './code-server';
import { root, screenshotFolder } from './locations';

const moveTitle = 'Move module into domain "domU1"';

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  fs.rmSync(screenshotFolder, { recursive: true, force: true });
  fs.mkdirSync(screenshotFolder, { recursive: true });
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'dts-chosen-ui-'));
  try {
    await runIn(home);
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

async function runIn(home: string): Promise<void> {
  const workspace = path.join(home, 'workspace');
  fs.cpSync(path.join(root, 'test/e2e/workspace'), workspace, { recursive: true });
  installExtension(path.join(home, 'server'), path.join(root, 'dist/dts-chosen.vsix'));
  const server = await startCodeServer(path.join(home, 'server'));
  try {
    const context = await launchChromium(path.join(home, 'chromium'));
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(30_000);
    await page.goto(workbenchAddress(server, workspace));
    await useBoard(page, path.join(workspace, 'board.dts'))
      .catch(async (error: unknown) => {
        await picture(page, 'failure');
        throw error;
      })
      .finally(() => context.close());
  } finally {
    await server.stop();
  }
}

async function useBoard(page: Page, file: string): Promise<void> {
  await openBoard(page);
  await step(page, 'squiggle', seeProblem);
  await step(page, 'hover', hover);
  await step(page, 'completion', complete);
  await step(page, 'quick-fix', moveModule);
  await step(page, 'composed-tree', showTree);
  await step(page, 'target', openTargets);
  await step(page, 'saved', async () => {
    await save(page);
    assert.match(fs.readFileSync(file, 'utf8'), /domU1 \{[^]*kernel@48000000 \{/);
  });
}

async function openBoard(page: Page): Promise<void> {
  await page
    .locator('.explorer-folders-view .monaco-list-row', { hasText: 'board.dts' })
    .dblclick();
  await line(page, '/dts-v1/').waitFor();
}

async function seeProblem(page: Page): Promise<void> {
  await editor(page).locator('.squiggly-error').first().waitFor();
  await page.locator('.statusbar-item', { hasText: /board.dts\s·\sxen/ }).waitFor();
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'kernel' }).first().waitFor();
}

async function hover(page: Page): Promise<void> {
  await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'), 'hidden');
  await word(page, '0x0 0x48000000', 'reg').hover();
  await page
    .locator('.monaco-hover:not(.hidden)', { hasText: /MiB|KiB/ })
    .first()
    .waitFor();
}

async function complete(page: Page): Promise<void> {
  await word(page, 'memory = <0x0 0x20000>', 'memory').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  // Quotes are typed in pairs; what is typed next replaces nothing.
  await page.keyboard.type('module@4b000000 { compatible = "multiboot,d');
  const suggestion = page.locator('.suggest-widget.visible .monaco-list-row.focused', {
    hasText: 'multiboot,device-tree',
  });
  await pressUntil(page, 'Control+Space', suggestion);
  await picture(page, 'completion-list');
  await page.keyboard.press('Enter');
  await line(page, 'multiboot,device-tree').waitFor();
  await picture(page, 'completion-taken');
  await word(page, 'module@4b000000', 'module').click();
  await page.keyboard.press('Control+Shift+K');
}

/** The menu can be on screen before it takes keys, so the fix is tried until the text has moved. */
async function moveModule(page: Page): Promise<void> {
  const moved = line(page, /reg\s=\s<0x48000000/);
  for (let tries = 4; (await moved.count()) === 0; tries--) {
    assert.ok(tries > 0, 'the quick fix was not taken');
    await word(page, 'kernel@48000000', 'kernel').click();
    const menu = page.locator('.action-widget .monaco-list-row', { hasText: moveTitle });
    await pressUntil(page, 'Control+.', menu);
    await picture(page, 'quick-fix-menu');
    await chooseRow(page, moveTitle);
    await page.keyboard.press('Enter');
    await moved.waitFor({ timeout: 5000 }).catch(() => page.keyboard.press('Escape'));
  }
  await editor(page).locator('.squiggly-error').first().waitFor({ state: 'detached' });
}

/** A click on a row of the menu may fall on what covers it, so the arrow key has to do. */
async function chooseRow(page: Page, title: string): Promise<void> {
  const focused = page.locator('.action-widget .monaco-list-row.focused', { hasText: title });
  for (let tries = 20; tries > 0 && (await focused.count()) === 0; tries--) {
    await page.keyboard.press('ArrowDown');
  }
  await focused.waitFor({ timeout: 5000 });
}

async function showTree(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-box input').first().fill('>Devicetree: Show Composed Tree');
  await page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab', { hasText: 'board.dts (composed)' }).waitFor();
  await page.locator('.editor-instance').nth(1).locator('.view-line').nth(3).waitFor();
}

async function openTargets(page: Page): Promise<void> {
  await word(page, 'kernel@48000000', 'kernel').click();
  await page.locator('.statusbar-item', { hasText: 'board.dts ·' }).click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'xen@4.17' }).waitFor();
}

async function save(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await word(page, 'kernel@48000000', 'kernel').click();
  await page.keyboard.press('Control+S');
  const tab = page.locator('.tab', { hasText: 'board.dts', hasNotText: 'composed' });
  await tab.and(page.locator(':not(.dirty)')).waitFor();
}

/** Presses a key until it has had its effect: a popup may close again on a busy machine. */
async function pressUntil(
  page: Page,
  key: string,
  what: Locator,
  state: 'visible' | 'hidden' = 'visible',
): Promise<void> {
  for (let tries = 4; tries > 1; tries--) {
    await page.keyboard.press(key);
    try {
      return await what.first().waitFor({ state, timeout: 5000 });
    } catch {
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press(key);
  await what.first().waitFor({ state });
}

async function step(page: Page, name: string, run: (page: Page) => Promise<void>): Promise<void> {
  const start = Date.now();
  await run(page);
  await picture(page, name);
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(screenshotFolder, `${name}.png`) });
}

function editor(page: Page): Locator {
  return page.locator('.editor-instance .monaco-editor').first();
}

/** A line of the first editor; VS Code writes its spaces as no-break spaces, which match all the same. */
function line(page: Page, text: string | RegExp): Locator {
  return editor(page).locator('.view-line', { hasText: text }).first();
}

/** A token of a line: unlike the line, it is no wider than what can be clicked. */
function word(page: Page, text: string, token: string): Locator {
  return line(page, text).locator('span', { hasText: token }).last();
}
