import type { Problem } from './server.ts';
import { useWords, type Word } from './words.ts';

/** What stood against it, and what there is instead. */
export function Refused({
  problem,
  zone,
  onChoose,
}: {
  problem: Problem;
  zone: string;
  onChoose: (from: number) => void;
}) {
  const { say, language } = useWords();
  const { alternatives } = problem;
  const time = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  if (!alternatives) {
    const words =
      problem.code === 'request.tooMany'
        ? say('tooMany', { n: problem.retryAfterSeconds ?? 60 })
        : say(wordOf(problem));
    return (
      <p class="refused" role="alert">
        {words}
      </p>
    );
  }
  return (
    <div class="refused" role="alert">
      <p>
        <strong>{say('taken')}</strong>
      </p>
      <p>{say(alternatives.length === 0 ? 'takenNone' : 'takenText')}</p>
      <ul class="row">
        {alternatives.map(({ from }) => (
          <li key={from}>
            <button type="button" class="time" onClick={() => onChoose(from)}>
              {time.format(from)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function wordOf({ code }: Problem): Word {
  if (code === 'appointment.unanswered' || code === 'appointment.notQualified') return 'askedAnew';
  return code === 'offline' ? 'offline' : 'refused';
}
