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

/**
 * Source: Meta, Messenger Platform, Send API, "Sending attachments" (2026): pictures up to 8 MB, everything else up to 25 MB.
 */
export const MESSENGER_FILES: FileRules = [
  { kind: 'image', mimes: ['image/jpeg', 'image/png', 'image/gif'], limitBytes: 8 * MB },
  { kind: 'video', mimes: ['video/mp4', 'video/quicktime', 'video/webm'], limitBytes: 25 * MB },
  { kind: 'audio', mimes: ['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/ogg', 'audio/wav'], limitBytes: 25 * MB },
  { kind: 'document', mimes: 'any', limitBytes: 25 * MB },
];

/** Source: Meta, Instagram Platform, "Send messages", supported media (2026). No other document than PDF, no Ogg. */
export const INSTAGRAM_FILES: FileRules = [
  { kind: 'image', mimes: ['image/jpeg', 'image/png'], limitBytes: 8 * MB },
  { kind: 'video', mimes: ['video/mp4', 'video/ogg', 'video/quicktime', 'video/webm'], limitBytes: 25 * MB },
  { kind: 'audio', mimes: ['audio/aac', 'audio/mp4', 'audio/wav'], limitBytes: 25 * MB },
  { kind: 'document', mimes: ['application/pdf'], limitBytes: 25 * MB },
];

/**
 * Source: Twilio, "Accepted content types for media" (2026): 5 MB with the words; carriers take less of what Twilio does
 * not shrink.
 */
export const MMS_FILES: FileRules = [
  { kind: 'image', mimes: ['image/jpeg', 'image/png', 'image/gif'], limitBytes: 5 * MB },
  { kind: 'video', mimes: ['video/mp4', 'video/3gpp'], limitBytes: 5 * MB },
  { kind: 'audio', mimes: ['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/amr'], limitBytes: 5 * MB },
  { kind: 'document', mimes: ['application/pdf', 'text/vcard', 'text/csv', 'text/calendar'], limitBytes: 5 * MB },
];

/** What every browser shows by itself; the rest is there to be fetched. */
export const WEBCHAT_FILES: FileRules = [
  { kind: 'image', mimes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'], limitBytes: 25 * MB },
  { kind: 'video', mimes: ['video/mp4', 'video/webm'], limitBytes: 25 * MB },
  { kind: 'audio', mimes: ['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/ogg'], limitBytes: 25 * MB },
  { kind: 'document', mimes: 'any', limitBytes: 25 * MB },
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

/** Scripts are text to whoever looks at their bytes; Windows runs them by their name. */
const PROGRAM_NAME = /\.(?:exe|com|scr|pif|bat|cmd|msi|msp|vbs?|vbe|jse?|wsf|wsh|ps1|hta|cpl|jar|lnk|reg|dll|apk)\.?$/i;
export const isProgramName = (fileName: string): boolean => PROGRAM_NAME.test(fileName.trim());

/** `audio/ogg; codecs=opus` → `audio/ogg` */
export const bareMime = (mime: string): string => (mime.split(';')[0] ?? '').trim().toLowerCase();

/**
 * As what a file goes out. One that is too large for its own kind goes as a document where that takes it: a photo of
 * 8 MB arrives, uncompressed, instead of not at all. `notCarried`: the platform takes no such file of any size.
 */
export function outgoingFileKind(
  rules: FileRules,
  file: { mime: string; sizeBytes: number },
): { kind: OutgoingFileKind } | { kind: 'tooLarge'; limitBytes: number } | { kind: 'notCarried' } {
  const mime = bareMime(file.mime);
  let limitBytes = 0;
  for (const rule of rules) {
    if (rule.mimes !== 'any' && !rule.mimes.includes(mime)) continue;
    if (file.sizeBytes <= rule.limitBytes) return { kind: rule.kind };
    limitBytes = Math.max(limitBytes, rule.limitBytes);
  }
  return limitBytes === 0 ? { kind: 'notCarried' } : { kind: 'tooLarge', limitBytes };
}

/** Voice messages are recorded as Ogg: whether the platform plays that as a sound. */
export const carriesVoice = (rules: FileRules): boolean =>
  outgoingFileKind(rules, { mime: 'audio/ogg', sizeBytes: 1 }).kind === 'audio';
