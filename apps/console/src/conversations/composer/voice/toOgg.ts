/**
 * What the browser records, as the platforms want it: Opus in Ogg. Chromium records Opus in WebM; the sound itself is
 * the same, only its wrapping changes (mediabunny, docs/decisions/0062).
 */
export async function toOgg(recorded: Blob): Promise<Blob> {
  // Loaded when first needed: most people never record.
  const { BlobSource, BufferTarget, Conversion, Input, OGG, OggOutputFormat, Output, WEBM, MP4 } = await import(
    'mediabunny'
  );
  const output = new Output({ format: new OggOutputFormat(), target: new BufferTarget() });
  const input = new Input({ source: new BlobSource(recorded), formats: [WEBM, OGG, MP4] });
  const conversion = await Conversion.init({ input, output, video: { discard: true } });
  await conversion.execute();
  const { buffer } = output.target;
  if (!buffer) throw new Error('The recording could not be wrapped anew.');
  return new Blob([buffer], { type: 'audio/ogg; codecs=opus' });
}
