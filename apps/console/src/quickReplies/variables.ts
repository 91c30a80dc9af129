import { firstNameOf, VARIABLES, type VariableValues } from '@balcao/domain';
import type { ContactRow, ConversationRow } from '@balcao/replica';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveDoc } from '../replica/index.ts';
import { useUser } from '../session/index.ts';

/** What is known now, on this device, of those whom a text may name. */
export function useVariableValues({ contactId, contactName, contactPhone }: ConversationRow): VariableValues {
  const me = useUser();
  const { row } = useLiveDoc((all) => all.contacts.findOne(contactId), [contactId]);
  return useMemo(
    () => variableValues({ name: contactName, phone: contactPhone, email: '' }, me, row),
    [contactName, contactPhone, me, row],
  );
}

export function variableValues(
  known: Pick<ContactRow, 'name' | 'phone' | 'email'>,
  me: { name: string; companyName: string },
  contact: Pick<ContactRow, 'name' | 'phone' | 'email'> | null,
): VariableValues {
  const { name, phone, email } = contact ?? known;
  return {
    'contact.first_name': firstNameOf(name),
    'contact.name': name,
    'contact.phone': phone,
    'contact.email': email,
    'agent.first_name': firstNameOf(me.name),
    'agent.name': me.name,
    'company.name': me.companyName,
  };
}

/** Each variable in words, for buttons and for what is missing; an unknown one is its own name. */
export function useVariableWords(): (name: string) => string {
  const { t } = useTranslation('replies');
  return (name) => {
    const known = VARIABLES.find((each) => each === name);
    return known ? t(`variable.${known}`) : name;
  };
}
