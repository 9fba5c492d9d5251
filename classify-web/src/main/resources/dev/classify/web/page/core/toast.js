/** Tells something at the edge of the page, such as the result of a button. */
export const tell = (text, more = {}) => window.dispatchEvent(new CustomEvent('toast', {detail: {text, ...more}}));

/** Tells why something failed, and what helps. */
export const tellProblem = problem => tell(problem.message, {failed: true, fix: problem.fix});

/**
 * Runs what a button does, and tells how it ended.
 *
 * @return whether it succeeded
 */
export async function attempt(action, done) {
  try {
    await action();
    if (done) {
      tell(done);
    }
    return true;
  } catch (problem) {
    tellProblem(problem);
    return false;
  }
}
