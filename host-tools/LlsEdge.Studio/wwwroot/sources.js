// Frames that do not come from the board's camera: images that were dropped here, and the desk's webcam.

import { base64Of, draw, grayOf } from './frames.js';

const LooksPerSecond = 3;

export class Images {
  #items = [];
  #at = -1;

  constructor(changed, say) {
    this.changed = changed;
    this.say = say;
  }

  get items() { return this.#items; }
  get at() { return this.#at; }
  get current() { return this.#items[this.#at]; }
  get left() { return this.#items.filter(item => !item.isDone).length; }

  async add(files, size) {
    const failed = [];
    const first = this.#items.length;
    for (const file of files) {
      try {
        const bitmap = await createImageBitmap(file);
        const pixels = grayOf(bitmap, bitmap.width, bitmap.height, size);
        bitmap.close();
        const canvas = document.createElement('canvas');
        draw(canvas, pixels, size);
        this.#items.push({ name: file.name, pixels, picture: canvas.toDataURL(), isDone: false });
      } catch {
        failed.push(file.name);
      }
    }
    if (failed.length > 0) {
      this.say(`${failed.slice(0, 3).join(', ')}${failed.length > 3 ? ` and ${failed.length - 3} more` : ''} cannot be read as images by this browser: convert them to PNG or JPEG.`, 'error');
    }
    if (this.#items.length > first && (!this.current || this.current.isDone)) {
      this.#at = first;
    }
    this.changed();
  }

  choose(at) {
    this.#at = at;
    this.changed();
  }

  // Labelled: on to the next that has no label yet, from here round.
  finish() {
    this.current.isDone = true;
    const order = this.#items.map((_, i) => (this.#at + 1 + i) % this.#items.length);
    this.#at = order.find(i => !this.#items[i].isDone) ?? -1;
    this.changed();
  }

  clear() {
    this.#items = [];
    this.#at = -1;
  }
}

export class Webcam {
  #stream = null;
  #timer = 0;
  #run = 0;    // what was asked for before the last start or stop comes too late

  constructor(video, look) {
    this.video = video;
    this.look = look;
  }

  async start(size) {
    if (!navigator.mediaDevices) {
      throw new Error('This browser gives pages no webcam: use another, or drop images instead.');
    }
    const run = ++this.#run;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } } });
    } catch (cause) {
      throw new Error(cause.name === 'NotAllowedError'
        ? 'The browser may not use the webcam: allow it for this page (beside the address), then choose Webcam again.'
        : 'No webcam can be opened: plug one in, or end the program that uses it, then choose Webcam again.', { cause });
    }
    if (run !== this.#run) {
      stream.getTracks().forEach(track => track.stop());
      return;
    }
    this.#stream = stream;
    this.video.srcObject = stream;
    await this.video.play();
    const turn = async () => {
      const began = performance.now();
      if (this.video.videoWidth > 0) {
        await this.look(grayOf(this.video, this.video.videoWidth, this.video.videoHeight, size));
      }
      if (run === this.#run) {
        this.#timer = setTimeout(turn, Math.max(60, 1000 / LooksPerSecond - (performance.now() - began)));
      }
    };
    turn();
  }

  stop() {
    this.#run++;
    clearTimeout(this.#timer);
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#stream = null;
    this.video.srcObject = null;
  }
}

export const wishFor = pixels => ({ pixels: base64Of(pixels) });
