/**
 * Message-IDs (RFC 5322, 3.6.4). Those of ours carry our message's id, so that an answer, a bounce or our own mail coming
 * back names its message without a look-up: `<balcao.0199…@example.com>`.
 */
const OURS = /^<balcao\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>@\s]+>$/;
/** Longer ones are nobody's honest id; a key of an index holds some 2,700 bytes. */
const LONGEST = 500;
const ID = /<[^<>\s]{1,498}>/g;

export const messageIdOf = (ourId: string, address: string): string =>
  `<balcao.${ourId}@${address.slice(address.lastIndexOf('@') + 1) || 'localhost'}>`;

export const ourIdIn = (messageId: string): string | null => OURS.exec(messageId)?.[1] ?? null;

/** @returns null where it is none, or too long to be kept: then the mail's bytes name it. */
export function readMessageId(header: string | undefined): string | null {
  const found = header?.match(ID)?.[0] ?? null;
  return found !== null && found.length <= LONGEST ? found : null;
}

/** What a thread may name, at most: the root and the latest. */
const MOST_REFERENCES = 40;

/** `References` and `In-Reply-To` as one chain, the root first. */
export function readReferences(references: string | undefined, inReplyTo: string | undefined): string[] {
  const chain = [...(references?.match(ID) ?? []), ...(inReplyTo?.match(ID) ?? [])];
  const unique = [...new Set(chain)].filter((id) => id.length <= LONGEST);
  return unique.length <= MOST_REFERENCES ? unique : [unique[0] ?? '', ...unique.slice(1 - MOST_REFERENCES)];
}
