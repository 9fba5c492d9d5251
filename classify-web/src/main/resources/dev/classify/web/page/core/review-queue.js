import {read, write} from './api.js';

const PAGE = 50;

/**
 * The answers that wait for a person, lowest confidence first, and what was decided in this sitting.
 * Skipped items come again when the others are decided.
 */
export class ReviewQueue {
  items = [];
  decided = [];

  /** Whether the server has more than it sent. */
  more = false;

  #details = new Map();

  /**
   * Reads the first items of the queue.
   *
   * @param filter the query of the API, such as `job`, or `part` for the disagreements; an `id` reads that answer alone, in doubt or not
   */
  async load({id, ...filter}, signal) {
    if (id) {
      this.items = [await read(`/review/${encodeURIComponent(id)}`, {}, signal)];
      this.more = false;
      return;
    }
    const {items, next} = await read('/review', {...filter, limit: PAGE}, signal);
    this.items = items;
    this.more = next !== null;
  }

  get current() {
    return this.items[0];
  }

  /** The current item with its input, which lists leave out. The next one is read in advance. */
  detail() {
    const [now, next] = this.items;
    if (next) {
      this.#detail(next.indicatorId).catch(() => {});
    }
    return now ? this.#detail(now.indicatorId) : null;
  }

  #detail(id) {
    if (!this.#details.has(id)) {
      const detail = read(`/review/${encodeURIComponent(id)}`);
      this.#details.set(id, detail);
      detail.catch(() => this.#details.delete(id));
    }
    return this.#details.get(id);
  }

  /** Puts the current item behind the others. */
  skip() {
    const [item, ...rest] = this.items;
    this.items = [...rest, item];
  }

  /**
   * Decides about the current item, which then leaves the queue.
   *
   * @param decision `action`, and `fields` or `note` where the action needs it
   * @return what the server says about it
   */
  async decide(decision) {
    const item = this.current;
    const result = await write(`/review/${encodeURIComponent(item.indicatorId)}/decisions`, decision);
    this.#details.delete(item.indicatorId);
    this.items = this.items.slice(1);
    this.decided = [...this.decided, item];
    return result;
  }

  /**
   * Accepts many answers, as one decision of this sitting. What was accepted before a call fails can be taken back too.
   *
   * @param filter of the answers, and `counted` of the dry run that counted them
   * @return how many were `accepted`, and how many `refused`
   */
  async acceptAll(filter) {
    const sum = {accepted: 0, refused: 0};
    let part = {};
    try {
      do {
        part = await write('/review-acceptances', {...filter, acceptance: part.acceptance, after: part.next});
        sum.accepted += part.accepted;
        sum.refused += part.refused;
      } while (part.next);
    } finally {
      if (sum.accepted > 0) {
        this.decided = [...this.decided, {acceptance: part.acceptance, answers: sum.accepted}];
      }
    }
    return sum;
  }

  /** How many answers were decided in this sitting. */
  get answersDecided() {
    return this.decided.reduce((sum, {answers = 1}) => sum + answers, 0);
  }

  /**
   * Takes back the last decision of this sitting. Its item is the current one again.
   *
   * @return whether many answers were accepted together, so that the queue has to be read again
   */
  async undo() {
    const {acceptance, ...item} = this.decided.at(-1);
    if (acceptance) {
      await this.#takeBack(acceptance);
    } else {
      await write(`/review/${encodeURIComponent(item.indicatorId)}/decisions`, {action: 'undo'});
      this.items = [item, ...this.items];
    }
    this.decided = this.decided.slice(0, -1);
    return acceptance !== undefined;
  }

  async #takeBack(acceptance) {
    this.#details.clear();
    let left;
    do {
      ({left} = await write(`/review-acceptances/${acceptance}/undo`));
    } while (left > 0);
  }
}
