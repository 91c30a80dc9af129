import type { Problem } from '@balcao/domain';
import { useMemo } from 'react';
import { CallFailed, type Failure } from '../api/index.ts';
import { serverAddress } from '../desktop/index.ts';
import { useSession } from '../session/index.ts';

/** Files of contacts go as bytes, beside the procedures (server/src/contacts/files.ts). Both throw `CallFailed`. */
export function useContactFiles() {
  const { tokens } = useSession();
  return useMemo(() => {
    const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const server = (await serverAddress()) ?? location.origin;
      const token = await tokens.current();
      const headers = { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
      const answer = await fetch(`${server}/files/contacts/${path}`, { ...init, headers }).catch(() => {
        throw new CallFailed({ kind: 'unreachable' });
      });
      if (answer.ok) return answer;
      throw new CallFailed(failureIn((await answer.json().catch(() => null)) as ProblemDocument | null));
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

/** RFC 9457, as our own server makes it; a bug's has no code, and a proxy may answer with anything. */
type ProblemDocument = { reference: string } & (Problem | { code?: undefined });

function failureIn(document: ProblemDocument | null): Failure {
  const reference = document?.reference ?? null;
  return typeof document?.code === 'string'
    ? { kind: 'refused', problem: document, reference }
    : { kind: 'broken', reference };
}
