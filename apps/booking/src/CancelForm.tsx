import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from './words.ts';

type Props = { busy: boolean; onKeep: () => void; onCancel: (reason: string) => void };

export function CancelForm({ busy, onKeep, onCancel }: Props) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form
      class="details"
      onSubmit={(event) => {
        event.preventDefault();
        onCancel(reason);
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {say('cancelAsk')}
      </h2>
      <div class="field">
        <label for="reason">{say('cancelReason')}</label>
        <textarea
          id="reason"
          rows={2}
          maxLength={500}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <div class="row">
        <button type="button" onClick={onKeep}>
          {say('cancelNo')}
        </button>
        <button type="submit" class="danger" disabled={busy}>
          {say('cancelYes')}
        </button>
      </div>
    </form>
  );
}
