import { type Simulators, startSimulators } from '../server.ts';
import type { SettingsInput } from '../whatsapp/index.ts';
import { type Product, startProduct } from './product.ts';

export const PERSON = '5511900000001';
export const TOKEN = { authorization: 'Bearer sim-access-token' };
/** Everything happens as soon as it can; nothing is read unless somebody looks. */
export const AT_ONCE = { sentMs: 0, deliveredMs: 0, readMs: null, webhookRetryMs: [20] };

/** A product and the simulators, connected: `await using desk = await startDesk()`. */
export type Desk = AsyncDisposable & {
  product: Product;
  simulators: Simulators;
  /** @returns status, JSON body and headers. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  send(message: Record<string, unknown>): Promise<Answer>;
  sim(path: string, body?: unknown): Promise<Answer>;
};
export type Answer = { status: number; json: Record<string, unknown>; headers: Headers };

export async function startDesk(
  options: { settings?: SettingsInput; now?: () => number; chance?: () => number } = {},
): Promise<Desk> {
  const product = await startProduct();
  const simulators = await startSimulators({
    port: 0,
    whatsapp: { webhookUrl: product.webhookUrl },
    ...options,
    settings: { ...options.settings, delays: { ...AT_ONCE, ...options.settings?.delays } },
  });

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(simulators.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      json: text.startsWith('{') ? JSON.parse(text) : { text },
      headers: response.headers,
    };
  }

  return {
    product,
    simulators,
    call,
    send: (message) =>
      call('POST', '/v23.0/100000000000001/messages', { messaging_product: 'whatsapp', ...message }, TOKEN),
    sim: (path, body) => call(body === undefined ? 'GET' : 'POST', `/_sim/${path}`, body),
    async [Symbol.asyncDispose]() {
      await simulators.close();
      await product[Symbol.asyncDispose]();
    },
  };
}

/** Digs into JSON: `at(body, 'entry', 0, 'id')`; undefined where there is nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (part === null || part === undefined ? undefined : Reflect.get(Object(part), key)),
    value,
  );
}

/** The value of the first change of a delivery. */
export const firstChange = (delivery: unknown) => at(delivery, 'entry', 0, 'changes', 0, 'value');
