import type { SessionUser } from '../../session/index.ts';

const uuid = (kind: number, number: number) =>
  `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const conversationId = (number: number): string => uuid(1, number);
export const contactId = (number: number): string => uuid(2, number);
export const messageId = (number: number): string => uuid(3, number);
export const mediaId = (number: number): string => uuid(4, number);
export const catalogId = (number: number): string => uuid(5, number);
export const userId = (number: number): string => uuid(6, number);
export const COMPANY_ID = uuid(7, 1);

export const ME: SessionUser = {
  id: userId(1),
  name: 'Atendente de teste 01',
  email: 'atendente01@demo.local',
  role: 'admin',
  language: 'pt-BR',
  companyId: COMPANY_ID,
  companyName: 'Empresa de demonstração',
  companyDomain: 'demo.local',
  zone: 'America/Sao_Paulo',
  demo: true,
};

/** "Contato de teste 04": plainly made up. */
export const contactName = (number: number): string => `Contato de teste ${String(number).padStart(2, '0')}`;
export const contactPhone = (number: number): string => `+55119${String(number).padStart(8, '0')}`;
