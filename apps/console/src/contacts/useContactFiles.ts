import { useMemo } from 'react';
import { serverAddress } from '../desktop/index.ts';
import { useSession } from '../session/index.ts';

/** A refusal of the file routes: a problem document (RFC 9457) with our code. */
export class FileRefused extends Error {
  readonly problem: { code: string };
  constructor(problem: { code: string }) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Files of contacts go as bytes, beside the procedures (server/src/contacts/files.ts). */
export function useContactFiles() {
  const { tokens } = useSession();
  return useMemo(() => {
    const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const server = (await serverAddress()) ?? location.origin;
      const token = await tokens.current();
      const headers = { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
      const answer = await fetch(`${server}/files/contacts/${path}`, { ...init, headers });
      if (answer.ok) return answer;
      const body: unknown = await answer.json().catch(() => null);
      const isProblem = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
      throw new FileRefused(isProblem ? { ...body, code: String(body.code) } : { code: 'broken' });
    };
    return {
      upload: async (file: File): Promise<{ importId: string }> => {
        const headers = { 'content-type': 'application/octet-stream' };
        const answer = await call(`import?name=${encodeURIComponent(file.name)}`, {
          method: 'POST',
          headers,
          body: file,
        });
        return (await answer.json()) as { importId: string }; // our own server's answer
      },
      save: async (path: string, name: string): Promise<void> => {
        const url = URL.createObjectURL(await (await call(path)).blob());
        const link = document.createElement('a');
        link.href = url;
        link.download = name;
        link.click();
        // The download has the bytes once it began; a moment later the address may go.
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
      },
    };
  }, [tokens]);
}
