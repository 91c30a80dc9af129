/**
 * Draws every icon of resources/icons from its SVGs with Chromium: `node apps/desktop/icons/drawIconsCommand.ts`.
 * The PNGs are committed, because a build machine need not have a browser; run it again after changing an SVG.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { icns, ico, type Picture } from './containers.ts';

const folder = join(import.meta.dirname, '../../../resources/icons');
const executablePath = [process.env.BALCAO_BROWSER, '/usr/bin/chromium'].find((path) => path && existsSync(path));

const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
const page = await browser.newPage();

const mark = new Map<number, Picture>();
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
  // The smallest two have a drawing of their own: thin lines vanish between pixels.
  mark.set(size, { size, png: await draw(page, size <= 24 ? 'mark-small.svg' : 'mark.svg', size) });
}
const marks = (...sizes: number[]) => sizes.flatMap((size) => mark.get(size) ?? []);
for (const { size, png } of marks(16, 24, 32, 48, 64, 128, 256, 512)) keep(`icon-${size}.png`, png);
keep('icon.ico', ico(marks(16, 24, 32, 48, 64, 128, 256)));
keep('icon.icns', icns(marks(16, 32, 64, 128, 256, 512, 1024)));

const trays = {
  tray: 'mark.svg',
  trayUnread: 'trayUnread.svg',
  trayTemplate: 'trayTemplate.svg',
  trayUnreadTemplate: 'trayUnreadTemplate.svg',
};
for (const [name, svg] of Object.entries(trays)) {
  // macOS takes 16 points; the trays of Windows and Linux scale a larger one down themselves.
  const points = name.endsWith('Template') ? 16 : 32;
  keep(`${name}.png`, await draw(page, svg, points));
  keep(`${name}@2x.png`, await draw(page, svg, points * 2));
}
keep('dot.png', await draw(page, 'dot.svg', 32));
await browser.close();

async function draw(onto: Page, svg: string, size: number): Promise<Buffer> {
  const source = readFileSync(join(folder, svg)).toString('base64');
  await onto.setViewportSize({ width: size, height: size });
  await onto.setContent(
    `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="data:image/svg+xml;base64,${source}">`,
  );
  await onto.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  return onto.screenshot({ omitBackground: true });
}

function keep(name: string, content: Buffer): void {
  writeFileSync(join(folder, name), content);
  console.log(`${name}: ${content.length} bytes`);
}
