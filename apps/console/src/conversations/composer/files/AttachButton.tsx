import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../design/IconButton.tsx';
import { useCommand } from '../../../keyboard/index.ts';

/** Opens the system's own picker. */
export function AttachButton({ disabled, onChoose }: { disabled: boolean; onChoose: (files: File[]) => void }) {
  const { t } = useTranslation('conversations');
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  useCommand({
    id: 'message.attach',
    title: t('command.attach'),
    group: 'message',
    keys: 'mod+shift+f',
    whileTyping: true,
    when: !disabled,
    run: open,
  });
  return (
    <>
      <IconButton icon={Paperclip} label={t('files.attach')} keys="mod+shift+f" disabled={disabled} onClick={open} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('files.attach')}
        onChange={(event) => {
          onChoose([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
