// Frames: 8-bit gray squares, to and from what a browser has.

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
}

export function base64Of(bytes) {
  let text = '';
  for (const value of bytes) {
    text += String.fromCharCode(value);
  }
  return btoa(text);
}

export function draw(canvas, pixels, size) {
  if (canvas.width !== size) {
    canvas.width = canvas.height = size;
  }
  const image = new ImageData(size, size);
  for (let i = 0; i < pixels.length; i++) {
    image.data[4 * i] = image.data[4 * i + 1] = image.data[4 * i + 2] = pixels[i];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
}

// The middle square of a picture or video, halved until it is near the size wanted: that averages, as a single step would not.
export function grayOf(source, width, height, size) {
  const side = Math.min(width, height);
  let from = source;
  let [x, y, span] = [(width - side) / 2, (height - side) / 2, side];
  while (span > 2 * size) {
    const half = Math.round(span / 2);
    const step = new OffscreenCanvas(half, half);
    step.getContext('2d').drawImage(from, x, y, span, span, 0, 0, half, half);
    [from, x, y, span] = [step, 0, 0, half];
  }
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#808080';
  context.fillRect(0, 0, size, size);
  context.drawImage(from, x, y, span, span, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  const gray = new Uint8Array(size * size);
  for (let i = 0; i < gray.length; i++) {
    gray[i] = Math.round(0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]);
  }
  return gray;
}
