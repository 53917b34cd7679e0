// Loaded into the app before its own code (NODE_OPTIONS=--require): opens the rules, types what CITYNET_BENCH_TYPED says,
// prints per stroke how long it took until the screen stood still, and quits.
const SAID = 'citynet-bench:';

// Electron's own module can be had only once Node has started.
if (process.type === 'browser') process.nextTick(watch);

function watch() {
  const { app } = require('electron');
  app.on('web-contents-created', (_event, contents) => {
    contents.once('did-finish-load', async () => {
      const typed = process.env.CITYNET_BENCH_TYPED ?? '[]';
      const said = await contents
        .executeJavaScript(`(${inPage})(${typed})`)
        .catch((error) => ({ failed: String(error) }));
      process.stdout.write(`${SAID}${JSON.stringify(said)}\n`);
      app.quit();
    });
  });
}

/** Runs in the page. Answers ms from each stroke to the frame after the page's last change, and the same of a bare field. */
async function inPage(typed) {
  /** Frames without a change, after which there will be none. */
  const STILL_FRAMES = 10;
  /** After a frame has been handed to the compositor. */
  const drawn = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const there = async (find) => {
    for (let frame = 0; frame < 1000; frame++, await drawn()) if (find()) return find();
    throw new Error(`not there: ${find}`);
  };
  const stroke = async (box, letter, isFirst) => {
    let changes = 0;
    const watching = new MutationObserver((records) => {
      changes += records.filter(({ target }) => target !== box).length;
    });
    watching.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    box.focus();
    if (isFirst) box.select();
    const startedAtMs = performance.now();
    document.execCommand('insertText', false, letter);
    let lastMs = await drawn();
    for (let [still, before] = [0, changes]; still < STILL_FRAMES; before = changes) {
      const atMs = await drawn();
      still = changes === before ? still + 1 : 0;
      if (changes !== before) lastMs = atMs;
    }
    watching.disconnect();
    return { ms: lastMs - startedAtMs, isAnswered: changes > 0 };
  };
  location.hash = '#/rules';
  const search = await there(() => document.querySelector('input[type="search"]'));
  await there(() => document.querySelector('blockquote'));
  const bare = document.body.appendChild(document.createElement('input'));
  const all = async (box) => {
    const strokes = [];
    for (const words of typed)
      for (const [at, letter] of Array.from(words).entries()) strokes.push(await stroke(box, letter, at === 0));
    return strokes;
  };
  // Once to warm up: a person's first stroke of the day is not what is typed all day.
  await all(search);
  const rounds = [];
  for (let round = 0; round < 3; round++) rounds.push(await all(search));
  return { strokes: rounds, bare: await all(bare) };
}
