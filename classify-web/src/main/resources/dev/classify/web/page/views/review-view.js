import {Component, html, nothing} from '../core/component.js';
import {read, write} from '../core/api.js';
import {number} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {ReviewQueue} from '../core/review-queue.js';
import {href} from '../core/router.js';
import {may} from '../core/session.js';
import {attempt, tell} from '../core/toast.js';
import {FIELDS} from '../core/words.js';
import {ask} from '../parts/confirm.js';
import {panel} from '../parts/facts.js';
import {meter} from '../parts/result-table.js';
import {sourceFields} from '../parts/source-fields.js';
import {empty, shown} from '../parts/states.js';
import {judgementsPanel} from '../parts/judgements.js';
import '../parts/answer-form.js';
import '../parts/review-agreement.js';
import '../parts/sample-plot.js';

const KEYS = [['A', 'accept, or save the correction'], ['1 … 9, 0', 'correct a field'], ['Esc', 'drop the correction'], ['R', 'reject'], ['S', 'skip'], ['U', 'undo the last decision'], ['?', 'show these keys']];

const PARTS = [['', 'Waiting'], ['disputed', 'Disagreements'], ['agreement', 'Agreement']];

/** The answers in doubt, one after another, judged with the keyboard. */
class ReviewView extends Component {
  static properties = {query: {attribute: false}, changes: {state: true}, field: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.changes = {};
    this.field = null;
    this.busy = false;
    this.queue = new ReviewQueue();
    this.keys = event => this.press(event);
    this.scheme = new Loaded(this, signal => read('/scheme', {}, signal));
    this.loaded = new Loaded(this, async signal => {
      if (this.part !== 'agreement') {
        await this.queue.load(Object.fromEntries(this.query), signal);
      }
      return this.queue;
    });
    this.detail = new Loaded(this, () => this.queue.detail());
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keys);
  }

  get part() {
    return this.query.get('part') ?? '';
  }

  willUpdate(changed) {
    if (changed.get('query')) {
      this.loaded.restart();
    }
    const id = this.queue.current?.indicatorId;
    if (id !== this.shownId) {
      this.shownId = id;
      this.detail.restart();
    }
  }

  press(event) {
    const typing = event.target.matches?.('input:not([type=radio]), textarea, select');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const actions = {a: () => this.accept(), r: () => this.reject(), s: () => this.skip(), u: () => this.undo(), '?': () => this.help(), escape: () => this.drop()};
    const position = '1234567890'.indexOf(event.key);
    const action = position >= 0 && event.key.length === 1 ? () => (this.field = FIELDS[position][0]) : actions[event.key.toLowerCase()];
    if (action) {
      event.preventDefault();
      action();
    }
  }

  help() {
    ask({title: 'Keys', content: html`<dl class="keys">${KEYS.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>`});
  }

  async decide(decision, done) {
    if (this.busy || !this.queue.current || !may('reviewer')) {
      return;
    }
    this.busy = true;
    const settle = this.part === 'disputed' ? {settle: true} : {};
    if (await attempt(async () => tell(done, {fix: (await this.queue.decide({...decision, ...settle})).detail}))) {
      this.drop();
      if (this.queue.items.length === 0 && this.queue.more) {
        await this.loaded.reload();
      }
    }
    this.busy = false;
  }

  accept() {
    const changed = Object.keys(this.changes).length > 0;
    return changed
      ? this.decide({action: 'correct', fields: this.changes}, 'Corrected.')
      : this.decide({action: 'accept'}, 'Accepted.');
  }

  async reject() {
    if (!this.queue.current || !may('reviewer')) {
      return;
    }
    let note = '';
    const content = html`<label class="stack">Why has this row no valid answer?
      <input autofocus maxlength="500" @input=${event => (note = event.target.value)} placeholder="such as: the name says too little"></label>`;
    const sure = await ask({title: 'Reject this answer', content, action: 'Reject', danger: true});
    if (sure && note.trim() === '') {
      tell('Not rejected: say why.', {failed: true});
    } else if (sure) {
      this.decide({action: 'reject', note: note.trim()}, 'Rejected.');
    }
  }

  skip() {
    if (this.queue.items.length > 1) {
      this.queue.skip();
      this.drop();
    }
  }

  async undo() {
    if (this.busy) {
      return;
    }
    if (this.queue.decided.length === 0) {
      tell('Nothing was decided in this sitting.');
      return;
    }
    this.busy = true;
    await attempt(async () => {
      if (await this.queue.undo()) {
        this.loaded.restart();
      }
    }, 'Taken back.');
    this.busy = false;
    this.drop();
  }

  async acceptAll() {
    let confidenceFrom = 0.9;
    const content = html`<label class="stack">Accept every waiting answer with at least this confidence
      <input type="number" min="0" max="1" step="0.01" .value=${String(confidenceFrom)} autofocus @input=${event => (confidenceFrom = Number(event.target.value))}></label>`;
    if (!(await ask({title: 'Accept many answers', content, action: 'Count them'}))) {
      return;
    }
    const {job, family} = Object.fromEntries(this.query);
    const filter = {confidenceFrom, job, family};
    await attempt(async () => {
      const {left, counted} = await write('/review-acceptances', {...filter, dryRun: true});
      if (left === 0) {
        tell('No waiting answer is that confident.');
      } else if (await ask({title: `Accept ${number(left)} answers?`, content: html`<p>Answers that arrive from now on are not among them. Undo takes all of them back.</p>`, action: 'Accept them'})) {
        await this.acceptCounted({...filter, counted});
      }
    });
  }

  async acceptCounted(filter) {
    this.busy = true;
    try {
      const {accepted, refused} = await this.queue.acceptAll(filter);
      tell(`${number(accepted)} answers are accepted.`, {fix: refused ? `${number(refused)} are not: they have changed meanwhile, or the scheme forbids them` : undefined});
    } finally {
      this.busy = false;
      this.loaded.restart();
    }
  }

  drop() {
    this.changes = {};
    this.field = null;
    this.requestUpdate();
  }

  change({detail: {field, value}}) {
    const {[field]: _, ...others} = this.changes;
    const before = this.queue.current.answer[field] ?? 'none';
    this.changes = value === before ? others : {...others, [field]: value};
  }

  view() {
    return html`
      <div class="page-head">
        <h1>Review</h1>
        <nav class="chips" aria-label="Part of the review">${PARTS.map(([part, label]) => html`
          <a href=${href(['review'], {part})} aria-current=${part === this.part ? 'true' : nothing}>${label}</a>`)}</nav>
        ${this.part === 'agreement' ? nothing : this.state()}
      </div>
      ${this.part === 'agreement' ? html`<review-agreement></review-agreement>` : this.queued()}`;
  }

  /** How many wait, and what is about all of them. */
  state() {
    return html`<span class="soft">${this.loaded.value ? `${number(this.queue.items.length)}${this.queue.more ? '+' : ''} waiting, ${number(this.queue.answersDecided)} decided now` : nothing}</span>
        <div class="actions">${may('reviewer') && !this.part && this.acceptsAll() ? html`<button @click=${this.acceptAll}>Accept all above …</button>` : nothing}
          <button class="plain" @click=${this.help}>Keys <kbd>?</kbd></button></div>`;
  }

  /** Whether the queue is filtered by nothing that would be ignored when all are accepted. */
  acceptsAll() {
    return [...this.query.keys()].every(name => ['job', 'family', 'part'].includes(name));
  }

  queued() {
    return html`
      ${may('reviewer') ? nothing : html`<p class="notice">You can look, but only reviewers decide.</p>`}
      ${shown(this.loaded, () => (this.queue.current ? this.item(this.queue.current) : this.finished()), 8)}`;
  }

  finished() {
    return empty(this.part ? 'No judges disagree.' : 'Nothing waits for review.', this.part ? 'Answers come here when enough people have judged them, without a majority.' : 'Answers that are in doubt come here while jobs run.',
      this.queue.decided.length ? html`<button @click=${this.undo}>Undo the last decision</button>` : html`<a class="button" href="#/results">To the results</a>`);
  }

  item(item) {
    const changed = Object.keys(this.changes).length;
    const {judged, judgesWanted} = this.detail.value ?? {};
    const decides = may('reviewer') && !this.busy;
    return html`
      ${item.reason ? html`<p class="notice warn" role="status">${item.reason}</p>` : nothing}
      <div class="split review">
        <div>
          ${panel('Row', html`<h3 class="row-name"><a href=${href(['results', item.indicatorId])}>${item.name}</a></h3>
            <div class="sample-place">${shown(this.detail, detail => html`<sample-plot .sample=${detail?.indicator?.sample_values ?? []}></sample-plot>`, 4)}</div>`, {aside: meter(item.confidence)})}
          ${item.reasoning ? panel('Why this answer', html`<p>${item.reasoning}</p>`) : nothing}
          ${panel('Source', shown(this.detail, detail => sourceFields(item.indicatorId, detail?.indicator), 3), {flush: true})}
        </div>
        <div>
          ${panel('Answer', html`<answer-form .item=${item} .changes=${this.changes} .field=${this.field}
            .scheme=${this.scheme.value?.fields ?? []} @choose=${event => (this.field = event.detail)} @change-field=${event => this.change(event)}></answer-form>`,
            {aside: judgesWanted > 1 && item.reason ? html`<span class="soft small">${number(judged)} of ${number(judgesWanted)} judges</span>` : nothing, flush: true})}
          ${judgementsPanel(this.detail.value?.judgements)}
        </div>
      </div>
      <div class="decide" role="toolbar" aria-label="Decide">
        <button class="primary" ?disabled=${!decides} @click=${this.accept}>${changed ? `Save ${changed} correction${changed > 1 ? 's' : ''}` : 'Accept'} <kbd>A</kbd></button>
        <button class="danger" ?disabled=${!decides} @click=${this.reject}>Reject <kbd>R</kbd></button>
        <button ?disabled=${this.queue.items.length < 2} @click=${this.skip}>Skip <kbd>S</kbd></button>
        <button ?disabled=${this.queue.decided.length === 0 || this.busy} @click=${this.undo}>Undo <kbd>U</kbd></button>
      </div>`;
  }
}
customElements.define('review-view', ReviewView);
