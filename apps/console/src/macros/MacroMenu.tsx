import type { ConversationRow } from '@balcao/replica';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../design/IconButton.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import { useCommand } from '../keyboard/index.ts';
import { useActionWords } from './useActionWords.ts';
import { type Macro, useMacros } from './useMacros.ts';
import { type RunMacro, useRunMacro } from './useRunMacro.ts';

type Props = { conversation: ConversationRow; whyNoReply: string | null; onDone: () => void };

/** Macros beside the field, by the key M, and each in the palette. Nothing where there are none. */
export function MacroMenu(props: Props) {
  const { t } = useTranslation('macros');
  const macros = useMacros();
  const words = useActionWords();
  const runner = useRunMacro(props);
  const [isOpen, setOpen] = useState(false);
  const has = macros.length > 0;
  useCommand({
    id: 'macro.menu',
    title: t('menu.label'),
    group: 'conversation',
    keys: 'm',
    when: has,
    run: () => setOpen(true),
  });
  if (!has) return null;
  return (
    <>
      <Menu
        side="top"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={<IconButton icon={ListChecks} label={t('menu.label')} keys="m" disabled={runner.isBusy} />}
      >
        {macros.map((macro) => {
          const why = runner.whyNot(macro);
          return (
            <MenuItem
              key={macro.id}
              disabled={why !== null}
              hint={why ?? macro.actions.map(words).join(' · ')}
              onSelect={() => runner.run(macro)}
            >
              {macro.name}
            </MenuItem>
          );
        })}
      </Menu>
      {macros.map((macro) => (
        <MacroCommand key={macro.id} macro={macro} runner={runner} />
      ))}
    </>
  );
}

/** One macro in the palette. */
function MacroCommand({ macro, runner }: { macro: Macro; runner: RunMacro }) {
  const { t } = useTranslation('macros');
  useCommand({
    id: `macro.run.${macro.id}`,
    title: t('menu.run', { name: macro.name }),
    group: 'conversation',
    run: () => runner.run(macro),
  });
  return null;
}
