import { useWords } from './words.ts';

export function Nowhere() {
  const { say } = useWords();
  return (
    <main class="card narrow">
      <h1>{say('nowhere')}</h1>
      <p>{say('nowhereText')}</p>
    </main>
  );
}

export function Loading() {
  const { say } = useWords();
  return (
    <main class="card narrow" aria-busy="true">
      <p class="quiet">{say('loading')}</p>
    </main>
  );
}

export function Failed({ onRetry }: { onRetry: () => void }) {
  const { say } = useWords();
  return (
    <main class="card narrow">
      <p role="alert">{say('failed')}</p>
      <button type="button" class="primary" onClick={onRetry}>
        {say('retry')}
      </button>
    </main>
  );
}
