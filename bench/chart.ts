/** Small charts for docs, as SVG that reads in light and dark. */
const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [720, 320, 56, 64, 34];
/** Told apart without colour vision, on white and on black (Okabe and Ito). */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a8a8a'];

export type Series = { name: string; values: readonly (number | null)[] };
type Chart = { title: string; unit: string; labels: readonly string[]; series: readonly Series[] };

export const lines = (chart: Chart): string =>
  framed(chart, (x, y) =>
    chart.series.map(({ values }, at) => {
      const points = values.flatMap((value, index) => (value === null ? [] : [`${x(index)},${y(value)}`]));
      return `<polyline fill="none" stroke="${colorOf(at)}" stroke-width="2.5" points="${points.join(' ')}"/>`;
    }),
  );

export const bars = (chart: Chart): string =>
  framed(chart, (x, y, step) =>
    chart.series.flatMap(({ values }, at) => {
      const width = (step * 0.7) / chart.series.length;
      return values.map((value, index) => {
        const left = x(index) - step * 0.35 + at * width;
        const text = `<text class="value" x="${left + width / 2}" y="${y(value ?? 0) - 5}">${read(value ?? 0)}</text>`;
        return `<rect fill="${colorOf(at)}" x="${left}" y="${y(value ?? 0)}" width="${width - 2}" height="${y(0) - y(value ?? 0)}"/>${text}`;
      });
    }),
  );

type Draw = (x: (index: number) => number, y: (value: number) => number, step: number) => string[];

function framed({ title, unit, labels, series }: Chart, draw: Draw): string {
  const top = niceAbove(Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const step = (WIDTH - LEFT - 16) / labels.length;
  const x = (index: number) => round(LEFT + step * (index + 0.5));
  const y = (value: number) => round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM));
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = y(top * share);
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - 16}" y1="${at}" y2="${at}"/><text class="tick" x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${read(top * share)}</text>`;
  });
  const names = labels.map(
    (label, index) => `<text class="tick" x="${x(index)}" y="${HEIGHT - 12}" text-anchor="middle">${label}</text>`,
  );
  let from = LEFT;
  const key = series.map(({ name }, at) => {
    const entry = `<rect x="${from}" y="38" width="12" height="12" fill="${colorOf(at)}"/><text class="tick" x="${from + 17}" y="48">${name}</text>`;
    from += 36 + name.length * 6.6;
    return entry;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}" font-family="system-ui, sans-serif">`,
    '<style>text{fill:#222}.title{font-size:15px;font-weight:600}.tick,.value{font-size:11px;fill:#555}.value{text-anchor:middle}.grid{stroke:#ddd}',
    '@media (prefers-color-scheme:dark){text{fill:#eee}.tick,.value{fill:#bbb}.grid{stroke:#444}}</style>',
    `<text class="title" x="${LEFT}" y="22">${title} (${unit})</text>`,
    ...key,
    ...grid,
    ...names,
    ...draw(x, y, step),
    '</svg>',
    '',
  ].join('\n');
}

const colorOf = (at: number): string => COLORS[at % COLORS.length] ?? '#888';
const round = (value: number): number => Math.round(value * 10) / 10;
const read = (value: number): string => String(value >= 10 ? Math.round(value) : round(value));

/** The next of 1, 2, 4, 5, 8, 10 … above a value: ticks at quarters that one can read. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 0.1)));
  return power * ([1, 2, 4, 5, 8, 10].find((factor) => factor * power >= value) ?? 10);
}
