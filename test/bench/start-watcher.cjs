// Runs beside the page, in a world of its own, and looks at it once a frame. Times are Unix ms.
const SAID = 'citynet-bench:';
/** The page's answer and what to click: the app's own parts, or the bare page's heading, which nobody clicks. */
const DRAWN = '[data-testid="used-today"][data-bytes], [data-drawn]';
const CONTROL = 'nav a[href="#/settings"]';
const ANSWERED = `${CONTROL}[aria-current="page"]`;

const nowMs = () => performance.timeOrigin + performance.now();
const say = (what) => console.log(SAID + JSON.stringify(what));

/** Calls back after the frame in which `isSo` first held has been drawn. */
function onceDrawn(isSo, then) {
  requestAnimationFrame(() => {
    if (isSo()) requestAnimationFrame(() => then(nowMs()));
    else onceDrawn(isSo, then);
  });
}

const is = (selector) => () => document.querySelector(selector) !== null;

onceDrawn(is(DRAWN), (drawnAtMs) => {
  if (document.querySelector('[data-drawn]')) {
    say({ done: true, drawnAtMs });
    return;
  }
  clickUntilAnswered();
  onceDrawn(is(ANSWERED), (answeredAtMs) => say({ done: true, drawnAtMs, answeredAtMs }));
});

/** Once a frame, as a page that is drawn but deaf swallows clicks. */
function clickUntilAnswered() {
  if (is(ANSWERED)()) return;
  const box = document.querySelector(CONTROL)?.getBoundingClientRect();
  if (box) say({ click: { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) } });
  requestAnimationFrame(clickUntilAnswered);
}
