import { createHmac } from 'node:crypto';

/**
 * The bytes of a delivery. Meta escapes everything beyond ASCII and the slash, so a receiver that checks the signature over
 * JSON it wrote again itself, instead of over the bytes it got, fails here as it would there.
 */
export function deliveryBytes(body: unknown): Buffer<ArrayBuffer> {
  const text = JSON.stringify(body)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(text, 'ascii');
}

/** The value of `X-Hub-Signature-256`. */
export function signature(bytes: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
}
