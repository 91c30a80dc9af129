import type { ChannelCapabilities, ChoiceLimits, ListLimits } from '../channels/capabilities.ts';
import type { MessageContent } from './content.ts';

/** A part of a message that can be wrong. Words: `problems.json`, `message.invalidPart`. */
export type MessagePart =
  | 'text'
  | 'header'
  | 'footer'
  | 'button'
  | 'buttons'
  | 'section'
  | 'row'
  | 'rows'
  | 'description'
  | 'latitude'
  | 'longitude'
  | 'place'
  | 'address'
  | 'contacts'
  | 'contactName'
  | 'contactWay'
  | 'emoji'
  | 'variable';

/**
 * What is wrong with one part; `at` is its place in the content (`buttons.1.title`), so that a form shows it there.
 * `limit` is in UTF-16 units or pieces, 0 where there is none.
 */
export type PartFault = {
  part: MessagePart;
  at: string;
  fault: 'missing' | 'tooLong' | 'tooMany' | 'twice' | 'outOfRange';
  limit: number;
};

export type CheckedContent = Extract<
  MessageContent,
  { kind: 'location' | 'contacts' | 'reaction' | 'buttons' | 'list' }
>;

/** Source: Meta, Cloud API, location messages: name and address, 1000 each. */
const PLACE_LIMIT = 1000;
/** Source: Meta, Cloud API, contacts messages: up to 257 cards; nobody wants to read more than these. */
const CARDS_LIMIT = 10;
const CARD_NAME_LIMIT = 200;
/** A family of four with skin tones takes 35. */
const EMOJI_LIMIT = 40;

/** Everything that keeps a message from going out over such a channel, while it is composed and before it is stored. */
export function partFaults(content: CheckedContent, capabilities: ChannelCapabilities): PartFault[] {
  switch (content.kind) {
    case 'location':
      return [
        ...range('latitude', content.latitude, 90),
        ...range('longitude', content.longitude, 180),
        ...tooLong('place', 'name', content.name, PLACE_LIMIT),
        ...tooLong('address', 'address', content.address, PLACE_LIMIT),
      ];
    case 'contacts':
      return contactFaults(content.contacts);
    case 'reaction':
      return tooLong('emoji', 'emoji', content.emoji, EMOJI_LIMIT);
    case 'buttons':
      return capabilities.buttons ? buttonFaults(content, capabilities.buttons) : [];
    case 'list':
      return capabilities.list ? listFaults(content, capabilities.list) : [];
  }
}

type Buttons = Extract<CheckedContent, { kind: 'buttons' }>;
type List = Extract<CheckedContent, { kind: 'list' }>;

function buttonFaults(content: Buttons, limits: ChoiceLimits): PartFault[] {
  return [
    ...aroundFaults(content, limits),
    ...counted('buttons', 'buttons', content.buttons.length, limits.most),
    ...content.buttons.flatMap(({ title }, index) => needed('button', `buttons.${index}.title`, title, limits.title)),
    ...twice(
      'button',
      content.buttons.map(({ title }, index) => ({ at: `buttons.${index}.title`, title })),
    ),
  ];
}

function listFaults(content: List, limits: ListLimits): PartFault[] {
  const rows = content.sections.flatMap((section, at) =>
    section.rows.map((row, index) => ({ ...row, at: `sections.${at}.rows.${index}` })),
  );
  const sectionTitles = content.sections.flatMap(({ title }, index) =>
    content.sections.length > 1
      ? needed('section', `sections.${index}.title`, title, limits.title)
      : tooLong('section', `sections.${index}.title`, title, limits.title),
  );
  return [
    ...aroundFaults(content, limits),
    ...needed('button', 'button', content.button, limits.button),
    ...counted('section', 'sections', content.sections.length, limits.most),
    ...counted('rows', 'sections', rows.length, limits.most),
    ...sectionTitles,
    ...content.sections.flatMap((section, index) =>
      section.rows.length === 0 ? [missing('rows', `sections.${index}`)] : [],
    ),
    ...rows.flatMap((row) => [
      ...needed('row', `${row.at}.title`, row.title, limits.title),
      ...tooLong('description', `${row.at}.description`, row.description, limits.description),
    ]),
    ...twice(
      'row',
      rows.map(({ at, title }) => ({ at: `${at}.title`, title })),
    ),
  ];
}

const aroundFaults = (content: Pick<Buttons, 'text' | 'header' | 'footer'>, limits: ChoiceLimits): PartFault[] => [
  ...needed('text', 'text', content.text, limits.body),
  ...tooLong('header', 'header', content.header, limits.header),
  ...tooLong('footer', 'footer', content.footer, limits.footer),
];

function contactFaults(contacts: Extract<CheckedContent, { kind: 'contacts' }>['contacts']): PartFault[] {
  return [
    ...counted('contacts', 'contacts', contacts.length, CARDS_LIMIT),
    ...contacts.flatMap(({ name, phones, emails }, index) => [
      ...needed('contactName', `contacts.${index}.name`, name, CARD_NAME_LIMIT),
      ...(phones.length === 0 && emails.length === 0 ? [missing('contactWay', `contacts.${index}`)] : []),
    ]),
  ];
}

const missing = (part: MessagePart, at: string): PartFault => ({ part, at, fault: 'missing', limit: 0 });

const tooLong = (part: MessagePart, at: string, text: string, limit: number): PartFault[] =>
  text.length > limit ? [{ part, at, fault: 'tooLong', limit }] : [];

const needed = (part: MessagePart, at: string, text: string, limit: number): PartFault[] =>
  text.trim() === '' ? [missing(part, at)] : tooLong(part, at, text, limit);

const counted = (part: MessagePart, at: string, count: number, limit: number): PartFault[] =>
  count === 0 ? [missing(part, at)] : count > limit ? [{ part, at, fault: 'tooMany', limit }] : [];

const range = (part: 'latitude' | 'longitude', value: number, limit: number): PartFault[] =>
  Math.abs(value) <= limit ? [] : [{ part, at: part, fault: 'outOfRange', limit }];

/** Whoever answers must be able to tell them apart, and so must we. */
function twice(part: MessagePart, titles: readonly { at: string; title: string }[]): PartFault[] {
  return titles.flatMap(({ at, title }, index) =>
    title.trim() !== '' && titles.findIndex((other) => other.title.trim() === title.trim()) < index
      ? [{ part, at, fault: 'twice' as const, limit: 0 }]
      : [],
  );
}
