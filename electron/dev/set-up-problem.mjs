// @ts-check
/** Set-up cannot go on; the message says what happened and what to do, so no stack is shown. */
export class SetUpProblem extends Error {
  /** @override */
  name = 'SetUpProblem';
}
