import {
  bareMime,
  type FileRules,
  isProgram,
  isProgramName,
  type OutgoingFileKind,
  outgoingFileKind,
} from '@balcao/domain';

/** A file that somebody picked, dropped, pasted or recorded, and what it would go out as. */
export type ChosenFile = {
  /** Its id on the way and on the server. */
  id: string;
  file: File;
  going:
    | { kind: OutgoingFileKind }
    | { kind: 'tooLarge'; limitBytes: number }
    | { kind: 'program' }
    | { kind: 'empty' }
    | { kind: 'notCarried' };
  width: number | null;
  height: number | null;
  durationS: number | null;
};

/** Looks at a file as far as the page can; the server looks at the bytes. */
export async function lookAt(file: File, id: string, rules: FileRules): Promise<ChosenFile> {
  const nothing = { width: null, height: null, durationS: null };
  const going = goingOf(file, rules);
  const size = bareMime(file.type).startsWith('image/') ? await sizeOf(file) : null;
  const durationS = /^(audio|video)\//.test(file.type) ? await durationOf(file) : null;
  return { id, file, going, ...nothing, ...size, durationS };
}

function goingOf(file: File, rules: FileRules): ChosenFile['going'] {
  if (file.size === 0) return { kind: 'empty' };
  if (isProgram(file.type) || isProgramName(file.name)) return { kind: 'program' };
  return outgoingFileKind(rules, { mime: file.type, sizeBytes: file.size });
}

async function sizeOf(file: File): Promise<{ width: number; height: number } | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return null; // a kind that this browser does not know; the server may
  }
}

/** Seconds; `null` where the browser cannot tell. */
async function durationOf(file: File): Promise<number | null> {
  const url = URL.createObjectURL(file);
  const player = document.createElement(file.type.startsWith('video/') ? 'video' : 'audio');
  try {
    player.preload = 'metadata';
    const known = new Promise<number | null>((resolve) => {
      player.onloadedmetadata = () => resolve(Number.isFinite(player.duration) ? player.duration : null);
      player.onerror = () => resolve(null);
    });
    player.src = url;
    return await known;
  } finally {
    player.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}
