import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findSystemBrowser } from './system-browser';

const INSTALLERS = [
  { applies: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'), lines: [['apt-get', 'update', '-qq'], ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium']] },
  { applies: () => true, lines: [['npx', 'playwright', 'install', 'chromium']] },
];

const hasBrowser = () => findSystemBrowser() !== undefined || existsSync(chromium.executablePath());

/** Makes sure the browser suite has a browser: one of the system's, Playwright's own, or one installed now. Says in one line what to do when none can be had. */
function ensureBrowser(): boolean {
  for (const { applies, lines } of INSTALLERS) {
    if (hasBrowser()) return true;
    if (!applies()) continue;
    console.log(`No Chromium is here: ${lines.map((line) => line.join(' ')).join(' && ')}`);
    for (const [program = '', ...args] of lines) spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  if (hasBrowser()) return true;
  console.error('The browser suite needs Chromium: install your system’s chromium package, or run npx playwright install chromium.');
  return false;
}

process.exitCode = ensureBrowser() ? 0 : 1;
