import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type TakenFile = { mime: string; sizeBytes: number };
/** The largest that any of these platforms takes, and a little more, so that its own limit speaks. */
const MAX_BYTES = 120 * 1024 * 1024;

/** Lets the routes of a scope take forms with one file. */
export async function withForms(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { limits: { fileSize: MAX_BYTES, files: 1 } });
}

/** A call as JSON or as a form with a file in it: its fields, and what the file is. */
export async function fieldsAndFile(
  request: FastifyRequest,
): Promise<{ fields: unknown; file: (TakenFile & { field: string }) | null }> {
  if (!request.isMultipart()) return { fields: request.body, file: null };
  const fields: Record<string, string> = {};
  let file: (TakenFile & { field: string }) | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file') file = { field: part.fieldname, ...(await measured(part)) };
    else fields[part.fieldname] = String(part.value);
  }
  return { fields, file };
}

async function measured(part: MultipartFile): Promise<TakenFile> {
  const bytes = await part.toBuffer();
  return { mime: part.mimetype, sizeBytes: bytes.length };
}

/** Fetches what a platform is told to fetch. @returns null where nothing is there. */
export async function fetched(url: string): Promise<TakenFile | null> {
  try {
    const response = await fetch(url);
    if (!response.ok) return null;
    const mime = response.headers.get('content-type')?.split(';')[0] ?? '';
    return { mime, sizeBytes: (await response.arrayBuffer()).byteLength };
  } catch {
    return null;
  }
}
