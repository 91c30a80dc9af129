import type { Language, Role } from '@balcao/domain';

/** The same id on every machine: links, tests and the simulated phone find the demo by it. */
export const DEMO_COMPANY_ID = '0198c0de-0000-7000-8000-00000000de30';
export const DEMO_COMPANY = {
  id: DEMO_COMPANY_ID,
  name: 'Clínica de demonstração',
  domain: 'demo.local',
  zone: 'America/Sao_Paulo',
  language: 'pt-BR',
  demo: true,
  place: JSON.stringify({
    name: 'Clínica de demonstração',
    address: 'Avenida de Demonstração, 1578, São Paulo',
    latitude: -23.5614,
    longitude: -46.6559,
  }),
} as const;

/** Everybody's. It stands in the documentation, which is why production refuses the demo. */
export const DEMO_PASSWORD = 'balcao-demo';

type DemoUser = {
  email: string;
  name: string;
  role: Role;
  language: Language;
  queues: readonly ('reception' | 'finance')[];
};
export const DEMO_USERS = {
  operator: { email: 'operator@demo.local', name: 'Operação (demo)', role: 'operator', language: 'pt-BR', queues: [] },
  admin: {
    email: 'admin@demo.local',
    name: 'Administração (demo)',
    role: 'admin',
    language: 'pt-BR',
    queues: ['reception', 'finance'],
  },
  attendant: {
    email: 'attendant@demo.local',
    name: 'Atendente 1 (demo)',
    role: 'attendant',
    language: 'pt-BR',
    queues: ['reception'],
  },
  attendant2: {
    email: 'attendant2@demo.local',
    name: 'Atendente 2 (demo)',
    role: 'attendant',
    language: 'pt-BR',
    queues: ['reception', 'finance'],
  },
  receptionist: {
    email: 'receptionist@demo.local',
    name: 'Recepção (demo)',
    role: 'receptionist',
    language: 'pt-BR',
    queues: ['reception'],
  },
} as const satisfies Record<string, DemoUser>;
export type DemoUserName = keyof typeof DEMO_USERS;

/** Whoever tries the demo chooses what to answer. */
const PULLED = {
  distribution: 'manual',
  simultaneousLimit: 20,
  // Its people are there only while somebody plays them.
  returnGraceSeconds: 86_400,
  firstResponseSeconds: 15 * 60,
  nextResponseSeconds: 30 * 60,
  resolutionSeconds: 8 * 3_600,
} as const;
export const DEMO_QUEUES = {
  reception: { name: 'Recepção', description: 'Consultas, exames e dúvidas', isDefault: true, position: 0, ...PULLED },
  finance: { name: 'Financeiro', description: 'Convênios, boletos e notas', isDefault: false, position: 1, ...PULLED },
} as const;
