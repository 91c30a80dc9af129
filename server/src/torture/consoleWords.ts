/** What the torture tells a console, and what it hears back: over IPC to a process, or over a binding to a page. */
import type { ReplicaName } from '@balcao/replica';
import type { Wrong } from './wrong.ts';

export type Opening = {
  companyId: string;
  userId: string;
  token: string;
  url: string;
  /** Where its disk is. */
  disk: string;
  /** How far the machine's clock is off. */
  skewMs: number;
  /** How much newer than the server its definitions are. */
  newer: number;
};

export type Deed =
  | { verb: 'send' | 'note'; id: string; conversationId: string; text: string }
  | { verb: 'notes' | 'name'; contactId: string; text: string }
  | { verb: 'draft'; conversationId: string; text: string }
  | { verb: 'tag' | 'untag'; conversationId: string; tagId: string }
  | { verb: 'close' | 'reopen' | 'pin' | 'unpin'; conversationId: string };

export type Rows = Record<string, unknown>[];
export type Scope = Record<ReplicaName, Rows>;

export type Command =
  | { kind: 'open'; opening: Opening }
  | { kind: 'do'; deed: Deed }
  | { kind: 'skew'; ms: number }
  | { kind: 'token'; token: string }
  /** Everything of the server is here, and nothing waits; given up when nothing moves any more for so long, or at last. */
  | { kind: 'settle'; stillMs: number; withinMs: number }
  /** Becomes equal to what the server shows this user; answers with what still differs when time is over. */
  | { kind: 'match'; scope: Scope; withinMs: number }
  | { kind: 'close' };

/** `do` answers whether the row was there to be changed; `settle` and `match` with what is wrong, empty when nothing is. */
export type Answer = { kind: 'done' } | { kind: 'wrote'; wrote: boolean } | { kind: 'wrong'; wrong: Wrong[] };
