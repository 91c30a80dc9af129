import { mediaId } from './people.ts';

export const PHOTO = mediaId(1);
export const TALL_PHOTO = mediaId(2);
export const STICKER = mediaId(3);
export const VOICE = mediaId(4);
export const DOCUMENT = mediaId(5);

const made = new Map<string, Promise<string>>();

/** The address of a file, made when it is first asked for. */
export function fileOf(id: string): Promise<string> {
  const known = made.get(id) ?? make(id).then((blob) => URL.createObjectURL(blob));
  made.set(id, known);
  return known;
}

async function make(id: string): Promise<Blob> {
  if (id === VOICE) return voice(9);
  if (id === DOCUMENT) return new Blob(['Documento de demonstração'], { type: 'text/plain' });
  if (id === STICKER) return sticker();
  return id === TALL_PHOTO ? photo(900, 1400, 24) : photo(1280, 860, 168);
}

function photo(width: number, height: number, hue: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2d context');
  const sky = pen.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, `hsl(${hue} 42% 84%)`);
  sky.addColorStop(1, `hsl(${hue + 28} 38% 52%)`);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  for (let hill = 0; hill < 4; hill += 1) {
    pen.fillStyle = `hsl(${hue + hill * 9} ${30 + hill * 4}% ${58 - hill * 11}%)`;
    pen.beginPath();
    pen.moveTo(0, height);
    for (let x = 0; x <= width; x += 20) {
      pen.lineTo(x, height * (0.5 + hill * 0.13) + Math.sin(x / (120 + hill * 40) + hill * 2) * 50);
    }
    pen.lineTo(width, height);
    pen.fill();
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

function sticker(): Promise<Blob> {
  const canvas = new OffscreenCanvas(256, 256);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2d context');
  pen.font = '200px serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText('🙌', 128, 140);
  return canvas.convertToBlob({ type: 'image/webp' });
}

/** A quiet hum as a WAV file. */
function voice(seconds: number): Blob {
  const rate = 8_000;
  const samples = new Int16Array(rate * seconds);
  for (let at = 0; at < samples.length; at += 1) {
    const swell = Math.abs(Math.sin(at / 2_600));
    samples[at] = Math.sin((at / rate) * 2 * Math.PI * 180) * 3_000 * swell;
  }
  const header = new DataView(new ArrayBuffer(44));
  const write = (offset: number, text: string) => {
    for (let at = 0; at < text.length; at += 1) header.setUint8(offset + at, text.charCodeAt(at));
  };
  write(0, 'RIFF');
  header.setUint32(4, 36 + samples.byteLength, true);
  write(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  write(36, 'data');
  header.setUint32(40, samples.byteLength, true);
  return new Blob([header, samples], { type: 'audio/wav' });
}
