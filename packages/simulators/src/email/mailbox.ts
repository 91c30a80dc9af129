/** A mailbox as IMAP sees it: numbered mails in the order in which they came, and whoever waits for the next. */
export type StoredMail = { uid: number; raw: Buffer; receivedAt: number };

export type Mailbox = {
  uidValidity: number;
  readonly uidNext: number;
  readonly mails: readonly StoredMail[];
  add(raw: Buffer, receivedAt: number): StoredMail;
  /** Another generation of numbers, as after a restore: the same mails, counted anew. */
  renumber(): void;
  empty(): void;
  onArrival(listener: () => void): () => void;
};

export function createMailbox(): Mailbox {
  let mails: StoredMail[] = [];
  let uidNext = 1;
  const listeners = new Set<() => void>();
  return {
    uidValidity: 1,
    get uidNext() {
      return uidNext;
    },
    get mails() {
      return mails;
    },
    add(raw, receivedAt) {
      const mail = { uid: uidNext, raw, receivedAt };
      uidNext += 1;
      mails.push(mail);
      for (const listener of listeners) listener();
      return mail;
    },
    renumber() {
      this.uidValidity += 1;
      // Not the numbers that they had: whoever trusts those would miss or double some.
      mails = mails.map((mail, index) => ({ ...mail, uid: (index + 1) * 3 }));
      uidNext = mails.length * 3 + 1;
    },
    empty() {
      mails = [];
    },
    onArrival(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
