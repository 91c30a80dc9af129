/**
 * Makes the files beside it once, to be committed: `node packages/simulators/src/samples/makeSamplesCommand.mjs`.
 * Chromium is the encoder (canvas, WebCodecs, MediaRecorder), so that no codec has to be a dependency.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { oggOpus } from './ogg.ts';
import { onePagePdf } from './pdf.ts';

const SECONDS = 2.4;
const folder = new URL('./files/', import.meta.url);
const save = (name, bytes) => writeFileSync(new URL(name, folder), bytes);

// WebCodecs exist only in a secure context, which a page of localhost is.
const host = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html>'),
).listen(0);
const address = host.address();
if (address === null || typeof address === 'string') throw new Error('no port to serve the page from');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
await page.goto(`http://localhost:${address.port}/`);

const photo = await page.evaluate(async () => {
  const canvas = new OffscreenCanvas(960, 720);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const sky = pen.createLinearGradient(0, 0, 0, 520);
  sky.addColorStop(0, '#3d6f8f');
  sky.addColorStop(0.55, '#f0b48a');
  sky.addColorStop(1, '#fbe3c2');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 960, 720);
  pen.fillStyle = '#fff3d6';
  pen.beginPath();
  pen.arc(660, 330, 58, 0, 7);
  pen.fill();
  const hills = ['#8c7a86', '#5f6a74', '#3c5552', '#24403a'];
  hills.forEach((colour, layer) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(0, 720);
    for (let x = 0; x <= 960; x += 8) {
      const wave = Math.sin(x / (150 - layer * 22) + layer * 1.9) * (46 - layer * 6) + Math.sin(x / 47 + layer) * 9;
      pen.lineTo(x, 400 + layer * 78 - wave);
    }
    pen.lineTo(960, 720);
    pen.fill();
  });
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.72 });
  return [...new Uint8Array(await blob.arrayBuffer())];
});
save('photo.jpg', Uint8Array.from(photo));

const sticker = await page.evaluate(async () => {
  const canvas = new OffscreenCanvas(512, 512);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.lineCap = 'round';
  pen.fillStyle = '#ffffff';
  pen.beginPath();
  pen.arc(256, 256, 236, 0, 7);
  pen.fill();
  const face = pen.createRadialGradient(210, 190, 30, 256, 256, 220);
  face.addColorStop(0, '#ffe08a');
  face.addColorStop(1, '#f2b33d');
  pen.fillStyle = face;
  pen.beginPath();
  pen.arc(256, 256, 214, 0, 7);
  pen.fill();
  pen.fillStyle = pen.strokeStyle = '#5b3a12';
  pen.lineWidth = 22;
  for (const x of [180, 332]) {
    pen.beginPath();
    pen.ellipse(x, 212, 20, 32, 0, 0, 7);
    pen.fill();
  }
  pen.beginPath();
  pen.arc(256, 268, 104, 0.25, Math.PI - 0.25);
  pen.stroke();
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  return [...new Uint8Array(await blob.arrayBuffer())];
});
save('sticker.webp', Uint8Array.from(sticker));

const voice = await page.evaluate(async (seconds) => {
  const packets = [];
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      packets.push([...bytes]);
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, bitrate: 20_000 });
  const total = Math.round(48_000 * seconds);
  const data = new Float32Array(total);
  // Four soft notes with a few overtones: plainly a sample, pleasant enough to hear a hundred times.
  const notes = [392, 523.25, 659.25, 587.33];
  for (let i = 0; i < total; i++) {
    const at = i / 48_000;
    const note = Math.min(notes.length - 1, Math.floor((at / seconds) * notes.length));
    const since = at - (note * seconds) / notes.length;
    const pitch = notes[note] ?? 440;
    const swell = Math.min(1, since / 0.03) * Math.exp(-since * 3.2);
    const tone = [1, 0.45, 0.2].reduce(
      (sum, share, n) => sum + share * Math.sin(2 * Math.PI * pitch * (n + 1) * at),
      0,
    );
    data[i] = 0.3 * swell * tone;
  }
  encoder.encode(
    new AudioData({
      format: 'f32',
      sampleRate: 48_000,
      numberOfFrames: total,
      numberOfChannels: 1,
      timestamp: 0,
      data,
    }),
  );
  await encoder.flush();
  return packets;
}, SECONDS);
save(
  'voice.ogg',
  oggOpus(
    voice.map((packet) => Uint8Array.from(packet)),
    960,
  ),
);

const clip = await page.evaluate(async (seconds) => {
  const canvas = document.createElement('canvas');
  canvas.width = 480;
  canvas.height = 270;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const recorder = new MediaRecorder(canvas.captureStream(20), {
    mimeType: 'video/mp4;codecs=avc1.42E01E',
    videoBitsPerSecond: 160_000,
  });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const done = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start();
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    const turn = (performance.now() - started) / 1000;
    const back = pen.createLinearGradient(0, 0, 480, 270);
    back.addColorStop(0, '#0f6b62');
    back.addColorStop(1, '#17332f');
    pen.fillStyle = back;
    pen.fillRect(0, 0, 480, 270);
    pen.fillStyle = '#fdefd8';
    pen.beginPath();
    pen.arc(60 + (turn / seconds) * 360, 135 - Math.abs(Math.sin(turn * 4)) * 70 + 40, 26, 0, 7);
    pen.fill();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  recorder.stop();
  await done;
  return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
}, SECONDS);
save('clip.mp4', Uint8Array.from(clip));

save(
  'document.pdf',
  onePagePdf('Documento de teste', [
    'Este arquivo acompanha os simuladores do Balcão.',
    'Serve para experimentar o envio e o recebimento de documentos.',
  ]),
);

await browser.close();
host.close();
