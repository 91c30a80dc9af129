/** Puts a text into the user's downloads. */
export function saveFile(name: string, text: string, mime: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has the bytes once it began; a moment later the address may go.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** UTF-8 as RFC 5545 wants it; older programs write Windows-1252. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
