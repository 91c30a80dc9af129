/** What can be wrong after a history. */
export type WrongKind =
  /** A console is not live, or something waits in it, long after every line was healed. */
  | 'unsettled'
  /** A row is missing in a console, or older than the server's. */
  | 'behind'
  /** A console holds a row that is not its user's. */
  | 'extra'
  /** What a user wrote was neither accepted nor refused with a notice. */
  | 'lost'
  /** It was accepted twice, refused twice, or both. */
  | 'doubled'
  /** The history could not be played to its end. */
  | 'broken';

export type Wrong = { kind: WrongKind; what: string };
