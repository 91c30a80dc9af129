import { z } from 'zod';
import type { Account } from '../adapter.ts';

/** `https://www.example.com`, as a browser writes it in `Origin`. */
const origin = z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).origin);

/** What a web chat is set up with. Nothing of it is secret; it is sealed as every channel's settings are. */
export const webchatSettings = z.object({
  /** The sites that may show it: a page of any other gets no session. */
  origins: z.preprocess(
    (given) => (typeof given === 'string' ? given.split(/[\s,]+/).filter(Boolean) : given),
    z.array(origin).min(1, 'at least one site, such as https://www.example.com').max(50),
  ),
  greeting: z.string().trim().max(300).default(''),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #0f6b62')
    .default('#0f6b62'),
});
export type WebchatSettings = z.output<typeof webchatSettings>;
export type WebchatAccount = Account<WebchatSettings>;
