import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {Loaded} from '../core/loaded.js';
import {href} from '../core/router.js';
import {shown} from './states.js';

const ROWS_MAX = 100;

/** Some of the rows of a job that were rejected for one reason. */
class RejectedRows extends Component {
  static properties = {jobId: {}, stage: {}, reason: {}};

  constructor() {
    super();
    this.rejections = new Loaded(this, signal =>
      read('/rejections', {job: this.jobId, stage: this.stage, reason: this.reason, limit: ROWS_MAX}, signal));
  }

  view() {
    return shown(this.rejections, ({items, next}) => html`
      <ul class="plain-list">${items.map(row => html`<li><a class="mono" href=${href(['results', row.indicatorId])}>${row.indicatorId}</a></li>`)}</ul>
      ${next ? html`<p class="soft small">The first ${ROWS_MAX} are shown.</p>` : nothing}`);
  }
}
customElements.define('rejected-rows', RejectedRows);
