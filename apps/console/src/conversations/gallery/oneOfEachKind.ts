import { type MessageContent, type SystemEvent, textOf } from '@balcao/domain';
import { type MessageRow, recencyOf } from '@balcao/replica';
import { COLLEAGUE, QUEUES, TAGS } from './directoryRows.ts';
import { DOCUMENT, PHOTO, STICKER, TALL_PHOTO, VOICE } from './files.ts';
import { row } from './manyConversations.ts';
import { conversationId, ME, mediaId, messageId } from './people.ts';

const MINUTE = 60_000;

/** Every kind and state of message, in the first conversation. */
export function oneOfEachKind(now = Date.now()): MessageRow[] {
  const start = now - 30 * 60 * MINUTE;
  let at = start;
  let number = 900_000;
  const next = (minutes: number) => {
    at += minutes * MINUTE;
    number += 1;
    return messageId(number);
  };
  const text = (minutes: number, direction: 'in' | 'out' | 'note', words: string, own: Partial<MessageRow> = {}) => ({
    ...row(next(minutes), conversationId(1), at, direction, words, direction === 'out' ? 'read' : ''),
    ...own,
  });
  const of = (minutes: number, content: MessageContent, own: Partial<MessageRow> = {}): MessageRow => ({
    ...row(next(minutes), conversationId(1), at, 'in', '', ''),
    kind: content.kind,
    content,
    text: textOf(content),
    ...own,
  });
  const event = (minutes: number, what: SystemEvent): MessageRow => ({
    ...row(next(minutes), conversationId(1), at, 'system', '', ''),
    kind: 'system',
    content: { kind: 'system', event: what },
    source: 'system',
  });
  const stored = { state: 'stored' as const };

  const first = text(0, 'in', 'Oi, boa tarde! Queria marcar uma *avaliação* para mim e outra para minha filha');
  return [
    event(0, { type: 'opened', queueId: QUEUES[0] }),
    first,
    text(1, 'in', 'É a primeira vez'),
    text(1, 'out', 'Boa tarde! Sou o assistente da clínica. Já vejo os horários para as duas.', {
      source: 'bot',
      authorId: '',
    }),
    text(3, 'out', 'Claro! Tenho quinta às 10h ou às 15h30. Qual fica melhor?', { authorId: COLLEAGUE }),
    of(4, { kind: 'audio', voice: true, media: { mediaId: VOICE, mime: 'audio/ogg', durationS: 9, ...stored } }),
    event(1, { type: 'assigned', toUserId: ME.id, byUserId: ME.id }),
    text(1, 'note', 'Convênio aceito, conferido na tabela de novembro.', { authorId: ME.id }),
    text(1, 'note', 'Ela pediu as duas no *mesmo dia*.', { authorId: COLLEAGUE }),
    text(2, 'out', 'O convênio é aceito, sim. Confirmo quinta, 26/11, às 15:30?', { replyToId: first.id }),
    of(3, {
      kind: 'interactive',
      answer: { type: 'button', id: 'sim', title: 'Sim, confirmo', description: '' },
    }),
    text(1, 'in', '👍🏽'),
    event(2, { type: 'tagged', byUserId: ME.id, added: [TAGS[0], TAGS[1]], removed: [] }),
    text(22 * 60, 'in', 'Bom dia! Segue o exame que vocês pediram, e onde eu moro', {
      reactions: [{ emoji: '❤️', from: ME.id }],
    }),
    of(0.3, {
      kind: 'image',
      caption: 'Esta é a da frente',
      media: { mediaId: PHOTO, mime: 'image/jpeg', width: 1280, height: 860, ...stored },
    }),
    of(0.3, {
      kind: 'image',
      caption: '',
      media: { mediaId: TALL_PHOTO, mime: 'image/jpeg', width: 900, height: 1400, ...stored },
    }),
    of(0.4, {
      kind: 'document',
      caption: '',
      media: {
        mediaId: DOCUMENT,
        mime: 'application/pdf',
        fileName: 'exame-de-teste-novembro.pdf',
        sizeBytes: 1_284_000,
        ...stored,
      },
    }),
    of(0.5, {
      kind: 'location',
      latitude: -23.5614,
      longitude: -46.6559,
      name: 'Avenida de Teste, 1578',
      address: 'Bairro de Teste, São Paulo',
    }),
    of(1, {
      kind: 'contacts',
      contacts: [
        {
          name: 'Contato de teste 31',
          phones: [{ phone: '+5511900000031', label: 'Celular' }],
          emails: ['teste31@demo.local'],
        },
      ],
    }),
    of(1, {
      kind: 'video',
      caption: 'Assim que dói',
      media: { mediaId: mediaId(8), mime: 'video/mp4', state: 'pending' },
    }),
    of(1, { kind: 'image', caption: '', media: { mediaId: mediaId(9), mime: 'image/jpeg', state: 'failed' } }),
    of(1, { kind: 'sticker', animated: false, media: { mediaId: STICKER, mime: 'image/webp', ...stored } }),
    of(1, { kind: 'unsupported', platformKind: 'ephemeral', reason: '131051' }),
    text(2, 'in', 'Mandei sem querer', { deletedAt: at + 30_000 }),
    text(1, 'in', 'Quinta às 15h30 fica perfeito', { editedAt: at + 60_000 }),
    text(6, 'out', 'Respondi pelo celular: combinado!', { source: 'phone', authorId: '', status: 'delivered' }),
    text(4, 'out', 'O endereço: https://demo.local/como-chegar. A senha do portão é ```1234#```', { status: 'sent' }),
    text(3, 'out', 'Chegue 10 minutos antes com um documento.', {
      status: 'failed',
      failure: { code: '131026', detail: 'Message undeliverable' },
    }),
    text(2, 'out', 'E traga a carteirinha do convênio, por favor.', { status: 'unknown' }),
    event(10, { type: 'snoozed', byUserId: COLLEAGUE, until: now - 60 * MINUTE }),
    event(20, { type: 'reopened', byUserId: null }),
    text(20, 'out', 'Bom dia! Tudo certo para hoje?', {
      status: 'pending',
      readAt: null,
      deliveredAt: null,
      sentAt: null,
    }),
    { ...text(3, 'in', 'Vocês atendem aos sábados também? Minha mãe queria ir, mas só consegue no fim de semana.') },
    { ...text(1, 'in', 'Vocês atendem convênio?'), createdAt: now - 20_000, recency: recencyOf(now - 20_000) },
  ];
}
