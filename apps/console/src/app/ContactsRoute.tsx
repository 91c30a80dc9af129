import { useParams } from '@tanstack/react-router';
import { ContactsScreen } from '../contacts/index.ts';

export function ContactsRoute() {
  const { id } = useParams({ from: '/desk/contacts/{-$id}' });
  return <ContactsScreen contactId={id ?? null} />;
}
