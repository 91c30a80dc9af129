import type { CatalogRow, UserRow } from '@balcao/replica';
import { catalogId, ME, userId } from './people.ts';

export const QUEUES = [catalogId(1), catalogId(2)] as const;
export const TAGS = [catalogId(11), catalogId(12), catalogId(13), catalogId(14)] as const;
export const CHANNEL = catalogId(21);
export const COLLEAGUE = userId(2);

const tag = (id: string, position: number, name: string, color: string): CatalogRow => ({
  id,
  kind: 'tag',
  name,
  position,
  entry: { kind: 'tag', color },
});

export const catalog: CatalogRow[] = [
  {
    id: QUEUES[0],
    kind: 'queue',
    name: 'Recepção',
    position: 1,
    entry: { kind: 'queue', description: '', active: true },
  },
  {
    id: QUEUES[1],
    kind: 'queue',
    name: 'Financeiro',
    position: 2,
    entry: { kind: 'queue', description: '', active: true },
  },
  tag(TAGS[0], 1, 'convênio', 'grey'),
  tag(TAGS[1], 2, 'retorno', 'teal'),
  tag(TAGS[2], 3, 'orçamento', 'orange'),
  tag(TAGS[3], 4, 'urgente', 'red'),
  {
    id: CHANNEL,
    kind: 'channel',
    name: 'WhatsApp da recepção',
    position: 1,
    entry: { kind: 'channel', channelKind: 'whatsapp', status: 'active', statusReason: '', address: '+5511900000000' },
  },
];

const person = (id: string, name: string, role: UserRow['role']): UserRow => ({
  id,
  name,
  email: 'teste@demo.local',
  role,
  availability: 'online',
  active: true,
  queueIds: [],
  supervises: [],
});

export const users: UserRow[] = [
  person(ME.id, ME.name, 'admin'),
  person(COLLEAGUE, 'Bruna de teste 02', 'attendant'),
  person(userId(3), 'Caio de teste 03', 'attendant'),
];
