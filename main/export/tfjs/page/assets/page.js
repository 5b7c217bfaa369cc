/* Uses the exported model in this browser: draw or choose a picture, write a text, or type numbers, and see what it predicts. */
(() => {
  const { title, inputs, outputs, model: artifacts } = window.netloomModel;
  const element = (id) => document.getElementById(id);
  element('title').textContent = title;
  document.title = title;

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
  const load = () =>
    (artifacts.format === 'graph-model' ? tf.loadGraphModel : tf.loadLayersModel)(
      location.protocol === 'file:' ? tf.io.fromMemory({ ...artifacts, weightData: bytesOf(artifacts.weightData) }) : 'model.json',
    );

  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  const isImage = ({ shape }) => shape.length === 3 && (shape[2] === 1 || shape[2] === 3);
  /** Inputs of pictures on which nothing was drawn yet: what a model says of nothing means nothing. */
  const empty = new Set(inputs.flatMap((input, at) => (isImage(input) ? [at] : [])));
  const values = inputs.map(({ shape }) => new Float32Array(shape.reduce((a, b) => a * b, 1)));
  let model = null;
  let asked = 0;

  /** What waits for the model's first answer. */
  const whenReady = [];

  async function predict() {
    if (!model) return;
    const turn = ++asked;
    if (empty.size > 0) {
      outputs.forEach((_output, at) => element(`output-${at}`).replaceChildren(make('p', { className: 'hint', textContent: 'Draw something, or choose a picture, to see what the model says.' })));
      return;
    }
    const tensors = tf.tidy(() => {
      const given = inputs.map(({ shape }, at) => tf.tensor(values[at], [1, ...shape]));
      const predicted = model.predict(given.length === 1 ? given[0] : given);
      return Array.isArray(predicted) ? predicted : [predicted];
    });
    const rows = await Promise.all(tensors.map((tensor) => tensor.data()));
    tf.dispose(tensors);
    if (turn === asked) outputs.forEach((output, at) => show(output, rows[at], at));
  }

  /** Numbers as a picture: shares of 1 as they are, others from their lowest to their highest. */
  function showPicture([height, width, channels], column, numbers, list) {
    const [low, high] = numbers.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [0, 1]);
    const canvas = make('canvas', { className: 'result', width, height });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${column}, ${height} × ${width}`);
    const context = canvas.getContext('2d');
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let channel = 0; channel < 3; channel++)
        image.data[4 * pixel + channel] = (255 * (numbers[pixel * channels + (channels === 3 ? channel : 0)] - low)) / (high - low);
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    list.replaceChildren(canvas);
  }

  function show({ classes, shape, column }, numbers, at) {
    const list = element(`output-${at}`);
    if (isImage({ shape })) return showPicture(shape, column, numbers, list);
    // One probability for two classes is given as the probability of the second.
    const all = classes && numbers.length === 1 && classes.length === 2 ? [1 - numbers[0], numbers[0]] : [...numbers];
    const best = all.indexOf(Math.max(...all));
    list.replaceChildren(
      ...all.map((value, index) => {
        const share = classes ? Math.max(0, Math.min(1, value)) : 0;
        const fill = make('div', { className: 'fill' });
        fill.style.width = `${100 * share}%`;
        return make(
          'div',
          { className: classes && index === best ? 'bar best' : 'bar' },
          make('span', { className: 'name', textContent: classes ? classes[index] : `value ${index + 1}` }),
          make('div', { className: 'track' }, fill),
          make('span', { className: 'value', textContent: classes ? `${(100 * share).toFixed(1)} %` : value.toPrecision(4) }),
        );
      }),
    );
    list.dataset.best = classes ? classes[best] : String(all[0]);
  }

  /** Draws a picture into height × width and takes its pixels, 0..255. */
  function takePixels(source, box, at) {
    const [height, width, channels] = inputs[at].shape;
    const canvas = make('canvas', { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, ...box);
    const { data } = context.getImageData(0, 0, width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const [r, g, b] = [data[4 * pixel], data[4 * pixel + 1], data[4 * pixel + 2]];
      if (channels === 3) values[at].set([r, g, b], 3 * pixel);
      else values[at][pixel] = 0.299 * r + 0.587 * g + 0.114 * b;
    }
  }

  /** A dark digit on light paper becomes a light one on black, as the model knows them: decided by the picture's border. */
  function lightOnDark(at) {
    const [height, width, channels] = inputs[at].shape;
    if (channels !== 1) return;
    let [border, count] = [0, 0];
    values[at].forEach((value, pixel) => {
      const [row, column] = [Math.floor(pixel / width), pixel % width];
      if (row > 0 && row < height - 1 && column > 0 && column < width - 1) return;
      border += value;
      count++;
    });
    if (border / count > 127) values[at] = values[at].map((value) => 255 - value);
  }

  /** Where the strokes go in the small picture: as large as MNIST's digits (20 of 28), centred on their mass as there. */
  function digitBox(pad, width, height) {
    const { data } = pad.getContext('2d', { willReadFrequently: true }).getImageData(0, 0, pad.width, pad.height);
    let [left, top, right, bottom, mass, x, y] = [pad.width, pad.height, -1, -1, 0, 0, 0];
    for (let row = 0; row < pad.height; row++) {
      for (let column = 0; column < pad.width; column++) {
        const light = data[4 * (row * pad.width + column)];
        if (light < 16) continue;
        left = Math.min(left, column);
        right = Math.max(right, column);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row);
        mass += light;
        x += light * column;
        y += light * row;
      }
    }
    if (mass === 0) return [0, 0, width, height];
    const scale = (20 / 28) * Math.min(width / (right - left + 1), height / (bottom - top + 1));
    return [width / 2 - (x / mass) * scale, height / 2 - (y / mass) * scale, pad.width * scale, pad.height * scale];
  }

  function imageInput(input, at) {
    const [height, width] = input.shape;
    const pad = make('canvas', { className: 'pad', width: 280, height: 280 });
    pad.setAttribute('aria-label', 'Drawing pad');
    const context = pad.getContext('2d', { willReadFrequently: true });
    const clear = () => {
      context.fillStyle = '#000';
      context.fillRect(0, 0, pad.width, pad.height);
    };
    clear();
    Object.assign(context, { strokeStyle: '#fff', lineWidth: 22, lineCap: 'round', lineJoin: 'round' });
    const place = (event) => [(event.offsetX * pad.width) / pad.clientWidth, (event.offsetY * pad.height) / pad.clientHeight];
    let last = null;
    const update = () => {
      empty.delete(at);
      // A digit is put where the digits of MNIST stand; a picture that is answered by one stays as it was drawn.
      const box = outputs.some(({ classes }) => classes) ? digitBox(pad, width, height) : [0, 0, width, height];
      takePixels(pad, box, at);
      void predict();
    };
    pad.addEventListener('pointerdown', (event) => {
      pad.setPointerCapture(event.pointerId);
      last = place(event);
      // A press alone is a dot.
      context.beginPath();
      context.moveTo(...last);
      context.lineTo(...last);
      context.stroke();
      update();
    });
    pad.addEventListener('pointermove', (event) => {
      if (!last) return;
      const next = place(event);
      context.beginPath();
      context.moveTo(...last);
      context.lineTo(...next);
      context.stroke();
      last = next;
      update();
    });
    pad.addEventListener('pointerup', () => {
      last = null;
      update();
    });
    const file = make('input', { type: 'file', accept: 'image/*' });
    file.addEventListener('change', async () => {
      const picture = file.files[0] && (await createImageBitmap(file.files[0]).catch(() => null));
      if (!picture) {
        element('status').textContent = 'This file is not a picture that the browser can read.';
        return;
      }
      clear();
      context.drawImage(picture, 0, 0, pad.width, pad.height);
      empty.delete(at);
      takePixels(picture, [0, 0, width, height], at);
      lightOnDark(at);
      element('status').textContent = 'Ready.';
      void predict();
    });
    const button = make('button', { type: 'button', textContent: 'Clear' });
    button.addEventListener('click', () => {
      clear();
      empty.add(at);
      void predict();
    });
    return [pad, make('div', { className: 'row' }, button, make('label', { className: 'button' }, 'Choose a picture …', file))];
  }

  function numberInput(_input, at) {
    return [...values[at]].map((_value, index) => {
      const field = make('input', { type: 'number', step: 'any', value: '0' });
      field.addEventListener('input', () => {
        values[at][index] = Number(field.value) || 0;
        void predict();
      });
      return make('label', { className: 'field' }, make('span', { textContent: `value ${index + 1}` }), field);
    });
  }

  /** A text, whose last signs or words the model reads; what it lacks in front is filled up with the first of the list. */
  function textInput({ column, shape, tokens }, at) {
    const [length] = shape;
    const words = tokens.some((token) => token.length > 1);
    const blank = Math.max(0, tokens.indexOf(' '));
    const field = make('textarea', { rows: 4, spellcheck: false });
    field.setAttribute('aria-label', column);
    const hint = make('p', { className: 'hint' });
    const take = () => {
      const read = words ? field.value.split(/\s+/).filter(Boolean) : [...field.value];
      const known = read.map((token) => tokens.indexOf(token)).filter((place) => place >= 0);
      const strange = [...new Set(read.filter((token) => !tokens.includes(token)))];
      const last = known.slice(-length);
      values[at].fill(blank).set(last, length - last.length);
      hint.textContent =
        strange.length > 0
          ? `The model does not know ${strange.map((token) => `"${token}"`).join(', ')}: left out.`
          : `The model reads the last ${length} ${words ? 'words' : 'characters'}; ${last.length} are there.`;
      void predict();
    };
    field.addEventListener('input', take);
    values[at].fill(blank);
    hint.textContent = `Write something: the model reads the last ${length} ${words ? 'words' : 'characters'}.`;
    // A sign that cannot be seen has a name among the classes.
    const next = outputs.findIndex(
      ({ classes }) => classes?.length === tokens.length && classes.every((name, place) => name === tokens[place] || tokens[place].trim() === ''),
    );
    if (next < 0) return [field, hint];
    // Nothing is likely before the model is there.
    const button = make('button', { type: 'button', textContent: 'Append what is most likely', disabled: true });
    whenReady.push(() => (button.disabled = false));
    button.addEventListener('click', async () => {
      // What is shown may be of the text before.
      await predict();
      const best = outputs[next].classes.indexOf(element(`output-${next}`).dataset.best);
      field.value += (words && field.value !== '' ? ' ' : '') + (tokens[best] ?? '');
      take();
    });
    return [field, hint, make('div', { className: 'row' }, button)];
  }

  const isText = ({ tokens, shape }) => tokens !== null && shape.length === 1;
  const inputOf = (input) => (isImage(input) ? imageInput : isText(input) ? textInput : numberInput);
  inputs.forEach((input, at) => {
    element('inputs').append(make('h2', { textContent: isImage(input) ? `Draw: ${input.column}` : input.column }), ...inputOf(input)(input, at));
  });
  outputs.forEach((output, at) => element('outputs').append(make('h2', { textContent: output.column }), make('div', { id: `output-${at}` })));

  load().then(
    (loaded) => {
      model = loaded;
      element('status').textContent = 'Ready.';
      void predict().then(() => whenReady.forEach((act) => act()));
    },
    (error) => {
      element('status').textContent = `The model could not be loaded: ${error.message}`;
    },
  );
})();
