import { type ChannelKind, type CheckedContent, capabilitiesOf, type PartFault, partFaults } from '@balcao/domain';

/** A question with answers while it is composed. `key` holds a line's place while others come and go. */
export type ChoicesDraft = {
  header: string;
  text: string;
  footer: string;
  /** On the button that opens a list. */
  button: string;
  sections: SectionDraft[];
};
export type SectionDraft = { key: number; title: string; rows: RowDraft[] };
export type RowDraft = { key: number; title: string; description: string };

export const NO_CHOICES: ChoicesDraft = {
  header: '',
  text: '',
  footer: '',
  button: '',
  sections: [{ key: 0, title: '', rows: [{ key: 0, title: '', description: '' }] }],
};

/** The highest key and one more. */
export const nextKey = (lines: readonly { key: number }[]): number => Math.max(-1, ...lines.map(({ key }) => key)) + 1;

const trimmed = ({ header, text, footer }: ChoicesDraft) => ({
  header: header.trim(),
  text: text.trim(),
  footer: footer.trim(),
});

/** Ids are places: an answer names the message that it answers, and within that they are unique. */
export function buttonsOf(draft: ChoicesDraft): Extract<CheckedContent, { kind: 'buttons' }> {
  const rows = draft.sections[0]?.rows ?? [];
  const buttons = rows.map(({ title }, index) => ({ id: String(index + 1), title: title.trim() }));
  return { kind: 'buttons', ...trimmed(draft), buttons };
}

export function listOf(draft: ChoicesDraft): Extract<CheckedContent, { kind: 'list' }> {
  let id = 0;
  const sections = draft.sections.map(({ title, rows }) => ({
    title: title.trim(),
    rows: rows.map((row) => {
      id += 1;
      return { id: String(id), title: row.title.trim(), description: row.description.trim() };
    }),
  }));
  return { kind: 'list', ...trimmed(draft), button: draft.button.trim(), sections };
}

/** What is wrong, by its place in the content. What is only not filled in yet is said last, when it is to be sent. */
export function faultsByPlace(content: CheckedContent, channelKind: ChannelKind): ReadonlyMap<string, PartFault> {
  const faults = partFaults(content, capabilitiesOf(channelKind));
  return new Map(faults.toReversed().map((fault) => [fault.at, fault]));
}
