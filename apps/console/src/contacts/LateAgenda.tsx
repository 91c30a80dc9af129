import { type ComponentType, useEffect, useState } from 'react';

type Props = { contactId: string; name: string };

/**
 * The contact's appointments, with the calendar's engine, which nobody waits for who reads a name. Where its code cannot be
 * had (no connection, and not kept yet) the rest of the panel stands without it.
 */
export function LateAgenda(props: Props) {
  const [Agenda, setAgenda] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    let isOver = false;
    import('../booking/index.ts').then(
      ({ ContactAgenda }) => {
        if (!isOver) setAgenda(() => ContactAgenda);
      },
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, []);
  return Agenda && <Agenda {...props} />;
}
