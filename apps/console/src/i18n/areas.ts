import type appointmentWords from '../../../../resources/messages/pt-BR/appointmentWords.json';
import type board from '../../../../resources/messages/pt-BR/board.json';
import type booking from '../../../../resources/messages/pt-BR/booking.json';
import type channels from '../../../../resources/messages/pt-BR/channels.json';
import type contacts from '../../../../resources/messages/pt-BR/contacts.json';
import type contactWords from '../../../../resources/messages/pt-BR/contactWords.json';
import type conversations from '../../../../resources/messages/pt-BR/conversations.json';
import type costs from '../../../../resources/messages/pt-BR/costs.json';
import type design from '../../../../resources/messages/pt-BR/design.json';
import type funnel from '../../../../resources/messages/pt-BR/funnel.json';
import type integrations from '../../../../resources/messages/pt-BR/integrations.json';
import type keyboard from '../../../../resources/messages/pt-BR/keyboard.json';
import type macros from '../../../../resources/messages/pt-BR/macros.json';
import type notices from '../../../../resources/messages/pt-BR/notices.json';
import type palette from '../../../../resources/messages/pt-BR/palette.json';
import type people from '../../../../resources/messages/pt-BR/people.json';
import type problems from '../../../../resources/messages/pt-BR/problems.json';
import type queues from '../../../../resources/messages/pt-BR/queues.json';
import type replies from '../../../../resources/messages/pt-BR/replies.json';
import type reports from '../../../../resources/messages/pt-BR/reports.json';
import type session from '../../../../resources/messages/pt-BR/session.json';
import type settings from '../../../../resources/messages/pt-BR/settings.json';
import type shell from '../../../../resources/messages/pt-BR/shell.json';
import type troubles from '../../../../resources/messages/pt-BR/troubles.json';

/**
 * Every area of words and its keys, one file a language in resources/messages. Adding an area: three files and a line
 * here. pt-BR gives the keys; catalogues.test.ts holds the other two to it.
 */
export type Areas = {
  appointmentWords: typeof appointmentWords;
  board: typeof board;
  booking: typeof booking;
  channels: typeof channels;
  contacts: typeof contacts;
  contactWords: typeof contactWords;
  conversations: typeof conversations;
  costs: typeof costs;
  design: typeof design;
  funnel: typeof funnel;
  integrations: typeof integrations;
  keyboard: typeof keyboard;
  macros: typeof macros;
  notices: typeof notices;
  palette: typeof palette;
  people: typeof people;
  problems: typeof problems;
  queues: typeof queues;
  replies: typeof replies;
  reports: typeof reports;
  session: typeof session;
  settings: typeof settings;
  shell: typeof shell;
  troubles: typeof troubles;
};
export type Area = keyof Areas;

/** Makes `t('…')` accept existing keys only. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: Areas;
  }
}
