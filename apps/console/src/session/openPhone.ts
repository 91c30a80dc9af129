/** As wide as a phone, as high as most screens allow; pixels. */
const WIDTH = 420;
const HEIGHT = 860;

/** Shows the simulated customer's phone in a window of its own at the right edge, beside the console. */
export function openPhone(url: string): void {
  const left = Math.max(0, screen.availWidth - WIDTH);
  window.open(url, 'balcao-phone', `popup,noreferrer,width=${WIDTH},height=${HEIGHT},left=${left},top=0`);
}
