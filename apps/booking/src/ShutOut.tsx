import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { About, Problem } from './server.ts';
import { useWords } from './words.ts';

type Props = {
  about: About;
  problem: Problem;
  heading: RefObject<HTMLHeadingElement | null>;
  onBack: () => void;
};

/** By what they answered it is not for them: the company's words, and where they go instead. */
export function ShutOut({ about, problem, heading, onBack }: Props) {
  const { say } = useWords();
  const { instead, words } = problem;
  const other = instead?.kind === 'type' ? about.others.find(({ id }) => id === instead.typeId) : undefined;
  useEffect(() => heading.current?.focus(), [heading]);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {say('shutOut')}
      </h2>
      <p class="words">{words || say('shutOutText')}</p>
      {other && (
        <a class="primary" href={other.path}>
          {say('shutOutOther', { type: other.name })}
        </a>
      )}
      {instead?.kind === 'talk' && (
        <a class="primary" href={instead.url} target="_blank" rel="noreferrer">
          {say('shutOutTalk')}
        </a>
      )}
      <button type="button" class="back" onClick={onBack}>
        ‹ {say('changeAnswers')}
      </button>
    </>
  );
}
