/** How a file goes out as a message. */
export type OutgoingFileKind = 'image' | 'video' | 'audio' | 'document';

/** What a platform takes, first fit first; `mimes: 'any'` ends the list. */
export type FileRules = readonly { kind: OutgoingFileKind; mimes: readonly string[] | 'any'; limitBytes: number }[];

const MB = 1024 * 1024;

/** Source: Cloud API, "Media", supported media types (2026-06-16). Anything else goes as a document, as on the phone. */
export const WHATSAPP_FILES: FileRules = [
  { kind: 'image', mimes: ['image/jpeg', 'image/png'], limitBytes: 5 * MB },
  { kind: 'video', mimes: ['video/mp4', 'video/3gpp'], limitBytes: 16 * MB },
  {
    kind: 'audio',
    mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    limitBytes: 16 * MB,
  },
  { kind: 'document', mimes: 'any', limitBytes: 100 * MB },
];

/** No file larger than this is taken from a console, whatever the channel. */
export const UPLOAD_LIMIT_BYTES = 100 * MB;

/**
 * Programs, which no customer of a clinic needs and no platform carries: by what the bytes are, so that another name
 * does not help.
 */
const PROGRAMS: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msi',
  'application/vnd.android.package-archive',
  'application/java-vm',
  'application/x-ms-shortcut',
]);

export const isProgram = (mime: string): boolean => PROGRAMS.has(bareMime(mime));

/** `audio/ogg; codecs=opus` → `audio/ogg` */
export const bareMime = (mime: string): string => (mime.split(';')[0] ?? '').trim().toLowerCase();

/**
 * As what a file goes out. One that is too large for its own kind goes as a document where that takes it: a photo of
 * 8 MB arrives, uncompressed, instead of not at all.
 */
export function outgoingFileKind(
  rules: FileRules,
  file: { mime: string; sizeBytes: number },
): { kind: OutgoingFileKind } | { kind: 'tooLarge'; limitBytes: number } {
  const mime = bareMime(file.mime);
  let limitBytes = 0;
  for (const rule of rules) {
    if (rule.mimes !== 'any' && !rule.mimes.includes(mime)) continue;
    if (file.sizeBytes <= rule.limitBytes) return { kind: rule.kind };
    limitBytes = Math.max(limitBytes, rule.limitBytes);
  }
  return { kind: 'tooLarge', limitBytes };
}
