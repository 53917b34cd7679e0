// Loaded into either app before its own code (NODE_OPTIONS=--require): puts the watcher beside the page, clicks where
// the watcher says, prints what it saw as one line of JSON and quits. Both sides carry the same weight.
const { join } = require('node:path');

const WATCHER = join(__dirname, 'start-watcher.cjs');
const SAID = 'citynet-bench:';

// Electron's own module can be had only once Node has started.
if (process.type === 'browser') process.nextTick(watch);

function watch() {
  const { app } = require('electron');
  app.on('session-created', (session) => {
    if (session.registerPreloadScript) session.registerPreloadScript({ type: 'frame', filePath: WATCHER });
    else session.setPreloads([WATCHER]);
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('console-message', (event, _level, oldMessage) => {
      // Electron 34 and older pass the text as an argument.
      const message = event.message ?? oldMessage;
      if (!message.startsWith(SAID)) return;
      const said = JSON.parse(message.slice(SAID.length));
      if (said.click) click(contents, said.click);
      if (!said.done) return;
      process.stdout.write(`${message}\n`);
      app.quit();
    });
  });
}

/** A real click, by the way that a mouse's takes. */
function click(contents, { x, y }) {
  const at = { x, y, button: 'left', clickCount: 1 };
  contents.sendInputEvent({ type: 'mouseDown', ...at });
  contents.sendInputEvent({ type: 'mouseUp', ...at });
}
