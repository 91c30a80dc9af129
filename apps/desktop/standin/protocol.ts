type Handler = (request: Request) => Response | Promise<Response>;
type Scheme = { scheme: string; privileges?: { standard?: boolean; secure?: boolean } };

const privileged = new Map<string, Scheme>();
export const handlers = new Map<string, Handler>();
/** Schemes that have an origin; only those can be shown. */
export const shownSchemes: ReadonlySet<string> = new Set<string>();
let ready = false;

export const protocol = {
  registerSchemesAsPrivileged(schemes: Scheme[]): void {
    if (ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const scheme of schemes) privileged.set(scheme.scheme, scheme);
  },
  handle(scheme: string, handler: Handler): void {
    const { privileges } = privileged.get(scheme) ?? {};
    if (!privileges?.standard || !privileges.secure)
      throw new Error(`the stand-in shows only standard and secure schemes, and "${scheme}" is none`);
    (shownSchemes as Set<string>).add(scheme);
    handlers.set(scheme, handler);
  },
};
setImmediate(() => {
  ready = true;
});
