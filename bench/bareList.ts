/**
 * The ceiling of frames.ts: rows of which only the visible ones exist, placed and filled by hand when they come into sight.
 * No framework, no database, a line of text each: what scrolling costs on this machine at the least.
 */
export const BARE_PAGE = `<!doctype html><title>bare list</title>
<style>
  body { margin: 0; font: 14px sans-serif; }
  #list { height: 800px; overflow: auto; contain: strict; }
  #whole { position: relative; }
  .row { position: absolute; inset: 0 0 auto; box-sizing: border-box; padding: 8px 16px; border-bottom: 1px solid #ddd; }
  p { margin: 0 0 4px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
</style>
<div id="list"><div id="whole"></div></div>`;

/** Runs in the page. */
export function fillBareList({
  rows,
  rowHeight,
  overscan,
}: {
  rows: number;
  rowHeight: number;
  overscan: number;
}): void {
  const [list, whole] = [document.getElementById('list'), document.getElementById('whole')];
  if (!list || !whole) throw new Error('not the bare page');
  whole.style.height = `${rows * rowHeight}px`;
  const drawn = new Map<number, HTMLElement>();
  const draw = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - overscan);
    const last = Math.min(rows - 1, Math.ceil((list.scrollTop + list.clientHeight) / rowHeight) + overscan);
    const free = [...drawn].filter(([index]) => index < first || index > last);
    for (let index = first; index <= last; index += 1) {
      if (drawn.has(index)) continue;
      const [old, row] = free.pop() ?? [index, newRow()];
      drawn.delete(old);
      drawn.set(index, row);
      row.style.transform = `translateY(${index * rowHeight}px)`;
      const [name, words] = row.children;
      if (name) name.textContent = `Contato de teste ${index}`;
      if (words) words.textContent = `Bom dia, vocês atendem na quinta? ${index}`;
    }
  };
  const newRow = () => {
    const row = whole.appendChild(document.createElement('div'));
    row.className = 'row';
    row.style.height = `${rowHeight}px`;
    row.append(document.createElement('p'), document.createElement('p'));
    return row;
  };
  list.addEventListener('scroll', draw);
  draw();
}
