import { Mic } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../design/IconButton.tsx';
import { toast } from '../../../design/toastStore.ts';
import { type Recorder, startRecorder } from './recorder.ts';

/** Asks for the microphone, in a page that may have one. */
export function VoiceButton({ disabled, onStart }: { disabled: boolean; onStart: (recorder: Recorder) => void }) {
  const { t } = useTranslation('conversations');
  if (!navigator.mediaDevices) return null; // plain http
  const start = () =>
    void startRecorder().then(onStart, (error: unknown) => {
      const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
      toast({
        title: t(isDenied ? 'voice.denied' : 'voice.missing'),
        description: t(isDenied ? 'voice.deniedTodo' : 'voice.missingTodo'),
        tone: 'bad',
      });
    });
  return <IconButton icon={Mic} label={t('voice.record')} disabled={disabled} onClick={start} />;
}
