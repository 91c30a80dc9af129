import { test as base, expect, type Page } from '@playwright/test';
import { desk } from './desk.ts';
import { Stack } from './stack.ts';

export const PASSWORD = 'balcao-demo';

type Worker = { stack: Stack };
type Each = {
  /** A phone number that no other test uses. */
  phone: string;
  signIn: (page: Page, email: string) => Promise<void>;
  /** Signs an attendant in, lets the contact write from `phone`, and opens the conversation. */
  openConversation: (page: Page, contact: string, text: string) => Promise<ReturnType<typeof desk>>;
};

let numbers = 0;

/** For what several tests do in one page; a test of its own takes the fixture `signIn`. */
export async function signInAt(page: Page, stack: Stack, email: string): Promise<void> {
  await page.goto(stack.url);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Conversas' })).toBeVisible();
}

export const test = base.extend<Each, Worker>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands the pattern
    async ({}, use) => {
      const stack = await Stack.start();
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // An exception, or something that breaks the page's policy, fails the test in which it happens.
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) faults.push(message.text());
    });
    await use(page);
    expect(faults).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright demands the pattern
  phone: async ({}, use) => {
    numbers += 1;
    await use(`55119${String(70_000_000 + numbers)}`);
  },
  signIn: async ({ stack }, use) => {
    await use((page, email) => signInAt(page, stack, email));
  },
  openConversation: async ({ stack, phone, signIn }, use) => {
    await use(async (page, contact, text) => {
      await signIn(page, 'attendant@demo.local');
      const at = desk(page);
      await at.showAll();
      await stack.customerWrites(phone, text, contact);
      await at.open(contact);
      return at;
    });
  },
});

export { expect };
