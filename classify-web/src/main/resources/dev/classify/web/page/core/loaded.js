import {onChange} from './live.js';

/**
 * Something of the server that an element shows: at first nothing, then its value or a problem. A
 * value stays on show while it is read again, and also if that fails, together with the problem.
 */
export class Loaded {
  value = undefined;
  problem = null;

  /**
   * @param host the element, drawn again when something arrives
   * @param load reads it; gets a signal that tells when the result is not wanted any more
   * @param live whether to read again when the server reports a change
   */
  constructor(host, load, {live = false} = {}) {
    this.host = host;
    this.load = load;
    this.live = live;
    host.addController(this);
  }

  hostConnected() {
    this.reload();
    this.stop = this.live ? onChange(() => this.reload()) : () => {};
  }

  hostDisconnected() {
    this.stop();
    this.abort?.abort();
  }

  get loading() {
    return this.value === undefined && this.problem === null;
  }

  /** Forgets the value, so that the element shows that it loads. */
  restart() {
    this.value = undefined;
    this.problem = null;
    this.host.requestUpdate();
    return this.reload();
  }

  async reload() {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    try {
      const value = await this.load(abort.signal);
      if (!abort.signal.aborted) {
        this.value = value;
        this.problem = null;
      }
    } catch (problem) {
      if (abort.signal.aborted) {
        return;
      }
      this.problem = problem;
    }
    this.host.requestUpdate();
  }
}
