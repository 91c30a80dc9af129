import type { About } from './server.ts';
import { useWords } from './words.ts';

/** Whose page it is, and what is booked on it. */
export function TypeCard({ about, minutes }: { about: About; minutes: number }) {
  const { say, language } = useWords();
  const { type, company } = about;
  const price = new Intl.NumberFormat(language, { style: 'currency', currency: type.currency });
  const [place] = type.places;
  return (
    <header class="about">
      <p class="company">{company.name}</p>
      <h1>{type.name}</h1>
      {type.description && <p class="description">{type.description}</p>}
      <ul class="facts">
        <li>{say('minutes', { n: minutes })}</li>
        {type.places.length === 1 && place && <li>{place.name}</li>}
        {type.priceCents !== null && <li>{say('price', { price: price.format(type.priceCents / 100) })}</li>}
        {type.needsApproval && <li>{say('needsApproval')}</li>}
      </ul>
    </header>
  );
}
