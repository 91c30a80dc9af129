/**
 * Commands as IMAP clients write them (RFC 9051, 2.2.1 and 4.3): lines, with literals `{n}` that the server asks for
 * before it reads them, or `{n+}` that come unasked.
 */
export function createCommandReader(onCommand: (parts: string[]) => void, ask: () => void): (chunk: Buffer) => void {
  let waiting = Buffer.alloc(0);
  let parts: string[] = [];
  let literalBytes: number | null = null;

  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      if (literalBytes !== null) {
        if (waiting.length < literalBytes) return;
        parts.push(waiting.subarray(0, literalBytes).toString('utf8'));
        waiting = waiting.subarray(literalBytes);
        literalBytes = null;
        continue;
      }
      const end = waiting.indexOf('\r\n');
      if (end === -1) return;
      const line = waiting.subarray(0, end).toString('utf8');
      waiting = waiting.subarray(end + 2);
      const literal = /\{(\d+)(\+?)\}$/.exec(line);
      parts.push(...words(literal ? line.slice(0, literal.index) : line));
      if (literal) {
        literalBytes = Number(literal[1]);
        if (literal[2] === '') ask();
        continue;
      }
      const command = parts;
      parts = [];
      if (command.length > 0) onCommand(command);
    }
  };
}

/** Words, quoted texts without their quotes, and parenthesised lists and sections in one piece. */
function words(line: string): string[] {
  const found = line.match(/"(?:[^"\\]|\\.)*"|\((?:[^()]|\([^()]*\))*\)|\S+/g) ?? [];
  return found.map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word));
}
