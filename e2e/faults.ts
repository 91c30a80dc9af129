import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** In the page itself: without frames from elsewhere, a page of its own for the verdict would only cost time. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

/** What is wrong with the page as it stands, by axe: WCAG 2.2 AA (CON-30). */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await axe(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // Experimental: it takes an avatar's initials, hidden from screen readers, for a visible label.
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  return told(violations);
}

/** Of colours alone: what else there is does not change with them. */
export async function contrastFaults(page: Page): Promise<string[]> {
  return told((await axe(page).withRules(['color-contrast']).analyze()).violations);
}

const told = (violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] =>
  violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
